"""Links that an article's text suggests: the same piece once more, or passages of an earlier one.

Never made by itself: an editor accepts or refuses (`decide`). Not for articles that merely share a theme.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from django.db.models import Q

from articles.models import Article, ArticleLink, LinkDecision
from articles.text.fingerprint import letters
from articles.text.index_entry import PRINT_WINDOW, find_prints
from articles.text.passages import GRAM, Shared, containment, shared_passages
from articles.told import told as _

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
#: How many candidates are read, those with the most prints in common first.
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


def suggest_links(article: Article, settled: Set[int] | None = None) -> tuple[LinkSuggestion, ...]:
    """Return the articles whose text is this one's or stands in it, the closest first.

    Left out: those linked in either direction, those decided before, and of quotations the earlier piece's own side.
    One query, however many articles there are; two more where it is not said which are `settled`.
    """
    settled = settled_with(article) if settled is None else settled
    others = _candidates(article, settled) if article.pk else []
    made = [_suggestion(article, other, _share(article.body, other.body)) for other in others]
    return tuple(sorted(filter(None, made), key=lambda one: (-one.containment, one.other_id)))


#: Kept for who comes back to a piece; the letters of the others also after every fix of it.
_prints, _letters = lru_cache(maxsize=64)(find_prints), lru_cache(maxsize=256)(letters)
_shared = lru_cache(maxsize=128)(shared_passages)


@lru_cache(maxsize=128)
def _share(one: str, other: str) -> float:
    return containment(_letters(one), _letters(other))


def settled_with(article: Article) -> set[int]:
    """Return the articles that are linked with this one or that an editor has answered about. Two queries."""
    links = ArticleLink.objects.filter(Q(from_article=article.pk) | Q(to_article=article.pk))
    decisions = LinkDecision.objects.filter(Q(article=article.pk) | Q(other=article.pk))
    pairs = (*links.values_list("from_article", "to_article"), *decisions.values_list("article", "other"))
    return {pk for pair in pairs for pk in pair}


#: The articles that share prints of those named, the most first, with their texts and how many prints they share. Those
#: that too many have lead to nobody; they are left out by a count over them, not by a query within: one nested query took
#: PostgreSQL, without statistics of a table just filled, from milliseconds to minutes.
_SHARING = """
SELECT a.id, a.title, a.body, a.dated_from, c.shared FROM (
  SELECT s.article_id AS other, COUNT(*) AS shared, SUM(CASE WHEN s.held <= %s THEN 1 ELSE 0 END) AS telling FROM (
    SELECT p.article_id, COUNT(*) OVER (PARTITION BY p.hash) AS held FROM articles_textprint p WHERE p.hash IN %s
  ) s WHERE s.article_id NOT IN %s
  GROUP BY s.article_id HAVING MIN(s.held) <= %s ORDER BY telling DESC, s.article_id LIMIT %s
) c JOIN articles_article a ON a.id = c.other ORDER BY c.telling DESC, c.other
"""


def _candidates(article: Article, settled: Set[int]) -> list[Article]:
    """Return the articles that may share a tenth with this one, the likeliest first, without those `settled`. One query."""
    prints = _prints(article.body)
    own = sorted(prints)[:MOST_PRINTS]
    if not own:
        return []
    out = sorted({article.pk, *settled})
    marks, settled_marks = ("(" + ", ".join(["%s"] * len(values)) + ")" for values in (own, out))
    asked = _SHARING % ("%s", marks, settled_marks, "%s", "%s")
    found: Iterable[Any] = Article.objects.raw(asked, [COMMON, *own, *out, COMMON, MOST])  # Any: with `shared`
    if len(prints) > len(own):  # not all that they share was counted
        return list(found)
    size = _size(article.body)
    return [other for other in found if other.shared >= _least_shared(min(size, _size(other.body)))]


def _least_shared(size: int) -> int:
    """Return how many prints texts at least share of which the shorter, of `size` letters, shares a tenth at a stretch.

    A stretch has a print in each of its windows. Who shares fewer shares a tenth in small pieces, if at all: set phrases.
    """
    return int(SHARES * size - GRAM + 1) // PRINT_WINDOW


def _size(text: str) -> int:
    return sum(map(str.isalnum, text))


def _suggestion(article: Article, other: Article, share: float) -> LinkSuggestion | None:
    kind: Kind = "same_text" if share >= SAME else "quotes"
    if share < SHARES or (kind == "quotes" and _is_later(other, article)):
        return None
    shared = _shared(article.body, other.body)
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
