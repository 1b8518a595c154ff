"""A paragraph that stands in the body twice: pages repeat their lead, and copies are pasted twice (seen in captures)."""

import re
from collections.abc import Iterable
from itertools import islice

from articles.models import Article
from articles.text.finding import Finding, find
from articles.told import told as _

CODE = "repeated-paragraph"
#: Letters and figures a paragraph must hold; shorter ones (答：是的。) may well recur.
SHORTEST = 12
MOST = 20

_LINE = re.compile(r"[^\n]+")


def check(article: Article) -> Iterable[Finding]:
    """Yield a finding on each later occurrence, line breaks before it included, so that its fix leaves no gap."""
    yield from islice(_repeats(article.body), MOST)


def _repeats(body: str) -> Iterable[Finding]:
    seen: set[str] = set()
    before = 0
    for match in _LINE.finditer(body):
        letters = "".join(char for char in match.group() if char.isalnum())
        if letters in seen:
            message = _("这一段与前文重复：“%(start)s…”。确是重复就删去。") % {"start": match.group().strip()[:12]}
            yield find(CODE, "reason", "body", body, before, match.end(), message, fix="")
        if len(letters) >= SHORTEST:
            seen.add(letters)
        before = match.end()
