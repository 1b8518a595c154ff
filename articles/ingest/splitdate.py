"""A date of a saved page whose year, day and time stand in elements of their own, found and joined. Not for a date in one piece."""

import re
from collections.abc import Sequence
from itertools import pairwise

from articles.ingest.records import Piece
from articles.text.ledger import Edit
from articles.text.webpage import Page, Run

_PARTS_OF_DATE = (
    (re.compile(r"(?:19|20)\d\d"), re.compile(r"\d{1,2}[/.-]\d{1,2}"), re.compile(r"\d{1,2}:\d\d(?::\d\d)?")),
)
_BETWEEN = r"(?:\s|<[^<>]{0,200}>)"
#: <em> 2024</em><em>05</em>/<em>18</em><span>10:22:07</span>, in one line
_GLUED = re.compile(r"(?:19|20)\d\d\s?(?:0\d|1[0-2])[/.-][0-3]\d\s?[0-2]\d:\d\d(?::\d\d)?")
_ONE_LINE = re.compile(
    rf"(?:19|20)\d\d(?P<one>{_BETWEEN}{{1,40}})\d\d{_BETWEEN}{{0,40}}[/.-]{_BETWEEN}{{0,40}}\d\d(?P<two>{_BETWEEN}{{1,40}})\d\d:\d\d(?::\d\d)?"
)


def split_dates(text: str, found: Page, runs: Sequence[Run]) -> list[Piece]:
    """Return the date that stands in three lines, as in 2019, 09/07, 19:02; `found` gets the edits that join them."""
    if glued := _in_one_line(text, found, runs):
        return glued
    for form in _PARTS_OF_DATE:
        for n in range(len(runs) - len(form) + 1):
            lines = [run.line for run in runs[n : n + len(form)]]
            if all(part.fullmatch(line.folded) for part, line in zip(form, lines, strict=True)):
                for one, following in pairwise(lines):
                    low, high = one.end, following.start
                    found.edits = [e for e in found.edits if e.end <= low or e.start >= high] + _blank(text, low, high)
                found.edits.sort()
                return [Piece("date", lines[0].start, lines[-1].end)]
    return []


def _in_one_line(text: str, found: Page, runs: Sequence[Run]) -> list[Piece]:
    """Return the date whose year, day and time are elements of one line with nothing between them."""
    for run in runs:
        line = run.line
        parted = _ONE_LINE.search(text, line.start, line.end) if _GLUED.fullmatch(line.folded) else None
        if parted:
            for low, high in (parted.span("one"), parted.span("two")):
                found.edits = [e for e in found.edits if e.end <= low or e.start >= high] + _blank(text, low, high)
            found.edits.sort()
            return [Piece("date", *parted.span())]
    return []


def _blank(text: str, start: int, end: int) -> list[Edit]:
    """Return the edits that leave one blank of what stands between two lines."""
    out = [Edit(start, start + 1, "markup", text[start], " ")] if text[start] != " " else []
    at = start + 1
    for line in text[at:end].splitlines(keepends=True):
        out.append(Edit(at, at + len(line), "markup", line, ""))
        at += len(line)
    return out
