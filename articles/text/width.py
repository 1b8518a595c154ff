"""Half-width marks in Chinese sentences, made full width.

Not for digits, Latin letters, quotation marks or anything inside numbers, addresses and Latin phrases.
"""

import re
from bisect import bisect_right

from articles.text.ledger import Edit
from articles.text.script import HAN

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "(": "（", ")": "）"}
_MARK = re.compile(r"[,;:?!.()]")
# Marks that make the mark beside them Chinese. The dashes and the dot are used in Latin text as well.
_CHINESE = re.compile(f"[{HAN}，。；：？！、（）《》〈〉「」『』【】〔〕“”％]")
_LATIN = re.compile(r"[0-9A-Za-z]")
_URL = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s\u3000-\u303f\uff00-\uffef\u4e00-\u9fff“”]{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}",
    re.ASCII,
)


def find_edits(text: str, protected: tuple[tuple[int, int], ...] = ()) -> tuple[Edit, ...]:
    """Return the edits that widen the marks beside a Han character or a full-width mark.

    `protected` holds spans `[start, end)` of `text` in which nothing is changed.

    >>> [e.after for e in find_edits("23日,省委(全会)增长3.5%,共1,000项.")]
    ['，', '（', '）', '，', '。']
    """
    spans = sorted([*protected, *(m.span() for m in _URL.finditer(text))])
    starts = [s for s, _ in spans]
    pairs = _pairs(text)
    edits: list[Edit] = []
    done: set[int] = set()
    for match in _MARK.finditer(text):
        at = match.start()
        n = bisect_right(starts, at) - 1
        if (n >= 0 and at < spans[n][1]) or at in done:
            continue
        if match.group() in "()":
            other = pairs.get(at)
            if other is not None and match.group() == "(" and _is_chinese_pair(text, at, other):
                done |= {at, other}
                edits += (_widen(text, at), _widen(text, other))
        elif _is_chinese(text, at):
            edits.append(_widen(text, at))
    return tuple(sorted(edits))


def _widen(text: str, at: int) -> Edit:
    return Edit(at, at + 1, "width", text[at], _WIDE[text[at]])


def _pairs(text: str) -> dict[int, int]:
    """Return the place of every half-width bracket's partner on the same line."""
    pairs: dict[int, int] = {}
    stack: list[int] = []
    for match in re.finditer(r"[()\n]", text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            stack.clear()
        elif mark == "(":
            stack.append(at)
        elif stack:
            start = stack.pop()
            pairs[start], pairs[at] = at, start
    return pairs


def _is_chinese_pair(text: str, start: int, end: int) -> bool:
    return bool(_CHINESE.match(text, start + 1) or _CHINESE.match(text, end - 1) or _CHINESE.match(text, start - 1))


def _is_chinese(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] == ".":
        return bool(_CHINESE.match(before)) and (not after or after.isspace() or bool(re.match("[”’」』)）]", after)))
    return bool(_CHINESE.match(before) or _CHINESE.match(after))
