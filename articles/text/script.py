"""Which script a text is written in, and the way from converted Traditional back to Simplified.

Not for display settings, and never for genuine Hong Kong, Macau or Taiwan text: that stays as printed.
"""

import re
import unicodedata
from functools import cache

import opencc

from articles.text import glossary
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
# Over-conversions and leftovers that only a machine writes, and words a mainland page uses of itself.
_MACHINE = re.compile(
    "髮展|新徵程|全麵|製度|曆史|采訪|制造|干部|爲|衆|羣|麪|僞|啓動|峯|牀|"
    "開發佈|公佈局|一係列|體係|關繫|聯係|麵對|方麵|裏程碑|幹擾|徵求|瞭解放"
)
_MAINLAND = re.compile(
    "總書記|省委|市委|我省|我市|我國|我們黨|黨中央|黨的|全會|習近平|高質量發展|新發展理念|新發展格局|中國式現代化|"
    "新時代|新質生產力|貫徹|部署|鄉村振興|全面振興|統籌|加快推進|加快建設|扎實|紮實|本報訊|本報記者|"
    "共同富裕|群眾|人民群眾|政治局|國務院|社會主義|改革開放|科技創新|現代化產業體系|著力|合作社|示範區|"
    "習近平新時代|學習教育|主題教育|基層|抓好|落實"
)
_LOCAL = re.compile(
    "本澳|本港|特區|港府|立法會|行政長官|香港|澳門|台灣|臺灣|按年|涉嫌|早前|他指|又指|指出，特首|市民|當局|颱風"
)


@cache
def _converter(mode: str) -> opencc.OpenCC:
    return opencc.OpenCC(mode)


@cache
def _only() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters found in Simplified text alone and in Traditional text alone."""
    to_simple = _converter("t2s").convert(_BLOCK)
    to_traditional = _converter("s2t").convert(_BLOCK)
    simple = (a for a, b in zip(_BLOCK, to_traditional, strict=True) if a != b and not _fits(a, "big5"))
    traditional = (a for a, b in zip(_BLOCK, to_simple, strict=True) if a != b and not _fits(a, "gb2312"))
    return frozenset(simple) - {"着"}, frozenset(traditional)


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
    s = sum(char in simple for char in text)
    t = sum(char in traditional for char in text)
    if not s and not t:
        return "und"
    return "zh-Hant" if t > s else "zh-Hans"


def is_converted(text: str) -> bool:
    """Return whether Traditional `text` was a mainland text before a machine converted it.

    >>> is_converted("「本港」市民"), is_converted("我省加快髮展新質生產力，開啓新徵程")
    (False, True)
    """
    if detect(text) != "zh-Hant":
        return False
    if text.count("「") > text.count("“"):
        return False
    machine = len(set(_MACHINE.findall(text)))
    mainland = len(set(_MAINLAND.findall(text)))
    local = len(set(_LOCAL.findall(text)))
    return 2 * machine + mainland >= 4 + 2 * local


def find_layers(text: str) -> tuple[Layer, ...]:
    """Return the layers "script" and "glossary" that make converted `text` Simplified; empty ones are left out.

    Genuine Traditional text and Simplified text give an empty tuple.

    >>> [e.after for e in find_layers("我省加快髮展新質生產力，開啓新徵程")[0].edits]
    ['发', '质', '产', '开启', '征']
    """
    if not is_converted(text):
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
    """Return `text` in Simplified characters; words stay as they are.

    >>> to_simplified("著力打造資訊網路")
    '着力打造资讯网路'
    """
    return str(_converter("tw2s").convert(text))


def to_traditional(text: str) -> str:
    """Return `text` in Traditional characters, for the reader's Traditional pages.

    >>> to_traditional("发展理发业")
    '發展理髮業'
    """
    return str(_converter("s2t").convert(text))


def fold(text: str) -> str:
    """Return the form in which all spellings of one text are equal, for search and identity.

    >>> fold("新質生產力ＡＩ") == fold("新质生产力ai")
    True
    """
    flat = unicodedata.normalize("NFKC", text).casefold()
    return glossary.fold(to_simplified(flat))
