"""What two texts have in common: winnowed prints to find it, how much of one stands in the other, and the passages.

Script, width, case and punctuation do not count. Not for words or meaning: only for runs of the same letters.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from articles.text.fingerprint import letters
from articles.text.script import fold

#: A shared run this long counts: measured on news, where shorter ones are set phrases.
GRAM = 10
#: Letters of the shorter of two texts that are weighed, and of the longer one whose runs are kept for the next.
_WEIGHED = 100_000
#: Marks that end a clause; quotation marks and 、 stand inside one.
_BORDERS = frozenset("，。；：！？,;:!?.…—\n")
_PIECES = re.compile(r"[^,;:!?。\n]*[,;:!?。\n]|[^,;:!?。\n]+")
#: Opening marks by their closing ones, and the other way round.
_PAIRS = dict(zip("”’》）」』", "“‘《（「『", strict=True))
_CLOSERS = {opener: closer for closer, opener in _PAIRS.items()}
#: How many places of one gram are followed: a text may repeat itself without end.
_PLACES = 16


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that stands in both texts: `[start, end)` in the one, `[other_start, other_end)` in the other."""

    start: int
    end: int
    other_start: int
    other_end: int


@dataclass(frozen=True, slots=True)
class _Letters:
    """The folded letters of a text, where each stands in it, and before which of them a clause begins."""

    text: str
    places: tuple[int, ...]
    borders: frozenset[int]


def winnow(text: str, window: int, k: int = GRAM) -> frozenset[int]:
    """Return the prints of `text`: of every `window` neighbouring runs of `k` letters the least hash (below 2**32).

    Two texts that share a run of `k + window - 1` letters share a print. Empty where there are fewer than `k` letters.

    Schleimer, Wilkerson, Aiken: Winnowing, SIGMOD 2003.

    >>> winnow("松川新區的車間裡，新設備調試完。", 8) == winnow("松川新区的车间里新设备调试完", 8)
    True
    """
    hashes = _hashes(letters(text), k)
    if not hashes:
        return frozenset()
    window = min(window, len(hashes))
    least, at = _least(hashes[:window], 0)
    found = {least}
    last = window - 1  # of the window looked at
    while last < len(hashes) - 1:
        end = min(at + window, len(hashes))  # where the least one leaves the window
        if last + 1 < end and min(hashes[last + 1 : end]) <= least:
            at = last = next(n for n in range(last + 1, end) if hashes[n] <= least)
            least = hashes[at]
        elif end == len(hashes):
            break
        else:
            last = end
            least, at = _least(hashes[at + 1 : end + 1], at + 1)
        found.add(least)
    return frozenset(found)


def _least(hashes: list[int], by: int) -> tuple[int, int]:
    """Return the least of some hashes, the first of which is number `by`, and the number of its last place."""
    least = min(hashes)
    return least, by + len(hashes) - 1 - hashes[::-1].index(least)


def _hashes(text: str, k: int) -> list[int]:
    """Return a hash of every run of `k` characters."""
    data = text.encode("utf-32-le", "surrogatepass")
    return [crc32(data[at : at + 4 * k]) for at in range(0, len(data) - 4 * k + 1, 4)]


def containment(one: str, other: str) -> float:
    """Return how much of the shorter text stands in the other, 0 to 1: of its runs of GRAM letters, those that do.

    Both are given by their `letters`. 0 where the shorter has no such run; of more than _WEIGHED letters of it the first
    so many are weighed.

    >>> containment("松川新区的车间里新设备", "今天松川新区的车间里新设了岗")
    0.5
    """
    shorter, longer = sorted((one, other), key=len)
    runs = _kept_runs(shorter[:_WEIGHED])
    found = runs.intersection(_kept_runs(longer) if len(longer) <= _WEIGHED else _each_run(longer))
    return len(found) / len(runs) if runs else 0.0


def _each_run(kept: str) -> Iterator[str]:
    return (kept[at : at + GRAM] for at in range(len(kept) - GRAM + 1))


@lru_cache(maxsize=2)  # one text is weighed against many
def _kept_runs(kept: str) -> frozenset[str]:
    return frozenset(_each_run(kept))


def shared_passages(one: str, other: str, minimum: int = 8) -> tuple[Shared, ...]:
    """Return the longest runs of at least `minimum` letters that stand in both texts, in the order of the first.

    A run that ends inside a clause is cut back to the clause's border where only a fragment is lost.

    >>> a, b = "要下好改革先手棋，这是大事。", "他說：下好改革先手棋，要快。"
    >>> [a[s.start : s.end] for s in shared_passages(a, b, 7)]
    ['下好改革先手棋']
    """
    left, right = _letters(one), _letters(other)
    found = []
    for i, j, size in _runs(left.text, right.text, minimum):
        start, end = _trimmed(left, right, (i, j, size), minimum)
        if end - start >= minimum:
            here = _quoted(one, left.places[start], left.places[end - 1] + 1)
            there = _quoted(other, right.places[j - i + start], right.places[j - i + end - 1] + 1)
            found.append(Shared(*here, *there))
    return tuple(found)


def _runs(one: str, other: str, minimum: int) -> Iterator[tuple[int, int, int]]:
    """Yield start, start in the other and length of every common run that no earlier one holds."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for j in range(len(other) - minimum + 1):
        known = places[other[j : j + minimum]]
        if len(known) < _PLACES:
            known.append(j)
    reached = 0
    for i in range(len(one) - minimum + 1):
        best = (0, 0)
        for j in places.get(one[i : i + minimum], ()):
            least = max(minimum, reached + 1 - i, best[0] + 1)
            if one[i : i + least] == other[j : j + least] and len(one) - i >= least <= len(other) - j:
                best = (_length(one, other, i, j, least), j)
        if best[0]:
            reached = i + best[0]
            yield i, best[1], best[0]


def _length(one: str, other: str, i: int, j: int, known: int) -> int:
    """Return how long the two agree from `i` and `j` on, of which `known` is known."""
    most = min(len(one) - i, len(other) - j)
    while known < most and one[i + known] == other[j + known]:
        known += 1
    return known


def _trimmed(left: _Letters, right: _Letters, run: tuple[int, int, int], minimum: int) -> tuple[int, int]:
    """Return start and end in the left text of a run without the short fragments of clauses at its ends."""
    i, j, size = run
    inside = [n for n in range(size + 1) if i + n in left.borders or j + n in right.borders]
    start, end = 0, size
    if inside and 0 < inside[0] < minimum:
        start = inside[0]
    if inside and 0 < size - inside[-1] < minimum:
        end = inside[-1]
    return i + start, i + max(start, end)


def _quoted(text: str, start: int, end: int) -> tuple[int, int]:
    """Return start and end with the quotation mark or bracket beside them whose other half stands inside."""
    inside = text[start:end]
    opener, closer = _PAIRS.get(text[end : end + 1]), _CLOSERS.get(text[start - 1 : start])
    if opener and inside.count(opener) > inside.count(text[end]):
        end += 1
    if closer and inside.count(closer) > inside.count(text[start - 1]):
        start -= 1
    return start, end


@lru_cache(maxsize=4)
def _letters(text: str) -> _Letters:
    folded, places = _folded(text)
    kept: list[str] = []
    where: list[int] = []
    borders = {0}
    for char, place in zip(folded, places, strict=True):
        if char.isalnum():
            kept.append(char)
            where.append(place)
        elif char in _BORDERS:
            borders.add(len(kept))
    return _Letters("".join(kept), tuple(where), frozenset({*borders, len(kept)}))


def _folded(text: str) -> tuple[str, list[int]]:
    """Return `text` folded, and where each of its characters stands in `text`."""
    wide = list(map(_wide, text))
    origin = [place for place, chars in enumerate(wide) for _char in chars]
    flat = "".join(wide)
    folded = fold(flat)
    if len(folded) == len(flat):
        return folded, origin
    parts: list[str] = []
    places: list[int] = []
    for piece in _PIECES.finditer(flat):  # so that a word of another length moves nothing beyond its clause
        parts.append(fold(piece.group()))
        places += [origin[min(piece.start() + n, piece.end() - 1)] for n in range(len(parts[-1]))]
    return "".join(parts), places


@lru_cache(maxsize=8192)
def _wide(char: str) -> str:
    return unicodedata.normalize("NFKC", char).casefold()
