"""The timeline of a collection as geometry: a dot for a day, a bar for what is only known to lie within a span."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.utils import timezone

Mark = Literal["dot", "bar"]

#: Half the width of a dot, and the distance at which the next one is raised a lane.
RADIUS = 6
LANE = 16
LEFT, RIGHT, FOOT = 14, 14, 34
#: Room for the name of a year or month, the longest of them English.
LABEL = 66
#: How long before the first piece an event may lie and still be drawn.
NEAR = timedelta(days=550)


@dataclass(frozen=True, slots=True)
class Dated:
    """A piece on the line: its number in the collection and the half-open span in which its date lies."""

    number: int
    label: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Shape:
    kind: Mark
    number: int
    label: str
    x: int
    width: int
    y: int

    @property
    def end(self) -> int:
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Tick:
    x: int
    year: int
    month: int | None


@dataclass(frozen=True, slots=True)
class Event:
    """The day a term first came up, drawn where it falls on the line; its label ends at the mark near the right edge."""

    x: int
    label: str
    anchor: Literal["start", "end"]

    @property
    def text_x(self) -> int:
        return self.x + (6 if self.anchor == "start" else -6)


@dataclass(frozen=True, slots=True)
class Timeline:
    width: int
    height: int
    axis: int
    shapes: tuple[Shape, ...]
    ticks: tuple[Tick, ...]
    events: tuple[Event, ...]

    @property
    def tick_end(self) -> int:
        return self.axis + 5

    @property
    def foot(self) -> int:
        return self.height - 8


def draw(pieces: Sequence[Dated], events: Sequence[tuple[datetime, str]], width: int) -> Timeline | None:
    """Return the timeline in `width` units, or None where fewer than two pieces have a place on it."""
    if len(pieces) < 2:
        return None
    start = min(p.start for p in pieces)
    first = _month(min([start, *(moment for moment, _label in events if start - moment < NEAR)]))
    last = _month(_month(max(p.end for p in pieces)) + timedelta(days=32))
    scale = (width - LEFT - RIGHT) / max((last - first).total_seconds(), 1)

    def at(moment: datetime) -> int:
        return LEFT + round((moment - first).total_seconds() * scale)

    placed = [_place(piece, at(piece.start), at(piece.end)) for piece in sorted(pieces, key=lambda p: (p.start, p.end))]
    lanes, shapes = _stack(placed)
    shown = [(moment, label) for moment, label in events if first <= moment <= last]
    axis = 14 + (22 if shown else 0) + lanes * LANE
    return Timeline(
        width,
        axis + FOOT,
        axis,
        tuple(Shape(s.kind, s.number, s.label, s.x, s.width, axis - s.y * LANE) for s in shapes),
        _ticks(first, last, at, width),
        tuple(Event(at(moment), label, "start" if at(moment) < width * 0.6 else "end") for moment, label in shown),
    )


def _place(piece: Dated, x: int, end: int) -> Shape:
    if piece.end - piece.start <= timedelta(days=1):
        return Shape("dot", piece.number, piece.label, x, 0, 0)
    return Shape("bar", piece.number, piece.label, x, max(end - x, 2 * RADIUS), 0)


def _stack(placed: Sequence[Shape]) -> tuple[int, list[Shape]]:
    """Return how many lanes are raised above the axis, and the shapes, each in the lowest lane that is free there."""
    ends: list[int] = []
    stacked = []
    for shape in placed:
        reach = RADIUS + 2
        lane = next((n for n, end in enumerate(ends) if end <= shape.x - reach), len(ends))
        ends[lane : lane + 1] = [shape.end + reach]
        stacked.append(Shape(shape.kind, shape.number, shape.label, shape.x, shape.width, lane))
    return max(len(ends) - 1, 0), stacked


def _month(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _ticks(first: datetime, last: datetime, at: Callable[[datetime], int], width: int) -> tuple[Tick, ...]:
    """Return the years on the line, and within less than two years every third month; all as far as there is room."""
    years = range(first.year, last.year + 1)
    ticks = [Tick(at(max(first.replace(year=year, month=1), first)), year, None) for year in years]
    if last - first < timedelta(days=730):
        months = [first.replace(year=y, month=m) for y in years for m in (4, 7, 10)]
        ticks += [Tick(at(m), m.year, m.month) for m in months if first < m < last]
    kept: list[Tick] = []
    for tick in ticks:
        if tick.x <= width - RIGHT - LABEL // 2 and all(abs(tick.x - other.x) >= LABEL for other in kept):
            kept.append(tick)
    return tuple(sorted(kept, key=lambda tick: tick.x))
