"""Half-width marks in Chinese sentences, made full width.

Not for digits, Latin letters and quotation marks, and not for what stands inside numbers, addresses and file names.
"""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain

from articles.text.ledger import Edit
from articles.text.script import HAN

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "(": "（", ")": "）"}
_MARK = re.compile(r"[,;:?!.()]")
# Dashes and the middle dot are left out: Latin text has them too.
_CHINESE = re.compile(f"[{HAN}，。；：？！、（）《》〈〉「」『』【】〔〕…％]")
_HAN = re.compile(f"[{HAN}]+")
_LATIN = re.compile("[A-Za-z]+")
_QUOTES = "“”‘’"
_CLOSING = re.compile(r"\s|[”’」』》)）]|$")
_ADDRESS = re.compile(
    r"(?:https?://|ftp://|www\.)[!#-'*-;=?-~]{1,2000}|[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{1,64}){1,4}|"
    r"![a-z]{4,20}(?![A-Za-z])"  # !important, a word of code (seen in a feed on web design)
)
#: One of these stands in every address.
_SIGN = re.compile(r"//|www\.|[@!]")
_SUFFIX = re.compile(
    r"\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|txt|csv|html?|jpe?g|png|gif|zip|rar|mp[34])(?![A-Za-z0-9])", re.I
)
_FILE_NAME = re.compile(r"[\w().-]{1,80}$")


def find_edits(text: str, protected: tuple[tuple[int, int], ...] = ()) -> tuple[Edit, ...]:
    """Return the edits that widen the marks beside a Han character or a full-width mark; brackets both or neither.

    `protected` holds spans `[start, end)` of `text` in which nothing is changed. Doing it again changes nothing.

    >>> [e.after for e in find_edits("23日,省委(全会)增长3.5%,共1,000项.")]
    ['，', '（', '）', '，', '。']
    >>> find_edits("10:30见https://a.cn/b?c=1,或GDP, CPI"), find_edits("报告(1).docx")
    ((), ())
    """
    waiting = deque(match.start() for match in _MARK.finditer(text))
    if not waiting:
        return ()
    marks = _Marks(text, protected)
    while waiting:
        at = waiting.popleft()
        for place in marks.widen(at):
            waiting.extend((place - 1, place + 1))
    return tuple(Edit(at, at + 1, "width", text[at], _WIDE[text[at]]) for at in sorted(marks.wide))


class _Marks:
    """The marks of a text, and those found to be Chinese so far: each makes the mark beside it Chinese as well."""

    def __init__(self, text: str, protected: Iterable[tuple[int, int]]) -> None:
        self.text = text
        self.wide: set[int] = set()
        addresses = (m.span() for m in _ADDRESS.finditer(text)) if _SIGN.search(text) else ()
        self.spans = _merged(chain(protected, addresses, _file_names(text)))
        self.starts = [start for start, _ in self.spans]

    @cached_property
    def pairs(self) -> dict[int, int]:
        return _pairs(self.text)

    @cached_property
    def lines(self) -> list[tuple[int, int]]:
        return _chinese_lines(self.text)

    def widen(self, at: int) -> tuple[int, ...]:
        """Mark the mark at `at`, with its partner if it is a bracket, as wide; return what became wide."""
        new = self._fitting(at)
        self.wide.update(new)
        return new

    def _fitting(self, at: int) -> tuple[int, ...]:
        """Return `at` and its partner where they are Chinese marks, half-width as yet; otherwise nothing."""
        if not 0 <= at < len(self.text) or self.text[at] not in _WIDE or at in self.wide or self._is_protected(at):
            return ()
        if self.text[at] in "()":
            start, end = sorted((at, self.pairs.get(at, -1)))
            return (start, end) if start >= 0 and self._is_chinese_pair(start, end) else ()
        if self.text[at] == ".":
            return (at,) if self._is_chinese(at - 1) and _CLOSING.match(self.text, at + 1) else ()
        return (at,) if self._is_chinese(at - 1) or self._is_chinese(at + 1) else ()

    def _is_chinese_pair(self, start: int, end: int) -> bool:
        """Return whether brackets stand in Chinese; those of a Latin word, as in f(x), do when Chinese is inside."""
        if self._is_protected(start) or self._is_protected(end):
            return False
        inside = self._is_chinese(start + 1) or self._is_chinese(end - 1)
        called = start > 0 and self.text[start - 1].isascii() and self.text[start - 1].isalnum()
        return inside or (not called and (self._is_chinese(start - 1) or self._is_chinese(end + 1)))

    def _is_chinese(self, at: int) -> bool:
        if not 0 <= at < len(self.text):
            return False
        if self.text[at] in _QUOTES:
            line = bisect_right(self.lines, (at, len(self.text))) - 1
            return line >= 0 and at < self.lines[line][1]
        return at in self.wide or bool(_CHINESE.match(self.text, at))

    def _is_protected(self, at: int) -> bool:
        n = bisect_right(self.starts, at) - 1
        return n >= 0 and at < self.spans[n][1]


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return `spans` in order, overlapping ones as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _file_names(text: str) -> Iterator[tuple[int, int]]:
    for match in _SUFFIX.finditer(text):
        name = _FILE_NAME.search(text[max(0, match.start() - 80) : match.start()])
        if name:
            yield match.start() - len(name.group()), match.end()


def _pairs(text: str) -> dict[int, int]:
    """Return the place of every half-width bracket's partner on the same line."""
    pairs: dict[int, int] = {}
    stack: list[int] = []
    for match in re.finditer(r"[()\n]", text):
        at = match.start()
        if match.group() == "\n":
            stack.clear()
        elif match.group() == "(":
            stack.append(at)
        elif stack:
            start = stack.pop()
            pairs[start], pairs[at] = at, start
    return pairs


def _chinese_lines(text: str) -> list[tuple[int, int]]:
    """Return the spans of the lines with more Han characters than Latin words: their quotation marks are Chinese."""
    found: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        if sum(map(len, _HAN.findall(line.group()))) > len(_LATIN.findall(line.group())):
            found.append(line.span())
    return found
