"""A Word document (docx) as lines of text: a paragraph, a cell's paragraph or a note on each.

Bounded in size, number and depth of what it unpacks and parses; entities are refused, nothing outside the file is followed.
Not for how it looks: pictures, comments, deleted words and words that are hidden are left out; of styles only that of headings counts.
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pyexpat import ExpatError, XMLParserType
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from articles.ingest.numbering import SheetReader, Sheets, small
from articles.ingest.records import NotReadable

#: Bounds: of entries (real ones have some twenty), of XML unpacked (of the longest real ones 8 MiB), of elements within
#: elements (tables in text boxes reach forty), of elements and of characters taken.
MAX_ENTRIES = 5_000
MAX_XML = 32 * 1024 * 1024
MAX_DEPTH = 200
MAX_ELEMENTS = 600_000
MAX_CHARACTERS = 400_000

_WORD = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
#: Deleted or moved away; the reading set over a character; what older programs show in place of a text box.
_SKIPPED = frozenset({"del", "moveFrom", "rt"})
#: Of notes: the line that parts them from the text.
_RULES = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_FORMATS = frozenset({"pPr", "tblPr", "trPr", "tcPr", "sectPr", "rPr"})
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = frozenset({"0", "false", "off"})
_SPACES = re.compile(r"[\t\r\n]")
_HEADING = "## "
_TYPES = "[Content_Types].xml"
_OTHERS = (
    ("xl/", "Excel 表格"),
    ("ppt/", "PowerPoint 演示文稿"),
    ("content.xml", "OpenDocument 文档（odt）"),
    ("META-INF/container.xml", "电子书（epub）"),
)
_BROKEN = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    IndexError,
)


def read_docx(content: bytes) -> tuple[str, int]:
    """Return the text of a Word document, and where what stands on every page (headers, footers) begins at its end.

    Footnotes and endnotes follow the text. Raises NotReadable for anything else and for what passes the bounds.
    """
    if content.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise NotReadable(f"压缩包里有超过 {MAX_ENTRIES} 个条目，不是 Word 文档。")
    try:
        with ZipFile(BytesIO(content)) as packed:
            return _read(packed)
    except _BROKEN as error:
        if isinstance(error, NotReadable):
            raise
        raise NotReadable("Word 文档（docx）已损坏，无法解开。请用 Word 打开后另存，再读入。") from error


def _read(packed: ZipFile) -> tuple[str, int]:
    names = packed.namelist()
    parts = _Parts(packed, frozenset(names))
    main = _main_part(parts)
    if main is None:
        kind = next((kind for start, kind in _OTHERS if any(name.startswith(start) for name in names)), "压缩包")
        raise NotReadable(f"这是{kind}，不是 Word 文档（docx）。请把每篇文章另存为 docx 或文本。")
    folder = main.rpartition("/")[0] + "/"
    lines = _lines(parts.read(main), _sheets(parts, folder))
    for notes in ("footnotes.xml", "endnotes.xml"):
        if folder + notes in parts.names:
            lines += [line for line in _lines(parts.read(folder + notes)) if line.strip()]
    text = "\n".join(lines)
    if not text.strip():
        raise NotReadable("Word 文档里没有文字，可能全是图片。请先识别文字，再读入。")
    around = [line for name in sorted(parts.names) if _is_around(name, folder) for line in _lines(parts.read(name))]
    foot = "".join(f"\n{line}" for line in around if line.strip())
    if len(text) + len(foot) > MAX_CHARACTERS:
        raise NotReadable(f"Word 文档的文字超过 {MAX_CHARACTERS} 个字符，不像一份资料。请分开后读入。")
    return text + foot, len(text)


def _is_around(name: str, folder: str) -> bool:
    return re.fullmatch(re.escape(folder) + r"(?:header|footer)\d{0,3}\.xml", name) is not None


class _Parts:
    """The parts of a package, unpacked one at a time, never more in all than the bound."""

    def __init__(self, packed: ZipFile, names: frozenset[str]) -> None:
        self.packed = packed
        self.names = names
        self.left = MAX_XML

    def read(self, name: str) -> bytes:
        entry = self.packed.getinfo(name)
        if entry.flag_bits & 0x1:
            raise NotReadable("Word 文档加了密。请去掉密码后另存，再读入。")
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise NotReadable("Word 文档的压缩方式不认识。请用 Word 打开后另存，再读入。")
        with self.packed.open(entry) as file:
            content = file.read(self.left + 1)
        self.left -= len(content)
        if self.left < 0:
            raise NotReadable(f"Word 文档解开后超过 {MAX_XML // 1048576} MB，不像一份资料。")
        return content


def _main_part(parts: _Parts) -> str | None:
    """Return the name of the part that holds the text, as the package itself names it; None where it is no document."""
    found: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        kind, target = attributes.get("Type", ""), attributes.get("Target", "").lstrip("/")
        if kind.endswith("/officeDocument") and target in parts.names:
            found.append(target)

    if _TYPES not in parts.names:
        return None
    if "_rels/.rels" in parts.names:
        _parse(parts.read("_rels/.rels"), start, lambda name: None, lambda text: None)
    found += [name for name in ("word/document.xml",) if name in parts.names]
    return next((name for name in found if name.startswith("word/")), None)


def _parse(
    content: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Parse XML in one go (in pieces, old versions of expat take quadratic time). Raises NotReadable."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    _run(parser, content)


def _run(parser: XMLParserType, content: bytes) -> None:
    try:
        parser.Parse(content, True)
    except (ExpatError, LookupError, ValueError) as error:
        if isinstance(error, NotReadable):
            raise
        raise NotReadable("Word 文档的内容不完整或已损坏。请用 Word 打开后另存，再读入。") from error


def _refuse(*_declared: object) -> None:
    raise NotReadable("Word 文档里有 XML 实体声明，为安全起见不予读取。请用 Word 打开后另存，再读入。")


def _lines(content: bytes, sheets: Sheets | None = None) -> list[str]:
    """Return the paragraphs of one part as lines; an empty paragraph is an empty line, a heading is marked `## `."""
    part = _Part(sheets or Sheets())
    _parse(content, part.start, part.end, part.text)
    return list(part.finish())


def _sheets(parts: _Parts, folder: str) -> Sheets:
    """Return what styles and numbers of lists the document has."""
    sheets = Sheets()
    for name in ("styles.xml", "numbering.xml"):
        if folder + name in parts.names:
            reader = SheetReader(sheets)
            sheet = _Sheet(reader)
            _parse(parts.read(folder + name), sheet.start, sheet.end, lambda text: None)
            reader.finish()
    return sheets


class _Sheet:
    """One pass over a part that holds styles or numbers of lists."""

    def __init__(self, reader: SheetReader) -> None:
        self.reader = reader
        self.depth = self.elements = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > MAX_DEPTH or self.elements > MAX_ELEMENTS:
            raise NotReadable("Word 文档的结构过深或过于复杂，不像一份资料。")
        space, _, local = name.rpartition(" ")
        if space in _WORD:
            self.reader.enter(local, {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self.depth -= 1


class _Part:
    """One pass over the elements of a part: paragraphs as they are closed, text boxes behind what they stand in."""

    def __init__(self, sheets: Sheets) -> None:
        self.sheets = sheets
        self.styled: list[tuple[str, int | None, str, int]] = []
        self.headings: list[int] = []
        self.lines: list[str] = []
        self.open: list[list[str]] = []
        self.boxes: list[str] = []
        self.chars: list[str] = []
        self.depth = self.elements = self.skipped = self.in_format = 0
        self.in_text = self.kept_blanks = self.hidden = False
        self.marks_deleted: list[bool] = []
        self.rest = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > MAX_DEPTH or self.elements > MAX_ELEMENTS:
            raise NotReadable("Word 文档的结构过深或过于复杂，不像一份资料。")
        space, _, local = name.rpartition(" ")
        if self.skipped or self.is_skipped(space, local, attributes):
            self.skipped += 1
        elif space in _WORD:
            self.enter(local, {key.rpartition(" ")[2]: value for key, value in attributes.items()})
        elif space == _MATH and local == "t":
            self.in_text = self.kept_blanks = True

    def is_skipped(self, space: str, local: str, attributes: dict[str, str]) -> bool:
        if space in _WORD:
            line = local in ("footnote", "endnote") and not _RULES.isdisjoint(attributes.values())
            return line or (local in _SKIPPED and not self.in_format)
        return space == _COMPATIBLE and local == "Fallback"

    def enter(self, local: str, attributes: dict[str, str]) -> None:
        if local == "t":
            self.in_text, self.kept_blanks = True, attributes.get("space") == "preserve"
        elif local == "p":
            self.open.append([])
            self.marks_deleted.append(False)
            self.styled.append(("", None, "", 0))
        elif local in _FORMATS:
            self.in_format += 1
        elif local == "r":
            self.hidden = False
        elif self.in_format:
            self.take_format(local, attributes)
        elif local in _BREAKS:
            self.add(_BREAKS[local])
        elif local == "sym":
            code = attributes.get("char", "")
            self.add(chr(int(code, 16)) if re.fullmatch(r"(?!D[89A-F])[0-9A-F]{4}", code.upper()) else "")

    def take_format(self, local: str, attributes: dict[str, str]) -> None:
        """Note what a format says of its run or paragraph: two levels of it are a paragraph's mark."""
        if local in ("del", "moveFrom") and self.in_format > 1 and self.open:
            self.marks_deleted[-1] = True
        elif local == "vanish" and self.in_format == 1:
            self.hidden = attributes.get("val", "") not in _OFF
        elif self.styled and local in ("pStyle", "outlineLvl", "numId", "ilvl"):
            style, level, number, depth = self.styled[-1]
            value = attributes.get("val", "")
            self.styled[-1] = (
                value if local == "pStyle" else style,
                small(value) if local == "outlineLvl" else level,
                value if local == "numId" else number,
                (small(value) or 0) if local == "ilvl" else depth,
            )

    def end(self, name: str) -> None:
        self.depth -= 1
        if self.skipped:
            self.skipped -= 1
            return
        space, _, local = name.rpartition(" ")
        if local == "t" and self.in_text:
            self.in_text = False
            whole = _SPACES.sub(" ", "".join(self.chars))
            self.chars.clear()
            self.add(whole if self.kept_blanks else whole.strip(" "))
        elif space in _WORD and local in _FORMATS:
            self.in_format -= 1
        elif space in _WORD and local == "r":
            self.hidden = False
        elif space in _WORD and local == "p" and self.open:
            self.close()

    def text(self, chars: str) -> None:
        if self.in_text and not self.skipped:
            self.chars.append(chars)

    def add(self, chars: str) -> None:
        if self.open and not self.hidden:
            self.open[-1].append(chars)

    def close(self) -> None:
        """Take the paragraph that ends; one whose mark was deleted goes on in the next."""
        line, mark_deleted = "".join(self.open.pop()), self.marks_deleted.pop()
        style, level, number, depth = self.styled.pop()
        if line.strip():
            line = self.sheets.number(style, (number, depth) if number else None) + line
        if self.open:
            self.boxes.append(line)
            return
        if self.sheets.kind(style, level) == "heading" and line.strip() and not mark_deleted:
            self.headings.append(len(self.lines))
        if mark_deleted:
            self.rest += line
        else:
            self.lines.append(self.rest + line)
            self.rest = ""
        self.lines += self.boxes
        self.boxes.clear()

    def finish(self) -> Iterator[str]:
        """Yield the lines, those that a line break parts one by one, headings marked where there are several."""
        first = next((n for n, line in enumerate(self.lines) if line.strip()), -1)
        headings = [n for n in self.headings if n != first]
        for n in headings if len(headings) > 1 else ():
            self.lines[n] = f"{_HEADING}{' '.join(self.lines[n].split())}"
        for whole in (*self.lines, *([self.rest] if self.rest else ())):
            yield from whole.split("\n")
