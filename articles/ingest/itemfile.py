"""Take one JSON document that lists articles apart: a JSON Feed, an array, what an interface answers.

Not for JSON Lines (`rowfile`), nor for reading an item (`shapes.records`).
"""

import json
import re
from collections.abc import Iterator

from articles.ingest import columns as names
from articles.ingest.columns import Columns

#: What the list is called: by JSON Feed, and by what other programs answer.
_LISTS = frozenset(["items", "data", "list", "articles", "news", "results", "rows", "records", "entries", "posts"])
_BLANK = re.compile(r"[ \t\r\n]*+")
_GAP = re.compile(r"[ \t\r\n]*+,?[ \t\r\n]*+")
#: So deep a list may stand in the document, as in {"data": {"list": […]}}.
_DEEPEST = 3
_DECODER = json.JSONDecoder()


def find_items(text: str, columns: Columns = ()) -> int | None:
    """Return where the first item of a list of articles begins; None where `text`, or its beginning, is no such document.

    >>> find_items('{"version": "1", "items": [{"title": "题", "content_html": "<p>文</p>"}]}')
    27
    """
    start = _BLANK.match(text, 1 if text.startswith("\ufeff") else 0).end()  # type: ignore[union-attr]  # it matches nothing, too
    at = _find_list(text, start, columns, 0)
    if at is None:
        return None
    first = _decode(text, at)
    return at if first and isinstance(first[0], dict) and names.has_body(_paths(first[0]), columns) else None


def read_items(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the items, the first of which begins at `at`; the last may be broken, its span empty."""
    while at < len(text) and text[at] != "]":
        found = _decode(text, at)
        if found is None:
            yield at, at
            return
        yield at, found[1]
        gap = _GAP.match(text, found[1])
        at = gap.end() if gap else len(text)


def _find_list(text: str, at: int, columns: Columns, depth: int) -> int | None:
    """Return where the first item of the list begins that is the value at `at` or stands in it."""
    if text.startswith("[", at):
        return _skip(text, at + 1)
    if not text.startswith("{", at) or depth >= _DEEPEST:
        return None
    seen: list[str] = []
    at = _skip(text, at + 1)
    while text.startswith('"', at):
        key = _decode(text, at)
        if key is None or not text.startswith(":", colon := _skip(text, key[1])):
            return None
        name, at = str(key[0]), _skip(text, colon + 1)
        if name.lower() in _LISTS and text.startswith(("[", "{"), at):
            # An article of its own may hold lists.
            return None if names.has_body(seen, columns) else _find_list(text, at, columns, depth + 1)
        seen.append(name)
        value = _decode(text, at)
        if value is None:
            return None
        at = _skip(text, value[1])
        at = _skip(text, at + 1) if text.startswith(",", at) else len(text)
    return None


def _skip(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _decode(text: str, at: int) -> tuple[object, int] | None:
    """Return the value at `at` and where it ends; None where there is no whole one."""
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        return None


def _paths(value: dict[str, object]) -> Iterator[str]:
    for name, inner in value.items():
        yield name
        if isinstance(inner, dict):
            yield from (f"{name}.{each}" for each in inner)
