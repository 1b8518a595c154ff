"""The paragraphs of one part of a Word document, one pass over its elements. Not for the package they come in."""

import re
from collections.abc import Iterator

from articles.ingest.numbering import SheetReader, Sheets, small
from articles.ingest.records import NotReadable

#: Bounds: of elements within elements (tables in text boxes reach forty), and of elements.
MAX_DEPTH = 200
MAX_ELEMENTS = 600_000

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


class Sheet:
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


class Part:
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
