"""Private telephone, QQ, e-mail and identity numbers (个人信息保护法, 2021, articles 4, 28 and 29; GB 11643-1999).

Public hotlines (12345, 110, 95598, 400 …) are left alone; so are numbers already masked.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from articles.models import Article
from articles.text.finding import Finding, Level, find
from articles.told import told as _

CODE = "personal-data"
FIELDS = ("title", "subtitle", "standfirst", "body")
MOST = 20

_IDENTITY = re.compile(r"(?<![\dA-Za-z])([1-8]\d{5})((?:19|20)\d\d)(\d\d)(\d\d)\d{3}[\dXx](?![\dA-Za-z])", re.ASCII)
_MOBILE = re.compile(
    r"(?<![\d.,A-Za-z/_-])(?:(?:\+|00)86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d.,%％A-Za-z/_]|[万亿元吨人个次件户公平立千米])",
    re.ASCII,
)
_LANDLINE = re.compile(
    r"(?<![\d.A-Za-z/_-])[（(]?0(?:10|2\d|[3-9]\d\d)[）)]?[-－—– ]?[2-8]\d{6,7}(?![\d.A-Za-z%％])", re.ASCII
)
_QQ = re.compile(r"QQ(?:群|号|號)?\s?(?:是|为)?\s?[：:]?\s?[1-9]\d{4,10}(?!\d)", re.ASCII | re.IGNORECASE)
_WECHAT = re.compile(r"(?:微信号|微信號|加微信)\s?[：:]?\s?[A-Za-z][\w-]{5,19}", re.ASCII)
_AT = re.compile(r"@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", re.ASCII)
_LOCAL = re.compile(r"[\w.+-]{1,64}\Z", re.ASCII)
_PUBLIC = re.compile(r"热线|熱線|举报|舉報|咨询|諮詢|投诉|报警|客服|值班|服务电话|传真")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def check(article: Article) -> Iterable[Finding]:
    """Yield a finding for every private number or address: an identity number blocks, others need a reason."""
    for field in FIELDS:
        text: str = getattr(article, field)
        for start, end, level, what in islice(sorted(_found(text)), MOST):
            message = _("正文里有%(what)s“%(quote)s”。属于个人的请删去或隐去；单位公开的，写明理由。") % {
                "what": what,
                "quote": text[start : start + 4] + "…",
            }
            yield find(CODE, level, field, text, start, end, message)


def _found(text: str) -> Iterator[tuple[int, int, Level, str]]:
    for match in _IDENTITY.finditer(text):
        if _is_identity(match):
            yield *match.span(), "block", _("身份证号码")
    for match in _MOBILE.finditer(text):
        yield *match.span(), "reason", _("手机号码")
    for match in _LANDLINE.finditer(text):
        if not _PUBLIC.search(text, max(0, match.start() - 12), match.start()):
            yield *match.span(), "reason", _("固定电话")
    for match in _QQ.finditer(text):
        yield *match.span(), "reason", _("QQ 号")
    for match in _WECHAT.finditer(text):
        yield *match.span(), "reason", _("微信号")
    for match in _AT.finditer(text):
        if local := _LOCAL.search(text[max(0, match.start() - 64) : match.start()]):
            yield match.start() - len(local.group()), match.end(), "reason", _("电子邮箱")


def _is_identity(match: re.Match[str]) -> bool:
    """Return whether the date is one and the last place is the check digit of GB 11643 (ISO 7064, MOD 11-2)."""
    try:
        date(int(match[2]), int(match[3]), int(match[4]))
    except ValueError:
        return False
    number = match.group()
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[-1].upper()
