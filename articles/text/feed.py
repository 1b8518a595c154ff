"""The frame of a feed (RSS 0.9x, 1.0, 2.0, Atom 0.3, 1.0): its opening and its entries, whole or cut out of one.

Not for what an entry says: `ingest.shapes.feed`.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.text import elements
from articles.text.elements import Element

#: What the prefix that is bound to an address is written as here; elements without one have none.
_SPACES = {
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://purl.org/net/rss1.1#": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
}
_USUAL = {"atom": "", "a10": "", "rss": ""}
_BOUND = re.compile(r"xmlns:([\w.-]{1,60})\s{0,9}=\s{0,9}[\"']([^\"'<>\s]{1,200})[\"']")
#: How far into a feed its prefixes are looked for.
_TOP = 8_000
#: The root of the news protocol of Baidu, whose entries are called as in RSS.
_DOCUMENT = "document"
_ROOTS = frozenset({"rss", "rdf:rdf", "feed", "channel", "item", "entry"})
_ENTRIES = frozenset({"item", "entry"})
_TEXTS = frozenset({"title", "description", "content", "summary", "content:encoded", "copyright", "rights"})
_TAG = re.compile(r"<[^<>]*>|https?://[\w./?&=%#:;+~-]+")


@dataclass(frozen=True, slots=True)
class Frame:
    """The elements of a feed by their usual names, and the numbers of those that are its entries, in order."""

    elements: tuple[Element, ...]
    names: tuple[str, ...]
    entries: tuple[int, ...]

    def inside(self, number: int) -> Iterator[tuple[str, Element]]:
        """Yield the elements directly inside one, with their names."""
        stop = self.elements[number].end
        for n in range(number + 1, len(self.elements)):
            if self.elements[n].start >= stop:
                return
            if self.elements[n].parent == number:
                yield self.names[n], self.elements[n]

    def opening(self) -> Iterator[tuple[str, int]]:
        """Yield what stands before the first entry and says something of the feed: names and numbers."""
        first = self.entries[0] if self.entries else len(self.elements)
        for n in range(first):
            parent = self.elements[n].parent
            if parent >= 0 and self.names[parent] in ("channel", "feed", _DOCUMENT):
                yield self.names[n], n


def is_feed(text: str) -> bool:
    """Return whether `text` is a feed or an entry of one, by its first element.

    >>> is_feed('<?xml version="1.0"?><rss><channel>'), is_feed("<entry><title>题"), is_feed("<item>他说")
    (True, True, False)
    """
    root = elements.root(text)
    name = usual_names(text, [root])[0] if root else ""
    if name == _DOCUMENT:
        return re.search(r"<item[\s>]", text[:_TOP]) is not None
    return name in ("rss", "rdf:rdf", "feed") or (name in _ROOTS and re.search(r"<(?:\w+:)?title\b", text) is not None)


def read_frame(text: str) -> Frame:
    """Return the frame of a feed.

    An entry that is left open ends where the next begins.

    >>> [read_frame("<feed><entry><title>题</title></entry><entry>").names[n] for n in (1, 3)]
    ['entry', 'entry']
    """
    found = elements.scan(text)
    names = usual_names(text, [element.name for element in found])
    entries: list[int] = []
    within: list[bool] = []
    for n, element in enumerate(found):
        parent = element.parent
        after = parent >= 0 and names[parent] in _ENTRIES
        inside = parent >= 0 and (after or within[parent] or names[parent] in _TEXTS)
        is_entry = names[n] in _ENTRIES and (not inside or (after and parent in entries[-1:]))
        within.append(inside and not is_entry)
        if is_entry:
            entries.append(n)
    return Frame(found, names, tuple(entries))


def usual_names(text: str, names: list[str]) -> tuple[str, ...]:
    """Return `names` with the prefixes that feeds usually have, whatever the text binds them to."""
    bound = {m[1].lower(): _SPACES.get(m[2].lower(), f"{m[1].lower()}:") for m in _BOUND.finditer(text, 0, _TOP)}
    known = {**_USUAL, **bound}
    out: list[str] = []
    for name in names:
        prefix, colon, local = name.rpartition(":")
        out.append(known.get(prefix, f"{prefix}:") + local if colon else name)
    return tuple(out)


def words(text: str) -> str:
    """Return roughly what a feed says, without tags and addresses: for judging its language.

    >>> words("<a>&lt;p class='x'&gt;题</a>").strip(), words("<a><![CDATA[<p>题</p>]]></a>").strip()
    ('题', '题')
    """
    bare = text.replace("<![CDATA[", " ").replace("]]>", " ")
    return _TAG.sub(" ", html.unescape(_TAG.sub(" ", bare)))
