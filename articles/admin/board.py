"""The board: every piece in work as a card, in a column for where it stands; a list bounded in each column.

Nothing is dragged: a piece is moved on by its moves, on its page or ticked in a list.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count as CountOf
from django.db.models import Window
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.admin.cards import MODELS, Card, Count, cards, change_page, kind_label, listed, tally, title_of
from articles.editorial.spot import Asker, Spot, asker, spots
from articles.editorial.whereabouts import DRAFT, READY, coming

#: The most cards of a column; the rest is in the list that its foot leads to.
MOST = 12


@dataclass(frozen=True, slots=True)
class Coming:
    """A card of what is to come by itself."""

    title: str
    address: str
    is_collection: bool
    moment: datetime


@dataclass(frozen=True, slots=True)
class Column:
    """A place on the way: its cards, how many stand there of each kind, and how many more than are shown."""

    name: str
    heading: str
    counts: tuple[Count, ...]
    cards: tuple[Card | Coming, ...]

    @property
    def count(self) -> int:
        return sum(each.count for each in self.counts)

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


def columns_of(who: Asker, mine: bool) -> tuple[Column, ...]:
    """Return the columns in the order of the way. Five queries at most, whatever the number of rows; none loads a text."""
    found = [spot for spot in spots(who) if spot.in_work and (spot.mine or not mine)]
    found.sort(key=lambda spot: (spot.due_on is None, spot.due_on or spot.changed_at.date(), spot.changed_at))
    places = [
        ("draft", _("在手的草稿"), DRAFT),
        *((f"stage-{stage.pk}", _("待%(stage)s") % {"stage": stage}, stage.pk) for stage in who.stages),
        ("ready", _("待发布"), READY),
    ]
    groups = [[spot for spot in found if spot.waits == waits] for _name, _heading, waits in places]
    made = cards([spot for group in groups for spot in group[:MOST]], who, ages=True)
    whose = {"hand": "mine"} if mine else {}
    columns = [
        Column(name, heading, tally([spot.kind for spot in group], where=name, **whose), _first(group, made))
        for (name, heading, _waits), group in zip(places, groups, strict=True)
    ]
    return (*columns, _scheduled(who, mine))


def board_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:  # Any: a template context
    """Show the board, of all or of what concerns the person."""
    by: Any = request.user  # Any: signed in, or the site shows the login page
    if not by.has_perm("articles.view_article"):
        raise PermissionDenied
    mine = "mine" in request.GET
    more = {"title": _("看板"), "columns": columns_of(asker(by), mine), "mine": mine}
    return TemplateResponse(request, "admin/articles/board.html", {**context, **more})


def _first(group: list[Spot], made: dict[tuple[str, int], Card]) -> tuple[Card, ...]:
    return tuple(card for spot in group[:MOST] if (card := made.get((spot.kind, spot.pk))))


def _scheduled(who: Asker, mine: bool) -> Column:
    """Return the column of what is to come by itself; of mine, what they published. A query for each kind."""
    found, totals = [], []
    where = "scheduled-mine" if mine else "scheduled"
    for kind, model in MODELS.items():
        rows = coming(model, who.by if mine else None).only("title", "live_from", kind).order_by("live_from", "pk")
        shown = list(rows.annotate(total=Window(CountOf("pk")))[:MOST]) if who.may("view", kind) else []
        totals += [Count(kind_label(kind), row.total, listed(kind, where=where)) for row in shown[:1]]
        for row in shown:
            pk = getattr(row, f"{kind}_id")
            found.append(Coming(title_of(row.title, pk), change_page(kind, pk), kind == "collection", row.live_from))
    found.sort(key=lambda card: card.moment)
    return Column("scheduled", _("已定时"), tuple(totals), tuple(found[:MOST]))
