"""Characters that stand in a text and are none of it: marks set between the characters of a word so that no filter finds
it, and characters of private use, some of which are known by other numbers.

Not for names cut to stars, which hide characters, and not for what is invisible (`ingest.normalise`).
"""

import re
from collections.abc import Iterator

from articles.text.ledger import Edit
from articles.text.script import HAN

#: Marks that nobody writes between all the characters of a word; the middle dot, the slash and the bar are left out.
_MARKS = r"*＊#＃^~～_"
#: 新*质*生*产*力: single characters with the same mark between each two, four of them or more.
_SPACED = re.compile(rf"[{HAN}](?P<mark>[{_MARKS}])[{HAN}](?:(?P=mark)[{HAN}]){{2,60}}(?![{_MARKS}])")
#: Where GB 18030 put characters that have numbers of their own since.
_KNOWN = {
    **dict(zip(range(0xE78D, 0xE797), "︐︒︑︓︔︕︖︗︘︙", strict=True)),
    0xE816: "\U00020087", 0xE817: "\U00020089", 0xE818: "\U000200cc", 0xE81E: "\u9fb4", 0xE826: "\u9fb5", 0xE82B: "\u9fb6",
    0xE82C: "\u9fb7", 0xE831: "\U000215d7", 0xE832: "\u9fb8", 0xE83B: "\U0002298f", 0xE843: "\u9fb9", 0xE854: "\u9fba",
    0xE855: "\U000241fe", 0xE864: "\u9fbb",
}  # fmt: skip
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_ICON = re.compile(
    "(?:(?<=[\\s])|^)[\ue000-\uf8ff]{1,8}(?=\\s|$)|^[\ue000-\uf8ff]{1,8}|[\ue000-\uf8ff]{1,8}$", re.MULTILINE
)


def find_edits(text: str) -> tuple[Edit, ...]:
    """Return the edits that take the marks between characters away, and write known private characters by their numbers.

    >>> [e.start for e in find_edits("发展新*质*生*产*力，是*重点*")]
    [3, 5, 7, 9]
    >>> [(e.before, e.after) for e in find_edits("\ue81e")]
    [('\ue81e', '龴')]
    """
    found = [*_between(text), *_private(text)]
    return tuple(sorted(found))


def find_unknown(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of private characters that no table knows: what they show depends on the font."""
    return (match.span() for match in _PRIVATE.finditer(text))


def _between(text: str) -> Iterator[Edit]:
    if not any(mark in text for mark in _MARKS):
        return
    for match in _SPACED.finditer(text):
        for at in range(match.start("mark"), match.end(), 2):
            yield Edit(at, at + 1, "intruder", text[at], "")


def _private(text: str) -> Iterator[Edit]:
    if not _PRIVATE.search(text):
        return
    icons = [match.span() for match in _ICON.finditer(text)]
    known = [match for match in _PRIVATE.finditer(text) if ord(match.group()) in _KNOWN]
    taken = {match.start() for match in known}
    for match in known:
        yield Edit(match.start(), match.end(), "private", match.group(), _KNOWN[ord(match.group())])
    for start, end in icons:
        if not taken.intersection(range(start, end)):
            yield Edit(start, end, "intruder", text[start:end], "")
