"""A line of a captured page, folded so that one spelling of each word is enough to recognise it.

Not for changing text: the folded forms are looked at and thrown away.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from articles.text import script
from articles.text.everyday import unchanged_by
from articles.text.pinyin import NOTE

_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
# str.splitlines knows these ends too; a line is what the ledger drops as one block.
_ENDS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_TRIMMED = " \t\u3000\xa0\ufeff" + _ENDS


class _Narrow(dict[int, str]):
    """One Simplified, half-width character for each, made as it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if 0xFF01 <= code <= 0xFF5E:
            found = chr(code - 0xFEE0)
        elif char.isspace() and char not in _ENDS:
            found = " "
        else:
            simple = script.to_simplified(char) if code >= 0x3400 else char
            found = simple if len(simple) == 1 else char
        self[code] = found
        return found


_NARROW = _Narrow()
#: The full-width marks of nearly every text, replaced at once.
_MARKS = (*((mark, chr(ord(mark) - 0xFEE0)) for mark in "，：（）；？！％"), ("\u3000", " "))
#: A text longer than this is split again when it is asked for again, so that it is not kept.
_LONGEST_KEPT = 500_000


@dataclass(frozen=True, slots=True)
class Line:
    """One line at `[start, end)` of its text, blanks at its ends and the line end left out, and its folded form.

    `hint` is what markup said it is (heading, item, code); empty where nothing did.
    """

    start: int
    end: int
    folded: str
    hint: str = ""


def narrow(text: str) -> str:
    """Return `text` character for character in Simplified and half width, so that spans hold in both.

    >>> narrow("責任編輯：張三　（記者）")
    '责任编辑:张三 (记者)'
    """
    settled = _settled()
    if settled.fullmatch(text):
        return text
    for mark, plain in _MARKS:
        text = text.replace(mark, plain)
    return text if settled.fullmatch(text) else text.translate(_NARROW)


@cache
def _settled() -> re.Pattern[str]:
    """Return the pattern of everyday text that is narrow already."""
    return unchanged_by(lambda char: char.translate(_NARROW))


def fold(line: str) -> str:
    """Return `line` narrowed, without pinyin notes and blanks at its ends, runs of blanks as one.

    >>> fold("　□本報(bào)記者　杜某")
    '□本报记者 杜某'
    """
    return _single(narrow(NOTE.sub("", line) if "(" in line or "（" in line else line))


def _single(plain: str) -> str:
    """Return a narrowed line with one blank for each run of blanks, none at its ends."""
    blank = " " in plain or "\u200b" in plain or "\ufeff" in plain
    return (_BLANKS.sub(" ", plain) if blank else plain).strip()


def split(text: str) -> tuple[Line, ...]:
    """Return the lines of `text`, blank ones included (their span is empty).

    >>> [(n.start, n.end) for n in split("标题\\n\\n　正文。\\n")]
    [(0, 2), (3, 3), (5, 8)]
    """
    return _split_short(text) if len(text) <= _LONGEST_KEPT else _split(text)


def _split(text: str) -> tuple[Line, ...]:
    """Return the lines of `text`, which is narrowed at once: only lines with brackets may hold notes."""
    plain = narrow(text)
    out: list[Line] = []
    start = 0
    for raw in text.splitlines(keepends=True):
        body = raw.strip(_TRIMMED)
        body = body if body.strip("\u200b") else ""
        low = start + (len(raw) - len(raw.lstrip(_TRIMMED)) if body else 0)
        end = low + len(body)
        noted = "(" in body or "（" in body
        folded = fold(body) if noted else _single(plain[low:end])
        out.append(Line(low, end, folded) if folded else Line(start, start, ""))
        start += len(raw)
    return tuple(out)


#: Each shape in turn asks for the lines of the same text.
_split_short = lru_cache(maxsize=2)(_split)
