"""A unit or a power written twice: 3亿亿元, 500亩亩, 20%%, left behind by a slip of the hand (GB/T 15835-2011, 5.1)."""

import re
from collections.abc import Iterable
from itertools import islice

from articles.models import Article
from articles.text.finding import Finding, find
from articles.told import told as _

CODE = "doubled-unit"
FIELDS = ("title", "subtitle", "standfirst", "body")
MOST = 20

# 万亿 and 亿万富翁 are words; 万万 only behind a figure, where it is none.
_TWICE = re.compile(
    r"(?<=[\d多])(?:(?P<power>[万萬亿億])(?P=power)|亿万(?=[元亩畝吨噸斤人户立千])"
    r"|[万萬亿億]?(?P<unit>公顷|公里|千米|公斤|千克|平方米|万元|亿元|[亩畝吨噸斤元%％])(?P=unit)(?!旦|件))"
)


def check(article: Article) -> Iterable[Finding]:
    """Yield a finding for every unit or power that stands twice behind a figure; a fix where it is only repeated."""
    for field in FIELDS:
        yield from islice(_twice(field, getattr(article, field)), MOST)


def _twice(field: str, text: str) -> Iterable[Finding]:
    for match in _TWICE.finditer(text):
        run = match.group()
        said_twice = match["power"] or match["unit"]
        fix = run[: len(run) - len(said_twice)] if said_twice else None
        message = _("“%(run)s”单位写重了。请核对数字后改正。") % {"run": run}
        yield find(CODE, "reason", field, text, *match.span(), message, fix=fix)
