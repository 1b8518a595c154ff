"""A bare text: perhaps a title, a byline or 本报讯, then paragraphs, one on a line. Takes whatever no other shape knows."""

import re
from itertools import islice

from articles.ingest import page
from articles.ingest.headings import has_marked
from articles.ingest.records import Draft, Piece
from articles.text import markup
from articles.text.lines import split
from articles.text.wrapping import join_trail, mend, unwrap

_MARKED_TITLE = re.compile(r"\s{0,80}#[ \t]{1,8}[^#\s]")
#: One link may be anything; several are those of a clipper.
_LINKS = 2
_LINK = re.compile(r"\]\(https?://[^\s()]{3,1000}\)")


def recognises(text: str) -> bool:
    """Return True: every capture is at least a plain text."""
    return True


def read(text: str, title: str = "") -> Draft:
    """Return the draft of a plain text; a fragment of HTML, Markdown under a title of its own or with headings, is read as such.

    `title` is given where it stands elsewhere.
    """
    marked = _MARKED_TITLE.match(text)
    if not marked and not markup.is_html(text) and not has_marked(text) and not _has_links(text):
        joined, trail = join_trail(text, split(text))
        whole, joins = unwrap(text, joined)
        mended, more = mend(text, whole)
        return page.with_edits(page.read("plain", mended, title=title), (*trail, *joins, *more))
    lines, edits = markup.read(text, 0, len(text))
    first = next(n for n, line in enumerate(lines) if line.folded)
    if not marked or title:
        return page.with_edits(page.read("plain", lines, title=title), edits)
    named = Piece("title", lines[first].start, lines[first].end)
    draft = page.read("plain", lines[first + 1 :], [named], title=lines[first].folded)
    return page.with_edits(draft, edits)


def _has_links(text: str) -> bool:
    """Return whether a text has links of Markdown, as clippers leave them."""
    return "](http" in text and len(list(islice(_LINK.finditer(text), _LINKS))) == _LINKS
