"""Traditional characters in a Simplified text, or the reverse (国家通用语言文字法, 2000, articles 3 and 17).

Quotations, book titles and the names of this article's people and outlets are left alone.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import islice

from articles.models import Article
from articles.text.finding import Finding, find
from articles.text.script import detect, to_simplified
from articles.told import told as _

CODE = "mixed-scripts"
FIELDS = ("title", "subtitle", "standfirst", "body")
MOST = 20

#: Forms that 通用规范汉字表 (2013) gives back to names, so that a Simplified text may hold them (昇腾).
NAME_FORMS = frozenset("昇喆堃邨甦龢")

_QUOTED = re.compile("“[^“”\n]{1,200}”|《[^《》\n]{1,200}》|「[^「」\n]{1,200}」|‘[^‘’\n]{1,200}’")


def check(article: Article) -> Iterable[Finding]:
    """Yield one finding a run of characters of the other script, and one when the whole text is in the other."""
    main = detect(article.body)
    if main == "und":
        main = article.script
    elif main != article.script:
        message = _("正文是%(found)s，“字体”却填了%(stated)s。请改“字体”一栏，或核对正文。") % {
            "found": _name(main),
            "stated": _name(article.script),
        }
        yield find(CODE, "reason", "script", article.script, len(article.script), len(article.script), message)
    if main == "und":
        return
    names = _names(article)
    for field in FIELDS:
        yield from islice(_runs(field, getattr(article, field), main, names), MOST)


def _runs(field: str, text: str, main: str, names: str) -> Iterable[Finding]:
    other = {char for char in set(text) if detect(char) not in (main, "und")} - NAME_FORMS
    if not other:
        return
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    starts = [start for start, _end in quoted]
    for match in re.finditer(f"[{re.escape(''.join(sorted(other)))}]+", text):
        start, end = match.span()
        n = bisect_right(starts, start) - 1
        if (n >= 0 and end <= quoted[n][1]) or (len(match.group()) < 20 and match.group() in names):
            continue
        run = match.group()
        message = _("%(main)s文章里有%(other)s字“%(run)s”。请改正；原文确是如此，写明理由。") % {
            "main": _name(main),
            "other": _name("zh-Hant" if main == "zh-Hans" else "zh-Hans"),
            "run": run[:12],
        }
        fix = to_simplified(run) if main == "zh-Hans" else None
        yield find(CODE, "reason", field, text, start, end, message, fix=None if fix == run else fix)


def _names(article: Article) -> str:
    if not article.pk:
        return ""
    people = [part for person in article.contributions.all() for part in (person.name, person.affiliation)]
    return "\n".join([*people, *(link.name for link in article.attributions.all())])


def _name(script: str) -> str:
    return _("繁体") if script == "zh-Hant" else _("简体")
