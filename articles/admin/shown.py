"""The sections and pieces of a collection in its form: what the form showed of them, and what becomes of that when others
have changed them meanwhile. Row by row and box by box: what only one of two people touched is kept of each.

Not for the other fields of the form, which are brought together by the version they were opened on (`stale`).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.admin.forms import unix_lines
from articles.admin.merging import Clash, clash_of
from articles.admin.record import headline_of
from articles.models import Collection, Placement, Section

#: The field in which the form carries what it showed.
SHOWN = "shown_rows"
#: The boxes of a row: words, which two people may both have written, and places, where the later move counts.
WORDS = {"sections": ("title", "introduction"), "placements": ("title", "note")}
PLACES = {"sections": ("order",), "placements": ("section", "order")}
#: What a row that is not stored is known by.
_KNOWN_BY = {"sections": "title", "placements": "article"}

Cells = dict[str, str]
Base = Mapping[str, Mapping[str, Cells]]


@dataclass(slots=True)
class Together:
    """The posted form with both people's rows in it, the lists in which others changed something, and what clashes."""

    data: QueryDict
    brought: list[str] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)


@dataclass(slots=True)
class _Posted:
    """A row as posted: its own key, the stored row it means, its boxes."""

    own: str
    cells: dict[str, list[str]]
    stored: Any = None  # Any: a Section or a Placement

    @property
    def is_dropped(self) -> bool:
        return "DELETE" in self.cells

    def word(self, name: str, default: str) -> str:
        return unix_lines(self.cells[name][-1]) if self.cells.get(name) else default


def sign_rows(collection: Collection, sections: Iterable[Section], placements: Iterable[Placement]) -> str:
    """Return what a form shows of sections and pieces, signed, for it to carry."""
    rows = {prefix: {str(row.pk): cells_of(prefix, row) for row in found} for prefix, found in (
        ("sections", sections), ("placements", placements)
    )}  # fmt: skip
    return signing.dumps(rows, salt=_salt(collection), compress=True)


def rows_shown(collection: Collection, token: str) -> Base | None:
    """Return what a form showed; None where it says nothing that was signed here."""
    try:
        held: Base = signing.loads(token, salt=_salt(collection))
    except (signing.BadSignature, ValueError, json.JSONDecodeError):
        return None
    return held


def cells_of(prefix: str, row: Any) -> Cells:  # Any: a Section or a Placement
    """Return the boxes of a stored row as a form posts them."""
    names = (*WORDS[prefix], *PLACES[prefix], *(("article",) if prefix == "placements" else ()))
    return {name: str(row.serializable_value(name)) for name in names}


def bring_together(
    data: QueryDict, base: Base, stored: Mapping[str, Sequence[Any]], *, given_up: str = "", seen: bool = False
) -> Together:
    """Return `data`, posted from a form that showed `base`, brought together with the `stored` rows by their prefix.

    The box `given_up` takes theirs. `seen`: the person has seen what others wrote and chosen the posted words.
    """
    met = Together(data.copy())
    moved: dict[str, str] = {}  # keys of sections that were made anew
    for prefix in ("sections", "placements"):
        if f"{prefix}-TOTAL_FORMS" in data:
            _Rows(met, prefix, base.get(prefix, {}), stored[prefix], (given_up, seen), moved).meet()
    return met


class _Rows:
    """The rows of one list while they are brought together."""

    def __init__(
        self, met: Together, prefix: str, base: Mapping[str, Cells], stored: Sequence[Any],
        choice: tuple[str, bool], moved: dict[str, str],
    ) -> None:  # fmt: skip
        self.met, self.prefix, self.base, self.stored = met, prefix, base, stored
        self.given_up, self.seen = choice
        self.moved = moved
        self.brought = False

    def meet(self) -> None:
        posted = self._posted()
        self._match(posted)
        new: list[_Posted] = []
        for row in posted:
            if row.stored is not None:
                self._bring(row)
            elif not row.own:
                new.append(row)
            elif self._is_mine(row):
                new.append(_Posted("", row.cells))
            else:
                self.brought = True
        meant = {row.stored.pk: row for row in posted if row.stored is not None}
        self.brought |= any(str(row.pk) not in self.base for row in self.stored if row.pk not in meant)
        kept = [meant.get(row.pk) or _Posted(str(row.pk), self._cells(row), row) for row in self.stored]
        self._write([*kept, *new], len(kept))
        if self.brought:
            model = Section if self.prefix == "sections" else Placement
            self.met.brought.append(str(model._meta.verbose_name_plural))

    def _posted(self) -> list[_Posted]:
        total = self.met.data.get(f"{self.prefix}-TOTAL_FORMS", "")
        rows = []
        for at in range(min(int(total), 2000) if total.isdecimal() else 0):
            start = f"{self.prefix}-{at}-"
            cells = {n.removeprefix(start): self.met.data.getlist(n) for n in self.met.data if n.startswith(start)}
            rows.append(_Posted(cells.get("id", [""])[-1], cells))
        return rows

    def _match(self, posted: Sequence[_Posted]) -> None:
        """Let each posted row mean its own stored one; where that is gone, or it is new, one known by the same name."""
        free = {str(row.pk): row for row in self.stored}
        for row in posted:
            row.stored = free.pop(row.own, None)
        name = _KNOWN_BY[self.prefix]
        for row in posted:
            if row.stored is None and (row.own or self.prefix == "placements"):
                known = self.base.get(row.own, {}).get(name) or row.word(name, "")
                row.stored = next((each for each in free.values() if str(each.serializable_value(name)) == known), None)
                if row.stored is not None:
                    free.pop(str(row.stored.pk))
                    if self.prefix == "sections":
                        self.moved[row.own] = str(row.stored.pk)

    def _bring(self, row: _Posted) -> None:
        """Put theirs into what was not touched here, and keep what was."""
        now = self._cells(row.stored)
        was = self.base.get(row.own) or ({} if not row.own else {name: values[-1] for name, values in now.items()})
        for name in PLACES[self.prefix]:
            before = was.get(name, "")
            mine = row.word(name, before)
            if mine == before:
                row.cells[name] = now[name]
                self.brought |= name == "section" and before not in ("", now[name][-1])
            elif name == "section":
                row.cells[name] = [self.moved.get(mine, mine)]
        for name in WORDS[self.prefix]:
            before, stands = was.get(name, ""), now[name][-1]
            mine = row.word(name, before)
            unit = f"{self.prefix}-{row.stored.pk}-{name}"
            untouched = _same(name, mine, before) and not row.is_dropped
            if untouched or self.given_up == unit:
                row.cells[name] = now[name]
                row.cells.pop("DELETE", None) if self.given_up == unit else None
                self.brought |= not _same(name, before, stands)
            elif not (self.seen or _same(name, stands, before) or (_same(name, mine, stands) and not row.is_dropped)):
                mine = _("（移出）") if row.is_dropped else mine
                self.met.clashes.append(clash_of((unit, self._label(row.stored, name)), before, mine, stands))
        row.cells["id"] = [str(row.stored.pk)]
        if self.prefix == "placements":
            row.cells["article"] = now["article"]

    def _is_mine(self, row: _Posted) -> bool:
        """Return whether a row that others took out is to come back: words were written here, and that was seen."""
        was, names = self.base.get(row.own, {}), WORDS[self.prefix]
        touched = [name for name in names if not _same(name, row.word(name, was.get(name, "")), was.get(name, ""))]
        unit = f"{self.prefix}-{row.own}-gone"
        if row.is_dropped or not touched or self.given_up == unit:
            return False
        if not self.seen:
            label = _("别人移出了您改过的一篇") if self.prefix == "placements" else _("别人删去了您改过的部分")
            mine = row.word(touched[0], "")
            self.met.clashes.append(clash_of((unit, label), was.get(touched[0], ""), mine, ""))
        return True

    def _label(self, stored: Any, name: str) -> str:
        label = stored._meta.get_field(name).verbose_name
        titled = (
            _("《%(title)s》") % {"title": headline_of(stored.article)} if self.prefix == "placements" else stored.title
        )
        return f"{label} · {titled}"

    def _cells(self, stored: Any) -> dict[str, list[str]]:
        return {"id": [str(stored.pk)], **{name: [words] for name, words in cells_of(self.prefix, stored).items()}}

    def _write(self, rows: Sequence[_Posted], initial: int) -> None:
        """Put the rows into the form in place of those posted, the stored ones first."""
        data, prefix = self.met.data, self.prefix
        for name in [n for n in data if n.startswith(f"{prefix}-") and n[len(prefix) + 1].isdecimal()]:
            del data[name]
        for number, row in enumerate(rows):
            for name, values in ({**row.cells, "id": [row.own] if row.stored is None else row.cells["id"]}).items():
                data.setlist(f"{prefix}-{number}-{name}", values)
        data[f"{prefix}-TOTAL_FORMS"], data[f"{prefix}-INITIAL_FORMS"] = str(len(rows)), str(initial)


def _same(name: str, one: str, other: str) -> bool:
    """Return whether two texts are the same to this box: of a line, outer blanks count for nothing."""
    return one.strip() == other.strip() if name == "title" else unix_lines(one) == unix_lines(other)


def _salt(collection: Collection) -> str:
    return f"shown rows {collection.pk}"
