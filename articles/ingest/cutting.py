"""The pieces of a draft cut out of the decoded text; what is none is dropped line by line, by the rule for its place.

Not for what is wrong inside a piece (`normalise`).
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from articles.ingest.records import Draft, Piece
from articles.text.ledger import Edit

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])?")

#: Rules given for a whole region, which count where no line says otherwise.
_WHOLE = ("frontmatter", "markup", "record", "feed", "contents")


def cut(text: str, draft: Draft) -> Iterator[Edit]:
    """Yield the edits that leave the pieces, one blank line between two, and make the draft's own edits in them."""
    rule_of = _rules(draft)
    done = 0
    own = iter((*draft.edits, None))
    edit = next(own)
    for piece in (*draft.pieces, Piece("body", len(text), len(text))):
        outer = 0 if done == 0 or piece.start == len(text) else 2
        yield from _between(text, done, piece.start, outer, rule_of)
        while edit is not None and edit.start < piece.end:
            yield edit
            edit = next(own)
        done = piece.end


def _between(text: str, start: int, end: int, wanted: int, rule_of: Callable[[int], str]) -> Iterator[Edit]:
    """Yield the edits that turn `text[start:end]` into `wanted` line feeds, keeping the first and the last of its own."""
    if text[start:end].isprintable():  # within one line, as between the values of a record
        if start < end:
            yield from _dropped(text, start, end, rule_of)
        if wanted:
            yield Edit(end, end, "line", "", "\n" * wanted)
        return
    feeds = [start + m.start() for m in re.finditer("\n", text[start:end])]
    kept = set(feeds[:1] + feeds[-1:] if wanted and len(feeds) > 1 else feeds[:wanted])
    at = start
    for line in _LINE.finditer(text, start, end):
        stop = line.end()
        low = at
        for feed in (*(n for n in (stop - 1,) if n in kept), stop):
            if low < feed:
                yield from _dropped(text, low, feed, rule_of)
            low = feed + (feed in kept)
        at = stop
    if wanted > len(kept):
        yield Edit(end, end, "line", "", "\n" * (wanted - len(kept)))


def _dropped(text: str, start: int, end: int, rule_of: Callable[[int], str]) -> Iterator[Edit]:
    """Yield the deletion of a part of one line."""
    part = text[start:end]
    if part.strip("\ufeff") == "":
        rule = "byte-order-mark"
    elif not part.strip():
        rule = "line"
    else:
        rule = rule_of(start + len(part) - len(part.lstrip()))
    yield Edit(start, end, rule, part, "")


def _rules(draft: Draft) -> Callable[[int], str]:
    """Return the function that names the rule for a place outside the pieces; the first given span counts."""

    def rule_of(place: int) -> str:
        n = bisect_right(starts, place) - 1
        if n >= 0 and narrow[n][0] <= place < narrow[n][1]:
            return narrow[n][2]
        return next((rule for start, end, rule in wide if start <= place < end), "furniture")

    wide = [span for span in draft.rules if span[2] in _WHOLE]
    narrow = sorted(span for span in draft.rules if span[2] not in _WHOLE)
    starts = [span[0] for span in narrow]
    return rule_of
