"""Rows of type on pages, and the columns they stand in: pages set in columns are cut at their gutters into one flow.

A table is none: the cells of its columns do not fill them. Not for joining rows to paragraphs (`typeset`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

_CLOSING = "，。、；：！？…—）》〉」』】〕”’％,.;:!?)%°℃·"
_OPENING = "（《〈「『【〔“‘([￥"
_UNIT = re.compile(rf"[{re.escape(_OPENING)}]*(?:[!-~\u00c0-\u024f]+|.)[{re.escape(_CLOSING)}]*")
#: A page in columns has at least so many rows, a column so many; so few of them run across, so many fill their column.
_ROWS = 10
_OF_COLUMN = 4
_ACROSS = 0.34
_FULL = 0.6
_FILLS = 0.75
#: In sizes of the type: the blank inside a row that may be a gutter, and how far the edges of one column differ.
_WIDE = 2.2
_NEAR = 0.6
_MOST_COLUMNS = 6
#: How many left edges, the commonest, may be those of columns.
_MOST_EDGES = 24


@dataclass(frozen=True, slots=True)
class Row:
    """A row of type: its text, edges and baseline in points, the size of its type, the right edges of its characters.

    `stop` is the right edge of the blanks behind its last character, that character's where there are none.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    edges: tuple[float, ...]
    stop: float

    @property
    def unit(self) -> float:
        """The width of what may not be parted at the row's beginning: a character with its marks, or a word."""
        match = _UNIT.match(self.text)
        return self.edges[match.end() - 1] - self.left if match else 0.0

    @property
    def reach(self) -> float:
        """The right edge without closing marks, which some programs hang out of the column."""
        return self.edges[max(0, len(self.text.rstrip(_CLOSING)) - 1)]

    @property
    def first(self) -> float:
        """The width of the first character."""
        return self.edges[0] - self.left


@dataclass(frozen=True, slots=True)
class Flow:
    """Rows that follow one another, each with the number of its page (a column counts as one), and how many columns were set side by side."""

    rows: tuple[tuple[int, Row], ...]
    columns: int = 1


def flows(text: Sequence[tuple[int, Row]]) -> list[Flow]:
    """Return the rows of pages as flows: one, where no page is set in columns.

    The columns of a page, moved over one another, are a flow, and so are rows that run across them; what is alike on the
    next page goes on.
    """
    out: list[Flow] = []
    count = 0
    for _, group in groupby(text, key=lambda one: one[0]):
        for columns, rows in _bands([row for _, row in group]):
            mine = []
            for number, part in enumerate(rows):
                mine += [(count + number, row) for row in part]
            count += len(rows)
            if out and out[-1].columns == columns:
                out[-1] = replace(out[-1], rows=(*out[-1].rows, *mine))
            else:
                out.append(Flow(tuple(mine), columns))
    return out


def _bands(rows: list[Row]) -> Iterator[tuple[int, list[list[Row]]]]:
    """Yield the parts of a page from top to bottom: how many columns each has, and the rows of each column."""
    parted = _parted(rows)
    edges = _edges(parted)
    if not edges:
        yield 1, [rows]
        return
    size = median(row.size for row in parted)
    ordered = sorted(parted, key=lambda row: -row.base)
    for across, group in groupby(ordered, key=lambda row: _is_across(row, edges, size)):
        band = list(group)
        if across:
            yield 1, [band]
        else:
            places = [sum(row.left >= edge - _NEAR * size for edge in edges) for row in band]
            columns = [[row for row, at in zip(band, places, strict=True) if at == n] for n in range(len(edges) + 1)]
            starts = [min(row.left for row in parted), *edges]
            yield (
                len(edges) + 1,
                [[_moved(row, starts[n] - starts[0]) for row in column] for n, column in enumerate(columns) if column],
            )


def _is_across(row: Row, edges: Sequence[float], size: float) -> bool:
    return any(row.left < edge - _NEAR * size and row.right > edge for edge in edges)


def _edges(rows: Sequence[Row]) -> tuple[float, ...]:
    """Return the left edges of all columns but the first; none where the rows are not set in columns."""
    if len(rows) < _ROWS:
        return ()
    size = median(row.size for row in rows)
    lefts = Counter(round(row.left) for row in rows)
    often = sorted(edge for edge, count in lefts.most_common(_MOST_EDGES) if count >= _OF_COLUMN)
    first = min(row.left for row in rows)
    edges: list[float] = []
    for edge in often:
        behind = edges[-1] if edges else first
        inside = [row for row in rows if behind - _NEAR * size <= row.left < edge - _NEAR * size]
        within = [row for row in inside if row.right < edge]
        if (
            edge - behind > 6 * size
            and len(within) >= _OF_COLUMN
            and len(inside) - len(within) <= _ACROSS * len(inside)
        ):
            edges.append(float(edge))
    return tuple(edges) if edges and len(edges) < _MOST_COLUMNS and _are_columns(rows, edges, size) else ()


def _are_columns(rows: Sequence[Row], edges: Sequence[float], size: float) -> bool:
    """Return whether the rows at `edges` stand beside one another and fill their columns, as those of a table do not."""
    inside = [row for row in rows if not _is_across(row, edges, size)]
    if len(rows) - len(inside) > _ACROSS * len(rows):
        return False
    bounds = [(-1e9, edges[0]), *((edge, edges[n + 1] if n + 1 < len(edges) else 1e9) for n, edge in enumerate(edges))]
    places = [[row for row in inside if low - _NEAR * size <= row.left < high - _NEAR * size] for low, high in bounds]
    if any(len(place) < _OF_COLUMN for place in places):
        return False
    wide = [max(row.right for row in place) - min(row.left for row in place) for place in places]
    steps = [edge - before for before, edge in zip([min(row.left for row in rows), *edges], edges, strict=False)]
    if any(width < _FULL * step for width, step in zip(wide, steps, strict=False)):
        return False
    full = sum(
        row.right - row.left >= _FILLS * width for place, width in zip(places, wide, strict=True) for row in place
    )
    tops = [max(row.base for row in place) for place in places]
    feet = [min(row.base for row in place) for place in places]
    beside = min(tops) - max(feet) >= 0.4 * min(top - foot for top, foot in zip(tops, feet, strict=True))
    return beside and full >= _FULL * sum(map(len, places))


def _parted(rows: Sequence[Row]) -> list[Row]:
    """Return `rows`, each cut where a blank as wide as a gutter parts it, if that makes columns of them."""
    out = [part for row in rows for part in _parts(row)]
    return out if len(out) - len(rows) >= _OF_COLUMN else list(rows)


def is_of_table(row: Row) -> bool:
    """Return whether blanks as wide as a gutter stand in a row, as between the cells of a table."""
    return next(_parts(row)) is not row


def _parts(row: Row) -> Iterator[Row]:
    """Yield a row in the parts that its wide blanks make."""
    edges, text, start, left = row.edges, row.text, 0, row.left
    for n in range(1, len(text) - 1):
        if text[n] == " " and edges[n] - edges[n - 1] > _WIDE * row.size:
            yield replace(
                row, text=text[start:n], left=left, right=edges[n - 1], edges=edges[start:n], stop=edges[n - 1]
            )
            start, left = n + 1, edges[n + 1] - row.size * (0.5 if text[n + 1].isascii() else 1.0)
    yield replace(row, text=text[start:], left=left, edges=edges[start:]) if start else row


def _moved(row: Row, by: float) -> Row:
    """Return `row` moved to the left."""
    edges = tuple(edge - by for edge in row.edges)
    return Row(row.text, row.left - by, row.right - by, row.base, row.size, edges, row.stop - by)
