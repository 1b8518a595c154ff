"""A date of which the year, month or day is unknown (EDTF, ISO 8601-2): shown as it is, worth one more look."""

import re
from collections.abc import Iterable

from articles.models import Article
from articles.text.finding import Finding, find
from articles.told import told as _

CODE = "partial-date"

_WHOLE = re.compile(r"\d{4}-\d\d-\d\d")


def check(article: Article) -> Iterable[Finding]:
    """Yield one finding when the date does not name a day of a year."""
    date = article.date.strip()
    if date and not _WHOLE.match(date):
        message = _("日期不全：只知 %(date)s。能查到就补全；查不到照此发布，页面会写明哪一部分不详。") % {"date": date}
        yield find(CODE, "note", "date", date, len(date), len(date), message)
