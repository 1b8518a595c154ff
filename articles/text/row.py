"""One row of a records file as text: a JSON object, or a header and a row of CSV, with the span of every value.

A linear scanner that keeps offsets: what escapes and doubled quotes stand for is said in edits. Not for what a column
means (`ingest.columns`), nor for taking a file apart into its rows (`ingest.rowfile`).
"""

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from articles.text.ledger import Edit

#: How deep in a JSON object a value is still looked at: `author.name`, and the items of a list in it.
MAX_DEPTH = 4
#: How many values of one name, as in a list of tags, are looked at.
MAX_ALIKE = 200
DELIMITERS = (",", "\t", ";")
_TOKEN = re.compile(r'"(?P<string>[^"\\]*+(?:\\.[^"\\]*+)*+)"|[{}\[\],]|(?P<scalar>[^\s{}\[\]:,"]++)', re.DOTALL)
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL)
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_LONE = re.compile("[\ud800-\udfff]")
_PROSE = re.compile("[。！？；，：“”「」]")
_ENDS = ("\r\n", "\n", "\r")


@dataclass(frozen=True, slots=True)
class Cell:
    """A value at `[start, end)` of the text, quotes left out; `edits`, in coordinates of the text, make it its value."""

    name: str
    start: int
    end: int
    edits: tuple[Edit, ...] = ()

    def value(self, text: str) -> str:
        """Return what the cell says: its escapes undone."""
        parts: list[str] = []
        at = self.start
        for edit in self.edits:
            parts += (text[at : edit.start], edit.after)
            at = edit.end
        return "".join((*parts, text[at : self.end]))

    def places(self) -> Callable[[int], int]:
        """Return the function from a place in the value to its place in the text."""
        starts: list[int] = []
        shifts = [self.start]
        for edit in self.edits:
            starts.append(edit.start - shifts[-1])
            shifts.append(shifts[-1] + len(edit.before) - len(edit.after))
        return lambda place: place + shifts[bisect_left(starts, place)]


def read_object(text: str) -> tuple[Cell, ...] | None:
    """Return the strings and numbers of a JSON object, in order; None where `text` is no JSON object.

    A value inside an object or a list bears the names on the way to it, as in `author.name`.

    >>> [(cell.name, cell.value('{"a": "一\\\\n二", "b": [3, null]}')) for cell in read_object('{"a": "一\\\\n二", "b": [3, null]}')]
    [('a', '一\\n二'), ('b', '3')]
    """
    return tuple(_scan(text)) if isinstance(parse(text), dict) else None


def parse(text: str) -> object:
    """Return what `text` holds as JSON; None where it is none (or says null)."""
    if text.lstrip("\ufeff \t\r\n")[:1] not in ("{", "["):
        return None
    try:
        parsed: object = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    return parsed


def _scan(text: str) -> Iterator[Cell]:
    """Yield the cells of a text that is a JSON object."""
    seen: Counter[str] = Counter()
    keys: list[str | None] = []  # of each bracket that is open: the key in an object, "" in a list
    for token in _TOKEN.finditer(text):
        word = token.group()
        if word in ("{", "["):
            keys.append(None if word == "{" else "")
        elif word in ("}", "]"):
            keys.pop()
        elif word == ",":
            keys[-1] = None if keys[-1] != "" else ""
        elif keys[-1] is None:
            keys[-1] = (json.loads(word) if "\\" in word else word[1:-1]) or " "
        elif len(keys) <= MAX_DEPTH and word != "null":
            name = ".".join(key for key in keys if key)
            seen[name] += 1
            if seen[name] > MAX_ALIKE:
                continue
            if token["string"] is None:
                yield Cell(name, *token.span())
            else:
                yield Cell(name, *token.span("string"), tuple(_unescape(token["string"], token.start("string"))))


def _unescape(raw: str, at: int) -> Iterator[Edit]:
    """Yield the edits that undo the escapes of a JSON string; half a character becomes U+FFFD."""
    if "\\" not in raw:
        return
    for match in _ESCAPE.finditer(raw):
        word, start = match.group(), at + match.start()
        if len(word) == 12:
            yield Edit(start, start + 6, "decoded:json", word[:6], "")
            start, plain = start + 6, json.loads(f'"{word}"')
            word = word[6:]
        elif len(word) == 6:
            plain = _LONE.sub("\ufffd", chr(int(word[2:], 16)))
        else:
            plain = _PLAIN.get(word[1], word[1])
        yield Edit(start, start + len(word), "decoded:json", word, plain)


def read_table(text: str) -> tuple[Cell, ...] | None:
    """Return the cells of a text that is a header of CSV and one row; None where it is anything else.

    >>> [(cell.name, cell.start, cell.end) for cell in read_table('标题,正文\\n甲,"乙，""丙"" 丁"\\n')]
    [('标题', 6, 7), ('正文', 9, 18)]
    """
    names = read_header(text)
    if names is None:
        return None
    delimiter = find_delimiter(text)
    header, at = read_record(text, 0, delimiter)
    row, at = read_record(text, at, delimiter)
    if len(row) != len(header) or text[at:].strip():
        return None
    return tuple(replace(cell, name=name) for cell, name in zip(row, names, strict=True))


def read_header(text: str) -> tuple[str, ...] | None:
    """Return the names in the first line of `text`, if it can be a header: two or more, short, none twice."""
    delimiter = find_delimiter(text)
    if not delimiter:
        return None
    cells, _end = read_record(text, 0, delimiter)
    names = tuple(cell.value(text).strip("\ufeff \t") for cell in cells)
    fit = all(0 < len(name) <= 40 and name.isprintable() and not _PROSE.search(name) for name in names)
    return names if fit and 1 < len(names) == len(set(names)) else None


def find_delimiter(text: str) -> str:
    """Return the mark that parts the names of the first line; empty where there is none."""
    line = text[: min((at for end in "\r\n" if (at := text.find(end)) >= 0), default=len(text))][:10_000]
    return max(DELIMITERS, key=line.count) if any(mark in line for mark in DELIMITERS) else ""


#: The most doubled quotes of one cell, each of which is a change to the text: no article has as many.
MAX_DOUBLED = 50_000


def read_record(text: str, at: int, delimiter: str) -> tuple[list[Cell], int]:
    """Return the cells, yet without names, of the record of CSV at `at`, and where the next one begins.

    No cells where the record is broken: a quote that is not closed, or text behind one that is, or a cell of nothing but quotes.
    """
    field = _FIELDS[delimiter]
    cells: list[Cell] = []
    while match := field.match(text, at):
        if match["quoted"] is None:
            cells.append(Cell("", *match.span("bare")))
        elif match["quoted"].count('""') > MAX_DOUBLED:
            return [], at
        else:
            cells.append(Cell("", *match.span("quoted"), tuple(_undouble(match["quoted"], match.start("quoted")))))
        at = match.end()
        if not text.startswith(delimiter, at):
            break
        at += 1
    end = next((end for end in _ENDS if text.startswith(end, at)), "")
    if not match or (at < len(text) and not end):
        return [], at
    return cells, at + len(end)


#: One field: quoted, or as it stands. What follows it tells whether it is whole.
_FIELDS = {
    mark: re.compile(rf'"(?P<quoted>[^"]*+(?:""[^"]*+)*+)"|(?P<bare>(?:[^"{mark}\r\n][^{mark}\r\n]*+)?)')
    for mark in DELIMITERS
}


def _undouble(raw: str, at: int) -> Iterator[Edit]:
    for match in re.finditer('""', raw):
        yield Edit(at + match.start(), at + match.start() + 1, "decoded:csv", '"', "")
