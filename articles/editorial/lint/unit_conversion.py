"""Two quantities that should be one and are not: 1500亩（1000公顷）, 3亿元（3000万元）, 2000斤（2吨）.

Rates: 国务院关于在我国统一实行法定计量单位的命令 (1984) and GB 3100-93; 15亩 are one hectare, 2斤 one kilogram.
"""

import re
from collections.abc import Iterable
from itertools import islice

from articles.models import Article
from articles.text.finding import Finding, find
from articles.told import told as _

CODE = "unit-conversion"
FIELDS = ("title", "subtitle", "standfirst", "body")
MOST = 20

#: A unit with its kind and how many of the kind's first unit it is.
UNITS = {
    "公顷": ("area", 1.0), "亩": ("area", 1 / 15), "畝": ("area", 1 / 15), "平方公里": ("area", 100.0),
    "平方千米": ("area", 100.0), "平方米": ("area", 0.0001),
    "公斤": ("mass", 1.0), "千克": ("mass", 1.0), "斤": ("mass", 0.5), "吨": ("mass", 1000.0), "噸": ("mass", 1000.0),
    "克": ("mass", 0.001), "米": ("length", 1.0), "公里": ("length", 1000.0), "千米": ("length", 1000.0),
    "元": ("money", 1.0),
}  # fmt: skip
TIMES = {"": 1.0, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "万亿": 1e12, "萬億": 1e12}
#: How far apart two numbers may be that were rounded each by itself.
ROUNDED = 1.1

_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_NUMBER = r"(\d{1,9}(?:\.\d{1,4})?)(万亿|萬億|[万萬亿億])?"
_PAIR = re.compile(
    rf"(?<![\d.])(?P<one>{_NUMBER}多?({_UNIT}))"
    rf"(?:[（(](?:约|約|即|合|折合|约合|相当于)?(?P<other>{_NUMBER}多?({_UNIT}))[）)]"
    rf"|[，,]?(?:折合|约合|約合|相当于|合计为)(?P<next>{_NUMBER}多?({_UNIT})))"
)
_QUANTITY = re.compile(rf"{_NUMBER}多?({_UNIT})")


def check(article: Article) -> Iterable[Finding]:
    """Yield a finding for every pair of quantities of one kind in two units that differ by more than their rounding."""
    for field in FIELDS:
        yield from islice(_pairs(field, getattr(article, field)), MOST)


def _pairs(field: str, text: str) -> Iterable[Finding]:
    for match in _PAIR.finditer(text):
        one, other = match["one"], match["other"] or match["next"]
        first, second = _measure(one), _measure(other)
        if first[0] != second[0] or first[1] == second[1] or not (first[2] and second[2]):
            continue
        if not 1 / ROUNDED <= first[2] / second[2] <= ROUNDED:
            message = _("“%(one)s”和“%(other)s”换算不上，差 %(times)s 倍。请核对数字和单位。") % {
                "one": one,
                "other": other,
                "times": f"{max(first[2] / second[2], second[2] / first[2]):.4g}",
            }
            yield find(CODE, "reason", field, text, *match.span(), message)


def _measure(quantity: str) -> tuple[str, str, float]:
    """Return the kind of a quantity, its unit as written, and how much it is."""
    match = _QUANTITY.fullmatch(quantity)
    assert match is not None  # cut out by the same words
    number, times, unit = match.groups()
    kind, rate = UNITS[unit]
    return kind, f"{times or ''}{unit}", float(number) * TIMES[times or ""] * rate
