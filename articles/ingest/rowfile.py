"""Take a file of records apart into its rows, as they stand, one after the other: JSON Lines, a list in JSON, or CSV with a header.

The file is streamed and never held whole. Not for reading a row (`shapes.records`), nor for packed files (`container`).
"""

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Literal

from articles.ingest import columns as names
from articles.ingest.columns import Columns
from articles.ingest.decode import MAX_BYTES
from articles.ingest.itemfile import find_items, read_items
from articles.text import row as rows

#: How much of a file is looked at to know what it is, and how many of its rows.
HEAD = 256 * 1024
LOOKED_AT = 20
_NO_BODY = "正文一栏是空的，或没有这一栏。"
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\n|\r)")
_CHUNK = 64 * 1024
_UTF_16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class RowFile:
    """What a file of records is. `encoding` is that of its text; `refused` says why it is not taken apart."""

    form: Literal["json", "items", "csv"]
    encoding: str
    refused: str = ""
    is_meant: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number, the first being 1, and its bytes; or why it is broken."""

    number: int
    content: bytes = b""
    broken: str = ""


def recognise(head: bytes, columns: Columns = ()) -> RowFile | None:
    """Return what kind of records file begins with `head`; None where it is none.

    A file whose columns hold no text is one too, and says so.
    """
    encoding, text = _decode(head)
    found = _as_json(text, encoding, len(head) >= HEAD, columns)
    if found is None and find_items(text, columns) is not None:
        return RowFile("items", encoding)
    return found or _as_csv(text, encoding, len(head) >= HEAD, columns)


def read_rows(file: IO[bytes], found: RowFile, columns: Columns = ()) -> Iterator[Row]:
    """Yield the rows of `file`, which stands at its beginning; a row of CSV with the header before it."""
    if found.form == "json":
        yield from _read_lines(file, found.encoding, columns)
    elif found.form == "items":
        yield from _read_list(file, found.encoding, columns)
    else:
        yield from _read_records(file, found.encoding, columns)


def _decode(head: bytes) -> tuple[str, str]:
    """Return the encoding of a file by its first bytes, and these as text, a character cut at the end left out."""
    for mark, encoding in _UTF_16:
        if head.startswith(mark):
            return encoding, codecs.getincrementaldecoder(encoding)("replace").decode(head[2:])
    try:
        return "utf-8", codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        text = codecs.getincrementaldecoder("utf-8")("replace").decode(head)
        chinese = codecs.getincrementaldecoder("gb18030")("replace").decode(head)
        return ("gb18030", chinese) if chinese.count("\ufffd") < text.count("\ufffd") else ("utf-8", text)


def _as_json(text: str, encoding: str, is_cut: bool, columns: Columns) -> RowFile | None:
    lines = [line for line in text.lstrip("\ufeff").split("\n")[:LOOKED_AT] if line.strip()]
    if not lines or not lines[0].lstrip().startswith("{"):
        return None
    whole = lines[:-1] if is_cut and len(lines) < LOOKED_AT and len(lines) > 1 else lines
    objects = [parsed for line in whole if isinstance(parsed := rows.parse(line), dict)]
    if not objects and is_cut and len(lines) == 1:
        return None
    if 2 * len(objects) < len(whole):
        return None
    if encoding.startswith("utf-16"):
        return RowFile("json", encoding, "每行一条的 JSON 是 UTF-16 编码，不能逐行读入；请另存为 UTF-8。")
    found = dict.fromkeys(name for each in objects for name in _paths(each))
    if names.has_body(found, columns):
        return RowFile("json", encoding)
    return None if len(whole) < 2 else _refused("json", encoding, list(found), columns)


def _paths(value: dict[str, object]) -> Iterator[str]:
    for name, inner in value.items():
        yield name
        if isinstance(inner, dict):
            yield from (f"{name}.{each}" for each in inner)


def _as_csv(text: str, encoding: str, is_cut: bool, columns: Columns) -> RowFile | None:
    header = rows.read_header(text)
    if header is None:
        return None
    delimiter = rows.find_delimiter(text)
    _cells, at = rows.read_record(text, 0, delimiter)
    fit = unfit = 0
    while at < len(text) and fit + unfit < LOOKED_AT:
        cells, end = rows.read_record(text, at, delimiter)
        if is_cut and not cells and text.startswith('"', end):
            break  # a row that goes on behind what is looked at
        fit, unfit = fit + (len(cells) == len(header)), unfit + (len(cells) != len(header))
        at = end if cells else max(end, text.find("\n", at) + 1, at + 1)
    is_open = is_cut and not fit  # one row longer than what was looked at
    if names.has_body(header, columns):
        return RowFile("csv", encoding) if fit > unfit or is_open else None
    return _refused("csv", encoding, list(header), columns) if len(header) > 2 and fit > unfit else None


def _refused(form: Literal["json", "csv"], encoding: str, found: list[str], columns: Columns) -> RowFile:
    """Return a records file that is not taken apart, as none of its columns holds a text."""
    shown = "、".join(name[:30] for name in found[:20]) + ("……" if len(found) > 20 else "")
    missing = next((column for kind, column in columns if kind == "body"), "")
    reason = f"没有名为“{missing}”的栏" if missing else "没有一栏可以当正文"
    is_meant = any(names.rank(name, columns) for name in found)
    return RowFile(
        form, encoding, f"是一行一条的数据，{reason}。栏目有：{shown}。请用 --map body=栏名 指明。", is_meant
    )


def _read_lines(file: IO[bytes], encoding: str, columns: Columns) -> Iterator[Row]:
    """Yield the lines that are not blank, each by the number of its line in the file."""
    number = 0
    while line := file.readline(MAX_BYTES + 2):
        number += 1
        if len(line) > MAX_BYTES and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = file.readline(_CHUNK)
            yield Row(number, broken=_too_long())
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            content = line.rstrip(b"\r\n")
            yield Row(number, content, _broken_json(content.decode(encoding, "replace"), columns))


def _read_list(file: IO[bytes], encoding: str, columns: Columns) -> Iterator[Row]:
    """Yield the items of one JSON document, which is held whole: it may be as large as one capture."""
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        yield Row(1, broken=f"这份 JSON 超过 {MAX_BYTES // 1024**2} MB，请改存为每行一条（JSON Lines）。")
        return
    text = content.decode(encoding, "replace")
    at = find_items(text, columns)
    for number, (start, end) in enumerate(read_items(text, at) if at is not None else (), start=1):
        item = text[start:end]
        yield Row(number, item.encode(encoding, "replace"), _broken_json(item, columns))


def _broken_json(text: str, columns: Columns) -> str:
    """Return what is wrong with a line of JSON Lines; empty where nothing is."""
    try:
        parsed = json.loads(text.removeprefix("\ufeff"))
    except RecursionError:
        return "嵌套太深，不像文章的记录。"
    except json.JSONDecodeError as error:
        return f"不是完整的 JSON（第 {error.colno} 个字符处）。"
    except ValueError:
        return "不是可读的 JSON。"
    if not isinstance(parsed, dict):
        return "不是一个 JSON 对象。"
    if _has_text(parsed, columns) or names.read_body(text, columns) is not None:
        return ""
    return _NO_BODY


def _has_text(parsed: dict[str, object], columns: Columns) -> bool:
    """Return whether a column of its own for the text has one: a look that spares most rows the reading of their cells."""
    found = ((names.rank(name, columns), value) for name, value in parsed.items())
    return any(each and each[0] == "body" and isinstance(value, str) and bool(value.strip()) for each, value in found)


def _too_long() -> str:
    return f"这一行超过 {MAX_BYTES // 1024**2} MB。"


class _Window:
    """A window on a stream of CSV, read on as it is asked for more; what lies before `at` is done with."""

    def __init__(self, file: IO[bytes], encoding: str) -> None:
        # Every mark of CSV is one byte that is no part of a Chinese character, in UTF-8 and in GB 18030 alike.
        self._codec = encoding if encoding.startswith("utf-16") else "latin-1"
        self._decoder = codecs.getincrementaldecoder(self._codec)("surrogatepass")
        self._file = file
        self._ended = False
        self.text = ""
        self.at = 0
        self._more()
        self.delimiter = rows.find_delimiter(self.text) or ","

    def _more(self) -> None:
        """Read on, as much as there is already: so looking again from the beginning stays linear."""
        self.text, self.at = self.text[self.at :], 0
        chunk = self._file.read(max(_CHUNK, len(self.text)))
        self._ended = not chunk
        self.text += self._decoder.decode(chunk, final=self._ended)

    def record(self) -> tuple[str, int]:
        """Return the next record as it stands, and how many cells it has: none where it is broken, or too long."""
        while True:
            cells, end = rows.read_record(self.text, self.at, self.delimiter)
            is_open = not cells and self.text.startswith('"', end)
            if self._ended or (end < len(self.text) and not is_open):
                break
            if len(self.text) - self.at > MAX_BYTES:
                cells = []
                break
            self._more()
        if not cells:
            return self._line(), 0
        record, self.at = self.text[self.at : end], end
        return record, len(cells)

    def _line(self) -> str:
        """Return what is left of the line, however long, shortened."""
        taken = ""
        while True:
            match = _LINE.match(self.text, self.at)
            end = match.end() if match else len(self.text)
            taken, self.at = taken or self.text[self.at : end], end
            if self._ended or (match and end < len(self.text)):
                return taken
            self._more()

    def encode(self, text: str) -> bytes:
        """Return the bytes of a part of the stream."""
        return text.encode(self._codec, "surrogatepass")


def _read_records(file: IO[bytes], encoding: str, columns: Columns) -> Iterator[Row]:
    """Yield the records under the header, blank lines left out; one that is broken ends with its first line."""
    window = _Window(file, encoding)
    header, wanted = window.record()
    number = 0
    while True:
        record, count = window.record()
        if not record:
            return
        if not record.strip():
            continue
        number += 1
        broken = _broken_record(len(record), count, wanted)
        content = b"" if broken else window.encode(header + record)
        if not broken and names.read_body(content.decode(encoding, "replace"), columns) is None:
            broken = _NO_BODY
        yield Row(number, content, broken)


def _broken_record(length: int, count: int, wanted: int) -> str:
    """Return what is wrong with a record; empty where nothing is."""
    if not count:
        return "引号没有合上，或引号后面还有字。"
    if count != wanted:
        return f"有 {count} 栏，表头有 {wanted} 栏。"
    return _too_long() if length > MAX_BYTES else ""
