"""Stray blanks inside Chinese words and names, left by line breaks and justified print (GB/T 15834-2011, 5.1).

The blank between the two halves of a headline is proper, also where one is quoted, and so are blanks between the names
in brackets and in lists without sentence marks.
"""

import re
from collections.abc import Iterable
from itertools import islice

from articles.models import Article
from articles.text.finding import Finding, find
from articles.text.script import HAN
from articles.told import told as _

CODE = "inner-blank"
FIELDS = ("standfirst", "body")
MOST = 20

_BLANK = re.compile("(?<=[^ \t\u00a0\u3000\u200b\ufeff])[ \t\u00a0\u3000\u200b\ufeff]+")
_CHINESE = re.compile(f"[{HAN}，。；：、！？）》”]")
_HAN = re.compile(f"[{HAN}]")
_QUOTED = re.compile("“[^“”\n]{1,200}”|《[^《》\n]{1,200}》|「[^「」\n]{1,200}」|[（(][^（）()\n]{1,80}[）)]")


def check(article: Article) -> Iterable[Finding]:
    """Yield a finding for every blank between two Han characters of a sentence, at most `MOST` a field."""
    for field in FIELDS:
        yield from islice(_blanks(field, getattr(article, field)), MOST)


def _blanks(field: str, text: str) -> Iterable[Finding]:
    for line in re.finditer(r"[^\n]+", text):
        if line.group().startswith("## ") or not ("，" in line.group() or "。" in line.group()):
            continue
        quoted = {place for match in _QUOTED.finditer(text, *line.span()) for place in range(*match.span())}
        for match in _BLANK.finditer(text, *line.span()):
            start, end = match.span()
            if start not in quoted and _CHINESE.match(text, start - 1) and _HAN.match(text, end):
                message = _("“%(place)s”中间有多余的空格。请删去；本应分开的，改用标点。") % {
                    "place": text[start - 1 : start] + " " + text[end : end + 1]
                }
                yield find(CODE, "note", field, text, start, end, message, fix="")
