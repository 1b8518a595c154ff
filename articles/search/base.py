"""What every backend shares: from a query to the hits of one page, in an order that no database decides.

Three queries for any number of words and hits: which passages hold them, how often those of the best candidates do,
and the texts to show. Not for keeping the index: that is `index`.
"""

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from operator import attrgetter
from typing import Any, Generic, Protocol, TypeVar, cast

from django.db import connection, models
from django.db.models import Q, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from articles.models import Article, DeskPassage, Edition, Passage, PressPassage
from articles.search.query import Phrase, Word, read_query
from articles.search.snippet import Run, count, cut_snippet, mark

#: The backends by the vendor of the database.
BACKENDS = {
    "sqlite": "articles.search.sqlite",
    "postgresql": "articles.search.postgres",
}
#: How many candidates, best titles and newest first, are put in order by how often they hold the words.
CANDIDATES = 500
_PASSAGES = 4 * CANDIDATES

Found = TypeVar("Found")


class Backend(Protocol):
    """The functions of a backend's module."""

    def matching(self, model: type[models.Model], phrases: tuple[Phrase, ...]) -> RawSQL:
        """Return, for `pk__in`, the passages of `model` that hold any of `phrases`."""

    def is_in_step(self, model: type[models.Model]) -> bool:
        """Return whether the index says of every passage what its row says."""

    def rebuild(self, model: type[models.Model]) -> None:
        """Make the index anew from the rows."""


def backend() -> Backend:
    """Return the backend of the database in use."""
    return cast(Backend, import_module(BACKENDS[connection.vendor]))


@dataclass(frozen=True, slots=True)
class DeskHit:
    """An article found, with the piece of its text to show."""

    article_id: int
    title_hit: bool
    score: int
    snippet: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class PressHit:
    """A live edition found, with the piece of its text to show."""

    edition_id: int
    title_hit: bool
    score: int
    snippet: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Results(Generic[Found]):
    """The hits of one page, and how many there are in all."""

    hits: tuple[Found, ...]
    total: int


@dataclass(slots=True)
class _Place:
    """A passage that holds words of the query; each word is a bit."""

    field: str
    words: int = 0


@dataclass(slots=True)
class _Candidate:
    """A piece that holds words of the query, where, and when it is from (as text that sorts, empty when unknown)."""

    pk: int
    date: str
    words: int = 0
    in_title: int = 0
    in_heading: int = 0
    occurrences: int = 0
    places: dict[int, _Place] = dataclasses.field(default_factory=dict)

    @property
    def score(self) -> int:
        """Words in the title weigh most, then words in headings, then how often, by doublings."""
        often = min(9, self.occurrences.bit_length())
        return 100 * self.in_title.bit_count() + 10 * self.in_heading.bit_count() + often

    @property
    def rank(self) -> tuple[int, str, int]:
        """Sort, the largest first, by the score, the date, undated last, and the number."""
        return self.score, self.date, self.pk

    def add(self, passage: int, field: str, word: int) -> None:
        self.places.setdefault(passage, _Place(field)).words |= word
        self.words |= word
        if field == Passage.Field.TITLE:
            self.in_title |= word
        elif field == Passage.Field.HEADING:
            self.in_heading |= word


def search_desk(
    query: str, *, limit: int = 20, offset: int = 0, among: "models.QuerySet[Article] | None" = None
) -> Results[DeskHit]:
    """Return the working copies that hold every word of `query`, in any state. Three queries, none without words.

    `among` narrows what is searched; its order counts for nothing.
    """
    found, total = _search(Article.objects.all() if among is None else among, DeskPassage, query, limit, offset)
    return Results(tuple(DeskHit(*hit) for hit in found), total)


def weigh_desk(query: str, among: "models.QuerySet[Article]", *, limit: int) -> dict[int, tuple[int, bool]]:
    """Return, for the best of `among` that hold every word of `query`, how often they do, and whether a title does.

    At most `limit`, which is at most `CANDIDATES`, the best first. Two queries, none without words; no text is read.
    """
    words = read_query(query)
    if not words:
        return {}
    found = sorted(_candidates(among, DeskPassage, words), key=attrgetter("rank"), reverse=True)[:CANDIDATES]
    _count(found, DeskPassage, words)
    best = sorted(found, key=attrgetter("rank"), reverse=True)[:limit]
    return {one.pk: (one.occurrences, bool(one.in_title)) for one in best}


def search_press(query: str, *, limit: int = 20, offset: int = 0, now: datetime | None = None) -> Results[PressHit]:
    """Return the editions live at `now` that hold every word of `query`. Three queries, none without words."""
    found, total = _search(Edition.objects.live(now), PressPassage, query, limit, offset)
    return Results(tuple(PressHit(*hit) for hit in found), total)


def desk_matches(query: str) -> Q:
    """Return the condition on Article that `search_desk` puts, to filter a list with; a blank query leaves nothing."""
    return _matches(query, DeskPassage.objects.all())


def title_matches(query: str) -> Q:
    """Return the condition on Article that every word of `query` stands in its title or subtitle; a blank one leaves nothing."""
    return _matches(query, DeskPassage.objects.filter(field=Passage.Field.TITLE))


def _matches(query: str, passages: models.QuerySet[DeskPassage]) -> Q:
    condition = Q()
    for word in read_query(query):
        found = passages.filter(pk__in=backend().matching(DeskPassage, word.phrases))
        condition &= Q(pk__in=found.values("article"))
    return condition or Q(pk__in=())


def mark_words(text: str, query: str) -> tuple[Run, ...]:
    """Return `text`, in whatever script, in runs that mark the words of `query`. No query."""
    return mark(text, read_query(query))


def _search(
    owners: models.QuerySet[Any], model: type[Passage], query: str, limit: int, offset: int
) -> tuple[list[tuple[int, bool, int, tuple[Run, ...]]], int]:
    """Return key, title hit, score and snippet of each hit on the page, and the number of all hits."""
    words = read_query(query)
    if not words:
        return [], 0
    found = sorted(_candidates(owners, model, words), key=attrgetter("rank"), reverse=True)
    _count(found[:CANDIDATES], model, words)
    ranked = sorted(found[:CANDIDATES], key=attrgetter("rank"), reverse=True) + found[CANDIDATES:]
    page = ranked[max(offset, 0) :][: max(limit, 0)]
    snippets = _snippets(page, model, words)
    return [(one.pk, bool(one.in_title), one.score, snippets.get(one.pk, ())) for one in page], len(found)


def _candidates(owners: models.QuerySet[Any], model: type[Passage], words: tuple[Word, ...]) -> list[_Candidate]:
    """Return every piece that holds all of `words`. One query, of columns that need no converting: rows are many."""
    date = Cast("dated_from", models.CharField())
    parts = [
        owners.filter(passages__in=backend().matching(model, word.phrases))
        .order_by()
        .values_list(Value(str(number)), "pk", date, "passages__pk", "passages__field")
        for number, word in enumerate(words)
    ]
    found: dict[int, _Candidate] = {}
    for number, pk, dated, passage, field in parts[0].union(*parts[1:], all=True):
        candidate = found.get(pk)
        if candidate is None:
            candidate = found[pk] = _Candidate(pk, dated or "")
        candidate.add(passage, field, 1 << int(number))
    return [one for one in found.values() if one.words.bit_count() == len(words)]


def _count(candidates: list[_Candidate], model: type[Passage], words: tuple[Word, ...]) -> None:
    """Set how often the words stand in each of `candidates`. One query."""
    wanted = sorted(pk for one in candidates for pk in one.places)[:_PASSAGES]
    rows = model._default_manager.filter(pk__in=wanted).values_list("pk", "as_printed", "tokens")
    passages = {pk: (as_printed, tokens) for pk, as_printed, tokens in rows}
    for candidate in candidates:
        for number, word in enumerate(words):
            # Passages as printed repeat paragraphs that are counted already, wherever the word was found in both.
            counts = [0, 0]
            for pk, place in candidate.places.items():
                if place.words >> number & 1 and pk in passages:
                    as_printed, tokens = passages[pk]
                    counts[as_printed] += max(count(tokens, phrase) for phrase in word.phrases)
            candidate.occurrences += max(counts)


def _snippets(page: list[_Candidate], model: type[Passage], words: tuple[Word, ...]) -> dict[int, tuple[Run, ...]]:
    """Return the snippet of each candidate: from the passage that shows most words, its first where only the title does.

    Of a piece that may be reprinted in part the excerpt alone is shown, of one that may only be linked nothing. One query.
    """
    owner, *terms = ("article_id",) if model is DeskPassage else ("edition_id", "edition__reprint", "edition__excerpt")
    chosen = {one.pk: _best(one) for one in page}
    opening = Q(ordinal=0, **{f"{owner}__in": [pk for pk, place in chosen.items() if place is None]})
    rows = model._default_manager.filter(Q(pk__in=[place for place in chosen.values() if place]) | opening)
    snippets: dict[int, tuple[Run, ...]] = {}
    for pk, text, tokens, *reprint in rows.values_list(owner, "text", "tokens", *terms):
        match reprint:
            case [] | ["full", _]:
                snippets[pk] = cut_snippet(text, words, tokens)
            case ["excerpt", excerpt]:
                snippets[pk] = cut_snippet(excerpt, words)
    return snippets


def _best(candidate: _Candidate) -> int | None:
    """Return the key of the passage to show; None where only the title holds the words."""
    order = ("body", "heading", "people")
    places = [(pk, place) for pk, place in candidate.places.items() if place.field in order]
    places.sort(key=lambda item: (-item[1].words.bit_count(), order.index(item[1].field), item[0]))
    return places[0][0] if places else None
