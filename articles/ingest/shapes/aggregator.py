"""A page of a site that collects pieces of others: its name, a path, the title over and over, the piece with headings."""

from collections.abc import Sequence

from articles.ingest import page
from articles.ingest.headings import has_marked
from articles.ingest.records import Draft, Piece
from articles.text import furniture, line_kind, markup
from articles.text.lines import Line, split
from articles.text.wrapping import join_trail

#: How often, and within how many lines of the top, a title stands for the page to be one.
_REPEATED = 2
_TOP = 12
_LONGEST_NAME = 14


def recognises(text: str) -> bool:
    """Return whether `text` has a breadcrumb, or one title printed again and again at its top."""
    lines = [line.folded for line in join_trail(text, split(text))[0]]
    if "breadcrumb" in furniture.signals(lines[:40]):
        return True
    top = [line for line in lines if line][:_TOP]
    titles = {line for line in top if len(line) >= 4 and line_kind.classify(line) == "short"}
    return any(
        top.count(line) > _REPEATED or (top.count(line) == _REPEATED and "farm" in furniture.signals(lines))
        for line in titles
    )


def read(text: str, title: str = "") -> Draft:
    """Return the draft of the piece, with the name of the site where the page begins with it."""
    lines, joins = markup.read(text, 0, len(text)) if has_marked(text) else join_trail(text, split(text))
    return page.with_edits(_read(lines, title), joins)


def _read(lines: Sequence[Line], title: str) -> Draft:
    kinds = [line_kind.classify(line.folded) for line in lines]
    trail = next((n for n, kind in enumerate(kinds) if kind == "breadcrumb" and "para" in kinds[n + 1 :]), None)
    if trail is None:
        return page.read("aggregator", lines, title=title)
    names = [
        line
        for line, kind in zip(lines[:trail], kinds, strict=False)
        if kind in ("short", "menu") and len(line.folded) <= _LONGEST_NAME
    ]
    # From 首页 on, one word a line, they are the menu: 首页 is no site, and a section is none.
    home = next((n for n, line in enumerate(names) if not furniture.read_breadcrumb(line.folded)), len(names))
    known = [
        line
        for n, line in enumerate(names)
        if furniture.is_outlet(line.folded) or (n < home and line.folded in lines[trail].folded)
    ]
    site = next(iter(known or names[: min(home, 1)]), None)
    found = [Piece("captured_from", site.start, site.end)] if site else []
    found.append(Piece("breadcrumb", lines[trail].start, lines[trail].end))
    return page.read("aggregator", lines[trail + 1 :], found, title=title)
