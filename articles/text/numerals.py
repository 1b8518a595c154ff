"""Figures as dates print them, Latin, full width or Chinese, and the names of months. Not for amounts in running text."""

import re

# Digits as printed (Latin, full width, Chinese) to Latin digits, one for one, so that spans hold.
_DIGITS = str.maketrans("０１２３４５６７８９〇○零一二三四五六七八九：／．－", "0123456789000123456789:/.-")
_DIGIT = re.compile("[０-９〇○零一二三四五六七八九：／．－]+")
#: The first three letters of each month.
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def to_latin(text: str) -> str:
    """Return `text` with its figures in Latin, character for character.

    >>> to_latin("二〇二四年"), to_latin("２０２４－０６")
    ('2024年', '2024-06')
    """
    return _DIGIT.sub(lambda match: match.group().translate(_DIGITS), text)


def number(printed: str | None) -> int | None:
    """Return the number of `printed`, whose single Chinese digits are Latin already; None for X or nothing.

    >>> number("2十6"), number("十"), number("09"), number("XX")
    (26, 10, 9, None)
    """
    if not printed or "X" in printed:
        return None
    tens, ten, ones = printed.partition("十")
    return int(tens or 1) * 10 + int(ones or 0) if ten else int(printed)
