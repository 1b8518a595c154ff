"""Two pause marks in a row, as left behind by deletions (GB/T 15834-2011, 4.1-4.7: one stop at one place).

？！, ！！ and ……  are proper and left alone.
"""

import re
from collections.abc import Iterable
from itertools import islice

from articles.models import Article
from articles.text.finding import Finding, find
from articles.told import told as _

CODE = "doubled-mark"
FIELDS = ("title", "subtitle", "standfirst", "body")
MOST = 20

_MARKS = re.compile("[，、；：。]{2,}|[，、；：][！？]|[！？][，、；：。]")


def check(article: Article) -> Iterable[Finding]:
    """Yield a finding for every run of pause marks; a fix where one mark is only repeated."""
    for field in FIELDS:
        yield from islice(_runs(field, getattr(article, field)), MOST)


def _runs(field: str, text: str) -> Iterable[Finding]:
    for match in _MARKS.finditer(text):
        run = match.group()
        same = len(set(run)) == 1
        fix = run[0] if same and not (run[0] == "。" and len(run) > 2) else None
        message = _("“%(run)s”标点重叠，只能留一个。请改正。") % {"run": run[:6]}
        yield find(CODE, "note", field, text, *match.span(), message, fix=fix)
