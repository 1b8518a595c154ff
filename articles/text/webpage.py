"""What a saved page of HTML is known by, and what a scan of it finds: its lines, boxes and declarations. The scan is `webscan`'s."""

import re
from dataclasses import dataclass, field

from articles.text.ledger import Edit
from articles.text.lines import Line

_START = re.compile(
    r"\ufeff?\s{0,4000}(?:(?:<!--(?:(?!-->)[\s\S]){0,2000}-->|<\?xml[^<>]{0,200}\?>)\s{0,4000}){0,9}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"<(?:!doctype\s+html|html|head|body|meta)[\s>]", re.IGNORECASE)
_CLOSES = re.compile(r"</(?:html|body|head)\s{0,9}>", re.IGNORECASE)
#: So much of a page, or of a note in it, is looked at.
TOP = 3_000


@dataclass(slots=True)
class Box:
    """A block element `[start, end)`, the number of the one around it, whether it is shown, and the words of its class and id."""

    name: str
    start: int
    end: int
    parent: int
    hidden: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A line of the page, the number of its box, the share of it that is links, the heading it is in, whether it fills its box and is all bold."""

    line: Line
    box: int
    linked: float
    heading: str = ""
    alone: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """An element within a line, `[start, end)` without its tags, and the words of its class, id and itemprop."""

    start: int
    end: int
    words: str


@dataclass(slots=True)
class Page:
    """What a scan found; `declared` has the spans of values by the name the head gives them.

    `marks` are the elements within lines that have words, `times` the spans of what `<time datetime>` states, `data` those of
    scripts that hold JSON-LD.
    """

    runs: list[Run] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    declared: dict[str, tuple[int, int]] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    times: list[tuple[int, int]] = field(default_factory=list)
    data: list[tuple[int, int]] = field(default_factory=list)


def is_page(text: str) -> bool:
    """Return whether `text` begins as a page of HTML, or has the parts of one; front matter with a body of HTML is none.

    >>> is_page("<!DOCTYPE html><p>正文。"), is_page("---\\n---\\n<html><body></body>"), is_page("他写下<p>。")
    (True, False, False)
    """
    if _START.match(text):
        return True
    if text.lstrip("\ufeff \t\r\n").startswith("---"):
        return False
    return len(_PARTS.findall(text[:TOP])) >= 2 and _CLOSES.search(text) is not None
