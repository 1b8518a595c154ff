"""Links that an article's text suggests: the same piece once more, or passages of an earlier one.

Never made by itself: an editor accepts or refuses (`decide`). Not for articles that merely share a theme.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from articles.models import Article, ArticleLink, LinkDecision, TextPrint
from articles.text.passages import Shared, containment, shared_passages, winnow

Kind = Literal["same_text", "quotes"]

#: From these containments on a text is the same piece, or shares passages (measured on news: unrelated ones reach 0.01).
SAME, SHARES = 0.80, 0.10
#: A quotation holds one shared passage of so many letters: in news, shorter ones are titles of office, names of meetings
#: and set phrases (550 of 662 pairs of short items that shared a tenth or more).
QUOTED = 40
#: A print that more articles than this have in common is a set phrase, and leads nowhere.
COMMON = 200
#: Prints of one article that are asked about: those of a text of some 80,000 letters. Of a longer one, the lowest.
MOST_PRINTS = 4_000
#: How many candidates are read and weighed, those with the most prints in common first.
MOST = 20
#: How much of a passage the reason shows.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class LinkSuggestion:
    """An article to link to, of what kind, how much of the shorter text stands in the longer, and what they share."""

    other_id: int
    title: str
    kind: Kind
    containment: float
    passages: tuple[str, ...]
    reason: str


def suggest_links(article: Article) -> tuple[LinkSuggestion, ...]:
    """Return the articles whose text is this one's or stands in it, the closest first.

    Left out: those linked in either direction, those decided before, and of quotations the earlier piece's own side.
    Five queries and one for the texts of what was found, however many articles there are.
    """
    settled = settled_with(article)
    near = [pk for pk in _candidates(article) if pk not in settled][:MOST] if article.pk else []
    mine = winnow(article.body) if near else frozenset()
    others = Article.objects.filter(pk__in=near).only("title", "body", "dated_from") if near else ()
    made = [_suggestion(article, other, containment(mine, winnow(other.body))) for other in others]
    return tuple(sorted(filter(None, made), key=lambda one: (-one.containment, one.other_id)))


def settled_with(article: Article) -> set[int]:
    """Return the articles that are linked with this one or that an editor has answered about. Two queries."""
    links = ArticleLink.objects.filter(Q(from_article=article.pk) | Q(to_article=article.pk))
    decisions = LinkDecision.objects.filter(Q(article=article.pk) | Q(other=article.pk))
    pairs = (*links.values_list("from_article", "to_article"), *decisions.values_list("article", "other"))
    return {pk for pair in pairs for pk in pair}


def _candidates(article: Article) -> Iterable[int]:
    """Return the articles that share prints with this one, the most first. Three queries, or fewer where there is nothing.

    Each names the prints it asks about: one nested query took PostgreSQL, without statistics of a table just filled,
    from milliseconds to minutes.
    """
    own = tuple(
        TextPrint.objects.filter(article=article.pk).order_by("hash").values_list("hash", flat=True)[:MOST_PRINTS]
    )
    counted = TextPrint.objects.filter(hash__in=own).values("hash").annotate(n=Count("pk")).order_by()
    shared_by_few = tuple(counted.filter(n__gt=1, n__lte=COMMON).values_list("hash", flat=True))
    shared = TextPrint.objects.filter(hash__in=shared_by_few).exclude(article=article.pk).values("article")
    return shared.annotate(n=Count("pk")).order_by("-n", "article").values_list("article", flat=True)


def _suggestion(article: Article, other: Article, share: float) -> LinkSuggestion | None:
    kind: Kind = "same_text" if share >= SAME else "quotes"
    if share < SHARES or (kind == "quotes" and _is_later(other, article)):
        return None
    shared = shared_passages(article.body, other.body)
    if not shared or (kind == "quotes" and max(_count(article.body, (one,)) for one in shared) < QUOTED):
        return None
    passages = tuple(" ".join(article.body[one.start : one.end].split()) for one in shared)
    return LinkSuggestion(
        other.pk, str(other), kind, share, passages, _reason(kind, share, _count(article.body, shared), passages)
    )


def _is_later(other: Article, article: Article) -> bool:
    """Return whether `other` is dated wholly after `article`, which then cannot have quoted it."""
    return bool(other.dated_from and article.dated_until and other.dated_from > article.dated_until)


def _reason(kind: Kind, share: float, count: int, passages: tuple[str, ...]) -> str:
    longest = max(passages, key=len)
    values = {
        "share": int(share * 100),
        "count": count,
        "passage": longest[:SHOWN] + ("……" if len(longest) > SHOWN or len(passages) > 1 else ""),
    }
    if kind == "same_text":
        return _("短的一篇有 %(share)s%% 见于另一篇，共有 %(count)s 字：%(passage)s") % values
    return _("共有 %(count)s 字：%(passage)s") % values


def _count(text: str, shared: tuple[Shared, ...]) -> int:
    """Return how many letters of `text` the passages cover, each counted once."""
    return sum(text[place].isalnum() for place in {n for one in shared for n in range(one.start, one.end)})
