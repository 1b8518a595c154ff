"""A bare text: perhaps a title, a byline or 本报讯, then paragraphs, one on a line. Takes whatever no other shape knows."""

import re

from articles.ingest import page
from articles.ingest.records import Draft, Piece
from articles.text import markup
from articles.text.lines import split
from articles.text.wrapping import mend, unwrap

_MARKED_TITLE = re.compile(r"\s{0,80}#[ \t]{1,8}[^#\s]")


def recognises(text: str) -> bool:
    """Return True: every capture is at least a plain text."""
    return True


def read(text: str, title: str = "") -> Draft:
    """Return the draft of a plain text; a fragment of HTML, or Markdown under a title of its own, is read as such.

    `title` is given where it stands elsewhere.
    """
    marked = _MARKED_TITLE.match(text)
    if not marked and not markup.is_html(text):
        whole, joins = unwrap(text, split(text))
        mended, more = mend(text, whole)
        return page.with_edits(page.read("plain", mended, title=title), (*joins, *more))
    lines, edits = markup.read(text, 0, len(text))
    first = next(n for n, line in enumerate(lines) if line.folded)
    if not marked or title:
        return page.with_edits(page.read("plain", lines, title=title), edits)
    named = Piece("title", lines[first].start, lines[first].end)
    draft = page.read("plain", lines[first + 1 :], [named], title=lines[first].folded)
    return page.with_edits(draft, edits)
