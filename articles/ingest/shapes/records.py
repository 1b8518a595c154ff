"""A row of a records file: a JSON object, or a header of CSV and one row. Facts stand in columns, the text in one of them.

The text of a row may be anything that a capture can be, so what reads it is given from outside (`inner`).
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from articles.ingest import columns as names
from articles.ingest.columns import Columns
from articles.ingest.held import Inner, carried
from articles.ingest.records import Draft, Flag, Kind, NotReadable, Piece
from articles.text import bylines
from articles.text.ledger import Edit, spell
from articles.text.lines import fold
from articles.text.row import Cell

#: The code of the flag on a column that would say what is to be done with the piece.
IGNORED = "ignored-instruction"
MAX_VALUE = 1_000
MAX_VALUES = 100
_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


def recognises(text: str, columns: Columns = ()) -> bool:
    """Return whether `text` is one row, with a column that holds a text."""
    return names.read_body(text, columns) is not None


def read(text: str, columns: Columns, inner: Inner) -> Draft:
    """Return the draft of a row. Raises NotReadable where none of its columns holds a text."""
    cells = names.read_cells(text)
    row = names.arrange(cells, text, columns)
    if "body" not in row:
        raise NotReadable("这一行没有正文。")
    body = row.pop("body")[0]
    value = body.value(text)
    title = next((fold(cell.value(text)) for cell in row.get("title", ())), "")
    within = carried(text, body, _under(inner(value, title), frozenset(row)))
    facts = [fact for kind, found in row.items() for cell in found[:MAX_VALUES] for fact in _fact(text, kind, cell)]
    pieces = sorted([*within.pieces, *(piece for piece, _edits in facts)], key=lambda piece: piece.start)
    edits = sorted([*within.edits, *(edit for _piece, edits in facts for edit in edits)])
    rules = (*within.rules, (0, len(text), "record"))
    flags = (*within.flags, *_flags(cells))
    return Draft("records", tuple(pieces), tuple(edits), rules, flags, names.is_local(cells, text))


def _fact(text: str, kind: Kind, cell: Cell) -> Iterator[tuple[Piece, list[Edit]]]:
    """Yield the piece of a cell without the blanks at its ends, on one line, and the edits in it; nothing where it is too long."""
    value = cell.value(text)
    if not value.strip() or len(value) > MAX_VALUE:
        return
    place = cell.places()
    start, end = place(len(value) - len(value.lstrip())), place(len(value.rstrip()))
    rule = cell.edits[0].rule if cell.edits else "decoded:csv"
    breaks = [(place(match.start()), place(match.end())) for match in _BREAK.finditer(value)]
    spaces = [edit for low, high in breaks if start < low < end for edit in spell(text[low:high], " ", low, rule)]
    kept = [edit for edit in cell.edits if not any(low <= edit.start < high for low, high in breaks)]
    if kind == "byline" and bylines.read_byline(value.strip(), bare=True) is None:
        kind = "author"  # a pen name, which no line of names has
    yield Piece(kind, start, end), sorted([*spaces, *(e for e in kept if start <= e.start and e.end <= end)])


def _under(draft: Draft, given: frozenset[Kind]) -> Draft:
    """Return the draft of the text with what it says of itself put behind what the row says of it.

    A day under a bare text is part of it, as under a letter: the row says when the piece appeared.
    """
    last = max((piece.end for piece in draft.pieces if piece.kind == "body"), default=0)

    def kind_of(piece: Piece) -> Kind:
        if piece.kind == "subtitle" and (several or "subtitle" in given):
            return "body"
        if piece.kind != "date" or "date" not in given:
            return piece.kind
        return "body" if draft.shape == "plain" and 0 < last <= piece.start else "credit"

    several = sum(piece.kind == "subtitle" for piece in draft.pieces) > 1  # lines over the text, and no subtitle
    kept = [piece for piece in draft.pieces if not (piece.kind == "title" and "title" in given)]
    kinds = [kind_of(piece) for piece in kept]
    pieces = (p if p.kind == kind else replace(p, kind=kind) for p, kind in zip(kept, kinds, strict=True))
    return replace(draft, pieces=tuple(pieces))


def _flags(cells: tuple[Cell, ...]) -> Iterator[Flag]:
    for cell in cells:
        if names.is_instruction(cell.name) and cell.start < cell.end:
            yield Flag(IGNORED, f"“{cell.name[:40]}”一栏不起作用：稿件的状态只由编辑台决定。", cell.start, cell.end)
