"""Half-width marks in a Chinese sentence (GB/T 15834-2011, 5.1: a mark takes the place of one character).

The marks of a broken run, `推动?xùn)|北`, are bytes and not punctuation: see `damaged_bytes`.
"""

from collections.abc import Iterable
from itertools import islice

from articles.models import Article
from articles.text import width
from articles.text.bytes_repair import find_damage
from articles.text.finding import Finding, find
from articles.told import told as _

CODE = "half-width"
FIELDS = ("title", "subtitle", "standfirst", "body")
MOST = 20


def check(article: Article) -> Iterable[Finding]:
    """Yield a finding for every half-width mark beside Chinese, at most `MOST` a field."""
    for field in FIELDS:
        yield from islice(_marks(field, getattr(article, field)), MOST)


def _marks(field: str, text: str) -> Iterable[Finding]:
    broken = tuple((damage.start, damage.end) for damage in find_damage(text))
    for edit in width.find_edits(text, broken):
        message = _("中文里用了半角的“%(mark)s”，应为“%(wide)s”。") % {"mark": edit.before, "wide": edit.after}
        yield find(CODE, "note", field, text, edit.start, edit.end, message, fix=edit.after)
