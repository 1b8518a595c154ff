"""A form saved over a newer version: what two people changed since the version it was opened on, brought together.

A unit is a field, or the rows of one list. Units that only one of them touched take that one's; sets (topics, tags) take
what each added and lose what each removed; where both wrote another thing into one unit, it clashes, and nothing is
saved. Works on what the browser posted, so that the merged form passes every check that any form passes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.admin.forms import unix_lines
from articles.admin.history import as_lines, shortened
from articles.admin.state import Row, State, Value, link_order
from articles.text.diff import Change, compare
from articles.text.tags import split_tags, tag_identity


@dataclass(frozen=True, slots=True)
class RowSet:
    """A list of the form: its prefix and label, the names of its fields, and its rows as they stand."""

    prefix: str
    label: str
    names: tuple[str, ...]
    stored: tuple[Any, ...]  # Any: rows of any inline model


@dataclass(frozen=True, slots=True)
class Clash:
    """A unit into which both wrote: what the opened version held, and how it became mine, and theirs."""

    unit: str
    label: str
    base: str
    mine: tuple[Change, ...]
    theirs: tuple[Change, ...]

    @property
    def is_long(self) -> bool:
        return len(self.base) > SHOWN


@dataclass(frozen=True, slots=True)
class Merging:
    """A posted form with everything of theirs that I did not touch; what of theirs came in; what clashes."""

    data: QueryDict
    brought: tuple[str, ...]
    clashes: tuple[Clash, ...]


#: A longer text of the opened version is folded away.
SHOWN = 200
#: Fields of rows that are ticked or chosen from the first: a new row in which only these are set is no row.
_DEFAULTED = frozenset({"role", "kind", "order", "confirm", "section"})
_TICKED = frozenset({"confirm"})
#: Fields of rows that hold the key of a record.
_KEYS = frozenset({"author", "source", "to_article", "article"})
#: By its prefix, what names a row of each list.
_NAMED = {
    "contributions": ("name", "role"),
    "attributions": ("name", "role"),
    "links": ("to_article", "kind"),
    "sections": ("title",),
    "placements": ("article",),
    "forms": ("form",),
    "terms": ("form",),
}


def merge(
    data: QueryDict,
    base: State,
    theirs: State,
    units: tuple[Mapping[str, str], Sequence[RowSet]],
    given_up: str = "",
) -> Merging:
    """Return `data`, posted from a form opened where `base` stood, brought together with `theirs`, which stands now.

    `units` are the labels of the form's fields by their names, and its lists. The unit `given_up` takes theirs.
    """
    labels, lists = units
    met = _Met(data.copy(), given_up)
    for name in theirs.values:
        if name in labels and base.values[name] != theirs.values[name]:
            met.field(name, labels[name], base, theirs)
    for each in lists:
        if f"{each.prefix}-TOTAL_FORMS" in data and each.prefix in theirs.rows:
            met.rows(each, base, theirs)
    return Merging(met.data, tuple(met.brought), tuple(met.clashes))


class _Met:
    """The form while it is brought together, unit by unit."""

    def __init__(self, data: QueryDict, given_up: str) -> None:
        self.data = data
        self.given_up = given_up
        self.brought: list[str] = []
        self.clashes: list[Clash] = []

    def field(self, name: str, label: str, base: State, theirs: State) -> None:
        before, now = base.values[name], theirs.values[name]
        mine = _posted_value(self.data, name, before)
        if isinstance(mine, frozenset):
            kept = (now | (mine - before)) - (before - mine)
            words = {**_spelled(self.data, name), **theirs.posted[name]}
            self.data.setlist(name, [words[member] for member in sorted(kept)])
            self.brought.append(label)
        elif _same(mine, before) or name == self.given_up:
            _put(self.data, name, now)
            self.brought.append(label)
        elif not _same(mine, now):
            self.clashes.append(clash_of((name, label), before, mine, now))

    def rows(self, each: RowSet, base: State, theirs: State) -> None:
        before, now = base.rows[each.prefix], theirs.rows[each.prefix]
        mine = _posted_rows(self.data, each, before)
        if before != now and (mine == before or each.prefix == self.given_up):
            _take_rows(self.data, each)
            self.brought.append(each.label)
            return
        if before != now and mine != now:
            self.clashes.append(clash_of((each.prefix, each.label), before, mine, now))
        keep_rows(self.data, each)


def _same(one: Value, other: Value) -> bool:
    return unix_lines(str(one)) == unix_lines(str(other))


def _put(data: QueryDict, name: str, value: Value) -> None:
    """Let a field be posted with `value`; a tick that is off is not posted at all."""
    if value is not False:
        data[name] = "on" if value is True else value
    else:
        data.pop(name, None)


def _posted_value(data: QueryDict, name: str, base: Value) -> Value:
    """Return what was posted for a field; `base` where the form had no such box."""
    if isinstance(base, frozenset):
        return frozenset(_spelled(data, name))
    if isinstance(base, bool):
        return name in data
    return unix_lines(str(data[name])) if name in data else base


def _spelled(data: QueryDict, name: str) -> dict[Any, str]:
    """Return the members of a posted set, each with the words it was posted in."""
    if name != "tags":
        return {word: word for word in data.getlist(name) if word}
    return {tag_identity(word): word for word in split_tags("、".join(data.getlist(name)))}


def _posted_rows(data: QueryDict, each: RowSet, before: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows of a list as posted, in the order asked for, without those struck out or never filled in."""
    found: list[tuple[tuple[int, ...], Row]] = []
    total, initial = (_number(data, f"{each.prefix}-{kind}_FORMS") for kind in ("TOTAL", "INITIAL"))
    for at in range(total):
        prefix = f"{each.prefix}-{at}"
        old = before[at] if at < min(initial, len(before)) else {}
        names = [name for name in each.names if name != "order"]
        row = {name: _cell(data, f"{prefix}-{name}", name, old) for name in names}
        if "section" in row:
            row["section"] = _section_number(data, row["section"])
        filled = at < initial or any(row[name] for name in row.keys() - _DEFAULTED)
        if filled and f"{prefix}-DELETE" not in data:
            order = _number(data, f"{prefix}-order") if "order" in each.names else at
            found.append(((_place(row), order, at), row))
    rows = tuple(row for _key, row in sorted(found, key=lambda pair: pair[0]))
    return tuple(sorted(rows, key=link_order)) if each.prefix == "links" else rows


def _place(row: Row) -> int:
    return row["section"] if isinstance(row.get("section"), int) else 0


def _cell(data: QueryDict, posted: str, name: str, old: Row) -> Any:  # Any: a text, a key, a truth
    """Return one value of a posted row, of the kind a snapshot holds."""
    if name in _TICKED:
        return posted in data
    if posted not in data:
        return old.get(name, None if name in _KEYS else "")
    words = unix_lines(str(data[posted]))
    if name in _KEYS:
        return int(words) if words.isdecimal() else None
    return words


def _section_number(data: QueryDict, pk: str) -> int | None:
    """Return which of the posted sections has the key `pk`, counted from 0."""
    total = _number(data, "sections-INITIAL_FORMS")
    return next((at for at in range(total) if data.get(f"sections-{at}-id") == str(pk)), None)


def _number(data: QueryDict, name: str) -> int:
    words = data.get(name, "")
    return int(words) if words.isdecimal() else 0


def _take_rows(data: QueryDict, each: RowSet) -> None:
    """Put the rows as they stand in place of those posted."""
    _drop_rows(data, each.prefix)
    for at, row in enumerate(each.stored):
        data[f"{each.prefix}-{at}-id"] = str(row.pk)
        for name in each.names:
            value = row.serializable_value(name)
            if name not in _TICKED:
                data[f"{each.prefix}-{at}-{name}"] = "" if value is None else str(value)
            elif value:
                data[f"{each.prefix}-{at}-{name}"] = "on"
    data[f"{each.prefix}-TOTAL_FORMS"] = data[f"{each.prefix}-INITIAL_FORMS"] = str(len(each.stored))


def keep_rows(data: QueryDict, each: RowSet, *, whole: bool = False) -> None:
    """Let the posted rows be saved though the stored ones are others by now: each takes the stored row it means.

    A posted row whose own is gone means the one of the same name, or the one in its place where there are as many; else it is new.
    `whole`: stored rows that no posted one means are to go, as the person has seen them and chosen the posted list.
    """
    total, initial = (_number(data, f"{each.prefix}-{kind}_FORMS") for kind in ("TOTAL", "INITIAL"))
    stored = {str(row.pk): row for row in each.stored}
    own = {at: data.get(f"{each.prefix}-{at}-id", "") for at in range(total)}
    meant = {at: pk for at, pk in own.items() if at < initial and pk in stored}
    free = [pk for pk in stored if pk not in meant.values()]
    if len(meant) == initial and not free:
        return
    for at in (at for at in range(total) if at not in meant):
        pk = _meant(data, each, at, free)
        if pk is None and at < initial == len(stored) and str(each.stored[at].pk) in free:
            pk = str(each.stored[at].pk)
        if pk is not None:
            meant[at] = pk
            free.remove(pk)
    cells = {at: _cells(data, f"{each.prefix}-{at}-") for at in range(total)}
    _drop_rows(data, each.prefix)
    gone = [{"id": [pk], "DELETE": ["on"]} for pk in free] if whole else []
    kept = [{**cells[at], "id": [meant[at]]} for at in sorted(meant)]
    new = [{**cells[at], "id": [""]} for at in range(total) if at not in meant]
    for number, row in enumerate([*gone, *kept, *new]):
        for name, values in row.items():
            data.setlist(f"{each.prefix}-{number}-{name}", values)
    data[f"{each.prefix}-TOTAL_FORMS"] = str(len(gone) + total)
    data[f"{each.prefix}-INITIAL_FORMS"] = str(len(gone) + len(kept))


def _meant(data: QueryDict, each: RowSet, at: int, free: Sequence[str]) -> str | None:
    """Return the key of the stored row among `free` that bears the name of a posted one, or None."""
    names = _NAMED[each.prefix]
    posted = [unix_lines(str(data.get(f"{each.prefix}-{at}-{name}", ""))) for name in names]
    for row in each.stored:
        if str(row.pk) in free and posted == [str(row.serializable_value(name)) for name in names]:
            return str(row.pk)
    return None


def _cells(data: QueryDict, prefix: str) -> dict[str, list[str]]:
    return {name.removeprefix(prefix): data.getlist(name) for name in data if name.startswith(prefix)}


def _drop_rows(data: QueryDict, prefix: str) -> None:
    for name in [name for name in data if name.startswith(f"{prefix}-") and name[len(prefix) + 1].isdecimal()]:
        del data[name]


def clash_of(unit: tuple[str, str], base: Value, mine: Value, theirs: Value) -> Clash:
    """Return what both wrote into one unit, given by its name and label, as people read it."""
    before = _words(base)
    return Clash(*unit, before, shortened(compare(before, _words(mine))), shortened(compare(before, _words(theirs))))


def _words(value: Value) -> str:
    """Return a value as people read it, a list one row a line."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if not isinstance(value, tuple):
        return unix_lines(str(value))
    return as_lines([_shown(row) for row in value])


def _shown(row: Row) -> Row:
    shown = {name: value for name, value in row.items() if name not in ("section", "to_article", "confirm")}
    if row.get("to_article"):
        shown["to"] = row["to_article"]
    for name in ("author", "source"):
        if shown.get(name):
            shown[name] = _("档案 #%(number)d") % {"number": shown[name]}
    return {**shown, "note": "　".join(filter(None, [row.get("note", ""), _("待确认") if row.get("confirm") else ""]))}
