"""An article without a title: a reprint must carry the original one (互联网新闻信息服务管理规定, 2017, article 15)."""

from collections.abc import Iterable

from articles.models import Article
from articles.text.finding import Finding, find
from articles.told import told as _

CODE = "no-title"


def check(article: Article) -> Iterable[Finding]:
    """Yield one finding when the title is empty or blank."""
    if not article.title.strip():
        message = _("没有标题。请在原件或来源网站找到原标题填入；不要自拟。")
        yield find(CODE, "block", "title", "", 0, 0, message)
