"""The operators of a PDF's pages, run as far as they show text: characters with their places.

Each token, character and unpacked byte is counted, so that nothing a page calls again and again takes more than its share.
Not for drawing, and not for what the characters make up.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from articles.ingest import font as fonts
from articles.ingest.font import UNKNOWN, Font, data_of, entry, resolve
from articles.ingest.operand import TOKEN, UNIT, Matrix, as_matrix, last_numbers, product, read_string, read_value
from articles.ingest.records import NotReadable

#: Bounds of a file. A page of print has some 2,000 characters and 4,000 tokens.
MAX_TOKENS = 600_000
MAX_CHARACTERS = 250_000
MAX_CONTENT = 24 * 1024 * 1024
#: Forms within forms; what running one costs, in tokens.
_MAX_FORMS = 6
_FORM = 20
_MAX_STATES = 200
_MAX_OPERANDS = 4_000
_FILTERS = frozenset(
    {
        "/FlateDecode",
        "/Fl",
        "/LZWDecode",
        "/LZW",
        "/ASCII85Decode",
        "/A85",
        "/ASCIIHexDecode",
        "/AHx",
        "/RunLengthDecode",
        "/RL",
    }
)

_END_OF_IMAGE = re.compile(rb"[\x00\t\n\f\r ]EI(?=[\x00\t\n\f\r ]|\Z)")

_BLANKS = "\xa0\u3000"
_TURNED: dict[int, Matrix] = {90: (0, -1, 1, 0, 0, 0), 180: (-1, 0, 0, -1, 0, 0), 270: (0, 1, -1, 0, 0, 0)}


@dataclass(slots=True)
class _State:
    """The state of graphics and text, as far as it moves or reads text."""

    matrix: Matrix = UNIT
    font: Font | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character as it stands on the page, in points."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class Work:
    """One reading of a file: what has been spent, and the fonts already loaded."""

    tokens: int = 0
    shown: int = 0
    unknown: int = 0
    vertical: int = 0
    content: int = 0
    tilted: list[str] = field(default_factory=list)
    fonts: dict[int, tuple[Any, Font]] = field(default_factory=dict)  # Any: the object itself, kept for its identity

    def spend(self, size: int) -> None:
        self.content += size
        if self.content > MAX_CONTENT:
            raise NotReadable(f"PDF 的页面内容超过 {MAX_CONTENT // 1048576} MB，不像一份资料。")

    def show(self, page: Any, inherited: dict[str, Any]) -> list[Glyph]:  # Any: an object of a PDF
        """Return the characters of a page, in the order they are shown."""
        rotate = inherited.get("/Rotate")
        turned = _TURNED.get(int(rotate) % 360, UNIT) if isinstance(rotate, int) else UNIT
        contents = entry(page, "/Contents")
        parts = [resolve(part) for part in contents[:2_000]] if isinstance(contents, list) else [contents]
        program = b"\n".join(self.unpack(part) for part in parts)
        run = _Run(self, inherited.get("/Resources"), _State(turned))
        run.follow(program, 0)
        return run.glyphs

    def unpack(self, stream: Any) -> bytes:  # Any: an object of a PDF
        """Return the content of a stream of operators; empty where only pictures are packed like that."""
        filters = entry(stream, "/Filter")
        names = [resolve(one) for one in filters[:16]] if isinstance(filters, list) else [filters] if filters else []
        if any(name not in _FILTERS for name in names):
            return b""
        content = data_of(stream)
        self.spend(len(content))
        return content

    def font(self, holder: Any) -> Font | None:  # Any: an object of a PDF
        if holder is None:
            return None
        if id(holder) not in self.fonts:
            self.fonts[id(holder)] = (holder, fonts.load(holder))
        return self.fonts[id(holder)][1]


class _Run:
    """The operators of a page, and of the forms it shows, run one after the other."""

    def __init__(self, work: Work, resources: Any, state: _State, glyphs: list[Glyph] | None = None) -> None:
        self.work = work
        self.resources = resources
        self.state = state
        self.states: list[_State] = []
        self.text = self.line = UNIT
        self.glyphs: list[Glyph] = [] if glyphs is None else glyphs

    def follow(self, program: bytes, depth: int) -> None:
        operands: list[Any] = []  # Any: numbers, names, strings, lists of them
        lists: list[list[Any]] = []
        at, end = 0, len(program)
        while at < end:
            match = TOKEN.match(program, at)
            if match is None:
                at, string = read_string(program, at) if program[at : at + 1] == b"(" else (at + 1, b"")
                (lists[-1] if lists else operands).append(string)
                continue
            at = match.end()
            kind = match.lastgroup
            if kind is None:
                continue
            self.work.tokens += 1
            if self.work.tokens > MAX_TOKENS:
                raise NotReadable("PDF 的页面内容过于复杂，不像一份资料。")
            if kind == "word":
                word = match["word"]
                if word == b"ID":
                    image = _END_OF_IMAGE.search(program, at)
                    at = image.end() if image else end
                elif word == b"Do":
                    self.call(operands, depth)
                else:
                    self.run(word, operands)
                operands.clear()
                lists.clear()
            elif kind == "mark":
                if match["mark"] == b"[" and len(lists) < 8:
                    lists.append([])
                elif match["mark"] == b"]" and lists:
                    closed = lists.pop()
                    (lists[-1] if lists else operands).append(closed)
            elif len(operands) < _MAX_OPERANDS:
                (lists[-1] if lists else operands).append(read_value(kind, match[kind]))

    def call(self, operands: list[Any], depth: int) -> None:
        """Run a form; pictures are none."""
        form = self.resource("/XObject", operands)
        if depth >= _MAX_FORMS or entry(form, "/Subtype") != "/Form":
            return
        self.work.tokens += _FORM
        state = replace(self.state, matrix=product(as_matrix(entry(form, "/Matrix")), self.state.matrix))
        inner = _Run(self.work, entry(form, "/Resources") or self.resources, state, self.glyphs)
        inner.follow(self.work.unpack(form), depth + 1)

    def resource(self, kind: str, operands: list[Any]) -> Any:
        name = operands[-1] if operands else None
        return entry(entry(self.resources, kind), name) if isinstance(name, str) else None

    def run(self, word: bytes, operands: list[Any]) -> None:
        state = self.state
        if word in (b"Tj", b"'", b'"', b"TJ"):
            if word in (b"'", b'"'):
                self.move(0.0, -state.leading)
            shown = operands[-1] if operands else b""
            self.show(shown if isinstance(shown, list) else [shown])
        elif word in (b"Td", b"TD"):
            x, y = last_numbers(operands, 2)
            state.leading = -y if word == b"TD" else state.leading
            self.move(x, y)
        elif word == b"T*":
            self.move(0.0, -state.leading)
        elif word == b"Tm":
            self.text = self.line = as_matrix(operands)
        elif word == b"BT":
            self.text = self.line = UNIT
        elif word == b"Tf":
            (state.size,) = last_numbers(operands, 1)
            state.font = self.work.font(self.resource("/Font", operands[:-1]))
        elif word == b"cm":
            state.matrix = product(as_matrix(operands), state.matrix)
        elif word == b"q" and len(self.states) < _MAX_STATES:
            self.states.append(replace(state))
        elif word == b"Q" and self.states:
            self.state = self.states.pop()
        elif word in _SETTINGS:
            (value,) = last_numbers(operands, 1)
            setattr(state, _SETTINGS[word], value / 100 if word == b"Tz" else value)

    def move(self, x: float, y: float) -> None:
        self.text = self.line = product((1.0, 0.0, 0.0, 1.0, x, y), self.line)

    def show(self, strings: list[Any]) -> None:
        """Put the characters of strings on the page, numbers between them moving what follows."""
        state = self.state
        if state.font is None:
            return
        a, b, c, d, e, f = product(self.text, state.matrix)
        along, size = (a * a + b * b) ** 0.5, abs(state.size) * (c * c + d * d) ** 0.5
        level = a > 0 and abs(b) <= 0.05 * along
        tilted: list[str] = []
        done = 0.0
        for string in strings:
            if isinstance(string, float):
                done -= string / 1000 * state.size * state.scale
            elif isinstance(string, bytes):
                for char, width in state.font.read(string):
                    self.count(char, state.font)
                    step = (width / 1000 * state.size + state.spacing) * state.scale
                    if char == " ":
                        step += state.word_spacing * state.scale
                    if not level:
                        tilted.append(char)
                    elif char.isprintable() or char in _BLANKS:
                        wide = width / 1000 * state.size * state.scale
                        left = e + done * a
                        self.glyphs.append(Glyph(char, left, left + wide * a, f + state.rise * d, size))
                    done += step
        self.text = product((1.0, 0.0, 0.0, 1.0, done, 0.0), self.text)
        self.work.tilted += ["".join(tilted)] if tilted else []

    def count(self, char: str, font: Font) -> None:
        work = self.work
        work.shown += char != " "
        work.unknown += char == UNKNOWN
        work.vertical += font.vertical
        if work.shown > MAX_CHARACTERS:
            raise NotReadable(f"PDF 的文字超过 {MAX_CHARACTERS} 个字符，不像一份资料。请分开后读入。")


_SETTINGS = {b"Tc": "spacing", b"Tw": "word_spacing", b"Tz": "scale", b"TL": "leading", b"Ts": "rise"}
