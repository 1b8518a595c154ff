"""A line of a captured page, folded so that one spelling of each word is enough to recognise it.

Not for changing text: the folded forms are looked at and thrown away.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.text import script
from articles.text.pinyin import NOTE

_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
# str.splitlines knows these ends too; a line is what the ledger drops as one block.
_ENDS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"


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
    return text.translate(_NARROW)


def fold(line: str) -> str:
    """Return `line` narrowed, without pinyin notes and blanks at its ends, runs of blanks as one.

    >>> fold("　□本報(bào)記者　杜某")
    '□本报记者 杜某'
    """
    return _BLANKS.sub(" ", narrow(NOTE.sub("", line) if "(" in line or "（" in line else line)).strip()


def split(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """Yield the lines of `text[start:end]`, blank ones included (their span is empty).

    >>> [(n.start, n.end) for n in split("标题\\n\\n　正文。\\n")]
    [(0, 2), (3, 3), (5, 8)]
    """
    for raw in text[start:end].splitlines(keepends=True):
        body = raw.strip(" \t\u3000\xa0\ufeff\u200b" + _ENDS)
        low = start + (raw.index(body) if body else 0)
        yield Line(low, low + len(body), fold(body))
        start += len(raw)
