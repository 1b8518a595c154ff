"""A day that no calendar has, such as 2月30日: a slip of the copy (GB/T 7408, dates and times)."""

import re
from calendar import monthrange
from collections.abc import Iterable
from itertools import islice

from articles.models import Article
from articles.text.finding import Finding, find
from articles.told import told as _

CODE = "impossible-date"
FIELDS = ("title", "subtitle", "standfirst", "body")
MOST = 20

_DAY = re.compile(r"(?<!\d)(?:((?:19|20)\d\d)年)?(?<!\d)(\d{1,2})月(\d{1,2})[日号](?!楼|院|线|店|门)")


def check(article: Article) -> Iterable[Finding]:
    """Yield a finding for every month over 12 and every day its month does not have."""
    for field in FIELDS:
        yield from islice(_days(field, getattr(article, field)), MOST)


def _days(field: str, text: str) -> Iterable[Finding]:
    for match in _DAY.finditer(text):
        year, month, day = int(match[1] or 2000), int(match[2]), int(match[3])
        if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
            message = _("没有“%(date)s”这一天。请对照原件核对。") % {"date": match.group()}
            yield find(CODE, "reason", field, text, *match.span(), message)
