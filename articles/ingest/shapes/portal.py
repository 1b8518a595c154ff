"""The page of a news portal pasted whole: menus and slogans, where it stands, the piece, its credit line, lists, the foot."""

from collections.abc import Sequence

from articles.ingest import page
from articles.ingest.headings import has_marked
from articles.ingest.nameplate import shows_page
from articles.ingest.records import Draft, Piece
from articles.text import furniture, line_kind, markup
from articles.text.lines import Line, split
from articles.text.wrapping import join_trail, mend

#: How many kinds of furniture make a page: one alone also happens in a bare text.
_NEEDED = 2
_LEAST_TITLE = 6
_PRESS = frozenset({"menu", "toolbar", "breadcrumb", "related", "footer", "navigation"})


def recognises(text: str) -> bool:
    """Return whether `text` shows the furniture of a news page, and not that of a collection of copied pieces."""
    found = furniture.signals(line.folded for line in join_trail(text, split(text))[0])
    if found & {"slashed", "farm"} and not found & {"menu"}:
        return False
    return bool(found & _PRESS) and len(found & (_PRESS | {"credit"})) >= _NEEDED


def read(text: str, title: str = "") -> Draft:
    """Return the draft of the piece on the page: it begins behind the breadcrumb, or at the line over its date."""
    if has_marked(text):
        marked, edits = markup.read(text, 0, len(text))
        return page.with_edits(_read(marked, title), edits)
    whole, trail = join_trail(text, split(text))
    lines, joins = mend(text, whole)
    return page.with_edits(_read(lines, title), (*trail, *joins))


def _read(lines: Sequence[Line], title: str) -> Draft:
    kinds = [line_kind.classify(line.folded) for line in lines]
    trail = next((n for n, kind in enumerate(kinds) if kind == "breadcrumb" and "para" in kinds[n + 1 :]), None)
    if trail is not None:
        found = [Piece("breadcrumb", lines[trail].start, lines[trail].end)]
        return page.read("portal", lines[trail + 1 :], found, title=title)
    if shows_page(lines):
        return page.read("portal", lines, title=title)
    return page.read("portal", lines[_top(lines, kinds) :], title=title)


def _top(lines: Sequence[Line], kinds: Sequence[str]) -> int:
    """Return the number of the line where the head of the piece begins on a page without a breadcrumb."""
    first = next((n for n, kind in enumerate(kinds) if kind in ("date", "credit", "byline")), -1)
    top = _over_account(first, lines, kinds)
    while top > 0 and kinds[top - 1] in ("blank", "short") and not furniture.is_outlet(lines[top - 1].folded):
        top -= 1
    if any(kind == "short" for kind in kinds[max(top, 0) : max(first, 0)]):
        return top
    menus = [n for n, kind in enumerate(kinds[:20]) if kind in ("menu", "toolbar")]
    if first < 0:
        return menus[0] if menus else 0
    return min([first, *menus])


def _over_account(first: int, lines: Sequence[Line], kinds: Sequence[str]) -> int:
    """Return the number of the line of an outlet between a title and line `first`, which says when; else `first`."""
    above = [n for n in range(first - 1, -1, -1) if kinds[n] != "blank"][:2]
    if len(above) < 2 or not furniture.is_outlet(lines[above[0]].folded):
        return first
    over = lines[above[1]].folded
    is_title = kinds[above[1]] == "short" and len(over) >= _LEAST_TITLE and not furniture.is_outlet(over)
    return above[0] if is_title else first
