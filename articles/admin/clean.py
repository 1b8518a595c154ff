"""The clean text as the desk shows it: paragraphs in runs, with the reading's changes and the findings marked."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from articles.text.body import HEADING
from articles.text.diff import compare

Span = tuple[int, int, str]


class Mark(NamedTuple):
    """A marked stretch `[start, end)` of a text: a change of the reading (`why`), the finding or the comment of a number."""

    start: int
    end: int
    why: str = ""
    finding: int = 0
    comment: int = 0


class MarkedRun(NamedTuple):
    """A run of a paragraph. `finding`, `comment`: those it belongs to, 0 for none; `first`, `opens`: their anchor stands here."""

    text: str
    why: str = ""
    finding: int = 0
    first: bool = False
    comment: int = 0
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph line or a heading of the text, in runs; `start` in the text, `raw` the line of the capture it stands in."""

    is_heading: bool
    runs: tuple[MarkedRun, ...]
    start: int = 0
    raw: str = ""


def carried(before: str, after: str, spans: Iterable[Span]) -> list[Span]:
    """Return `spans` of `before` where they stand in `after`; those that were touched are left out.

    >>> carried("一二三", "新一二三", [(1, 2, "x")])
    [(2, 3, 'x')]
    """
    if before == after:
        return list(spans)
    kept: list[tuple[int, int, int]] = []
    old = new = 0
    for run in compare(before, after):
        if run.kind == "same":
            kept.append((old, old + len(run.text), new - old))
        old += len(run.text) if run.kind != "ins" else 0
        new += len(run.text) if run.kind != "del" else 0
    found: list[Span] = []
    n = 0
    for start, end, why in spans:
        while n < len(kept) and kept[n][1] < end:
            n += 1
        if n < len(kept) and kept[n][0] <= start:
            found.append((start + kept[n][2], end + kept[n][2], why))
    return found


def marked_lines(text: str, marks: Sequence[Mark]) -> tuple[Line, ...]:
    """Return the lines of `text` that are not blank, cut into runs where a mark begins or ends."""
    rows = text.split("\n")
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row) + 1)
    by_line: dict[int, list[Mark]] = {}
    for mark in marks:
        first = bisect_right(starts, mark.start) - 1
        for n in range(first, max(first + 1, bisect_right(starts, mark.end - 1))):
            by_line.setdefault(n, []).append(mark)
    lines: list[Line] = []
    seen: set[int] = set()
    for n, row in enumerate(rows):
        if row.strip():
            is_heading = row.startswith(HEADING)
            start = starts[n] + len(HEADING) if is_heading else starts[n]
            runs = tuple(_runs(text, start, starts[n] + len(row), by_line.get(n, ()), seen))
            lines.append(Line(is_heading, runs, start))
    return tuple(lines)


def placed(lines: Sequence[Line], places: Sequence[Span]) -> tuple[Line, ...]:
    """Return `lines` with the line of the capture that each begins in; `places` are spans of the text, in order.

    >>> [line.raw for line in placed(marked_lines("一\\n二", ()), [(0, 1, "3"), (2, 3, "7")])]
    ['3', '7']
    """
    ends = [end for _start, end, _line in places]
    found = [bisect_right(ends, line.start) for line in lines]
    return tuple(
        replace(line, raw=places[n][2] if n < len(places) else "") for line, n in zip(lines, found, strict=True)
    )


def _runs(text: str, start: int, end: int, marks: Sequence[Mark], seen: set[int]) -> Iterable[MarkedRun]:
    edges = sorted({start, end, *(edge for mark in marks for edge in (mark.start, mark.end) if start < edge < end)})
    waiting = sorted(enumerate(marks), key=lambda ranked: -ranked[1].start)
    ranked: list[tuple[int, Mark]] = []
    for low, high in pairwise(edges):
        ranked = [(rank, mark) for rank, mark in ranked if mark.end > low]
        while waiting and waiting[-1][1].start <= low:
            ranked += [waiting[-1]] if waiting[-1][1].end > low else []
            waiting.pop()
        over = (
            [mark for _rank, mark in sorted(ranked, key=lambda one: one[0])]
            if len(ranked) > 1
            else [m for _r, m in ranked]
        )
        why = next((mark.why for mark in over if mark.why), "")
        finding = next((mark.finding for mark in over if mark.finding), 0)
        first = bool(finding) and finding not in seen
        seen.add(finding)
        comment = next((mark.comment for mark in over if mark.comment), 0)
        opens = bool(comment) and -comment not in seen
        seen.add(-comment)
        yield MarkedRun(text[low:high], why, finding, first, comment, opens)
