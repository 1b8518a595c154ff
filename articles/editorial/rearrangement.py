"""What leads from one state of a collection to another: sections and pieces come, gone, moved and reworded, in the fewest moves.

Over what an edition freezes of both (`digest.collection_payload`). Not for the words that are put on it at the desk.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Pairs = tuple[tuple[Any, Any], ...]  # Any: the same section or piece, in the earlier state and in the later


@dataclass(frozen=True, slots=True)
class Part:
    """A section in its place, counted from 1; `articles` are its pieces in order."""

    number: int
    title: str
    introduction: str
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """A piece in its place: its section, where in it (counted from 1), its own title and note."""

    article: int
    part: Part
    place: int
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Rearrangement:
    """What is different. Pairs are of the earlier and the later state; `both` are all pieces that stand in either."""

    parts_added: tuple[Part, ...]
    parts_removed: tuple[Part, ...]
    parts_moved: Pairs
    parts_reworded: Pairs
    added: tuple[Seat, ...]
    removed: tuple[Seat, ...]
    moved: Pairs
    reworded: Pairs
    both: tuple[int, ...]


def rearranged(before: dict[str, Any], after: dict[str, Any]) -> Rearrangement:  # Any: payloads
    """Return what leads from one payload of a collection to another; all of it empty but `both` where nothing is different.

    A piece that stays in its section counts as moved only where it leaves the longest run of those that kept their order.
    """
    old_parts, old = _read(before)
    new_parts, new = _read(after)
    same = _paired(old_parts, new_parts)
    goal = {a.number: b.number for a, b in same}
    steady = set(_kept([b.number for _a, b in same]))
    both = [(old[key], seat) for key, seat in new.items() if key in old]
    stay = [(a, b) for a, b in both if goal.get(a.part.number) == b.part.number]
    unmoved = {b.article for part in new_parts for b in _unmoved(part, stay)}
    return Rearrangement(
        parts_added=tuple(part for part in new_parts if part.number not in goal.values()),
        parts_removed=tuple(part for part in old_parts if part.number not in goal),
        parts_moved=tuple((a, b) for a, b in same if b.number not in steady),
        parts_reworded=tuple((a, b) for a, b in same if (a.title, a.introduction) != (b.title, b.introduction)),
        added=tuple(seat for key, seat in new.items() if key not in old),
        removed=tuple(seat for key, seat in old.items() if key not in new),
        moved=tuple((a, b) for a, b in both if b.article not in unmoved),
        reworded=tuple((a, b) for a, b in both if (a.title, a.note) != (b.title, b.note)),
        both=tuple(b.article for _a, b in both),
    )


def _read(content: dict[str, Any]) -> tuple[list[Part], dict[int, Seat]]:  # Any: a payload
    """Return the sections of a payload, and its pieces by their articles, in reading order."""
    parts, seats = [], {}
    for number, section in enumerate(content["sections"], 1):
        rows = section["placements"]
        part = Part(number, section["title"], section["introduction"], tuple(row["article"] for row in rows))
        parts.append(part)
        for place, row in enumerate(rows, 1):
            seats[row["article"]] = Seat(row["article"], part, place, row["title"], row["note"])
    return parts, seats


def _paired(old: Sequence[Part], new: Sequence[Part]) -> list[tuple[Part, Part]]:
    """Return the sections that are the same, in their earlier order: of one title first, then of the most pieces in common.

    One without its title is known by half of the pieces of the smaller, or by its introduction.
    """
    found: list[tuple[Part, Part]] = []
    for a, b in sorted(((a, b) for a in old for b in new), key=_unlikeness):
        free = all(a is not one and b is not other for one, other in found)
        if free and _is_same(a, b):
            found.append((a, b))
    return sorted(found, key=lambda pair: pair[0].number)


def _unlikeness(pair: tuple[Part, Part]) -> tuple[bool, int, bool, int]:
    a, b = pair
    return a.title != b.title, -_common(a, b), a.introduction != b.introduction, abs(a.number - b.number)


def _is_same(a: Part, b: Part) -> bool:
    shared = _common(a, b)
    return (
        a.title == b.title
        or (shared > 0 and 2 * shared >= min(len(a.articles), len(b.articles)))
        or (a.introduction.strip() != "" and a.introduction == b.introduction)
    )


def _common(a: Part, b: Part) -> int:
    return len(set(a.articles) & set(b.articles))


def _unmoved(part: Part, stay: Iterable[tuple[Seat, Seat]]) -> list[Seat]:
    """Return the pieces of a later section that kept their order in it."""
    here = sorted(((a, b) for a, b in stay if b.part is part), key=lambda pair: pair[0].place)
    kept = set(_kept([b.place for _a, b in here]))
    return [b for _a, b in here if b.place in kept]


def _kept(numbers: Sequence[int]) -> list[int]:
    """Return the longest run of rising numbers, of different ones.

    >>> _kept([2, 3, 4, 1]), _kept([3, 1, 2]), _kept([])
    ([2, 3, 4], [1, 2], [])
    """
    ends: list[int] = []
    behind: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        behind[number] = ends[at - 1] if at else None
        ends[at:] = [number] if at == len(ends) else [number, *ends[at + 1 :]]
    run: list[int] = []
    last: int | None = ends[-1] if ends else None
    while last is not None:
        run.append(last)
        last = behind[last]
    return run[::-1]
