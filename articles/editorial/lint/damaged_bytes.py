"""Characters cut in two by a filter that put pinyin between the bytes of GBK (`推動(dòng)?xùn)|北`), and what such a
filter leaves where nothing can be rebuilt: misread pairs as in `笆濉逼陂`.

The byte proof is that of `text.bytes_repair`; the code is the reader's, so that both findings are one.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from articles.models import Article
from articles.text.bytes_repair import Damage, find_damage
from articles.text.finding import Finding, find
from articles.text.script import detect, to_traditional
from articles.told import told as _

CODE = "damaged-bytes"
FIELDS = ("title", "subtitle", "standfirst", "body")
MOST = 20

# 匦 alone is a word of history (铜匦, 投匦, 匦院, 匦使); beside other words it is a misread byte pair.
_REMAINS = re.compile("(?:笆濉|逼陂|丝跀|絲跀|(?<![铜銅投理])匦(?![院使函]))+")


def check(article: Article) -> Iterable[Finding]:
    """Yield a finding for every broken run, with the rebuilt character as its fix where the bytes prove it."""
    for field in FIELDS:
        text: str = getattr(article, field)
        # an unproved run in plain ASCII is a question mark before a bracketed word, as in 好吗?ok)
        runs = [damage for damage in _damage(text) if damage.fix or not damage.quote.isascii()]
        for damage in (_in_script_of(text, damage) for damage in runs[:MOST]):
            yield find(
                CODE, "block", field, text, damage.start, damage.end, _message(damage),
                fix=damage.fix, choices=damage.choices, proof=damage.proof,
            )  # fmt: skip
        covered = {place for damage in runs for place in range(damage.start, damage.end)}
        rest = [match for match in _REMAINS.finditer(text) if match.start() not in covered]
        for match in rest[:MOST]:
            message = _("“%(quote)s”是错位的字节读成的字，已无法推回原字。请对照原发报纸改正。") % {
                "quote": match.group()[:8]
            }
            yield find(CODE, "block", field, text, *match.span(), message)


def _damage(text: str) -> tuple[Damage, ...]:
    """Return the broken runs, rebuilt beside Traditional neighbours: the filter worked on those, before conversion.

    A question mark or bracket of a run may have been made full width since.
    """
    text = text.translate({ord("？"): "?", ord("）"): ")"})
    found = find_damage(text)
    if not found:
        return ()
    traditional = to_traditional(text)
    if traditional == text or len(traditional) != len(text):
        return found
    rebuilt = find_damage(traditional)
    return rebuilt if any(damage.fix or damage.choices for damage in rebuilt) else found


def _in_script_of(text: str, damage: Damage) -> Damage:
    """Return `damage` with its fix and choices in Traditional where `text` is: `bytes_repair` answers in Simplified."""
    if detect(text) != "zh-Hant":
        return damage
    fix = None if damage.fix is None else to_traditional(damage.fix)
    return replace(damage, fix=fix, choices=tuple(map(to_traditional, damage.choices)))


def _message(damage: Damage) -> str:
    values = {"fix": damage.fix, "others": _("、").join(damage.choices[:4])}
    if damage.fix is None and not damage.choices:
        return _("此处汉字被截断，字节不足以推回原字。请对照原件或原发报纸改正。")
    if damage.fix is None:
        return _("此处汉字被截断，按残留字节可能是%(others)s。请对照原件选定。") % values
    if damage.choices:
        return _("此处汉字被截断，按残留字节应是“%(fix)s”（也可能是%(others)s）。请核对后更正。") % values
    return _("此处汉字被截断，按残留字节应是“%(fix)s”。请核对后更正。") % values
