"""Every piece in work as a few small values, to be grouped in memory: into boxes, columns, and by who is late.

Where a piece stands is found in the database (`whereabouts`); titles and the like are fetched for what is shown.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Value
from django.utils import timezone

from articles.editorial.whereabouts import DRAFT, OPEN, READY, Rows, facts, in_work
from articles.models import Article, Collection, Stage, User


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one piece stands, and what it is to the person who asks.

    `waits`: the key of a stage, READY or DRAFT. `turn`: it waits for this person. `returned`: a draft that its last round
    sent back. `sender`: who sent a draft to that round. `me`: who asks.
    """

    kind: str
    pk: int
    waits: int
    turn: bool
    assignee: int | None
    due_on: date | None
    changed_at: datetime
    returned: bool
    sender: int | None
    me: int

    @property
    def held(self) -> bool:
        return self.assignee == self.me

    @property
    def late(self) -> bool:
        return self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def mine_returned(self) -> bool:
        return self.returned and self.me in (self.sender, self.assignee)

    @property
    def to_do(self) -> bool:
        return (self.turn or self.held) and not self.returned

    @property
    def mine(self) -> bool:
        return self.to_do or self.mine_returned

    @property
    def in_work(self) -> bool:
        """Return whether it stands on the board: in review, or a draft in somebody's hands, with a day, or sent back."""
        return self.waits != DRAFT or self.assignee is not None or self.due_on is not None or self.returned


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, with the active stages in order, the keys of those that their groups sign, and what they may do."""

    by: User
    stages: tuple[Stage, ...]
    signs: frozenset[int]

    def may(self, right: str, kind: str) -> bool:
        return self.by.has_perm(f"articles.{right}_{kind}")

    def has_turn(self, kind: str, waits: int, barred: bool) -> bool:
        """Return whether the next move of a piece is theirs: to publish what is signed, to sign what waits for their group."""
        if waits == READY:
            return self.may("publish", kind)
        return waits in self.signs and not barred and self.may("sign", kind)


def asker(by: User) -> Asker:
    """Return who asks. One query."""
    mine = Exists(by.groups.filter(pk=OuterRef("group")))
    stages = tuple(Stage.objects.filter(active=True).annotate(mine=mine))
    return Asker(by, stages, frozenset(stage.pk for stage in stages if stage.mine))


def spots(who: Asker) -> list[Spot]:
    """Return every piece in work that they may see, and every collection not public, longest unchanged first. One query.

    A row of small values for each: no title, no text.
    """
    found = [_values(in_work(Article.objects.all()), who.by)] if who.may("view", "article") else []
    found += [_values(Collection.objects.filter(state__in=OPEN), who.by)] if who.may("view", "collection") else []
    if not found:
        return []
    rows = found[0].union(*found[1:], all=True) if found[1:] else found[0]
    made = (_spot(who, row) for row in rows)
    return sorted(made, key=lambda spot: (spot.changed_at, spot.pk))


def _spot(who: Asker, row: tuple[Any, ...]) -> Spot:  # Any: the values of `_values`
    kind, pk, waits, barred, assignee, due_on, changed_at, returned, sender = row
    turn = who.has_turn(kind, waits, barred)
    return Spot(kind, pk, waits, turn, assignee, due_on, changed_at, returned, sender, who.by.pk)


def _values(rows: Rows, by: User) -> Rows:
    kind = Value(str(rows.model._meta.model_name))
    shown = facts(rows.order_by(), by).annotate(kind=kind)
    values: Rows = shown.values_list(
        "kind", "pk", "waits", "barred", "assignee", "due_on", "changed_at", "returned", "sender"
    )
    return values
