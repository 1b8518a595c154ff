"""A paragraph that stops without a stop: commonly a copy cut short (GB/T 15834-2011, 4.1: a sentence ends in a mark)."""

import re
from collections.abc import Iterable
from itertools import islice

from articles.models import Article
from articles.text.finding import Finding, find
from articles.text.script import HAN
from articles.told import told as _

CODE = "open-ending"
#: A line of fewer characters may be a heading or a signature.
SHORTEST = 30
MOST = 20

_LINE = re.compile(r"[^\n]+")
_OPEN = re.compile(f"[{HAN}，、]")


def check(article: Article) -> Iterable[Finding]:
    """Yield a finding, with an empty span at the end, for every long paragraph that ends in a word or a comma."""
    yield from islice(_open(article.body), MOST)


def _open(body: str) -> Iterable[Finding]:
    for match in _LINE.finditer(body):
        line = match.group().rstrip().rstrip("”’」』")
        if line.startswith("## ") or len(line) < SHORTEST or not ("，" in line or "。" in line):
            continue
        if _OPEN.match(line, len(line) - 1):
            end = match.start() + len(match.group().rstrip())
            message = _("这一段末尾“%(end)s”没有句末标点，可能没抄完。请对照原件。") % {"end": line[-6:]}
            yield find(CODE, "note", "body", body, end, end, message)
