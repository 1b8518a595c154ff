"""The elements of an XML text with their offsets, by one linear scan; and the text inside one, its entities undone.

Not an XML parser: nothing is fetched, declared entities are never expanded, a DOCTYPE is passed over, and what is not
well formed is taken as far as it goes.
"""

import html
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles.text.ledger import MAX_CHANGED, Edit, drop_lines, spell

_MARK = re.compile(r"<(?:!--|!\[CDATA\[|\?|!DOCTYPE|(?P<close>/?)(?P<name>[A-Za-z_][\w.-]{0,60}(?::[\w.-]{1,60})?))")
_REST = re.compile(r"[^<>]{0,20000}>")
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>", "<!DOCTYPE": ">"}
_SUBSET = re.compile(r"[^\[<>]{0,2000}\[")
_ATTRIBUTE = re.compile(r"(?<![\w:.-])([\w:.-]{1,60})\s{0,9}=\s{0,9}(?:\"([^\"<]{0,4000})\"|'([^'<]{0,4000})')")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|lt|gt|amp|quot|apos);")
_HIDDEN = re.compile(r"<!--|<!\[CDATA\[")
#: Deeper ones are not told apart: no feed is nested so deep.
_DEEPEST = 200


@dataclass(slots=True)
class Element:
    """An element `[start, end)`, its inside `[inner, close)`, and the number of the one around it (-1: none).

    `name` is in lower case, with its prefix.
    """

    name: str
    start: int
    inner: int
    close: int
    end: int
    parent: int


def scan(text: str) -> tuple[Element, ...]:
    """Return the elements of `text` in the order of their start; one left open ends with the element around it.

    >>> [(e.name, e.parent) for e in scan("<a><b:C x='1'/><!-- <d> --><![CDATA[<e>]]></a>")]
    [('a', -1), ('b:c', 0)]
    """
    found: list[Element] = []
    stack: list[int] = []
    open_names: Counter[str] = Counter()
    missing: set[str] = set()
    at = 0
    while match := _MARK.search(text, at):
        at = match.end()
        if not match["name"]:
            at = _past(text, match, missing)
            continue
        rest = _REST.match(text, at)
        if rest is None:
            continue
        at, name = rest.end(), match["name"].lower()
        if match["close"]:
            if open_names[name]:
                _close(found, stack, open_names, name, match.start(), at)
            continue
        element = Element(name, match.start(), at, at, at, stack[-1] if stack else -1)
        found.append(element)
        if not rest.group().endswith("/>") and len(stack) < _DEEPEST:
            stack.append(len(found) - 1)
            open_names[name] += 1
    for number in stack:
        found[number].close = found[number].end = len(text)
    return tuple(found)


def root(text: str) -> str:
    """Return the name of the first element, if nothing but comments and the like stands before it, else nothing.

    >>> root("<?xml version='1.0'?> <!-- <a> --> <RSS version='2.0'>"), root("一<b>")
    ('rss', '')
    """
    at = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    missing: set[str] = set()
    while match := _MARK.match(text, at):
        if match["name"]:
            return "" if match["close"] else match["name"].lower()
        at = _past(text, match, missing)
        at += len(text[at : at + 4_000]) - len(text[at : at + 4_000].lstrip())
    return ""


def _past(text: str, match: re.Match[str], missing: set[str]) -> int:
    """Return where the comment, section, instruction or DOCTYPE at `match` ends; its mark's end where it does not."""
    mark = _ENDS[match.group()]
    if match.group() == "<!DOCTYPE" and _SUBSET.match(text, match.end()):
        mark = "]>"
    end = -1 if mark in missing else text.find(mark, match.end())
    if end < 0:
        missing.add(mark)
        return match.end()
    return end + len(mark)


def _close(found: list[Element], stack: list[int], open_names: Counter[str], name: str, start: int, stop: int) -> None:
    """End the innermost open element of this name, and those left open in it."""
    while stack:
        element = found[stack.pop()]
        open_names[element.name] -= 1
        element.close = start
        element.end = stop if element.name == name else start
        if element.name == name:
            return


def attributes(text: str, element: Element) -> dict[str, tuple[int, int]]:
    """Return the spans of the values of an element's attributes by their names in lower case, the first of each.

    >>> attributes("<a x='1' Y=\\"2\\">", scan("<a x='1' Y=\\"2\\">")[0])
    {'x': (6, 7), 'y': (12, 13)}
    """
    found: dict[str, tuple[int, int]] = {}
    for match in _ATTRIBUTE.finditer(text, element.start, element.inner):
        found.setdefault(match[1].lower(), match.span(2) if match[2] is not None else match.span(3))
    return found


def _undone(before: str, after: str, at: int) -> tuple[Edit, ...]:
    if len(before) <= MAX_CHANGED:
        return (Edit(at, at + len(before), "decoded:entity", before, after),)
    return spell(before, after, at, "decoded:entity")


class Inside:
    """The text inside `[start, end)` of a source: sections opened, comments left out, entities of XML undone, once.

    `edits` are what makes the source this text; `spans` and `lift` lead from places in it back to the source.
    """

    def __init__(self, source: str, start: int, end: int, *, escaped: bool = True) -> None:
        self.source = source
        self.edits: list[Edit] = []
        self._parts: list[str] = []
        self._at: list[int] = []  # where each part begins in the text, and in the source, and whether it is verbatim
        self._from: list[tuple[int, int, bool]] = []
        self._size = 0
        self._end = start
        self._read(start, end, escaped)
        self.text = "".join(self._parts)

    def _read(self, start: int, end: int, escaped: bool) -> None:
        at = start
        while mark := _HIDDEN.search(self.source, at, end):
            stop = self.source.find(_ENDS[mark.group()], mark.end(), end)
            if stop < 0:
                break
            self._take(at, mark.start(), escaped)
            is_section = mark.group() != "<!--"
            self._drop(mark.start(), mark.end() if is_section else stop)
            if is_section:
                self._take(mark.end(), stop, False)
            self._drop(stop, stop + 3)
            at = stop + 3
        self._take(at, end, escaped)

    def _take(self, start: int, end: int, escaped: bool) -> None:
        at = start
        for match in _REFERENCE.finditer(self.source, start, end) if escaped else ():
            char = html.unescape(match.group())
            if char in (match.group(), "\x00", "\ufffd"):
                continue
            self._add(at, match.start(), self.source[at : match.start()], True)
            self._add(*match.span(), char, False)
            self.edits += _undone(match.group(), char, match.start())
            at = match.end()
        self._add(at, end, self.source[at:end], True)

    def _add(self, start: int, end: int, part: str, verbatim: bool) -> None:
        if part:
            self._at.append(self._size)
            self._from.append((start, end, verbatim))
            self._parts.append(part)
            self._size += len(part)
            self._end = end

    def _drop(self, start: int, end: int) -> None:
        self.edits += drop_lines(self.source, start, end, "markup")

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source that `[start, end)` of the text came from.

        >>> Inside("a&lt;b", 0, 6).span(1, 2)
        (1, 5)
        """
        low = self._place(start)
        if start >= end:
            return low, low
        n = bisect_right(self._at, end - 1) - 1
        first, last, verbatim = self._from[n]
        return low, first + end - self._at[n] if verbatim else last

    def _place(self, place: int) -> int:
        if place >= self._size:
            return self._end
        n = bisect_right(self._at, place) - 1
        first, _, verbatim = self._from[n]
        return first + (place - self._at[n]) * verbatim

    def lift(self, edits: Iterable[Edit]) -> tuple[Edit, ...]:
        """Return `edits` of the text as edits of the source, together with what made the source this text."""
        out: list[Edit] = []
        taken: list[tuple[int, int]] = []
        for edit in edits:
            start, end = self.span(edit.start, edit.end)
            out += self._lifted(edit, start, end)
            taken.append((start, end))
        taken.sort()
        starts = [start for start, _ in taken]
        for edit in self.edits:
            n = bisect_right(starts, edit.start) - 1
            if n < 0 or edit.start >= taken[n][1]:
                out.append(edit)
        return tuple(sorted(out))

    def _lifted(self, edit: Edit, start: int, end: int) -> Iterator[Edit]:
        before = self.source[start:end]
        if not edit.after:
            yield from drop_lines(self.source, start, end, edit.rule)
        elif before == edit.before:
            yield Edit(start, end, edit.rule, before, edit.after)
        else:
            for one in spell(before, edit.after, start, edit.rule):
                yield from (one,) if one.after else drop_lines(self.source, one.start, one.end, edit.rule)
