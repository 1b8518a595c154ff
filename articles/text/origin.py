"""Whether a Traditional text was written so or made so by a machine from a mainland one (`data/origin.tsv`).

Not for the conversion itself, and not for Simplified text: that is left alone whatever it is.
"""

import re
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
#: So many different Taiwan words beside some of the mainland's, none local and no quotation marks of either kind: of 631 items
#: from Hong Kong and Macau none has more than three.
_MARKED = 5


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


@cache
def _dateline() -> re.Pattern[str]:
    """Return what opens a line of a local outlet's own, as in （澳門電台消息）: nothing says more of where a text was written."""
    outlets = "|".join(map(re.escape, _words()["outlet"]))
    return re.compile(
        rf"^[ \t\u3000]*[（(【〔]?\s?(?:{outlets})[^\n。，]{{0,16}}?(?:(?:消息|專訊|訊|電|報道|報導|專稿|特稿)[）)】〕 \u3000:：，]|記者)",
        re.MULTILINE,
    )


def is_mainland(printed: str, simple: str, markers: int) -> bool:
    """Return whether a machine made the Traditional text `printed` from a mainland one.

    `simple` is the same text in Simplified, `markers` how many different Taiwan words a converter may have put there.

    >>> is_mainland("本澳市民", "本澳市民", 0), is_mainland("我省加快髮展“一地”", "我省加快发展“一地”", 0)
    (False, True)
    """
    if printed.count("「") > printed.count("“") or _dateline().search(printed, 0, _TOP):
        return False
    local = _count("local", simple)
    words = _count("mainland", simple) - _LOCAL * local - _count("doubtful", simple)
    quoted = "“" in printed
    machine = _CONVERTED * _count("converted", printed) + _count("variant", printed)
    if machine or quoted:
        return words + machine + quoted + (markers if quoted else 0) >= NEEDED
    plain = not local and "「" not in printed
    return words >= NEEDED_OF_WORDS or (plain and markers >= _MARKED and words >= _LOCAL)
