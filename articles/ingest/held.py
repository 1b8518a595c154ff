"""A capture held in another: the draft of the text that a row, an element or a script holds, in coordinates of what holds it.

Not for finding that text (each shape does), nor for reading it: what reads it is given from outside (`Inner`).
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import replace

from articles.ingest.records import Draft, Piece
from articles.text.ledger import MAX_CHANGED, Edit, spell
from articles.text.row import Cell

#: Reads a text that is held under the title that its holder gives it (empty: none).
Inner = Callable[[str, str], Draft]

_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


def carried(text: str, cell: Cell, draft: Draft) -> Draft:
    """Return a draft of the value of `cell` in coordinates of `text`, with the edits that undo the escapes in its pieces."""
    place = cell.places()
    pieces = tuple(Piece(piece.kind, place(piece.start), place(piece.end)) for piece in draft.pieces)
    edits = [made for edit in draft.edits for made in _respelt(text, edit, place(edit.start), place(edit.end))]
    taken = Spans((edit.start, edit.end) for edit in edits)
    inside = Spans((piece.start, piece.end) for piece in pieces)
    free = [edit for edit in cell.edits if not taken.hold(edit)]
    edits += (edit for edit in free if inside.hold(edit))
    breaks = [(e.start, e.end, e.rule) for e in free if _BREAK.fullmatch(e.after) and not inside.hold(e)]
    rules = (*breaks, *((place(low), place(high), rule) for low, high, rule in draft.rules))
    flags = tuple(
        one if one.start is None or one.end is None else replace(one, start=place(one.start), end=place(one.end))
        for one in draft.flags
    )
    return replace(draft, pieces=pieces, edits=tuple(edits), rules=rules, flags=flags)


def _respelt(text: str, edit: Edit, start: int, end: int) -> tuple[Edit, ...]:
    """Return the edits that do to `text[start:end]`, escapes and all, what `edit` does to its value."""
    before = text[start:end]
    if not edit.after or (len(before) <= MAX_CHANGED and len(edit.after) <= MAX_CHANGED):
        return (Edit(start, end, edit.rule, before, edit.after),)
    return spell(before, edit.after, start, edit.rule)


class Spans:
    """Spans that do not overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _end in self._spans]

    def hold(self, edit: Edit) -> bool:
        """Return whether the edit lies within one of them."""
        n = bisect_right(self._starts, edit.start) - 1
        return n >= 0 and edit.end <= self._spans[n][1]
