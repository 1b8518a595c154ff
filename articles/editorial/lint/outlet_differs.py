"""A byline of another outlet than the publisher's: both stand in the chain, and an editor should have seen it
(2017 rules on internet news, article 15: the source must be traceable).
"""

from collections.abc import Iterable

from articles.models import Article, Attribution
from articles.text.finding import Finding, find
from articles.told import told as _

CODE = "outlet-differs"


def check(article: Article) -> Iterable[Finding]:
    """Yield one finding for each outlet of the byline that is not the publisher, its site or its app."""
    chain = list(article.attributions.all()) if article.pk else []
    publisher = next((link for link in chain if link.role == Attribution.Role.PUBLISHED_BY), None)
    if publisher is None or not publisher.name:
        return
    for link in chain:
        if link.role == Attribution.Role.BYLINE_OUTLET and link.name and not _is_same(link, publisher):
            message = _("署名媒体“%(outlet)s”与首发来源“%(source)s”不同。请核对哪一家首发；都对就不必改。") % {
                "outlet": link.name,
                "source": publisher.name,
            }
            yield find(CODE, "note", "source", link.name, len(link.name), len(link.name), message)


def _is_same(link: Attribution, publisher: Attribution) -> bool:
    if link.source_id and publisher.source_id:
        return link.source_id == publisher.source_id
    return link.name in publisher.name or publisher.name in link.name
