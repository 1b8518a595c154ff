"""A name or word cut to `***` or `××`: never filled in by a program (原文内容不得篡改: 2017 rules, article 15)."""

import re
from collections.abc import Iterable
from itertools import islice

from articles.models import Article
from articles.text.finding import Finding, Level, find
from articles.text.script import HAN
from articles.told import told as _

CODE = "elided-name"
FIELDS = ("title", "subtitle", "standfirst", "body")
MOST = 20

_RUN = re.compile(r"[*＊]{2,}|[×✕╳]{2,}")
_HAN = re.compile(f"[{HAN}]")


def check(article: Article) -> Iterable[Finding]:
    """Yield a finding for every run of stars or crosses beside a Han character, at most `MOST` a field."""
    for field in FIELDS:
        yield from islice(_elisions(field, getattr(article, field)), MOST)


def _elisions(field: str, text: str) -> Iterable[Finding]:
    for match in _RUN.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if before.isdigit() or not (_HAN.match(before) or _HAN.match(after)):
            continue
        # Two stars may be the marks of bold type; that is a person's call.
        level: Level = "reason" if match.group() == "**" else "block"
        message = _("“%(quote)s”处隐去了文字，多半是人名。请向来源核实后补全；查不到不要猜，也不要发布。") % {
            "quote": text[max(0, start - 4) : start] + match.group()[:6] + text[end : end + 4]
        }
        yield find(CODE, level, field, text, start, end, message)
