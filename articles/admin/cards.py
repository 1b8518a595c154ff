"""Pieces in work as a line or a card of the desk: title, where it stands and since when, in whose hands, until when.

Which pieces those are, and where they stand, is `editorial.whereabouts`'.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.editorial.spot import Asker, Spot
from articles.editorial.whereabouts import DRAFT, READY, Rows, since
from articles.models import Article, Collection, Stage

MODELS: dict[str, Any] = {"article": Article, "collection": Collection}  # Any: models


@dataclass(frozen=True, slots=True)
class Card:
    """A piece in work. `days` is how long it has stood where it stands, None where that is not asked."""

    piece: Any  # Any: an Article or a Collection
    spot: Spot
    waits: str
    days: int | None = None

    @property
    def address(self) -> str:
        return change_page(self.spot.kind, self.spot.pk)

    @property
    def title(self) -> str:
        return title_of(self.piece.title, self.spot.pk)

    @property
    def is_collection(self) -> bool:
        return self.spot.kind == "collection"

    @property
    def late_days(self) -> int:
        """Return how many days it is past its day; 0 where it is not."""
        due = self.spot.due_on
        return max((timezone.localdate() - due).days, 0) if due else 0


@dataclass(frozen=True, slots=True)
class Count:
    """How many pieces of a kind there are at a place, and the list of them."""

    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Box:
    """The first pieces at a place, how many there are of each kind, and how many more than are shown."""

    heading: str
    empty: str
    counts: tuple[Count, ...]
    cards: tuple[Card, ...]

    @property
    def count(self) -> int:
        return sum(each.count for each in self.counts)

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


def change_page(kind: str, pk: int) -> str:
    return reverse(f"admin:articles_{kind}_change", args=[pk])


def title_of(title: str, pk: int) -> str:
    return title or f"{_('（无标题）')}#{pk}"


def kind_label(kind: str) -> str:
    return pgettext("plural", "专题") if kind == "collection" else pgettext("plural", "文章")


def listed(kind: str, **asked: str) -> str:
    """Return the address of the list of a kind, narrowed as `asked`."""
    return f"{reverse(f'admin:articles_{kind}_changelist')}?{urlencode(asked)}"


def counts(spots: Iterable[Spot], **asked: str) -> tuple[Count, ...]:
    """Return how many of `spots` there are of each kind, each with the list narrowed as `asked`; kinds without any left out."""
    return tally([spot.kind for spot in spots], **asked)


def tally(kinds: Sequence[str], **asked: str) -> tuple[Count, ...]:
    """Return the counts of `kinds` as `counts` does."""
    return tuple(Count(kind_label(kind), kinds.count(kind), listed(kind, **asked)) for kind in MODELS if kind in kinds)


def waits_for(spot: Spot, stages: Sequence[Stage]) -> str:
    """Return in words what a piece waits for; empty for a draft."""
    if spot.waits == DRAFT:
        return ""
    if spot.waits == READY:
        return _("待发布")
    stage = next((stage.name for stage in stages if stage.pk == spot.waits), "")
    return _("待%(stage)s") % {"stage": stage}


def cards(
    spots: Sequence[Spot], who: Asker, *, ages: bool = False, collections: Callable[[Rows], Rows] = lambda rows: rows
) -> dict[tuple[str, int], Card]:
    """Return the cards of `spots` by kind and key. A query a kind, if any.

    `ages`: with how long each has stood there; `collections`: what is asked of collections besides.
    """
    found = {}
    for kind, model in MODELS.items():
        here = {spot.pk: spot for spot in spots if spot.kind == kind}
        rows = _fetched(model.objects.filter(pk__in=here), ages) if here else model.objects.none()
        for piece in collections(rows) if kind == "collection" else rows:
            days = _days(piece) if ages else None
            found[kind, piece.pk] = Card(piece, here[piece.pk], waits_for(here[piece.pk], who.stages), days)
    return found


def _fetched(rows: Rows, ages: bool) -> QuerySet[Any]:
    """Return `rows` with what a card shows: no text."""
    names = ("title", "state", "due_on", "changed_at", "created_at")
    light = rows.select_related("assignee").only(*names, "assignee__username", "assignee__display_name")
    return since(light) if ages else light


def _days(piece: Any) -> int:  # Any: a piece with the moments of `since`
    known: list[datetime] = [
        moment for moment in (piece.began_at or piece.created_at, piece.signed_at, piece.worded_at) if moment
    ]
    return (timezone.localdate() - timezone.localdate(max(known))).days
