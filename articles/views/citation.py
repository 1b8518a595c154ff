"""Citations in the form of GB/T 7714, of what was signed. Nothing unknown is filled in; notices are told.

The standard puts the day of a change in brackets behind the date; here it says what the change was.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from articles.models import Notice

_AUTHORS = ("author", "commentator")
_REPORTERS = ("reporter", "correspondent")
#: Letters of GB/T 7714 for the kinds of source that have their own; all others are EB, electronic bulletins.
_LETTERS = {"newspaper": "N", "journal": "J"}
_STATED = re.compile(r"\d{4}(-\d\d){0,2}")


def cite(
    content: dict[str, Any], kind: str, address: str, notices: Iterable[Notice] = ()
) -> str:  # Any: the signed JSON
    """Return the citation of a signed article, from a source of `kind`, found at `address`, with its last notice.

    >>> cite({"people": [], "title": "一座桥", "source": None, "date": "XXXX-06-28"}, "", "https://example.org/1")
    '一座桥[EB/OL]. [来源不详], [日期不详]. https://example.org/1.'
    """
    names = _authors(content["people"])
    who = ", ".join(names[:3]) + (", 等" if len(names) > 3 else "")
    title = f"{content['title']}[{_LETTERS.get(kind, 'EB')}/OL]"
    stated = _STATED.match(content["date"])
    where = f"{content['source'] or '[来源不详]'}, {stated[0] if stated else '[日期不详]'}{_noted(notices)}"
    return f"{'. '.join(part for part in (who, title, where, address) if part)}."


def _noted(notices: Iterable[Notice]) -> str:
    """Return what the last notice says of the piece: a withdrawal counts before any correction."""
    last = max(notices, key=lambda notice: (notice.is_withdrawal, notice.at), default=None)
    if last is None:
        return ""
    return f"({timezone.localtime(last.at):%Y-%m-%d}{'撤稿' if last.is_withdrawal else '更正'})"


def _authors(people: list[dict[str, str]]) -> list[str]:
    authors = [person["name"] for person in people if person["role"] in _AUTHORS]
    return authors or [person["name"] for person in people if person["role"] in _REPORTERS]
