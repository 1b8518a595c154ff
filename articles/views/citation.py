"""Citations in the form of GB/T 7714, of what was signed. Nothing unknown is filled in."""

import re
from typing import Any

_AUTHORS = ("author", "commentator")
_REPORTERS = ("reporter", "correspondent")
#: Letters of GB/T 7714 for the kinds of source that have their own; all others are EB, electronic bulletins.
_LETTERS = {"newspaper": "N", "journal": "J"}
_STATED = re.compile(r"\d{4}(-\d\d){0,2}")


def cite(content: dict[str, Any], kind: str, address: str) -> str:  # Any: the signed JSON
    """Return the citation of a signed article, from a source of `kind`, found at `address`.

    >>> cite({"people": [], "title": "一座桥", "source": None, "date": "XXXX-06-28"}, "", "https://example.org/1")
    '一座桥[EB/OL]. [来源不详], [日期不详]. https://example.org/1.'
    """
    names = _authors(content["people"])
    who = ", ".join(names[:3]) + (", 等" if len(names) > 3 else "")
    title = f"{content['title']}[{_LETTERS.get(kind, 'EB')}/OL]"
    stated = _STATED.match(content["date"])
    where = f"{content['source'] or '[来源不详]'}, {stated[0] if stated else '[日期不详]'}"
    return f"{'. '.join(part for part in (who, title, where, address) if part)}."


def _authors(people: list[dict[str, str]]) -> list[str]:
    authors = [person["name"] for person in people if person["role"] in _AUTHORS]
    return authors or [person["name"] for person in people if person["role"] in _REPORTERS]
