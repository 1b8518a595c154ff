"""A Word document (docx) as lines of text: a paragraph, a cell's paragraph or a note on each.

Bounded in size, number and depth of what it unpacks and parses; entities are refused, nothing outside the file is followed.
Not for how it looks: pictures, comments, deleted words and words that are hidden are left out; of styles only that of headings counts.
"""

import re
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pyexpat import ExpatError, XMLParserType
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from articles.ingest.numbering import SheetReader, Sheets
from articles.ingest.paragraph import Part, Sheet
from articles.ingest.records import NotReadable

#: Bounds: of entries (real ones have some twenty), of XML unpacked (of the longest real ones 8 MiB), of characters taken.
MAX_ENTRIES = 5_000
MAX_XML = 32 * 1024 * 1024
MAX_CHARACTERS = 400_000

_TYPES = "[Content_Types].xml"
_OTHERS = (
    ("xl/", "表格文件（Excel）"),
    ("ppt/", "演示文稿（PowerPoint）"),
    ("content.xml", "开放文档（OpenDocument，如 odt）"),
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
    part = Part(sheets or Sheets())
    _parse(content, part.start, part.end, part.text)
    return list(part.finish())


def _sheets(parts: _Parts, folder: str) -> Sheets:
    """Return what styles and numbers of lists the document has."""
    sheets = Sheets()
    for name in ("styles.xml", "numbering.xml"):
        if folder + name in parts.names:
            reader = SheetReader(sheets)
            sheet = Sheet(reader)
            _parse(parts.read(folder + name), sheet.start, sheet.end, lambda text: None)
            reader.finish()
    return sheets
