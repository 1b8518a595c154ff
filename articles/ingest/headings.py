"""Which lines over paragraphs are headings: short ones, and sentences that a number makes one. Not for the title (`head`)."""

import re
from collections.abc import Sequence
from itertools import islice

from articles.text import line_kind
from articles.text.lines import Line
from articles.text.script import HAN

LONGEST_HEADING = 44
#: Of a heading that is a sentence, known by its number and its fellows.
_LONGEST_CLOSED = 64
_CALLS = ("！", "!")
_CHINESE_NUMBERS = tuple("一二三四五六七八九十(（")
_APPENDIX = re.compile(r"附件?\s?[\d一二三四五六七八九十]{0,3}\s?:?")
# A turn of an interview; a mark that would be taken for ours, escaped where it stands; a remark in brackets.
_NO_HEADING = re.compile(r"[\u4e00-\u9fff·]{1,8}\s?[:：]\s?\S|\\*#|\([^()]*\)$")
_HAN = re.compile(f"[{HAN}]")
_MARKED = re.compile(r"^#{2,4}[ \t]{1,8}[^#\s\n][^\n]{0,80}$", re.MULTILINE)
_SEVERAL = 2
#: A line that begins with the number of a part.
NUMBERED = re.compile(
    r"(?P<style>[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[章节部条]|\d{1,2}[、.．](?!\d)|[(（]\d{1,2}[)）])"
)


def has_marked(text: str) -> bool:
    """Return whether a text has headings of Markdown, as Word documents get them here: one such line may be anything.

    >>> has_marked("题\\n## 一\\n一。\\n## 二\\n二。"), has_marked("题\\n## 一\\n一。")
    (True, False)
    """
    return "\n##" in text and len(list(islice(_MARKED.finditer(text), _SEVERAL))) == _SEVERAL


def is_heading(n: int, lines: Sequence[Line], kinds: Sequence[str]) -> bool:
    """Return whether a short line stands over the paragraph that follows it."""
    folded = lines[n].folded
    if (
        kinds[n] not in ("short", "menu", "related", "navigation")
        or len(folded) > LONGEST_HEADING
        or folded.endswith((*line_kind.STOPS, *_CALLS))
        or _NO_HEADING.match(folded)
        or _is_column(n, lines)
    ):
        return False
    if len(_HAN.findall(folded)) * 2 < len(folded.replace(" ", "")):
        return False
    following = next((m for m in range(n + 1, len(lines)) if kinds[m] != "blank"), None)
    if following is None:
        return False
    if kinds[following] == "para" or _APPENDIX.fullmatch(folded):
        return True
    return kinds[following] == "short" and _style(folded) != _style(lines[following].folded) and bool(_style(folded))


def _is_column(n: int, lines: Sequence[Line]) -> bool:
    """Return whether a line over the first paragraph is the column of the paper in its brackets, 【走基层】, and no heading."""
    if not lines[n].folded.startswith("【") or any(line.folded for line in lines[:n]):
        return False
    return sum(line.folded.startswith("【") for line in lines) == 1


def closed_headings(lines: Sequence[Line], kinds: Sequence[str]) -> frozenset[int]:
    """Return the numbers of headings that end in a full stop: （一）and the like alone on their lines, each over its text.

    None where two such lines follow one another, as the items of a list do, or where there is but one.
    """
    found: dict[str, list[int]] = {}
    lists: set[str] = set()
    last = ""
    for n, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind == "blank":
            continue
        style = _style(line.folded) if kind == "para" and line.folded[:1] in _CHINESE_NUMBERS else ""
        is_closed = (
            bool(style) and len(line.folded) <= _LONGEST_CLOSED and line.folded.find("。") == len(line.folded) - 1
        )
        if style and style == last:
            lists.add(style)
        if is_closed:
            found.setdefault(style, []).append(n)
        last = style if is_closed else ""
    whole = {style: places for style, places in found.items() if style not in lists and len(places) > 1}
    end = len(lines) - 1
    return frozenset(n for places in whole.values() for n in places if n < end)


def _style(folded: str) -> str:
    match = NUMBERED.match(folded)
    return re.sub(r"[一二三四五六七八九十\d]+", "1", match["style"]) if match else ""
