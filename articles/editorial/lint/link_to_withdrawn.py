"""A cross-link to an article that was withdrawn: readers would be led to a notice."""

from collections.abc import Iterable

from articles.models import Article
from articles.text.finding import Finding, find
from articles.told import told as _

CODE = "link-to-withdrawn"


def check(article: Article) -> Iterable[Finding]:
    """Yield one finding a link to a withdrawn article. One query, and only where there are links that were not fetched."""
    links = list(article.links.all()) if article.pk else []
    fetched = {link.to_article_id: link.to_article for link in links if "to_article" in link._state.fields_cache}
    rest = {link.to_article_id for link in links} - fetched.keys()
    others = [*fetched.values(), *(Article.objects.filter(pk__in=rest).only("title", "state") if rest else ())]
    gone = sorted((other.pk, other.title) for other in others if other.state == Article.State.WITHDRAWN)
    for pk, title in gone:
        message = _("关联的文章“%(title)s”已撤稿。请去掉这条关联，或写明理由保留。") % {"title": title or pk}
        name = f"{pk} {title}"
        yield find(CODE, "reason", "links", name, len(name), len(name), message)
