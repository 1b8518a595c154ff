"""What the codes of a PDF font stand for: characters and their widths. Not for shapes of letters.

Every table is bounded in entries; a code without a known character answers U+FFFD.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pypdf.generic import IndirectObject

#: Of all tables of one font: the longest real ones (every character of GB 18030) have some thirty thousand.
MAX_ENTRIES = 80_000
_MAX_CMAP = 4 * 1024 * 1024
UNKNOWN = "\ufffd"

#: Predefined CMaps by what their name begins with, and the codec that reads the same codes.
_CODECS = (
    (("UniGB-", "UniCNS-", "UniJIS-", "UniKS-", "UniGB2", "UniJIS2"), "utf-16-be"),
    (("GBK", "GB-", "GBpc-", "GBT"), "gb18030"),
    (("B5", "ETen", "HKscs", "ETHK"), "big5hkscs"),
    (("90ms", "90pv", "83pv", "Add-RKSJ"), "cp932"),
    (("KSC",), "cp949"),
)
_TOKEN = re.compile(rb"<\s*([0-9A-Fa-f\s]*)>|([\[\]])|([A-Za-z]{3,20})")
_NAMED = re.compile(r"/uni([0-9A-F]{4})$|/u([0-9A-F]{4,6})$")
_GLYPHS = {
    "/space": " ", "/period": ".", "/comma": ",", "/hyphen": "-", "/colon": ":", "/semicolon": ";", "/slash": "/",
    "/parenleft": "(", "/parenright": ")", "/quotedblleft": "“", "/quotedblright": "”", "/quoteleft": "‘",
    "/quoteright": "’", "/endash": "–", "/emdash": "—", "/percent": "%", "/periodcentered": "·", "/at": "@",
    "/zero": "0", "/one": "1", "/two": "2", "/three": "3", "/four": "4", "/five": "5", "/six": "6", "/seven": "7",
    "/eight": "8", "/nine": "9", "/question": "?", "/exclam": "!", "/plus": "+", "/equal": "=", "/underscore": "_",
}  # fmt: skip

#: Fonts share the glyph of a character with that of a radical, and tables of some programs then name the radical.
_RADICALS = {
    **{chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    **dict(zip(
        "⺁⺋⺎⺒⺓⺔⺕⺛⺞⺟⺠⺢⺤⺦⺩⺬⺯⺱⺳⺴⺶⺻⺽⻁⻄⻅⻆⻇⻈⻉⻋⻌⻎⻏⻐⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂㔾兀巳幺彑彐旡歺母民氺爫丬王示糹罓网网羊聿臼虎西见角角讠贝车辶辶阝钅長长门雨青韦页风飞食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )),
}  # fmt: skip
_PLAIN = str.maketrans(_RADICALS)


def resolve(value: Any) -> Any:  # Any: an object of a PDF is of every kind
    """Return an object itself where it is given by reference; None where it is missing."""
    for _ in range(8):
        if not isinstance(value, IndirectObject):
            return value
        value = value.get_object()
    return None


def entry(holder: Any, name: str) -> Any:  # Any: as above
    """Return an entry of a dictionary, resolved; None where there is none, or no dictionary."""
    return resolve(holder.get(name)) if isinstance(holder, Mapping) else None


@dataclass(slots=True)
class Font:
    """How a font reads its strings: one or two bytes a code, or by a codec; widths in thousandths of its size."""

    size: int = 1
    codec: str = ""
    chars: dict[int, str] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    default: float = 1000.0
    vertical: bool = False

    def read(self, string: bytes) -> Iterator[tuple[str, float]]:
        """Yield the characters of a string, each with its width."""
        if self.codec:
            for char in string.decode(self.codec, "replace"):
                # The Latin letters stand first in all four character collections, from the blank on.
                narrow = self.widths.get(ord(char) - 31, self.default) if " " <= char <= "~" else self.default
                yield char, narrow
            return
        for at in range(0, len(string) - self.size + 1, self.size):
            code = int.from_bytes(string[at : at + self.size], "big")
            yield self.chars.get(code, UNKNOWN), self.widths.get(code, self.default)


def load(holder: Any) -> Font:  # Any: an object of a PDF
    """Return the font that a dictionary of a PDF describes."""
    if entry(holder, "/Subtype") == "/Type0":
        return _load_composite(holder)
    font = Font(size=1, default=500.0)
    first, widths = entry(holder, "/FirstChar"), entry(holder, "/Widths")
    # Glyphs that are drawn have a space of their own.
    scale = 1000 * abs(_number((entry(holder, "/FontMatrix") or [0.001])[0])) if entry(holder, "/FontMatrix") else 1.0
    if isinstance(first, int) and isinstance(widths, list):
        font.widths = {first + n: _number(width) * scale for n, width in enumerate(widths[:256])}
    font.chars = {code: _latin(code) for code in range(32, 256)}
    font.chars |= _differences(entry(entry(holder, "/Encoding"), "/Differences"))
    font.chars |= _read_cmap(entry(holder, "/ToUnicode"))[0]
    return font


def _load_composite(holder: Any) -> Font:  # Any: an object of a PDF
    inner = resolve((entry(holder, "/DescendantFonts") or [None])[0])
    encoding = entry(holder, "/Encoding")
    name = str(encoding)[1:] if isinstance(encoding, str) else ""
    default = entry(inner, "/DW")
    font = Font(size=2, default=1000.0 if default is None else _number(default), vertical=name.endswith("V"))
    font.widths = _widths(entry(inner, "/W"))
    font.chars, size = _read_cmap(entry(holder, "/ToUnicode"))
    font.size = size or 2
    if not font.chars or not name.startswith("Identity"):
        font.codec = next((codec for starts, codec in _CODECS if name.startswith(starts)), "")
    return font


def _latin(code: int) -> str:
    return bytes([code]).decode("cp1252", "replace")


def _number(value: Any) -> float:  # Any: an object of a PDF
    value = resolve(value)
    return float(value) if isinstance(value, int | float) else 0.0


def _differences(found: Any) -> dict[int, str]:  # Any: an object of a PDF
    chars: dict[int, str] = {}
    code = 0
    for one in found[:1000] if isinstance(found, list) else ():
        if isinstance(one, int):
            code = int(one)
            continue
        name = str(one)
        match = _NAMED.match(name)
        if match:
            chars[code] = _character(int(match[1] or match[2], 16))
        elif name in _GLYPHS or len(name) == 2:
            chars[code] = _GLYPHS.get(name, name[1:])
        code += 1
    return chars


def _character(code: int) -> str:
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else UNKNOWN


def _widths(found: Any) -> dict[int, float]:  # Any: an object of a PDF
    """Return the widths of a composite font: `first [width …]` or `first last width`, again and again."""
    out: dict[int, float] = {}
    items = [resolve(one) for one in found[:MAX_ENTRIES]] if isinstance(found, list) else []
    at = 0
    while at + 1 < len(items) and len(out) < MAX_ENTRIES:
        first = int(_number(items[at]))
        if isinstance(items[at + 1], list):
            out.update((first + n, _number(width)) for n, width in enumerate(items[at + 1][:MAX_ENTRIES]))
            at += 2
            continue
        last = min(int(_number(items[at + 1])), first + MAX_ENTRIES - len(out))
        width = _number(items[at + 2]) if at + 2 < len(items) else 0.0
        out.update((code, width) for code in range(first, last + 1))
        at += 3
    return out


def _read_cmap(stream: Any) -> tuple[dict[int, str], int]:  # Any: an object of a PDF
    """Return the characters of codes by a ToUnicode table, and the bytes of a code (0: it does not say)."""
    chars: dict[int, str] = {}
    size = taken = 0
    stack: list[bytes | list[bytes]] = []
    inner: list[bytes] | None = None
    for match in _TOKEN.finditer(data_of(stream)[:_MAX_CMAP]):
        if match[1] is not None:
            code = bytes.fromhex(
                re.sub(rb"\s", b"", match[1]).decode("ascii").ljust(2, "0")[: 2 * (len(match[1]) // 2 or 1)]
            )
            (stack if inner is None else inner).append(code)
        elif match[2] == b"[":
            inner = []
        elif match[2] == b"]" and inner is not None:
            stack.append(inner)
            inner = None
        elif match[3] == b"endcodespacerange":
            size = max((len(one) for one in stack if isinstance(one, bytes)), default=0)
            stack.clear()
        elif match[3] in (b"endbfchar", b"endbfrange"):
            taken += _take(stack, 2 if match[3] == b"endbfchar" else 3, chars, MAX_ENTRIES - taken)
            stack.clear()
        elif match[3].startswith(b"begin"):
            stack.clear()
        if taken >= MAX_ENTRIES or len(stack) > MAX_ENTRIES:
            break
    return chars, size if size in (1, 2) else 0


def _take(stack: list[bytes | list[bytes]], width: int, chars: dict[int, str], most: int) -> int:
    """Put the rows of a table into `chars`: code and text, or first, last and the text of the first (or of each).

    Return how many entries were put, at most `most` and a few.
    """
    taken = 0
    for at in range(0, len(stack) - width + 1, width):
        row = stack[at : at + width]
        first, text = row[0], row[-1]
        last = row[-2] if width == 3 else first
        if isinstance(first, list) or isinstance(last, list) or taken >= most:
            continue
        low = int.from_bytes(first, "big")
        codes = range(low, min(int.from_bytes(last, "big"), low + most - taken) + 1)
        taken += len(codes)
        if isinstance(text, list):
            chars.update(zip(codes, map(_text, text), strict=False))
            continue
        whole = _text(text)
        for code in codes if whole else ():
            chars[code] = whole[:-1] + _character(ord(whole[-1]) + code - low)
    return taken


def _text(code: bytes) -> str:
    return code.decode("utf-16-be", "replace").translate(_PLAIN)


def data_of(stream: Any) -> bytes:  # Any: an object of a PDF
    """Return the content of a stream, unpacked; empty for anything else."""
    read = getattr(stream, "get_data", None)
    found = read() if read else b""
    return found if isinstance(found, bytes) else b""
