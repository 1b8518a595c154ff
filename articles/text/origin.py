"""Whether a Traditional text was written so or made so by a machine from a mainland one (`data/origin.tsv`).

Not for the conversion itself, and not for Simplified text: that is left alone whatever it is.
"""

from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "origin.tsv"
_CONVERTED = 3
_LOCAL = 2
#: The evidence from which a text counts as converted: with marks of the machine or the mainland's quotation marks,
#: and with words alone. Of 631 items from Hong Kong and Macau none is taken for converted, of the domain's longer
#: items nine in ten are recognised.
NEEDED = 4
#: Where a local outlet's dateline stands, if the text has one.
_TOP = 200
NEEDED_OF_WORDS = 12


@cache
def _words() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, words = line.split("\t")
            found[kind] = (*found.get(kind, ()), *words.split(" "))
    return found


def _count(kind: str, text: str) -> int:
    """Return how many different words of one kind stand in `text`."""
    return sum(word in text for word in _words()[kind])


def is_mainland(printed: str, simple: str, markers: int) -> bool:
    """Return whether a machine made the Traditional text `printed` from a mainland one.

    `simple` is the same text in Simplified, `markers` how many different Taiwan words a converter may have put there.

    >>> is_mainland("本澳市民", "本澳市民", 0), is_mainland("我省加快髮展“一地”", "我省加快发展“一地”", 0)
    (False, True)
    """
    if printed.count("「") > printed.count("“") or any(word in printed[:_TOP] for word in _words()["opening"]):
        return False
    words = _count("mainland", simple) - _LOCAL * _count("local", simple) - _count("doubtful", simple)
    quoted = "“" in printed
    machine = _CONVERTED * _count("converted", printed) + _count("variant", printed)
    if machine or quoted:
        return words + machine + quoted + (markers if quoted else 0) >= NEEDED
    return words >= NEEDED_OF_WORDS
