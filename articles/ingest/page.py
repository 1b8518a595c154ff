"""The article among the lines of a captured page: head, paragraphs with headings, and what closes it.

Shared by the shapes that are read line by line. Not for knowing where a page's own header ends: each shape says so.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from articles.ingest.head import FURNITURE, Found, as_piece, read_head, same
from articles.ingest.headings import closed_headings, is_heading
from articles.ingest.nameplate import BRACKETED, IN_BRACKETS, read_nameplate, with_columns
from articles.ingest.records import Draft, Flag, Piece
from articles.text import bylines, credits, endnotes, furniture, line_kind
from articles.text.ledger import Edit
from articles.text.lines import Line

#: Under so many lines, the first of which is the abstract, journals print their keywords and the like.
_MOST_KEYS = 4
_ABSTRACTS = ("摘要", "内容提要", "提要", "[摘要", "【摘要", "[提要", "[内容", "【内容", "摘 要")
#: A list of other pieces ends the article when at most this share of its text follows.
_TAIL_SHARE = 0.25
#: Shapes that are pages: lines of their furniture also stand inside the text. A bare text has only what is sure to be none.
_PAGES = ("portal", "aggregator", "webpage")
#: Of them those that are pasted as text, menus and foot and all: behind the name of the editor nothing is of the piece.
_PASTED = ("portal", "aggregator")
_SURE = frozenset({"toolbar", "footer"})
# Under each entry of a feed that WordPress makes: its title, 最先出现在 and the site.
_APPEARED = re.compile(r"[”》]?(?:最先|首先)(?:出现|发布|发表)[在于]")


def read(shape: str, lines: Sequence[Line], found: Iterable[Piece] = (), *, title: str = "") -> Draft:
    """Return the draft of an article that begins at the first of `lines`.

    `found` are pieces of the page's header that stand before; `title` is given where the header holds it.
    """
    has_page = shape in _PAGES
    out = Found(pieces=list(found), title=title, has_page=has_page)
    kinds = _with_buttons(lines, [_kind(line, has_page) for line in lines])
    kinds = with_columns(lines, kinds) if has_page else kinds
    lines, kinds = _without_bracket(lines, kinds, out)
    start = read_head(lines, kinds, out)
    end = _tail(lines, kinds, start, shape in _PASTED)
    notes = _drop_endnotes(lines, kinds, start, out)
    body = [n for n in range(start, end) if n not in notes]
    _read_body([lines[n] for n in body], [kinds[n] for n in body], out, FURNITURE if has_page else _SURE)
    tail = [n for n in range(end, len(lines)) if n not in notes]
    _read_tail([lines[n] for n in tail], [kinds[n] for n in tail], out)
    return Draft(shape, tuple(out.pieces), (), tuple(out.rules), find_cut(lines))


def _without_bracket(lines: Sequence[Line], kinds: list[str], out: Found) -> tuple[Sequence[Line], list[str]]:
    """Return the lines with the title in brackets that opens the first paragraph on a line of its own, if no other is there."""
    first = next((n for n, kind in enumerate(kinds) if kind == "para"), None)
    match = BRACKETED.match(lines[first].folded) if first is not None and not out.title else None
    if first is None or match is None or len(lines[first].folded) != lines[first].end - lines[first].start:
        return lines, kinds
    for n in range(first):
        plate = kinds[n] == "short" and read_nameplate(n, lines, kinds, titled=False, has_page=out.has_page) is None
        if plate:
            return lines, kinds
    line = lines[first]
    named = Line(line.start + match.start("title"), line.start + match.end("title"), match["title"], IN_BRACKETS)
    rest = Line(line.start + match.end(), line.end, line.folded[match.end() :].strip())
    return [*lines[:first], named, rest, *lines[first + 1 :]], [*kinds[:first], "short", "para", *kinds[first + 1 :]]


def find_cut(lines: Iterable[Line]) -> tuple[Flag, ...]:
    """Return the flag of a page that shows only the beginning of its piece, and says so: 登录后阅读全文, 剩余62%内容."""
    cut = next((line for line in lines if 0 < len(line.folded) <= 60 and furniture.is_cut(line.folded)), None)
    if cut is None:
        return ()
    said = cut.folded[:30].replace("\n", " ")
    return (Flag("excerpt", f"页面写着“{said}”：这里只有文章的一部分，请找全文。", cut.start, cut.end),)


def _kind(line: Line, has_page: bool) -> str:
    """Return the kind of a line; on a bare text a row of words is no menu unless one of them says so."""
    kind = {"heading": "heading", "item": "para", "code": "para", "caption": "caption"}.get(
        line.hint
    ) or line_kind.classify(line.folded)
    if not has_page and kind == "menu" and not furniture.names_a_menu(line.folded):
        return "short"
    return "short" if not has_page and line.folded == "目录" else kind


def _with_buttons(lines: Sequence[Line], kinds: list[str]) -> list[str]:
    """Return `kinds` with 大, 中, 小 and the like told as buttons where they stand among buttons, one on a line, or under the date."""
    for down, order in ((True, range(len(lines))), (False, range(len(lines) - 1, -1, -1))):
        near = False
        for n in order:
            if kinds[n] == "short" and near and furniture.is_tool_bit(lines[n].folded):
                kinds[n] = "toolbar"
            near = kinds[n] in (("toolbar", "date", "credit") if down else ("toolbar",)) or (
                near and kinds[n] == "blank"
            )
    return kinds


def _tail(lines: Sequence[Line], kinds: list[str], start: int, pasted: bool) -> int:
    """Return the number of the line where lists of other pieces and the foot begin: on a page pasted whole also behind who edited it."""
    weights = [len(line.folded) if kind == "para" else 0 for line, kind in zip(lines, kinds, strict=True)]
    total = sum(weights[start:])
    done = 0
    for n in range(start, len(lines)):
        closes = kinds[n] in ("related", "footer", "navigation") or (
            pasted and kinds[n] == "credit" and _edits(lines[n])
        )
        if closes and done and total - done <= _TAIL_SHARE * total:
            return n
        done += weights[n]
    return len(lines)


def _edits(line: Line) -> bool:
    """Return whether a line names the editor: behind it a page has nothing of the piece."""
    return any(entry.kind == "editor" and entry.end > entry.start for entry in credits.read_entries(line.folded))


def _drop_endnotes(lines: Sequence[Line], kinds: Sequence[str], start: int, out: Found) -> range:
    """Drop the explanations of terms behind the text; return the numbers of their lines."""
    found = endnotes.find_endnotes([line.folded for line in lines[start:]], kinds[start:])
    notes = range(start + found[0], start + found[1]) if found else range(0)
    for n in notes:
        if lines[n].start < lines[n].end:
            out.drop(lines[n], "endnotes")
    return notes


def _read_body(lines: Sequence[Line], kinds: Sequence[str], out: Found, dropped: frozenset[str]) -> None:
    """Take the paragraphs and headings, and the lines that close the text; drop lines of the kinds `dropped`."""
    last = max((n for n, kind in enumerate(kinds) if kind == "para"), default=-1)
    marked = "heading" in kinds
    closed = frozenset() if marked else closed_headings(lines, kinds)
    for n, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind in dropped or (n > last and (kind in FURNITURE or (kind == "short" and line.folded in out.accounts))):
            out.drop(line)
        elif n > last and kind in ("date", "credit", "byline", "affiliation", "link"):
            out.add(as_piece(kind), line)
        elif n > last and line.folded.startswith("(") and bylines.read_byline(line.folded, bare=True):
            out.add("byline", line)
        elif kind == "caption" or line_kind.is_caption(line.folded):
            out.add("caption", line)
        elif kind == "affiliation" or (kind == "credit" and _is_of_journal(n, lines)):
            out.add(as_piece(kind), line)
        elif out.title and kind == "short" and same(line.folded, out.title):
            out.drop(line, "repeated-title")
        elif out.title and line.folded.startswith(out.title) and _APPEARED.match(line.folded, len(out.title)):
            out.drop(line)
        else:
            heads = kind == "heading" or n in closed or (not marked and is_heading(n, lines, kinds))
            out.add("heading" if heads else "body", line)


def _is_of_journal(n: int, lines: Sequence[Line]) -> bool:
    """Return whether a labelled line is one of those that a journal prints over the text or behind it: 关键词, 中图分类号."""
    if credits.is_bracketed(lines[n].folded):
        return True
    if n > 4 * _MOST_KEYS:
        return False
    before = [line.folded for line in lines[:n] if line.folded]
    if not 0 < len(before) <= _MOST_KEYS or not before[0].startswith(_ABSTRACTS):
        return False
    return all(entry.kind in ("tags", "nothing", "affiliation") for entry in credits.read_entries(lines[n].folded))


def _read_tail(lines: Sequence[Line], kinds: Sequence[str], out: Found) -> None:
    """Take nothing of the tail but who is responsible for the piece, and its day where that stands nowhere else."""
    dated = any(piece.kind == "date" for piece in out.pieces)
    for line, kind in zip(lines, kinds, strict=True):
        dated = dated or kind in ("related", "navigation")
        if kind == "date" and not dated:
            out.add("date", line)
            dated = True
            continue
        entries = credits.read_entries(line.folded) if kind == "credit" else ()
        if any(
            entry.kind in ("editor", "source", "author", "reporter") and entry.end > entry.start for entry in entries
        ):
            out.add("credit", line)
        else:
            out.drop(line)


def with_edits(draft: Draft, edits: Iterable[Edit]) -> Draft:
    """Return `draft` with those of `edits` that fall inside one of its pieces."""
    inside: list[Edit] = []
    pieces = sorted(draft.pieces, key=lambda piece: piece.start)
    starts = [piece.start for piece in pieces]
    for edit in edits:
        n = bisect_right(starts, edit.start) - 1
        if n >= 0 and edit.end <= pieces[n].end:
            inside.append(edit)
    return replace(draft, edits=tuple(sorted((*draft.edits, *inside))))
