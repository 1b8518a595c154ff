"""Where a quotation stands: kept with what stood around it, and found anew in a text that others have changed since.

It is found surely or not at all: what cannot be told apart from another place has no place.
"""

import hashlib
from dataclasses import dataclass
from difflib import SequenceMatcher

from articles.text.finding import CONTEXT

#: A quotation this long that stood once and stands once is itself, whatever stands around it now.
SURE = 16
#: A quotation that stands more often than this is not looked at one by one.
MOST = 200


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quotation as it stood: `start` in code points of a text of that `sha256`, with `CONTEXT` code points either side.

    It was the `ordinal`th (from 0) of `times` in that text; `alone`: none of the others had the same words around it;
    `has_like`: most of it stood somewhere else, too, so that what is left of that may be taken for it.
    """

    quote: str
    before: str
    after: str
    start: int
    sha256: str
    times: int
    ordinal: int
    alone: bool
    has_like: bool


def make_anchor(text: str, start: int, end: int) -> Anchor:
    """Return the anchor of `text[start:end]`, which is not empty.

    >>> make_anchor("东北振兴，全面振兴", 7, 9).ordinal
    1
    """
    quote = text[start:end]
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    found = places(text, quote)
    alike = [at for at in found if _around(text, at, quote) == (before, after)]
    return Anchor(
        quote,
        before,
        after,
        start,
        _sha256(text),
        len(found),
        found.index(start),
        len(alike) == 1,
        _has_like(text, quote),
    )


def find_place(text: str, anchor: Anchor) -> tuple[int, int] | None:
    """Return where the quotation of `anchor` stands in `text`, or None where that cannot be told surely.

    >>> kept = make_anchor("产量比去年多了三成，次品少了一半。", 0, 2)
    >>> find_place("工人说，产量比去年多了三成，次品少了一半。", kept)
    (4, 6)
    >>> find_place("次品少了一半，产量没有变。", kept) is None
    True
    """
    at = anchor.start if _sha256(text) == anchor.sha256 else _found(text, anchor)
    return None if at is None else (at, at + len(anchor.quote))


def places(text: str, quote: str) -> list[int]:
    """Return every place of `quote` in `text`, those that overlap too.

    >>> places("人人人", "人人")
    [0, 1]
    """
    found = []
    at = text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _found(text: str, anchor: Anchor) -> int | None:
    if not anchor.alone:
        return None
    around = anchor.before + anchor.quote + anchor.after
    whole = places(text, around) if len(around) > len(anchor.quote) else []
    if whole:
        return whole[0] + len(anchor.before) if len(whole) == 1 else None
    found = [] if anchor.times == 1 and anchor.has_like else places(text, anchor.quote)
    if not found or len(found) > MOST:
        return None
    likeness = [_likeness(text, at, anchor) for at in found]
    best = max(range(len(found)), key=lambda n: likeness[n])
    others = max((likeness[n] for n in range(len(found)) if n != best), default=0.0)
    if anchor.times > 1:  # the place may be gone and its like be left: only the same one of as many will do
        is_same = len(found) == anchor.times and best == anchor.ordinal and likeness[best] > others
        return found[best] if is_same and _has_side(text, found[best], anchor) else None
    if len(found) == 1 and len(anchor.quote) >= SURE:
        return found[0]
    if not _touches(text, found[best], anchor):
        return None
    if len(found) == 1:
        return found[0] if likeness[0] >= 0.25 else None
    return found[best] if likeness[best] >= 0.5 and others <= likeness[best] / 2 else None


def _has_like(text: str, quote: str) -> bool:
    """Return whether the first or the last three fifths of `quote` stand elsewhere in `text` as well."""
    size = max(2, -(-3 * len(quote) // 5))
    return any(len(places(text, part)) > 1 for part in (quote[:size], quote[-size:]))


def _around(text: str, at: int, quote: str) -> tuple[str, str]:
    end = at + len(quote)
    return text[max(0, at - CONTEXT) : at], text[end : end + CONTEXT]


def _likeness(text: str, at: int, anchor: Anchor) -> float:
    """Return how much of what stood around the quotation stands around this place, from 0 to 1."""
    known = len(anchor.before) + len(anchor.after)
    if not known:
        return 1.0
    before, after = _around(text, at, anchor.quote)
    return (_shared(anchor.before, before) + _shared(anchor.after, after)) / known


def _touches(text: str, at: int, anchor: Anchor) -> bool:
    """Return whether two characters next to the quotation are the same as they were, or it stood and stands at an end."""
    before, after = _around(text, at, anchor.quote)
    nearest = (anchor.before[-2:], before[-2:]), (anchor.after[:2], after[:2])
    return any(one == other for one, other in nearest)


def _has_side(text: str, at: int, anchor: Anchor) -> bool:
    """Return whether all that stood on one side of the quotation stands there."""
    before, after = _around(text, at, anchor.quote)
    return (len(before) == CONTEXT and before == anchor.before) or (len(after) == CONTEXT and after == anchor.after)


def _shared(one: str, other: str) -> int:
    """Return how many characters two stretches share, in order, in runs of two or more."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1 or len(one) == 1)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
