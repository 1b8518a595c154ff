"""Characters that search takes for one, whichever script prints them: 發, 髮 and 发; 著 and 着.

Character by character on purpose: a converter reads phrases (著作 stays, 著力 becomes 着力), so that a part of a text
would not always convert as it does within the text, and a search for it would miss. Not for display.
"""

from collections import Counter
from functools import cache

import opencc

_CHARACTERS = [chr(n) for first, last in ((0x3400, 0x9FFF), (0x20000, 0x2A6DF)) for n in range(first, last + 1)]
_MODES = ("tw2s", "hk2s", "s2t")
# What the converter exchanges within certain phrases only (明了 and 明瞭, 锻炼 and 鍛鍊 beside 資金鍊), the commoner first:
# found by converting the 47,000 phrases of pypinyin and 18,000 news items to and fro.
_IN_PHRASES = "了瞭 借藉 苏甦 复覆 具俱 座坐 链鍊 象像 背揹 仿彷 熏薰 夫伕 澄澂 浚濬 琅瑯 沈沉 果菓 拿拏 戚鏚 斫斲 恶𫫇"


@cache
def variants() -> dict[int, str]:
    """Return, for `str.translate`, the character that stands for each one that has variants. 0.15 s, once a process.

    >>> "發髮著覆".translate(variants())
    '发发着复'
    """
    classes = _classes()
    simple = dict(zip(_CHARACTERS, _convert("tw2s"), strict=True))
    preferred = {pair[0] for pair in _IN_PHRASES.split()}
    table: dict[int, str] = {}
    for members in classes:
        votes = Counter(simple.get(char, char) for char in members)
        chosen = min(members, key=lambda char: (char not in preferred, -votes[char], _rank(char), char))
        table.update({ord(char): chosen for char in members if char != chosen})
    return table


def _classes() -> list[list[str]]:
    """Return the sets of two or more characters that some conversion leads from one to the other."""
    parent: dict[str, str] = {}

    def root(char: str) -> str:
        while parent.setdefault(char, char) != char:
            char = parent[char]
        return char

    for mode in _MODES:
        for before, after in zip(_CHARACTERS, _convert(mode), strict=True):
            if before != after and len(after) == 1:
                parent[root(after)] = root(before)
    for pair in _IN_PHRASES.split():
        parent[root(pair[1])] = root(pair[0])
    found: dict[str, list[str]] = {}
    for char in parent:
        found.setdefault(root(char), []).append(char)
    return [members for members in found.values() if len(members) > 1]


def _convert(mode: str) -> list[str]:
    converted: str = opencc.OpenCC(mode).convert("\n".join(_CHARACTERS))
    return converted.split("\n")


def _rank(char: str) -> int:
    """Return 0 for the common characters of GB 2312, 1 for its rarer ones, 2 for all others."""
    try:
        return int(char.encode("gb2312")[0] >= 0xD8)
    except UnicodeEncodeError:
        return 2
