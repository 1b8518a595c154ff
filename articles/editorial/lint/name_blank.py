"""A blank inside the name of a person or an outlet, as in 孙 惠: print spreads two characters to the width of three.

The full name stands without one (国家通用语言文字法, 2000, article 9; names in other letters keep their blanks).
"""

import re
from collections.abc import Iterable

from articles.models import Article
from articles.text.finding import Finding, find
from articles.text.script import HAN
from articles.told import told as _

CODE = "name-blank"

_BLANK = re.compile(f"(?<=[{HAN}])[ \t\u00a0\u3000\u200b]+(?=[{HAN}])")


def check(article: Article) -> Iterable[Finding]:
    """Yield one finding a name with a blank between two Han characters, of people and of the chain."""
    if not article.pk:
        return
    people = [("people", person.name) for person in article.contributions.all()]
    for field, name in [*people, *(("source", link.name) for link in article.attributions.all())]:
        match = _BLANK.search(name)
        if match:
            message = _("“%(name)s”中间有空格，应写作“%(whole)s”。两个名字的，分成两条署名。") % {
                "name": name,
                "whole": _BLANK.sub("", name),
            }
            yield find(CODE, "reason", field, name, *match.span(), message)
