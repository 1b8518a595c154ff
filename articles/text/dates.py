"""Dates as the press prints them: a value that keeps exactly the parts that were stated, and a recogniser for it.

Not for guessing: no missing part is ever filled in, and copyright lines and year ranges are not dates.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import Literal

from articles.text.mailed import read_mailed
from articles.text.numerals import MONTHS, number, to_latin

Precision = Literal["second", "minute", "day", "month", "year", "partial", "none"]
Certainty = Literal["stated", "inferred", "assumed"]
#: The zone of the mainland press, taken where none is printed.
ASSUMED_ZONE = "+08:00"

_N = r"(?:[123]?十[1-9]?|\d{1,2})"
_TIME = (
    r"(?:[T\s]{0,4}(?:(?:HKT|北京[时時][间間]|香港[时時][间間])\s?)?(?P<half>上午|下午|晚上|晚|凌晨|中午)?\s?(?:(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:\.\d{1,9})?)?"
    r"(?:\s?(?P<z>Z|[+-]\d{2}:?\d{2})(?!\d))?|(?P<h>\d{1,2})[时時点點](?P<i>\d{1,2})分(?:(?P<s>\d{1,2})秒)?)(?!:?\d))?"
)
_FORMS = (
    re.compile(
        rf"(?<![\d.])(?P<Y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}})(?![\d%])(?!(?P=sep)\d){_TIME}"
    ),
    re.compile(rf"(?<!\d)(?P<Y>(?:19|20)\d\d)\s?年\s?(?P<m>{_N})\s?月\s?(?P<d>{_N})\s?[日号號]{_TIME}"),
    re.compile(rf"(?<!\d)(?P<Y>(?:19|20)\d\d)\s?年\s?(?P<m>{_N})\s?月(?!\d)"),
    re.compile(r"(?<!\d)(?P<Y>(?:19|20)\d\d)\s?年(?!\s?\d)"),
    # As programs in English write them: March 4, 2024 10:32 AM
    re.compile(
        r"(?<![A-Za-z])(?P<mon>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\.?\s(?P<d>\d{1,2}),?\s(?P<Y>(?:19|20)\d\d)(?!\d)"
        r"(?:,?\s(?:at\s)?(?P<H>\d{1,2}):(?P<M>\d\d)(?::(?P<S>\d\d))?(?:\s?(?P<half>AM|PM))?(?!:?\d))?"
    ),
    re.compile(rf"(?<![\d年])(?P<m>{_N})\s?月\s?(?P<d>{_N})\s?[日号號]"),
    re.compile(rf"(?<![\d十月年近前第至—-])(?P<d>{_N})日(?![内內前后後均报報游])"),
)
#: What every form has somewhere, as it is printed: a figure and behind it a mark of dates.
_MAY_DATE = re.compile(
    r"[\d十〇○零一二三四五六七八九]\s?[年月日]|[\d〇○零一二三四五六七八九][-/.／．－][\d〇○零一二三四五六七八九]|[a-z.]\s\d{1,2},?\s(?:19|20)\d\d"
)
#: No form matches more, blanks and all.
_LONGEST_DATE = 100
# As servers and sites write them: Mon Apr 22 09:18:33 2019, and 2019 09/07 19:02 in three boxes.
_WHOLE = (
    re.compile(
        r"(?:[A-Z][a-z]{2},?\s{1,2})?(?P<mon>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s{1,2}(?P<d>\d{1,2})\s{1,2}"
        r"(?P<H>\d{1,2}):(?P<M>\d{2}):(?P<S>\d{2})\s(?P<Y>(?:19|20)\d\d)"
    ),
    re.compile(
        r"(?P<Y>(?:19|20)\d\d)\s(?P<m>\d{1,2})[-/.](?P<d>\d{1,2})\s(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2}))?"
    ),
    re.compile(r"(?P<Y>(?:19|20)\d\d)-(?P<m>\d{1,2})"),
    re.compile(r"(?P<Y>(?:19|20)\d\d)(?P<m>\d{2})(?P<d>\d{2})"),
    re.compile(r"(?P<Y>(?:19|20)\d\d)"),
)
_EDTF = re.compile(
    r"(?P<Y>\d{4}|XXXX)(?:-(?P<m>\d\d|XX)(?:-(?P<d>\d\d|XX)"
    r"(?:T(?P<H>\d\d):(?P<M>\d\d)(?::(?P<S>\d\d))?(?P<z>Z|[+-]\d\d:\d\d)?)?)?)?",
    re.ASCII,
)
_NOT_DATED = re.compile(r"copyright|©|版权所有|版權所有|ICP备", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PressDate:
    """A date of which any part may be unstated (None). Times are kept only with a whole day before them."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    zone: str | None = None
    certainty: Certainty = "stated"

    @property
    def precision(self) -> Precision:
        """Return the smallest stated part, `partial` where a larger one is missing, `none` when empty."""
        if self.year is None and self.month is None and self.day is None:
            return "none"
        if self.year is None or (self.month is None and self.day is not None):
            return "partial"
        parts: tuple[tuple[int | None, Precision], ...] = (
            (self.month, "month"),
            (self.day, "day"),
            (self.minute, "minute"),
            (self.second, "second"),
        )
        found: Precision = "year"
        for part, name in parts:
            if part is None:
                break
            found = name
        return found

    def to_edtf(self) -> str:
        """Return the EDTF form (ISO 8601-2), with our minute form; an empty string for an empty date.

        >>> PressDate(2024, 6, 28, 9, 53).to_edtf(), PressDate(day=23).to_edtf()
        ('2024-06-28T09:53', 'XXXX-XX-23')
        """
        if self.precision == "none":
            return ""
        year = "XXXX" if self.year is None else f"{self.year:04}"
        month = "XX" if self.month is None else f"{self.month:02}"
        if self.month is None and self.day is None:
            return year
        if self.day is None:
            return f"{year}-{month}"
        day = f"{year}-{month}-{self.day:02}"
        if self.precision == "minute":
            return f"{day}T{self.hour:02}:{self.minute:02}{self.zone or ''}"
        if self.precision == "second":
            return f"{day}T{self.hour:02}:{self.minute:02}:{self.second:02}{self.zone or ''}"
        return day

    def bounds(self) -> tuple[datetime, datetime] | None:
        """Return the half-open span of time in UTC that the date leaves open; None when the year is unknown.

        >>> [str(b) for b in PressDate(2024, 6).bounds() or ()]
        ['2024-05-31 16:00:00+00:00', '2024-06-30 16:00:00+00:00']
        """
        if self.year is None:
            return None
        first = datetime(self.year, self._months()[0], self.day or 1, tzinfo=_offset(self.zone or ASSUMED_ZONE))
        last = first.replace(month=self._months()[-1])
        match self.precision:
            case "second":
                first = last = first.replace(hour=self.hour or 0, minute=self.minute or 0, second=self.second or 0)
                span = timedelta(seconds=1)
            case "minute":
                first = last = first.replace(hour=self.hour or 0, minute=self.minute or 0)
                span = timedelta(minutes=1)
            case "day" | "partial":
                span = timedelta(days=1)
            case _:
                span = timedelta(days=monthrange(self.year, last.month)[1])
        return first.astimezone(UTC), (last + span).astimezone(UTC)

    def _months(self) -> tuple[int, ...]:
        """Return the months that hold the day, of the year that is known."""
        if self.month is not None:
            return (self.month,)
        return tuple(m for m in range(1, 13) if monthrange(self.year or 2000, m)[1] >= (self.day or 1))


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date printed at `[start, end)` of the text it was found in."""

    start: int
    end: int
    date: PressDate


def display(date: PressDate) -> str:
    """Return `date` as an editor reads it, with what is unknown said.

    >>> display(PressDate(2024, 6, 28)), display(PressDate(month=6, day=28)), display(PressDate())
    ('2024年6月28日', '6月28日（年份不详）', '日期不详')
    """
    stated = "".join(
        f"{part}{unit}" for part, unit in ((date.year, "年"), (date.month, "月"), (date.day, "日")) if part is not None
    )
    match date.precision:
        case "none":
            return "日期不详"
        case "second":
            return f"{stated} {date.hour:02}:{date.minute:02}:{date.second:02}"
        case "minute":
            return f"{stated} {date.hour:02}:{date.minute:02}"
        case "partial":
            missing = [word for part, word in ((date.year, "年份"), (date.month, "月份")) if part is None]
            return f"{stated}（{'、'.join(missing)}不详）"
        case _:
            return stated


def parse_edtf(text: str) -> PressDate:
    """Return the date that `text` writes in our forms of EDTF. Raises ValueError for anything else.

    >>> parse_edtf("XXXX-06-28").precision
    'partial'
    """
    match = _EDTF.fullmatch(text)
    found = match and _build(match)
    if found is None or found.precision == "none":
        raise ValueError(f"not a date in our forms of EDTF: {text[:40]!r}")
    return found


def read_date(text: str) -> PressDate | None:
    """Return the date that `text` is as a whole, blanks at its ends aside; None when it is not one date.

    >>> read_date("2022-01-03 07:29:30 +0800").to_edtf(), read_date("2026"), read_date("2024-13-01")
    ('2022-01-03T07:29:30+08:00', PressDate(year=2026, month=None, day=None, hour=None, minute=None, second=None, zone=None, certainty='stated'), None)
    >>> read_date("Fri, 30 Dec 2005 14:19:19 GMT").to_edtf()
    '2005-12-30T14:19:19Z'
    """
    plain = text.strip()
    return _read_short(plain) if len(plain) <= _LONGEST_DATE else None


@lru_cache(maxsize=1024)  # of short texts alone: what is remembered stays in memory
def _read_short(plain: str) -> PressDate | None:
    plain = to_latin(plain)
    for form in (*_FORMS[:3], *_WHOLE, *_FORMS[3:]):
        match = form.fullmatch(plain)
        if match and (found := _build(match)):
            return found
    mailed = read_mailed(plain)
    return _of(mailed) if mailed else None


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Return the dates printed in `text`, in order, not overlapping; none from a copyright line.

    >>> [(f.start, f.date.to_edtf()) for f in find_dates("二〇二四年四月二十六日，本报23日讯")]
    [(0, '2024-04-26'), (14, 'XXXX-XX-23')]
    """
    return _find_short(text) if len(text) <= _LONGEST_DATE else _find(text)


def _find(text: str) -> tuple[FoundDate, ...]:
    if not _MAY_DATE.search(text) or _NOT_DATED.search(text):
        return ()
    return tuple(_scan(to_latin(text)))


#: A line of a date is asked for by each of the fields, and rows of one file bear the same.
_find_short = lru_cache(maxsize=1024)(_find)


def with_zone(date: PressDate) -> PressDate:
    """Return `date` with the assumed zone, marked so, where a second is stated and no zone."""
    if date.precision == "second" and date.zone is None:
        return replace(date, zone=ASSUMED_ZONE, certainty="assumed")
    return date


def _scan(text: str) -> Iterator[FoundDate]:
    at = 0
    hits = [form.search(text) for form in _FORMS]
    while any(hits):
        for n, hit in enumerate(hits):
            if hit and hit.start() < at:
                hits[n] = _FORMS[n].search(text, at)
        first = min((hit for hit in hits if hit), key=lambda hit: hit.start(), default=None)
        if first is None:
            return
        if found := _build(first):
            yield FoundDate(first.start(), first.start() + len(first.group().rstrip()), found)
            at = first.end()
        else:
            at = first.start() + 1


def _build(match: re.Match[str]) -> PressDate | None:
    """Return the date of a match of any form; None when its parts make no day or time."""
    return _of(match.groupdict())


def _of(parts: dict[str, str | None]) -> PressDate | None:
    year, month, day = (number(parts.get(key)) for key in ("Y", "m", "d"))
    if name := parts.get("mon"):
        month = MONTHS.index(name.lower()) + 1
    hour, minute, second = (number(parts.get(a) or parts.get(b)) for a, b in (("H", "h"), ("M", "i"), ("S", "s")))
    if hour is not None and parts.get("half") in ("下午", "晚上", "晚", "PM") and hour < 12:
        hour += 12
    if hour == 12 and parts.get("half") == "AM":
        hour = 0
    zone = parts.get("z")
    if zone and zone != "Z" and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    found = PressDate(year, month, day, hour, minute, second, zone if hour is not None else None)
    return found if _is_possible(found) else None


def _is_possible(date: PressDate) -> bool:
    if date.year == 0 or (date.month is not None and not 1 <= date.month <= 12):
        return False
    if date.zone and date.zone != "Z" and not (int(date.zone[1:3]) <= 14 and int(date.zone[4:]) < 60):
        return False
    if (date.hour or 0) > 23 or (date.minute or 0) > 59 or (date.second or 0) > 59:
        return False
    longest = 31 if date.month is None else monthrange(2000 if date.year is None else date.year, date.month)[1]
    return date.day is None or 1 <= date.day <= longest


def _offset(zone: str) -> timezone:
    if zone == "Z":
        return UTC
    sign = -1 if zone[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[4:])))
