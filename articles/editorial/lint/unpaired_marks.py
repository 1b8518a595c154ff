"""Quotation marks, brackets and title marks without their partner (GB/T 15834-2011, 4.8, 4.9 and 4.15).

A quotation of several paragraphs opens each of them and closes only the last (4.8.3): that is left alone.
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from articles.models import Article
from articles.text.finding import Finding, find
from articles.told import told as _

CODE = "unpaired-marks"
FIELDS = ("title", "subtitle", "standfirst", "body")
MOST = 20
PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "「": "」", "『": "』", "【": "】", "〔": "〕"}

_OPENERS = {close: opener for opener, close in PAIRS.items()}
_MARK = re.compile("[“”‘’《》〈〉（）「」『』【】〔〕]")
_ITEM = re.compile(r"\s*(?:[0-9０-９]{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3})$")


def check(article: Article) -> Iterable[Finding]:
    """Yield a finding for every mark whose partner is not in its paragraph, at most `MOST` a field."""
    for field in FIELDS:
        text: str = getattr(article, field)
        for place in islice(_unpaired(text), MOST):
            mark = text[place]
            if mark in PAIRS:
                message = _("“%(mark)s”有头无尾，这一段里找不到“%(other)s”。请补上或删去。")
            else:
                message = _("“%(mark)s”有尾无头，前面找不到“%(other)s”。请补上或删去。")
            other = PAIRS.get(mark) or _OPENERS[mark]
            yield find(
                CODE, "reason", field, text, place, place + 1, message % {"mark": mark, "other": other}
            )  # fmt: skip


def _unpaired(text: str) -> Iterable[int]:
    """Yield the places of marks without a partner, paragraph by paragraph."""
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    for n, (start, end) in enumerate(lines):
        after = text[lines[n + 1][0] : lines[n + 1][1]].lstrip() if n + 1 < len(lines) else ""
        for place in _of_line(text, start, end):
            # seen in speeches: every paragraph of a long quotation opens anew
            if not (text[place] in "“「" and after.startswith(text[place])):
                yield place


def _of_line(text: str, start: int, end: int) -> list[int]:
    stack: list[int] = []
    standing: Counter[str] = Counter()
    lonely: list[int] = []
    for match in _MARK.finditer(text, start, end):
        place, mark = match.start(), match.group()
        if mark in PAIRS:
            stack.append(place)
            standing[mark] += 1
        elif standing[_OPENERS[mark]]:
            while text[stack[-1]] != _OPENERS[mark]:
                standing[text[stack[-1]]] -= 1
                lonely.append(stack.pop())
            standing[text[stack.pop()]] -= 1
        elif not _stands_alone(text, start, place):
            lonely.append(place)
    return sorted([*lonely, *stack])


def _stands_alone(text: str, start: int, place: int) -> bool:
    """Return whether a closing mark is an apostrophe (Xi’an) or ends the number of an item, as in 1）."""
    if text[place] == "’":
        return text[place - 1 : place].isascii() and text[place - 1 : place].isalnum()
    return text[place] == "）" and place - start <= 6 and bool(_ITEM.match(text[start:place]))
