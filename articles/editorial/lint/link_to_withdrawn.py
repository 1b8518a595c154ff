"""A cross-link to an article that was withdrawn: readers would be led to a notice."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from articles.models import Article
from articles.text.finding import Finding, find

CODE = "link-to-withdrawn"


def check(article: Article) -> Iterable[Finding]:
    """Yield one finding a link to a withdrawn article. One query, and only where there are links."""
    linked = {link.to_article_id for link in article.links.all()} if article.pk else set()
    if not linked:
        return
    gone = Article.objects.filter(pk__in=linked, state=Article.State.WITHDRAWN).order_by("pk")
    for pk, title in gone.values_list("pk", "title"):
        message = _("关联的文章“%(title)s”已撤稿。请去掉这条关联，或写明理由保留。") % {"title": title or pk}
        name = f"{pk} {title}"
        yield find(CODE, "reason", "links", name, len(name), len(name), message)
