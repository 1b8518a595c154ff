"""What the desk has under a name or a number, for the palette: a few of each kind, the nearest first, in three queries.

Not for deciding who may see it: the caller says which kinds to look among. Not for lists, which have every hit.
"""

from collections.abc import Collection as Names
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from operator import itemgetter, or_
from typing import Any

from django.db.models import Case, CharField, F, IntegerField, Model, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Length, NullIf, Substr

from articles.models import (
    Article,
    Author,
    AuthorForm,
    Collection,
    CollectionRevision,
    Revision,
    Source,
    SourceForm,
    Tag,
    TagForm,
    Topic,
    TopicTerm,
    User,
)
from articles.search.base import desk_matches, title_matches
from articles.text.script import to_simplified, to_traditional
from articles.text.slug import spelt_like
from articles.text.tags import tag_identity

#: How many of a kind an answer holds.
OF_A_KIND = 6
#: How many of a person's newest revisions are looked through for the pieces they changed.
_LOOKED_THROUGH = 60
#: Characters of a text that stand in for a title.
_OPENING = 20


@dataclass(frozen=True, slots=True)
class Named:
    """A row of the desk: its kind (the model's name), number, name, and what tells it from another of that name."""

    kind: str
    pk: int
    name: str
    hint: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How the rows of a model are called: the expression of the name and of the hint, and where written forms stand."""

    model: type[Model]
    name: Any  # Any: an expression, as is the next
    hint: Any
    columns: tuple[str, ...] = ("name",)
    forms: type[Model] | None = None
    spelt: str = "slug"


_NAME, _NOTHING = F("name"), Value("", CharField())
_PERSON = Coalesce(NullIf("display_name", Value("")), "username")
#: By the model's name, in the order of an answer.
KINDS: dict[str, _Kind] = {
    "collection": _Kind(Collection, F("title"), F("state"), ("title",)),
    "author": _Kind(Author, _NAME, F("affiliation"), forms=AuthorForm),
    "user": _Kind(User, _PERSON, F("username"), ("username", "display_name"), spelt=""),
    "source": _Kind(Source, _NAME, F("region"), forms=SourceForm),
    "topic": _Kind(Topic, _NAME, Coalesce("parent__name", Value("")), forms=TopicTerm),
    "tag": _Kind(Tag, _NAME, _NOTHING, forms=TagForm),
}


def find_articles(asked: str) -> list[Named]:
    """Return articles by their number, then by title in any spelling or pinyin, then by their words; newest first.

    `hint` is the state; the name of one without a title is the opening of its text. Two queries, one where titles suffice.
    """
    named, spelt, numbered = title_matches(asked), spelt_like(asked), Q(pk=number_in(asked))
    if spelt:
        named |= Q(title_pinyin__regex=spelt)
    found = _first(Article.objects.filter(named | numbered), numbered, OF_A_KIND)
    left = OF_A_KIND - len(found)
    others = Article.objects.exclude(pk__in=[named.pk for named in found]).filter(desk_matches(asked))
    return found + (_first(others, numbered, left) if left else [])


def _first(rows: QuerySet[Article], numbered: Q, count: int) -> list[Named]:
    """Return the newest of `rows`, before them the one that is `numbered`. No text is read of what is only put in order."""
    order = (Case(When(numbered, then=0), default=1, output_field=IntegerField()), "-pk")
    few = Article.objects.filter(pk__in=rows.order_by(*order).values("pk")[:count]).order_by(*order)
    return [_article(*row) for row in few.values_list("pk", "title", Substr("body", 1, _OPENING), "state", "date")]


def number_in(asked: str) -> int:
    """Return the number of a row that `asked` is, 0 where it is none.

    >>> number_in("12"), number_in("１２"), number_in("12万"), number_in("9" * 30)
    (12, 12, 0, 0)
    """
    digits = asked.strip()
    return int(digits) if digits.isdecimal() and len(digits) < 19 else 0


def find_named(asked: str, kinds: Names[str]) -> list[Named]:
    """Return the rows of `kinds` called `asked` in any spelling, any written form, or by pinyin. One query.

    Of each kind those of just that name first, then the shorter names.
    """
    arms = [_arm(name, kind, asked) for name, kind in KINDS.items() if name in kinds]
    if not arms or not tag_identity(asked):
        return []
    found = sorted(arms[0].union(*arms[1:], all=True), key=lambda row: (row[4], len(row[2]), row[1]))
    order = {kind: n for n, kind in enumerate(KINDS)}
    return sorted((Named(*row[:4]) for row in found), key=lambda named: order[named.kind])


def last_worked_on(user: User) -> list[Named]:
    """Return the articles and collections that this person changed last, newest first. Two queries."""
    mine = Revision.objects.filter(by=user).order_by("-pk").annotate(opening=Substr("article__body", 1, _OPENING))
    articles = mine.values_list(
        "at", "article", "article__title", "opening", "article__state", "article__date"
    )[:_LOOKED_THROUGH]  # fmt: skip
    collections = CollectionRevision.objects.filter(by=user).order_by("-pk")
    rows = collections.values_list("at", "collection", "collection__title", "collection__state")[:_LOOKED_THROUGH]
    dated = chain(
        ((row[0], _article(*row[1:])) for row in articles), ((row[0], Named("collection", *row[1:])) for row in rows)
    )
    newest = dict.fromkeys(named for _at, named in sorted(dated, key=itemgetter(0), reverse=True))
    return list(newest)[:OF_A_KIND]


def _article(pk: int, title: str, opening: str, state: str, date: str) -> Named:
    return Named("article", pk, title or f"{opening}……", state, date)


def _arm(name: str, kind: _Kind, asked: str) -> QuerySet[Any]:  # Any: rows of any kind
    """Return the few rows of a kind that are called so, as the columns of `Named` and how near they are."""
    written, identity = (
        {asked.strip(), to_simplified(asked.strip()), to_traditional(asked.strip())},
        tag_identity(asked),
    )
    contains, same = (
        reduce(or_, (Q(**{f"{column}__{how}": words}) for column in kind.columns for words in sorted(written)))
        for how in ("icontains", "iexact")
    )
    if kind.forms is not None:
        forms = kind.forms._default_manager.filter
        contains |= Q(pk__in=forms(folded__contains=identity).values(name))
        same |= Q(pk__in=forms(folded=identity).values(name))
    if kind.spelt and (spelt := spelt_like(asked)):
        contains |= Q(**{f"{kind.spelt}__regex": spelt})
    near = Case(When(same, then=0), default=1, output_field=IntegerField())
    rows = kind.model._default_manager.order_by()
    few = rows.filter(contains).annotate(near=near, called=kind.name).order_by("near", Length("called"), "pk")
    shown = rows.filter(pk__in=few.values("pk")[:OF_A_KIND])
    return shown.values_list(Value(name, CharField()), "pk", kind.name, kind.hint, near)
