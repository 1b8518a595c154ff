"""Characters whose bytes did not decode (U+FFFD, The Unicode Standard, section 3.9): the words are lost, not doubtful."""

import re
from collections.abc import Iterable
from itertools import islice

from articles.models import Article
from articles.text.finding import Finding, find
from articles.told import told as _

CODE = "undecodable"
FIELDS = ("title", "subtitle", "standfirst", "body")
MOST = 20

# One before a note, as in \ufffd(xùn)|, is a character cut in two: see `damaged_bytes`.
_LOST = re.compile("\ufffd+(?![(（]?[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,7}[)）])")


def check(article: Article) -> Iterable[Finding]:
    """Yield a finding for every run of lost characters, at most `MOST` a field."""
    for field in FIELDS:
        text: str = getattr(article, field)
        for match in islice(_LOST.finditer(text), MOST):
            message = _("这里有 %(count)s 个字节段无法解码，原字已失。请对照原件或原发报纸补正。") % {
                "count": len(match.group())
            }
            yield find(CODE, "block", field, text, *match.span(), message)
