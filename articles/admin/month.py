"""The calendar of a month: what goes up and down, when embargoes end and pieces are due. Days are those of the house."""

from calendar import Calendar
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count as CountOf
from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.cards import MODELS, change_page, title_of
from articles.editorial.figures import placed_in
from articles.editorial.whereabouts import OPEN
from articles.models import Article, CollectionEdition, Edition, User

#: The most entries of one sort that are shown of a day, in the table and on the day's own page.
MOST, MOST_OF_A_DAY = 4, 200
#: Months that are shown; a year in an address may be anything.
FIRST, LAST = date(1990, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something of a day: what happens, to which piece, at what time (None: the whole day)."""

    moment: datetime | None
    sort: str
    word: str
    title: str
    address: str
    is_collection: bool


@dataclass(slots=True)
class Day:
    """A day with its entries in order, how many it has in all, and whether it is of the month that is shown."""

    on: date
    inside: bool = True
    entries: list[Entry] = field(default_factory=list)
    count: int = 0

    @property
    def more(self) -> int:
        return self.count - len(self.entries)

    @property
    def is_today(self) -> bool:
        return self.on == timezone.localdate()

    @property
    def address(self) -> str:
        return f"{reverse('admin:month')}?day={self.on}"


def weeks_of(first: date, by: User) -> list[list[Day]]:
    """Return the weeks of a month, from Monday, with what happens on each day. Eight queries at most, no text."""
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    days = {on: Day(on, on.month == first.month) for week in weeks for on in week}
    fill(days, by, MOST)
    return [[days[on] for on in week] for week in weeks]


def fill(days: dict[date, Day], by: User, most: int) -> None:
    """Put into `days`, which follow one another, what happens on them: of each sort and kind `most` a day, all counted."""
    for on, entry, rank, total in _entries(min(days), max(days) + timedelta(days=1), by, most):
        days[on].entries.append(entry)
        days[on].count += total if rank == 1 else 0
    for day in days.values():
        day.entries.sort(key=lambda entry: (entry.moment is None, entry.moment or timezone.now()))


def month_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:  # Any: a template context
    """Show a month, or a single day where one is asked for."""
    by: Any = request.user  # Any: signed in, or the site shows the login page
    if not by.has_perm("articles.view_article"):
        raise PermissionDenied
    today = timezone.localdate()
    asked = _day(request.GET.get("day", ""))
    first = (asked or _day(f"{request.GET.get('month', '')}-01") or today).replace(day=1)
    more: dict[str, Any] = {"title": _("发布日历"), "first": first, "today": today}
    if asked:
        day = Day(asked)
        fill({asked: day}, by, MOST_OF_A_DAY)
        return TemplateResponse(request, "admin/articles/day.html", {**context, **more, "day": day})
    more |= {"weeks": weeks_of(first, by), "before": _step(first, -1), "after": _step(first, 1)}
    return TemplateResponse(request, "admin/articles/month.html", {**context, **more})


def _entries(first: date, end: date, by: User, most: int) -> Iterator[tuple[date, Entry, int, int]]:
    """Yield each entry with its day, its number in the day among its sort, and how many of its sort the day has."""
    within = (_midnight(first), _midnight(end) - timedelta(microseconds=1))
    days = [first + timedelta(days=n) for n in range((end - first).days)]
    last_day = end - timedelta(days=1)
    for kind, model in MODELS.items():
        if not by.has_perm(f"articles.view_{kind}"):
            continue
        editions: Any = Edition if model is Article else CollectionEdition
        came = editions.objects.exclude(live_until__lte=F("live_from"))
        fallen = came.filter(ended_by__in=("expired", "withdrawn", "sealed"))
        pieces = model.objects.filter(state__in=OPEN)
        sorts = (
            ("up", came, "live_from", within, kind),
            ("down", fallen, "live_until", within, kind),
            ("embargo", model.objects.all(), "embargo_until", within, "pk"),
            ("due", pieces, "due_on", (first, last_day), "pk"),
        )
        for sort, rows, name, span, piece in sorts:
            for n, moment, pk, title, ended, rank, total in _bounded(rows, name, span, piece, days, most):
                when = moment if isinstance(moment, datetime) else None
                entry = Entry(
                    when, sort, _word(sort, ended), title_of(title, pk), change_page(kind, pk), kind == "collection"
                )
                yield n if isinstance(n, date) else days[n], entry, rank, total


def _bounded(
    rows: QuerySet[Any], name: str, span: tuple[Any, Any], piece: str, days: list[date], most: int
) -> QuerySet[Any]:
    """Return the first rows of each day: the day (or which of `days`), moment, key of the piece, title, how it ended, rank
    and total of the day. One query.
    """
    on: Any = F(name) if name == "due_on" else placed_in(name, days)
    dated = rows.filter(**{f"{name}__range": span}).annotate(on=on)
    ranked = dated.annotate(
        rank=Window(RowNumber(), partition_by=F("on"), order_by=[F(name).asc(), F("pk").asc()]),
        total=Window(CountOf("pk"), partition_by=F("on")),
    )
    ended = "ended_by" if piece != "pk" else "state"
    shown = ranked.filter(Q(rank__lte=most)).order_by("on", "rank")
    values: QuerySet[Any] = shown.values_list("on", name, piece, "title", ended, "rank", "total")
    return values


def _word(sort: str, ended: str) -> str:
    if sort == "down":
        return _("到期") if ended == "expired" else _("撤下")
    return {"up": _("发布"), "embargo": _("禁发到此"), "due": _("限期")}[sort]


def _midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))


def _day(text: str) -> date | None:
    """Return the day that an address names; None where it names none, or one too far off."""
    try:
        on = date.fromisoformat(text)
    except ValueError:
        return None
    return on if FIRST <= on < LAST else None


def _step(first: date, by: int) -> date | None:
    """Return the month before or after; None where it is not shown."""
    other = (first + timedelta(days=31) if by > 0 else first - timedelta(days=1)).replace(day=1)
    return other if FIRST <= other < LAST else None
