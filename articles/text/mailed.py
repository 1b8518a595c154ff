"""Dates as mail and feeds write them (RFC 822): Fri, 28 Jun 2024 09:53:21 +0800. Not for what is printed (`dates`)."""

import re

from articles.text.numerals import MONTHS

# Names of zones but CST, which is Chinese time on one server and American on the next.
_MAILED = re.compile(
    r"(?:[A-Za-z]{3,9},?\s{1,4})?(?P<d>\d{1,2})[\s-](?P<mon>[A-Za-z]{3})[a-z]{0,6}\.?,?[\s-](?P<Y>(?:19|20)?\d\d)"
    r"(?:\s{1,4}(?P<H>\d{1,2}):(?P<M>\d\d)(?::(?P<S>\d\d)(?:\.\d{1,9})?)?\s{0,4}(?P<z>[+-]\d\d:?\d\d|[A-Za-z]{1,5})?)?"
)
_ZONES = {
    "z": "Z", "ut": "Z", "utc": "Z", "gmt": "Z", "-0000": "Z", "est": "-0500", "edt": "-0400", "cdt": "-0500",
    "mst": "-0700", "mdt": "-0600", "pst": "-0800", "pdt": "-0700", "hkt": "+0800", "jst": "+0900",
}  # fmt: skip


def read_mailed(plain: str) -> dict[str, str | None] | None:
    """Return the parts of a date that `plain` is; a year of two digits lies between 1950 and 2049, as RFC 2822 has it.

    >>> read_mailed("Fri, 28 Jun 24 09:53 GMT")["Y"], read_mailed("2024-06-28")
    ('2024', None)
    """
    match = _MAILED.fullmatch(plain)
    if match is None or match["mon"].lower() not in MONTHS:
        return None
    year, zone = int(match["Y"]), (match["z"] or "").lower()
    whole = str(year + (2000 if year < 50 else 1900 if year < 100 else 0))
    return {**match.groupdict(), "Y": whole, "z": _ZONES.get(zone, zone if zone[:1] in ("+", "-") else None)}
