"""Taiwan words in a converted mainland text and the mainland words they stand for, from `data/taiwan.tsv`.

Not for genuine Taiwan text, and not for characters: those are the work of `script`.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from articles.text.ledger import Edit

#: How many different marked words a text must show before any is replaced: one alone may be a quotation.
MARKERS_NEEDED = 3

_TABLE = Path(__file__).parent / "data" / "taiwan.tsv"
# A quotation, or one that its line does not close.
_QUOTED = re.compile("“[^”\n]*|「[^」\n]*|『[^』\n]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A word as tw2s leaves it, the mainland word (None: keep), and how it may be used."""

    word: str
    mainland: str | None
    marks: bool
    folds: bool


@cache
def entries() -> dict[str, Entry]:
    """Return the entries of the table by word."""
    found: dict[str, Entry] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, mainland, use = line.split("\t")
            found[word] = Entry(word, None if mainland == "=" else mainland, "m" in use, "f" in use)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(entries(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def count_markers(text: str) -> int:
    """Return how many different Taiwan words mark `text` (Simplified); words that begin alike count once.

    >>> count_markers("资讯产业、资讯化与网路"), count_markers("中国智慧")
    (2, 0)
    """
    table = entries()
    return len({m.group()[:2] for m in _pattern().finditer(text) if table[m.group()].marks})


def is_marked(text: str) -> bool:
    """Return whether `text` (Simplified) shows enough different Taiwan words to be trusted to hold them.

    >>> is_marked("资讯产业的专案与丛集"), is_marked("一则资讯")
    (True, False)
    """
    return count_markers(text) >= MARKERS_NEEDED


def find_edits(text: str) -> tuple[Edit, ...]:
    """Return the replacements in `text` (Simplified), none of them inside quotation marks.

    >>> [e.after for e in find_edits("运用大资料，贡献中国智慧")]
    ['大数据']
    """
    table = entries()
    quoted = iter([*(m.span() for m in _QUOTED.finditer(text)), (len(text), len(text))])
    low, high = next(quoted)
    edits: list[Edit] = []
    for match in _pattern().finditer(text):
        while match.start() >= high and low < len(text):
            low, high = next(quoted)
        mainland = table[match.group()].mainland
        if mainland is not None and match.end() <= low:
            edits.append(Edit(match.start(), match.end(), "glossary", match.group(), mainland))
    return tuple(edits)


def fold(text: str) -> str:
    """Return `text` with the words replaced that mean the same wherever they stand.

    >>> fold("人工智慧"), fold("中国智慧")
    ('人工智能', '中国智慧')
    """
    table = entries()

    def mainland(match: re.Match[str]) -> str:
        entry = table[match.group()]
        return entry.mainland if entry.folds and entry.mainland else entry.word

    return _pattern().sub(mainland, text)
