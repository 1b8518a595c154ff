"""The queue of imports to look over: which doubts of a reading still stand, and when an article leaves the queue.

Not for the order (that is `ArticleQuerySet.in_queue` and `text.doubt`), nor for answering a doubt (`decide`, `byline`).
"""

from collections.abc import Iterable

from articles.editorial.decide import may_change
from articles.editorial.findings import open_findings
from articles.editorial.workflow import Refused
from articles.models import Article, ArticleQuerySet, User
from articles.text.doubt import UNKNOWN, WEIGHTS, weigh
from articles.text.finding import Finding
from articles.told import told as _

#: Flags that stand as long as a finding of the same code is open.
FOUND = frozenset(
    {
        "damaged-bytes", "elided-name", "names-to-confirm", "no-date", "no-source", "no-title", "outlet-differs",
        "partial-date", "private-use", "undecodable", "unresolved-benbao",
    }
)  # fmt: skip


def standing_doubts(article: Article, found: Iterable[Finding]) -> tuple[str, ...]:
    """Return the flags of the reading that nobody has answered, by the open findings; empty without a reading.

    A flag of which the words of the article tell nothing stands until somebody has looked the article over.
    """
    flags = [flag for flag in article.reading.flags if WEIGHTS.get(flag, UNKNOWN)] if article.reading else []
    findings = {(finding.code, finding.field) for finding in found}
    codes = {code for code, _field in findings}
    people, chain = article.contributions.all(), article.attributions.all()
    answered = {
        "no-author": ("reprint-gate", "author") not in findings,
        "no-text": bool(article.body.strip()),
        "source-to-choose": all(link.source_id for link in chain),
        "author-to-choose": all(person.author_id or person.confirm for person in people),
        **{flag: flag not in codes for flag in FOUND},
    }
    return tuple(flag for flag in flags if not answered.get(flag, False))


def settle(article_pk: int) -> bool:
    """Weigh the article anew after somebody's hand was on it. Return whether it has left the queue by that.

    It leaves when nothing is in doubt any more and no finding holds up its publishing: who fills in what is missing stays
    with it until it can be sent to review.
    """
    article = Article.objects.select_related("reading").select_for_update(of=("self",)).get(pk=article_pk)
    if article.doubt is None:
        return False
    found = open_findings(article)
    doubt = weigh(standing_doubts(article, found)) or None
    if doubt is None and any(finding.level == "block" for finding in found):
        doubt = 0
    if doubt != article.doubt:
        Article.objects.filter(pk=article_pk).update(doubt=doubt)
    return doubt is None


def look_over(article: Article, *, by: User) -> None:
    """Take the article out of the queue as looked over. What is wrong with it stays among its findings."""
    may_change(by)
    if not Article.objects.filter(pk=article.pk, doubt__isnull=False).update(doubt=None):
        raise Refused(_("这一篇已经有人看过。"), code="stale")


def look_over_undoubted(articles: ArticleQuerySet, *, by: User) -> int:
    """Take those of the queue `articles` out of it whose reading left no doubt. Returns how many. One query."""
    may_change(by)
    return Article.objects.filter(pk__in=articles.filter(doubt=0).order_by().values("pk")).update(doubt=None)
