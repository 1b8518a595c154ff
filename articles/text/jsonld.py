"""The strings in a piece of JSON-LD, each with its span: read as text, never run, whatever it holds.

Not a parser of JSON: what is broken is read as far as it goes.
"""

import re

from articles.text.ledger import Edit

#: Longer data, deeper data and longer strings say nothing about one article.
_LONGEST = 60_000
_DEEPEST = 8
_TOKEN = re.compile(r'"(?P<string>(?:[^"\\\n]|\\.){0,2000})"|(?P<mark>[{}\[\]:,])')
_ESCAPE = re.compile(r"\\(?:u(?P<code>[0-9a-fA-F]{4})|(?P<char>[^u]))")
_CHARS = {"n": " ", "r": "", "t": " ", "b": "", "f": ""}


def read_strings(text: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    """Return the spans of the strings in `text[start:end]` by the keys that lead to them, the first of each.

    Lists are left out of the keys, and all keys are in lower case.

    >>> data = '[{"headline": "新机器", "author": [{"name": "张某"}]}]'
    >>> {path: data[a:b] for path, (a, b) in read_strings(data, 0, len(data)).items()}
    {'headline': '新机器', 'author.name': '张某'}
    """
    found: dict[str, tuple[int, int]] = {}
    keys: list[str] = []
    last: tuple[int, int] | None = None
    key = ""
    for match in _TOKEN.finditer(text, start, min(end, start + _LONGEST)):
        mark = match["mark"]
        if mark is None:
            last = match.span("string")
        elif mark == ":":
            key = text[slice(*last)].lower() if last else ""
            last = None
        else:
            path = ".".join(one for one in (*keys, key) if one)
            if last and path:
                found.setdefault(path, last)
            last = None
            if mark in "{[":
                if len(keys) >= _DEEPEST:
                    return found
                keys.append(key)
            elif mark in "}]" and keys:
                keys.pop()
            key = ""
    return found


def unescape(text: str, start: int, end: int) -> tuple[Edit, ...]:
    """Return the edits that spell the escapes in `text[start:end]` as what they stand for.

    >>> [(e.before, e.after) for e in unescape(r"\\u65b0机器", 0, 8)]
    [('\\\\u65b0', '新')]
    """
    edits: list[Edit] = []
    for match in _ESCAPE.finditer(text, start, end):
        if match["code"] and match["code"][:2].lower() in ("d8", "d9", "da", "db", "dc", "dd", "de", "df"):
            continue
        plain = chr(int(match["code"], 16)) if match["code"] else _CHARS.get(match["char"], match["char"])
        edits.append(Edit(match.start(), match.end(), "decoded:json", match.group(), plain))
    return tuple(edits)
