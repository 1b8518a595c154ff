"""Pinyin in brackets left behind a character, as in 書(shū)記 (汉语拼音方案; readings as `text.pinyin` lists them).

A gloss of a rare character, 亳（bó）州, is an author's own and only noted.
"""

from collections.abc import Iterable
from itertools import islice

from articles.models import Article
from articles.text import pinyin
from articles.text.finding import Finding, Level, find
from articles.text.script import detect, to_simplified
from articles.told import told as _

CODE = "leftover-pinyin"
FIELDS = ("title", "subtitle", "standfirst", "body")
MOST = 20

_TONED = frozenset("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ\u0300\u0301\u0304\u030c")


def check(article: Article) -> Iterable[Finding]:
    """Yield a finding for every note that fits its character; untoned ones only in a text dense with them."""
    for field in FIELDS:
        yield from islice(_notes(field, getattr(article, field)), MOST)


def _notes(field: str, text: str) -> Iterable[Finding]:
    dense = bool(pinyin.find_edits(text))
    for edit in pinyin.find_notes(text):
        if not dense and _TONED.isdisjoint(edit.before):
            continue
        base = text[edit.start - 1]
        level: Level = "block" if dense else "reason" if _is_common(base) else "note"
        if level == "note":
            message = _("“%(base)s”后有注音。是作者给难字加的就保留，是网页插入的就删去。")
        else:
            message = _("“%(base)s”后留有网页插入的注音。请删去。")
        yield find(CODE, level, field, text, edit.start, edit.end, message % {"base": base}, fix="")


def _is_common(char: str) -> bool:
    """Return whether `char`, or its Simplified form, is of the everyday level of GB 2312."""
    if detect(char) == "zh-Hant":
        char = to_simplified(char)
    return b"\xb0" <= char.encode("gb2312", "replace")[:1] <= b"\xd7"
