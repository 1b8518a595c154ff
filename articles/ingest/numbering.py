"""What a Word document's styles and list numbers say: which paragraphs are headings, and the number that stands before one.

Values read by `office`; counted as the paragraphs come. Not for bullets, which are no text, nor for how a list looks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_HEADING = re.compile(r"(?:heading|标题|標題)\s?[1-6]", re.IGNORECASE)
_TITLE = re.compile(r"title|标题|標題", re.IGNORECASE)
_PLACE = re.compile(r"%([1-9])")
#: Deeper outline levels are text.
_LEVELS = 6
_LONGEST = 12
_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_CHINESE = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand", "ideographDigital", "koreanDigital2"}
)  # fmt: skip
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class Style:
    """A style of paragraphs: its name, the style it is based on, its outline level and its list."""

    name: str = ""
    base: str = ""
    level: int | None = None
    list: tuple[str, int] | None = None


@dataclass(slots=True)
class Level:
    """A level of a list: the format of its numbers, the text around them, and where they begin."""

    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class Sheets:
    """The styles by their id, the lists by theirs, each with its levels, and how far each list has counted."""

    styles: dict[str, Style] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    counted: dict[str, dict[int, int]] = field(default_factory=dict)

    def kind(self, style: str, level: int | None) -> str:
        """Return what a paragraph of a style and of an outline level of its own is: title, heading or nothing."""
        for one in self._chain(style):
            if _TITLE.fullmatch(one.name.strip()):
                return "title"
            if _HEADING.fullmatch(one.name.strip()):
                return "heading"
            level = one.level if level is None else level
        return "heading" if level is not None and level < _LEVELS else ""

    def number(self, style: str, own: tuple[str, int] | None) -> str:
        """Return the number of the next paragraph in its list, with what stands around it; empty outside of lists."""
        found = own or next((one.list for one in self._chain(style) if one.list), None)
        levels = self.lists.get(found[0], {}) if found else {}
        if found is None or found[1] not in levels:
            return ""
        key, depth = found
        counted = self.counted.setdefault(key, {})
        for deeper in [one for one in counted if one > depth]:
            del counted[deeper]
        counted[depth] = counted.get(depth, levels[depth].start - 1) + 1
        level = levels[depth]
        if level.form in ("bullet", "none") or len(level.text) > _LONGEST:
            return ""
        return _PLACE.sub(lambda match: self._shown(key, int(match[1]) - 1), level.text)

    def _shown(self, key: str, depth: int) -> str:
        level = self.lists[key].get(depth, Level())
        return spelt(self.counted[key].get(depth, level.start), level.form)

    def _chain(self, style: str) -> Sequence[Style]:
        """Return a style and those it is based on, the nearest first."""
        out: list[Style] = []
        while style in self.styles and len(out) < _LEVELS:
            out.append(self.styles[style])
            style = out[-1].base
        return out


def spelt(number: int, form: str) -> str:
    """Return a number of a list in the form that the document asks for.

    >>> [spelt(12, form) for form in ("decimal", "chineseCounting", "upperLetter", "lowerRoman", "decimalEnclosedCircle")]
    ['12', '十二', 'L', 'xii', '⑫']
    """
    if form in _CHINESE and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < number < 40:
        roman = ""
        for value, sign in _ROMAN:
            while number >= value:
                roman, number = roman + sign, number - value
        return roman if form == "lowerRoman" else roman.upper()
    if form.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if form in ("ideographTraditional", "ideographZodiacTraditional") and 0 < number <= 10:
        return _STEMS[number - 1]
    return str(number)


class SheetReader:
    """Takes the elements of a part that holds styles or numbers of lists, one by one, into `sheets`."""

    def __init__(self, sheets: Sheets) -> None:
        self.sheets = sheets
        self.style = Style()
        self.levels: dict[int, Level] = {}
        self.level = Level()
        self.abstract: dict[str, dict[int, Level]] = {}
        self.uses: dict[str, str] = {}
        self.number = ""

    def enter(self, local: str, said: dict[str, str]) -> None:
        """Take the element `local` with its attributes, names without their space."""
        value = said.get("val", "")
        if local == "style":
            self.style = self.sheets.styles.setdefault(said.get("styleId", ""), Style())
        elif local == "name":
            self.style.name = value
        elif local == "basedOn":
            self.style.base = value
        elif local == "outlineLvl":
            self.style.level = small(value)
        elif local == "numId":
            self.style.list = (value, self.style.list[1] if self.style.list else 0)
        elif local == "ilvl":
            self.style.list = (self.style.list[0] if self.style.list else "", small(value) or 0)
        elif local == "abstractNum":
            self.levels = self.abstract.setdefault(said.get("abstractNumId", ""), {})
        elif local == "lvl":
            self.level = self.levels.setdefault(small(said.get("ilvl", "")) or 0, Level())
        elif local == "numFmt":
            self.level.form = value
        elif local == "lvlText":
            self.level.text = value
        elif local == "start":
            self.level.start = small(value) or 0
        elif local == "num":
            self.number = said.get("numId", "")
        elif local == "abstractNumId":
            self.uses[self.number] = value

    def finish(self) -> None:
        """Give each list its levels, once all are known."""
        for number, abstract in self.uses.items():
            self.sheets.lists[number] = self.abstract.get(abstract, {})


def small(value: str) -> int | None:
    """Return a number of up to three digits; None for anything else."""
    return int(value) if re.fullmatch(r"\d{1,3}", value) else None
