"""Paragraphs out of what is set on pages: rows joined where the page's width broke them, running heads and numbers apart.

Plain geometry over rows; not for reading a file (`pdf`), nor for finding columns (`gutters`), nor for vertical setting.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from articles.ingest.gutters import Flow, Row, flows, is_of_table

#: In sizes of the type: how far a row may begin to the right of the others and still go on with a paragraph; how much
#: wider than usual the space over a new paragraph is; how much types may differ.
_INDENT = 0.6
_GAP = 1.3
_LIKE = 0.12
#: Also in sizes: the widest way from row to row, and how far from the text what belongs to the page stands.
_WIDEST = 2.3
_APART = 1.6
#: The share of the paper's width that a column fills at least (one of two does).
_FILLED = 0.4
#: How many rows at the head and the foot of a page are looked at, on what share of the pages a row must come again.
_EDGE = 2
_SHARE = 0.4
_LONGEST_RUNNING = 60
#: How many rows must reach the same right edge for it to be the edge of the column.
_REACHING = 3
_NUMBER = re.compile(r"\d+|(?<=第)[一二三四五六七八九十百]+(?=页)")
_PAGE = re.compile(r"[\s\d\-—–─·•.第页共/|]{1,24}")
_WORD = re.compile(r"[0-9A-Za-z\u00c0-\u024f]")
_WORD_END = re.compile(r"(?:[0-9A-Za-z\u00c0-\u024f]|[A-Za-z][,.;:)])$")
# What begins a line of its own, though the row above be full.
_OWN = re.compile(
    r"\d{4}-\d\d-\d\d|(?:来源|來源|作者|记者|記者|编辑|編輯|责编|責編|责任编辑|責任編輯|发布时间|發布時間)\s?[:：]|//\w|https?://|[□■【]"
)
_ENDS = re.compile(r"[。！？!?…；：][”’」』）)]?$")
_ADDRESS = re.compile(r"(?://|@|www\.)\S*$")


@dataclass(frozen=True, slots=True)
class _Column:
    """The edges of the text, the usual way from row to row, and whether rows end between words (or anywhere)."""

    left: float
    right: float
    pitch: float = 0.0
    by_word: bool = False


def assemble(pages: Sequence[Sequence[Row]], paper: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines of the text (a blank one where a wider space stands), and the rows that belong to the pages.

    A row goes on with the paragraph before when it is not indented and its first word found no room above. `paper` is the
    width of the widest page: rows that fill less than a good part of it are lines of their own (a poem, a list). Columns are
    read one after the other, what is set across them before what stands under it.
    """
    keys = _repeated(pages)
    text: list[tuple[int, Row]] = []
    around: list[str] = []
    for number, rows in enumerate(pages):
        edge = {id(row) for row in _edge(rows)}
        plain = [row for row in rows if id(row) not in edge or _key(row) not in keys]
        for row in rows:
            if id(row) in edge and (
                _is_apart(row, plain) if _key(row) in keys else len(pages) == 1 and _is_around(row, rows)
            ):
                around.append(row.text)
            else:
                text.append((number, row))
    parts = flows(text)
    return tuple(line for n, flow in enumerate(parts) for line in _flow(flow, paper, n > 0)), tuple(around)


def _flow(flow: Flow, paper: float, parted: bool) -> Iterator[str]:
    """Yield the paragraphs of one flow of rows, a blank line before them where another stands above."""
    if parted:
        yield ""
    yield from _lines(flow.rows, _measure(flow.rows, paper / flow.columns))


def _edge(rows: Sequence[Row]) -> list[Row]:
    """Return the rows nearest the head and the foot of a page."""
    ordered = sorted(rows, key=lambda row: row.base)
    return [*ordered[:_EDGE], *ordered[-_EDGE:]]


def _key(row: Row) -> tuple[str, int]:
    return _NUMBER.sub("#", row.text), round(row.base / 6)


def _repeated(pages: Sequence[Sequence[Row]]) -> frozenset[tuple[str, int]]:
    """Return what stands at the same place of many pages, but for its numbers."""
    counts = Counter(
        key for rows in pages for key in {_key(row) for row in _edge(rows) if len(row.text) <= _LONGEST_RUNNING}
    )
    needed = max(2, _SHARE * len(pages))
    return frozenset(key for key, count in counts.items() if count >= needed)


def _is_around(row: Row, rows: Sequence[Row]) -> bool:
    """Return whether a row at the edge of a single page belongs to the page: its number, or in small type well apart."""
    others = [other for other in rows if other is not row]
    if not others or not _is_apart(row, others):
        return False
    small = row.size <= 0.8 * median(other.size for other in others)
    return small or ("1" in row.text and _PAGE.fullmatch(row.text) is not None)


def _is_apart(row: Row, others: Sequence[Row]) -> bool:
    """Return whether more than the usual space parts a row from all `others`."""
    return bool(others) and all(abs(row.base - other.base) > _APART * max(row.size, other.size) for other in others)


def _measure(text: Sequence[tuple[int, Row]], paper: float) -> _Column:
    """Return the column that the rows fill; one without a right edge where they fill none."""
    if not text:
        return _Column(0, 0)
    rows = [row for _, row in text]
    size = median(row.size for row in rows)
    lefts = Counter(round(row.left) for row in rows)
    left = next((edge for edge, count in sorted(lefts.items()) if count >= max(2, len(rows) / 10)), min(lefts))
    rights = sorted((row.reach for row in rows), reverse=True)
    needed = min(_REACHING, len(rows))
    right = next(
        (
            edge
            for n, edge in enumerate(rights[:20])
            if len(rights) >= n + needed and edge - rights[n + needed - 1] <= 1.5 * size
        ),
        0.0,
    )
    column = _Column(left, right if right - left >= _FILLED * paper else 0.0)
    pairs = [(a, b) for (m, a), (n, b) in pairwise(text) if m == n and _fits(a, b, column)]
    steps = sorted(a.base - b.base for a, b in pairs if 0 < a.base - b.base < _WIDEST * size)
    pitch = steps[len(steps) // 4] if steps else 0.0
    by_word = any(_needs_blank(a, b) and right - a.right >= b.first for a, b in pairs)
    return _Column(left, column.right, pitch, by_word)


def _lines(text: Sequence[tuple[int, Row]], column: _Column) -> Iterator[str]:
    """Yield the paragraphs, and a blank line for every wider space."""
    if not text:
        return
    steps = [0.0] + [a.base - b.base if m == n else 0.0 for (m, a), (n, b) in pairwise(text)]
    wide = [step > (_GAP * column.pitch or _WIDEST * row.size) for step, (_, row) in zip(steps, text, strict=True)]
    goes_on = [False] + [
        not wide[at] and (m != n or steps[at] > 0.2 * b.size) and _fits(a, b, column)
        for at, ((m, a), (n, b)) in enumerate(pairwise(text), 1)
    ]
    whole = ""
    for n, (_, row) in enumerate(text):
        if goes_on[n] and (goes_on[n + 1 : n + 2] == [True] or not _is_over(text[n - 1][1], row, column)):
            whole = whole.removesuffix("\u00ad") + _between(text[n - 1][1], row, column) + row.text
            continue
        if n:
            yield whole
        if wide[n]:
            yield ""
        whole = row.text
    yield whole


def _fits(last: Row, row: Row, column: _Column) -> bool:
    """Return whether the first word of `row` would not have fitted on the row before, so that only the page's width parts them."""
    if _OWN.match(row.text) or abs(last.size - row.size) > _LIKE * max(last.size, row.size):
        return False
    if is_of_table(last) or is_of_table(row):
        return False
    free = column.right - last.stop
    if _is_centred(last, column) and _is_centred(row, column):
        free += last.left - column.left
    elif row.left > column.left + _INDENT * row.size or column.right <= 0:
        return False
    return free < row.unit + 0.05 * row.size


def _is_over(last: Row, row: Row, column: _Column) -> bool:
    """Return whether a row that fills the column ends a paragraph all the same: the next is a short line, and no sentence's end."""
    if not _ENDS.search(last.text) or _ENDS.search(row.text):
        return False
    return column.right - row.stop > 2 * row.size


def _is_centred(row: Row, column: _Column) -> bool:
    before, behind = row.left - column.left, column.right - row.right
    return before > _INDENT * row.size and abs(before - behind) < 1.2 * row.size


def _between(last: Row, row: Row, column: _Column) -> str:
    if last.stop > last.right:
        return " "
    return " " if column.by_word and _needs_blank(last, row) else ""


def _needs_blank(last: Row, row: Row) -> bool:
    """Return whether two rows meet in letters or digits, and not inside an address."""
    return bool(_WORD_END.search(last.text) and _WORD.match(row.text) and not _ADDRESS.search(last.text))
