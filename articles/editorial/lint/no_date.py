"""An article without any date: publishable, as undated, but only knowingly (partial facts stay partial)."""

from collections.abc import Iterable

from articles.models import Article
from articles.text.finding import Finding, find
from articles.told import told as _

CODE = "no-date"


def check(article: Article) -> Iterable[Finding]:
    """Yield one finding when the date is empty."""
    if not article.date.strip():
        message = _("没有日期。请在原件里找发表日期，只知年份可写 2024；确实查不到，写明理由后按“日期不详”发布。")
        yield find(CODE, "reason", "date", "", 0, 0, message)
