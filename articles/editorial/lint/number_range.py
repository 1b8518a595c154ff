"""A range whose first number lost its unit: 9～16亿 for 9亿～16亿, 15～30% (GB/T 15835-2011, 5.1.4)."""

import re
from collections.abc import Iterable
from itertools import islice

from articles.models import Article
from articles.text.finding import Finding, find
from articles.told import told as _

CODE = "number-range"
FIELDS = ("title", "subtitle", "standfirst", "body")
MOST = 20

_RANGE = re.compile(
    r"(?<![\d.,%％:：/-])(?P<a>(?:0|[1-9]\d{0,8})(?:\.\d{1,6})?)(?P<to>[-－–—～~至])(?P<b>\d{1,9}(?:\.\d{1,6})?)(?P<unit>万|亿|%|％)"
)


def check(article: Article) -> Iterable[Finding]:
    """Yield a finding for every such range; a fix only for percentages, which leave no doubt."""
    for field in FIELDS:
        yield from islice(_ranges(field, getattr(article, field)), MOST)


def _ranges(field: str, text: str) -> Iterable[Finding]:
    for match in _RANGE.finditer(text):
        unit = match["unit"]
        full = f"{match['a']}{unit}{match['to']}{match['b']}{unit}"
        message = _("“%(run)s”前一个数缺“%(unit)s”。若也以此计，应写作“%(full)s”。") % {
            "run": match.group(),
            "unit": unit,
            "full": full,
        }
        sure = unit in "%％"
        yield find(
            CODE, "note", field, text, *match.span(), message,
            fix=full if sure else None, choices=() if sure else (full,),
        )  # fmt: skip
