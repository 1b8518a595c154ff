"""The way from a place in clean text back to the decoded capture: every fact is made here.

Not for recognising anything.
"""

from bisect import bisect_right
from collections.abc import Sequence
from copy import copy
from itertools import accumulate

from articles.ingest.records import Certainty, Clean, Fact, Kind, Piece
from articles.text import ledger, segment
from articles.text.lines import narrow


class Evidence:
    """Clean text, the same text narrowed (character for character), and what each part of it came from."""

    def __init__(self, source: str, clean: Clean) -> None:
        self.text = clean.text
        self.plain = narrow(clean.text)
        self.pieces = clean.pieces
        self._segments: Sequence[segment.Segment] = segment.trace(source, clean.layers)
        self._starts = [0, *accumulate(len(one.text) for one in self._segments)]

    def fact(
        self, start: int, end: int, rule: str, *, value: str | None = None, certainty: Certainty = "stated"
    ) -> Fact:
        """Return the fact that stands at `[start, end)` of the clean text; `value` where it is spelt another way."""
        first = max(0, bisect_right(self._starts, start) - 2)
        last = bisect_right(self._starts, end) + 1
        near = self._segments[first:last]
        by = self._starts[first]
        low, high = segment.source_span(near, start - by, end - by)
        quote = segment.read_span(near, low, high)
        wanted = self.text[start:end] if value is None else value
        return Fact(wanted, low, high, rule, certainty, ledger.spell(quote, wanted, 0, rule))

    def also(self, pieces: Sequence[Piece]) -> "Evidence":
        """Return the same evidence with `pieces` more, found inside others."""
        other = copy(self)
        other.pieces = (*self.pieces, *pieces)
        return other

    def of(self, *kinds: Kind) -> list[Piece]:
        """Return the pieces of these kinds, in order."""
        return [piece for piece in self.pieces if piece.kind in kinds]

    def quote(self, piece: Piece) -> str:
        """Return the clean text of a piece."""
        return self.text[piece.start : piece.end]
