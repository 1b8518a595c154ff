"""How likely one Chinese character follows another, by how often the two stand together in the news (`data/pairs.txt`).

Not for segmentation or search: it only ranks readings of damaged text against one another.
"""

from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "pairs.txt"
#: log2 of all characters counted for the table, and what a pair loses that it does not list.
_ALL = 22
_UNSEEN = 3
#: log2 of the chance of a mark after any character, estimated from the same news.
_MARKS = {
    "，": -3, "。": -5, "、": -5, "“": -6, "”": -6, "《": -7, "》": -7, "（": -9, "）": -8,
    "；": -7, "：": -7, "—": -13, "…": -13, "！": -9, "？": -9, "·": -9, "　": -9, "％": -9,
}  # fmt: skip
#: For a character that is neither in the table nor a usual mark.
STRANGE = -24.0


@cache
def _counts() -> dict[str, int]:
    """Return log2 of the count of every character and every pair in the table."""
    counts: dict[str, int] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            first = line[0]
            counts[first] = int(line[1], 36)
            counts.update((first + line[i], int(line[i + 1], 36)) for i in range(2, len(line), 2))
    return counts


def is_usual(char: str) -> bool:
    """Return whether `char` (Simplified) is a character of the table or a usual mark.

    >>> is_usual("东"), is_usual("，"), is_usual("峾")
    (True, True, False)
    """
    return char in _counts() or char in _MARKS


def is_seen(before: str, char: str) -> bool:
    """Return whether `char` stands behind `before` in the table (both Simplified).

    >>> is_seen("东", "北"), is_seen("笆", "濉")
    (True, False)
    """
    return before + char in _counts()


def chance(before: str, char: str) -> float:
    """Return log2 of the chance that `char` follows `before` (both Simplified; `before` may be empty).

    >>> chance("动", "东") > chance("动", "峾")
    True
    """
    counts = _counts()
    if char in _MARKS:
        return _MARKS[char] - (_UNSEEN if before in _MARKS else 0)
    if char not in counts:
        return STRANGE
    if before not in counts:
        return counts[char] - _ALL
    if before + char in counts:
        return counts[before + char] - counts[before]
    return counts[char] - _ALL - _UNSEEN
