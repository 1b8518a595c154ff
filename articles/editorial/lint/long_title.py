"""A title too long to be one: commonly a lead that was taken for the title (house rule, no standard sets a number)."""

import re
from collections.abc import Iterable

from articles.models import Article
from articles.text.finding import Finding, find
from articles.text.script import HAN
from articles.told import told as _

CODE = "long-title"
#: Han characters; one in a hundred titles of the main evening news is longer, hence only a note.
LONGEST = 60

_HAN = re.compile(f"[{HAN}]")


def check(article: Article) -> Iterable[Finding]:
    """Yield one finding on a title of more than `LONGEST` Han characters."""
    size = len(_HAN.findall(article.title))
    if size > LONGEST:
        message = _("标题有 %(size)s 个汉字，多半混进了导语或副题。请核对原标题。") % {"size": size}
        yield find(CODE, "note", "title", article.title, 0, len(article.title), message)
