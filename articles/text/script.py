"""Which script a text is written in, and the way from converted Traditional back to Simplified.

Not for display settings, and never for genuine Hong Kong, Macau or Taiwan text: that stays as printed.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

import opencc

from articles.text import glossary, origin
from articles.text.everyday import unchanged_by
from articles.text.ledger import MAX_CHANGED, Edit, Layer, apply, spell

if opencc.__version__ != "1.4.2":
    raise ImportError(
        f"opencc 1.4.2 is needed, {opencc.__version__} is installed: "
        "opencc-py and opencc-python-reimplemented put another module of the same name in its place"
    )

#: The characters of Chinese words, as the inside of a regular expression's class.
HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

_BLOCK = "".join(map(chr, range(0x4E00, 0xA000)))
_PIECES = re.compile(r"[^\n，。；：、！？,;:!?]{1,64}|\n|[，。；：、！？,;:!?]")
# Words in which 著 is no 着, though tw2s writes it (seen in news: 學原著、悟原理).
_BOOKS = re.compile("[原卓土編编譯译遺遗拙昭撰專专巨名]著|(?<![討讨議议談谈評评爭争辯辩])[論论]著|么")

# Forms that a conversion character by character makes and tw2s leaves: 到瞭, 郃作, 復蓋 (but 瞭望, 张郃).
_LEFT = re.compile("瞭(?![望哨台臺])|(?<![张張])郃(?![阳陽])|[擧閙囬]|[復複](?=[蓋盖])")
_COMMON = dict(zip("瞭郃擧閙囬復複", "了合举闹回覆覆", strict=True))
_TELLING = frozenset("著么") | frozenset(_COMMON)
#: Everyday characters that tw2s leaves by themselves and changes in some phrase: one stands in each such phrase of its
#: tables (沈浸, 毛坏, 重覆, 藉口, 英哩, 李秘) that holds no character which is changed by itself.
_IN_PHRASES = "沈坏覆藉哩么秘"

#: Surnames whose Traditional form is not that of the common word, each with its own.
_SURNAMES = dict(
    zip("范于余钟沈谷郁游涂岳卜后丰姜党曲向干朱台", "范于余鍾沈谷郁游涂岳卜后豐姜党曲向干朱台", strict=True)
)
#: Folding may bring words together that fold again; real text is done after the second time.
_MOST_FOLDS = 8


@cache
def _converter(mode: str) -> opencc.OpenCC:
    return opencc.OpenCC(mode)


@cache
def _only() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of the characters found in Simplified text alone and in Traditional text alone."""
    to_simple = _converter("t2s").convert(_BLOCK)
    to_traditional = _converter("s2t").convert(_BLOCK)
    simple = (a for a, b in zip(_BLOCK, to_traditional, strict=True) if a != b and not _fits(a, "big5"))
    traditional = (a for a, b in zip(_BLOCK, to_simple, strict=True) if a != b and not _fits(a, "gb2312"))
    return re.compile(f"[{''.join(simple).replace('着', '')}]"), re.compile(f"[{''.join(traditional)}]")


def _fits(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def detect(text: str) -> str:
    """Return "zh-Hans", "zh-Hant" or, where no character tells the two apart, "und".

    >>> detect("黑龙江日报"), detect("黑龍江日報"), detect("GDP 2024")
    ('zh-Hans', 'zh-Hant', 'und')
    """
    simple, traditional = _only()
    if not traditional.search(text):
        return "zh-Hans" if simple.search(text) else "und"
    t = len(traditional.findall(text))
    return "zh-Hant" if t > len(simple.findall(text)) else "zh-Hans"


def is_converted(text: str) -> bool:
    """Return whether Traditional `text` was a mainland text before a machine converted it.

    >>> is_converted("「本港」市民"), is_converted("我省加快髮展新質生產力，開啓新徵程")
    (False, True)
    """
    if detect(text) != "zh-Hant":
        return False
    simple = to_simplified(text)
    return origin.is_mainland(text, simple, glossary.count_markers(simple))


def find_layers(text: str, *, converted: bool | None = None) -> tuple[Layer, ...]:
    """Return the layers "script" and "glossary" that make converted `text` Simplified; empty ones are left out.

    Genuine Traditional text and Simplified text give an empty tuple. `converted` says what is known from elsewhere,
    such as pinyin notes that stood in the text; without it the text itself is judged.

    >>> [e.after for e in find_layers("我省加快髮展新質生產力，開啓新徵程")[0].edits]
    ['发', '质', '产', '开启', '征']
    >>> find_layers("本港市民對「新質生產力」的看法")
    ()
    """
    if converted is None:
        converted = is_converted(text)
    if not converted:
        return ()
    edits = _script_edits(text)
    simple = apply(text, edits)
    words = glossary.find_edits(simple) if glossary.is_marked(simple) else ()
    layers = (Layer("script", edits), Layer("glossary", words))
    return tuple(layer for layer in layers if layer.edits)


def _script_edits(text: str) -> tuple[Edit, ...]:
    """Return the edits of tw2s on `text`."""
    after = to_simplified(text)
    if len(after) == len(text):
        return _changed(text, after, 0)
    edits: list[Edit] = []
    for piece in _PIECES.finditer(text):
        before, after = piece.group(), to_simplified(piece.group())
        same = len(before) == len(after)
        edits += (_changed if same else _spelt)(before, after, piece.start())
    return tuple(edits)


def _spelt(before: str, after: str, start: int) -> tuple[Edit, ...]:
    return spell(before, after, start, "script")


def _changed(before: str, after: str, start: int) -> tuple[Edit, ...]:
    """Return one edit for every run, of at most MAX_CHANGED, in which two texts of one length differ."""
    edits: list[Edit] = []
    i, size = 0, len(before)
    while i < size:
        j = i
        while j < size and j - i < MAX_CHANGED and before[j] != after[j]:
            j += 1
        if j > i:
            edits.append(Edit(start + i, start + j, "script", before[i:j], after[i:j]))
        i = max(j, i + 1)
    return tuple(edits)


def to_simplified(text: str) -> str:
    """Return `text` in Simplified characters; words stay as they are, and so does text that is Simplified.

    >>> to_simplified("著力打造資訊網路"), to_simplified("學原著，為什麼")
    ('着力打造资讯网路', '学原著，为什么')
    """
    if _steady().fullmatch(text):
        return text
    after = str(_converter("tw2s").convert(text))
    if len(after) != len(text) or _TELLING.isdisjoint(text):
        return after
    chars = list(after)
    for match in _BOOKS.finditer(text):
        chars[match.end() - 1] = text[match.end() - 1]
    for match in _LEFT.finditer(text):
        chars[match.start()] = _COMMON[match.group()]
    return "".join(chars)


@cache
def _steady() -> re.Pattern[str]:
    """Return the pattern of everyday text that tw2s leaves as it is, so that it need not be asked."""
    return unchanged_by(_converter("tw2s").convert, _IN_PHRASES)


def to_traditional(text: str, names: Iterable[str] = ()) -> str:
    """Return `text` in Traditional characters, for the reader's Traditional pages.

    `names` are people whose surname keeps its own form: 范 is no 範, 于 no 於. Without them the converter knows only
    the famous ones; 范, 于, 余, 郁, 游 and the like may then come out as the common word.

    >>> to_traditional("发展理发业"), to_traditional("记者范某", ["范某"])
    ('發展理髮業', '記者范某')
    """
    after = str(_converter("s2t").convert(text))
    if len(after) != len(text):
        return after
    chars = list(after)
    for name in names:
        at = text.find(name) if name[:1] in _SURNAMES else -1
        while at >= 0:
            chars[at] = _SURNAMES[name[0]]
            at = text.find(name, at + 1)
    return "".join(chars)


def fold(text: str) -> str:
    """Return the form in which all spellings of one text are equal, for search and identity.

    Width, case and script do not count, nor do Taiwan words marked f in the glossary, which mean one thing wherever
    they stand; words that a converter alone makes ambiguous (資料, 專案, 支援) stay. Folding twice changes nothing.

    >>> fold("新質生產力ＡＩ") == fold("新质生产力ai"), fold("人工智慧") == fold("人工智能")
    (True, True)
    """
    for _ in range(_MOST_FOLDS):
        flat = _flatten(text)
        folded = glossary.fold(to_simplified(flat))
        if folded == text or (folded == flat and flat.casefold() == flat and unicodedata.is_normalized("NFKC", flat)):
            return folded
        text = folded
    return text


#: Marks of nearly every text that the width folds, replaced at once.
_WIDE_MARKS = (*((mark, chr(ord(mark) - 0xFEE0)) for mark in "，：（）；？！％"), ("\u3000", " "), ("…", "..."))


def _flatten(text: str) -> str:
    """Return `text` in one width and case: NFKC, with case folded."""
    plain = text.casefold()
    for mark, narrow in _WIDE_MARKS:
        plain = plain.replace(mark, narrow)
    return plain if _flat().fullmatch(plain) else _flatten_all(text)


def _flatten_all(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


@cache
def _flat() -> re.Pattern[str]:
    """Return the pattern of everyday text that is flat already: none of its characters joins another."""
    return unchanged_by(_flatten_all)
