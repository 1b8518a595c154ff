"""The parts of a line of a saved page, as its tags make them, each with the words of the elements that hold it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from articles.ingest.records import Piece
from articles.text.ledger import Edit, apply
from articles.text.lines import fold
from articles.text.webpage import Page, Run

#: A line in more parts than this is styled letter by letter, or bait.
_MOST_TAGS = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a line between two tags, folded, with the words of the elements that hold it."""

    start: int
    end: int
    folded: str
    words: str = ""


def cells(text: str, found: Page, run: Run) -> list[Cell]:
    """Return the parts of a line between its tags."""
    line = run.line
    edits = _inside(found, line.start, line.end)
    tags = [edit for edit in edits if edit.rule in ("markup", "hidden")]
    if len(tags) > _MOST_TAGS:
        return []
    box = found.boxes[run.box].words
    # The marks stand in the order in which their elements end; one around the line may begin and end beside it.
    first = bisect_left(found.marks, line.start, key=lambda mark: mark.end)
    marks = list(takewhile(lambda mark: mark.start <= line.end, islice(found.marks, first, None)))
    out: list[Cell] = []
    at = line.start
    for tag in (*tags, Edit(line.end, line.end, "markup", "", "")):
        folded = fold(plain(text, at, tag.start, edits)) if at < tag.start else ""
        if folded:
            low = at + len(text[at : tag.start]) - len(text[at : tag.start].lstrip())
            high = at + len(text[at : tag.start].rstrip())
            words = " ".join(mark.words for mark in marks if mark.start <= low and high <= mark.end)
            out.append(Cell(low, high, folded, f"{words} {box}" if run.alone and folded == line.folded else words))
        at = tag.end
    return out


def _inside(found: Page, start: int, end: int) -> list[Edit]:
    low = bisect_left(found.edits, start, key=lambda edit: edit.start)
    high = bisect_right(found.edits, end, key=lambda edit: edit.start)
    return [edit for edit in found.edits[low:high] if edit.end <= end]


def plain(text: str, start: int, end: int, edits: Sequence[Edit]) -> str:
    """Return `text[start:end]` with those of `edits` made that lie in it."""
    inside = [edit for edit in edits if start <= edit.start and edit.end <= end]
    return apply(text[start:end], [Edit(e.start - start, e.end - start, e.rule, e.before, e.after) for e in inside])


def shown_of(text: str, found: Page, piece: Piece) -> str:
    return plain(text, piece.start, piece.end, _inside(found, piece.start, piece.end))
