"""An article without its publisher: a reprint must name it (互联网新闻信息服务管理规定, 2017, article 15).

Not for a publisher printed as 本报: see `unresolved_benbao`.
"""

from collections.abc import Iterable

from articles.models import Article, Attribution
from articles.text.finding import Finding, find
from articles.told import told as _

CODE = "no-source"


def check(article: Article) -> Iterable[Finding]:
    """Yield one finding when no link of the chain says who published the piece."""
    chain = article.attributions.all() if article.pk else ()
    known = any(link.role == Attribution.Role.PUBLISHED_BY and (link.source_id or link.name.strip()) for link in chain)
    flags = article.reading.flags if article.reading else ()
    if not known and "unresolved-benbao" not in flags:
        message = _("没有来源。转载须注明来源：请在“来源链”里加一条“首发”，选定来源档案。")
        yield find(CODE, "block", "source", "", 0, 0, message)
