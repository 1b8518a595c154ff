"""The draft of a page whose text stands in one frame: a capture in `<pre>`, or a text that only a script of the page states.

Not for finding the frame (`text.framed`), nor for pages that show their text (`shapes.webpage`).
"""

import re
from dataclasses import replace

from articles.ingest import masthead
from articles.ingest.declared import read_declared
from articles.ingest.genre import check_length
from articles.ingest.held import Inner, carried
from articles.ingest.records import Draft, Flag, Kind, Piece
from articles.text import framed, furniture, names
from articles.text.lines import fold
from articles.text.row import Cell
from articles.text.script import HAN
from articles.text.webpage import Page

_KINDS: dict[str, Kind] = {"title": "title", "date": "date", "source": "source", "author": "author"}
_HAN = re.compile(f"[{HAN}]")
_LONGEST_TITLE = 80
_LEAST_TITLE = 5


def read_pre(text: str, title: Piece | None, inner: Inner) -> Draft | None:
    """Return the draft of what the only `<pre>` of a page holds; None where there is none.

    `title` is the one the page declares: it counts where the text has none of its own.
    """
    cell = framed.find_pre(text)
    value = cell.value(text) if cell else ""
    if cell is None or not value.strip():
        return None
    check_length(value)
    draft = carried(text, cell, inner(value, ""))
    pieces = list(draft.pieces)
    if title and _is_title(text[title.start : title.end]) and not any(piece.kind == "title" for piece in pieces):
        pieces = sorted([title, *pieces], key=lambda one: one.start)
    return replace(draft, shape="webpage", pieces=tuple(pieces), rules=(*draft.rules, (0, len(text), "markup")))


def _is_title(value: str) -> bool:
    """Return whether a declared title is one, and not the name of the file that the browser shows."""
    return len(_HAN.findall(value)) >= _LEAST_TITLE and not furniture.is_outlet(fold(value))


def read_scripted(text: str, found: Page, title: Piece | None, inner: Inner) -> Draft | None:
    """Return the draft of a text that only a script of the page states; None where none does."""
    cell, facts = framed.find_scripted(text)
    if cell is None:
        return None
    value = cell.value(text)
    check_length(value)
    stated = {one.name: one for one in facts if _fits(one, one.value(text).strip())}
    if title is not None:
        stated.pop("title", None)
    shown = fold(text[title.start : title.end]) if title else ""
    shown = shown or (fold(stated["title"].value(text)) if "title" in stated else "")
    draft = carried(text, cell, inner(value, shown))
    pieces = [piece for piece in draft.pieces if piece.kind != "title"]
    declared, edits = read_declared(text, found, pieces, shown, (0, len(text)))
    known = {piece.kind for piece in (*declared, *pieces)}
    own = [one for kind, one in stated.items() if kind not in known]
    pieces += [*([title] if title else []), *declared, *(Piece(_KINDS[one.name], one.start, one.end) for one in own)]
    edits += [edit for one in own for edit in one.edits]
    flag = Flag("scripted-text", "正文只写在网页的脚本里，版面上没有，请对照原网页。", cell.start, cell.end)
    return Draft(
        "webpage",
        tuple(_apart(sorted(pieces, key=lambda one: one.start))),
        tuple(sorted({*draft.edits, *edits})),
        (*draft.rules, (0, len(text), "markup")),
        (*draft.flags, flag),
    )


def _fits(cell: Cell, value: str) -> bool:
    """Return whether a string is what its key says it is."""
    if "\n" in value:
        return False
    if cell.name == "title":
        return (
            _LEAST_TITLE <= len(value) <= _LONGEST_TITLE and "<" not in value and not furniture.is_outlet(fold(value))
        )
    if cell.name == "date":
        return masthead.has_day(value)
    people = names.split_names(value)
    if cell.name == "author":
        return bool(people) and all(names.is_name(one.name) and not one.confirm for one in people or ())
    return 2 <= len(value) <= 20 and not value.isascii() and "<" not in value


def _apart(pieces: list[Piece]) -> list[Piece]:
    """Return `pieces` without those that overlap an earlier one."""
    out: list[Piece] = []
    for piece in pieces:
        if not out or piece.start >= out[-1].end:
            out.append(piece)
    return out
