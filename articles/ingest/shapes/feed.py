"""A feed (RSS, Atom, or the news protocol of Baidu), or entries cut out of one: each entry is an article, the feed's opening is shared by all."""

import re
from collections.abc import Iterator
from dataclasses import replace

from articles.ingest import page
from articles.ingest.records import Draft, Flag, Kind, NotReadable, Part, Piece
from articles.text import credits, furniture, markup
from articles.text.dates import find_dates, read_date
from articles.text.elements import Element, Inside, attributes
from articles.text.feed import Frame, is_feed, read_frame
from articles.text.ledger import Edit, apply, drop_lines
from articles.text.lines import Line, fold
from articles.text.script import HAN

#: Bounds: entries and tags of one feed, characters of a value that is no text, and the part of the opening that is shared
#: (real ones have some 800 characters).
MOST = 700
MAX_TAGS = 200_000
MAX_VALUE = 4_000
MAX_HEAD = 4_000
#: Of a body that the feed does not give as the whole text.
EXCERPT = Flag("excerpt", "订阅源只给出摘要，或没有写明是全文，请对照原文。")
FOREIGN = Flag("not-chinese", "这一条没有中文。")

_CONTENT = ("content:encoded", "content", "text", "xhtml:body", "xhtml:div")
_SUMMARY = ("description", "summary", "dcterms:abstract", "dc:description")
#: The first of these that holds a date is that of the entry: when it appeared, before when it was changed.
_DATES = ("published", "pubdate", "dc:date", "issued", "dcterms:issued", "dcterms:created", "created", "date", "updated", "modified", "dcterms:modified")  # fmt: skip
_MORE = re.compile(
    r"(?:\s|<[^<>]{0,400}>|[\[【(（])*(?:\b(?:read\s)?more\b|continue reading|(?:点击)?(?:阅读|閱讀|查看|继续阅读|繼續閱讀|展开)?(?:全文|原文|更多))(?:\s|<[^<>]{0,400}>|&[a-z]{2,8};|[»>→….\]】)）])*",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"(?:\.{3,}|…|\[\.\.\.\])[”’」』）)\]]*$")
_MAIL = re.compile(r"[\w.+-]{1,60}@[\w.-]{1,80}")
_NAMED = re.compile(r"\s*(?:mailto:)?[\w.+-]{1,60}@[\w.-]{1,80}\s*\((?P<after>[^()]{1,60})\)|(?P<before>[^<>@]{1,60}?)\s*<[^<>@]{1,60}@[^<>]{1,80}>")  # fmt: skip
_CUT = re.compile(r"\s*[-–—_|｜·:：>»]+\s*")
_WORD = re.compile(rf"[A-Za-z{HAN}]")
_HAN = re.compile(f"[{HAN}]")
_BLANK = re.compile(r"\s{0,400}[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]\s{0,400}")
_LATIN = re.compile(r"[!-~]")
#: A description of so many lines and letters that ends like a text is taken for the whole.
_LINES = 2
_LETTERS = 200


def recognises(text: str) -> bool:
    """Return whether `text` is a feed, or begins with an entry of one."""
    return is_feed(text)


def split(text: str) -> tuple[Part, ...]:
    """Return the entries: with the opening they share they cover the feed. Raises NotReadable where there are none."""
    tags = text.count("<") + text.count("&lt;")
    if tags > MAX_TAGS:
        raise NotReadable(f"订阅源里有 {tags} 个标记，超过一份资料的上限 {MAX_TAGS} 个。请拆开后重新读入。")
    frame = read_frame(text)
    starts = [frame.elements[n].start for n in frame.entries]
    if not starts:
        raise NotReadable("这是订阅源（RSS 或 Atom），但里面没有一篇文章。")
    if len(starts) > MOST:
        raise NotReadable(f"订阅源里有 {len(starts)} 篇，超过一份资料的上限 {MOST} 篇。请拆开后重新读入。")
    if len(starts) == 1:
        return (Part(0, len(text)),)
    head = starts[0]
    if head > MAX_HEAD:
        head = max((e.start for e in frame.elements if e.start <= MAX_HEAD), default=0)
    edges = [head, *starts[1:], len(text)]
    return tuple(Part(edges[n], edges[n + 1], (0, head)) for n in range(len(starts)))


def read(text: str, begin: int = 0) -> Draft:
    """Return the draft of the first entry of `text`, with what the opening says of the feed."""
    return _Entry(text, read_frame(text)).draft()


class _Entry:
    """The first entry of a text, and what is found of it."""

    def __init__(self, text: str, frame: Frame) -> None:
        self.text = text
        self.frame = frame
        self.pieces: list[Piece] = []
        self.edits: list[Edit] = []
        self.children: dict[str, list[Element]] = {}
        self.numbers = {id(element): n for n, element in enumerate(frame.elements)}
        for name, element in frame.inside(frame.entries[0]) if frame.entries else ():
            self.children.setdefault(name, []).append(element)

    def draft(self) -> Draft:
        """Return pieces, edits and rules."""
        title = self.first("title", *self.of("title", "dc:title"))
        self.date()
        self.address()
        self.people()
        self.outlets()
        self.tags()
        lines, whole, span = self.body()
        found = page.read("feed", lines, (), title=fold(title))
        pieces = _apart(sorted((*self.pieces, *found.pieces), key=lambda piece: piece.start))
        rules = (*found.rules, (*span, "markup"), (0, len(self.text), "feed"))
        said = [self.text[p.start : p.end] for p in pieces if p.kind in ("title", "body", "heading")]
        flags = [*found.flags] if whole or not any(piece.kind == "body" for piece in pieces) else [EXCERPT]
        flags += [] if not said or any(map(_HAN.search, said)) else [FOREIGN]
        return page.with_edits(Draft("feed", tuple(pieces), (), rules, tuple(flags)), self.edits)

    def of(self, *names: str) -> list[Element]:
        return [element for name in names for element in self.children.get(name, ())]

    def add(self, kind: Kind, start: int, end: int, inside: Inside, edits: list[Edit]) -> None:
        """Add the piece at `[start, end)` of what is inside an element."""
        if start < end:
            self.pieces.append(Piece(kind, *inside.span(start, end)))
            self.edits += inside.lift(edits)

    def first(self, kind: Kind, *elements: Element) -> str:
        """Add the first of `elements` that says something, and return what it says."""
        for element in elements:
            if value := self.value(kind, element.inner, element.close):
                return value
        return ""

    def value(self, kind: Kind, low: int, high: int) -> str:
        """Add `[low, high)` as a piece of one line, and return its value."""
        inside, start, end, edits = self.line(low, high)
        self.add(kind, start, end, inside, edits)
        return _shown(inside.text, start, end, edits)

    def line(self, low: int, high: int) -> tuple[Inside, int, int, list[Edit]]:
        """Return what is inside `[low, high)`, the span in it that is a line of text, and the edits that make it one."""
        inside = Inside(self.text, low, high if high - low <= MAX_VALUE else low)
        lines, edits = markup.read(inside.text, 0, len(inside.text), markdown=False)
        full = [line for line in lines if line.folded]
        if not full:
            return inside, 0, 0, []
        start, end = full[0].start, full[-1].end
        mine = [edit for edit in edits if start <= edit.start and edit.end <= end]
        return inside, start, end, [*mine, *_joined(inside.text, start, end, mine)]

    def date(self) -> None:
        """Add the date of the entry."""
        found = self.of(*_DATES)
        said = [(e, Inside(self.text, e.inner, min(e.close, e.inner + MAX_VALUE)).text) for e in found]
        dated = [e for e, value in said if read_date(value)] + [e for e, value in said if find_dates(value)]
        self.first("date", *dated[:1])

    def address(self) -> None:
        """Add the address of the page that the entry is about."""
        for element in self.of("feedburner:origlink", "link"):
            given = attributes(self.text, element)
            rel = self.text[slice(*given["rel"])] if "rel" in given else "alternate"
            span = given.get("href", (element.inner, element.close))
            if rel == "alternate" and re.search("https?://", self.text[slice(*span)]):
                self.value("link", *span)
                return

    def people(self) -> None:
        """Add the authors: of the entry, or of the whole feed where only that names one."""
        own = [*self.names("author"), *self.of("dc:creator", "dc:author"), *self.names("contributor")]
        for element in own or self.feed_authors():
            self.person(element)
        for element in self.of("editor"):
            self.value("editor", element.inner, element.close)

    def names(self, name: str) -> Iterator[Element]:
        """Yield the elements that hold a name: those within elements called `name`, or these themselves."""
        for element in self.of(name):
            inner = [one for called, one in self.frame.inside(self.numbers[id(element)]) if called == "name"]
            yield from inner or [element]

    def feed_authors(self) -> list[Element]:
        found = [n for name, n in self.frame.opening() if name in ("author", "dc:creator")]
        return [one for n in found for name, one in self.frame.inside(n) if name == "name"]

    def person(self, element: Element) -> None:
        """Add who is named; of an address of mail the name beside it, and nothing where there is none."""
        inside, start, end, edits = self.line(element.inner, element.close)
        said = _NAMED.fullmatch(inside.text, start, end)
        if said:
            start, end = said.span("after" if said["after"] else "before")
        if _WORD.search(inside.text, start, end) and not _MAIL.search(inside.text, start, end):
            kind: Kind = "credit" if credits.is_credit(fold(inside.text[start:end])) else "author"
            self.add(kind, start, end, inside, [e for e in edits if start <= e.start and e.end <= end])

    def outlets(self) -> None:
        """Add who published the entry, where it says so, and the feed it was captured from."""
        for element in self.of("source", "dc:source", "dc:publisher"):
            titled = [one for name, one in self.frame.inside(self.numbers[id(element)]) if name == "title"]
            one = (titled or [element])[0]
            if _WORD.search(self.text, one.inner, one.close) and "://" not in self.text[one.inner : one.close]:
                self.value("source", one.inner, one.close)
                break
        for name, n in self.frame.opening():
            if name == "title":
                self.captured(self.frame.elements[n])
                return

    def captured(self, element: Element) -> None:
        """Add the title of the feed: of 时政-某河新闻网 the part that is an outlet, else the whole."""
        inside, start, end, edits = self.line(element.inner, element.close)
        cuts = [(start, start), *(m.span() for m in _CUT.finditer(inside.text, start, end)), (end, end)]
        parts = [(cuts[n][1], cuts[n + 1][0]) for n in range(len(cuts) - 1)]
        known = [part for part in parts if furniture.is_outlet(fold(inside.text[slice(*part)]))]
        start, end = known[0] if known else (start, end)
        self.add("captured_from", start, end, inside, [e for e in edits if start <= e.start and e.end <= end])

    def tags(self) -> None:
        for element in self.of("category", "dc:subject"):
            given = attributes(self.text, element)
            span = given.get("label") or given.get("term")
            self.value("tags", *(span or (element.inner, element.close)))

    def body(self) -> tuple[list[Line], bool, tuple[int, int]]:
        """Return the lines of the text, whether it is given as the whole one, and the element it stands in."""
        best: tuple[int, list[Line], bool, list[Edit], tuple[int, int]] = (0, [], True, [], (0, 0))
        for names in (_CONTENT, _SUMMARY):
            for element in self.of(*names):
                inside = self.opened(element)
                lines, edits = markup.read(inside.text, 0, len(inside.text), markdown=False)
                cut = _without_more(inside.text, lines)
                size = sum(len(_WORD.findall(line.folded)) for line in cut)
                if size > best[0]:
                    whole = names is _CONTENT or _is_whole(cut, size)
                    here = [replace(n, start=a, end=b) for n in cut for a, b in (inside.span(n.start, n.end),)]
                    best = (size, here, whole, list(inside.lift(edits)), (element.inner, element.close))
        self.edits += best[3]
        return best[1], best[2], best[4]

    def opened(self, element: Element) -> Inside:
        """Return what is inside an element: markup of its own is left as it is, else what is escaped is undone."""
        number = self.numbers[id(element)]
        has_own = number + 1 < len(self.frame.elements) and self.frame.elements[number + 1].start < element.close
        return Inside(self.text, element.inner, element.close, escaped=not has_own)


def _shown(text: str, start: int, end: int, edits: list[Edit]) -> str:
    """Return what a value becomes by `edits`."""
    return apply(text[start:end], [e._replace(start=e.start - start, end=e.end - start) for e in sorted(edits)])


def _joined(text: str, start: int, end: int, taken: list[Edit]) -> Iterator[Edit]:
    """Yield the edits that make a value of several lines one line."""
    spans = sorted((edit.start, edit.end) for edit in taken)
    at = 0
    for match in _BLANK.finditer(text, start, end):
        low, high = match.span()
        while at < len(spans) and spans[at][1] <= low:
            at += 1
        if at < len(spans) and spans[at][0] < high:
            continue
        if _LATIN.match(text, low - 1) and _LATIN.match(text, high):
            if text[low] != " ":
                yield Edit(low, low + 1, "line", text[low], " ")
            low += 1
        yield from drop_lines(text, low, high, "line")


def _without_more(text: str, lines: tuple[Line, ...]) -> list[Line]:
    """Return `lines` without the invitation to read on that ends them."""
    full = [n for n, line in enumerate(lines) if line.folded]
    if not full:
        return list(lines)
    last = lines[full[-1]]
    for match in _MORE.finditer(text, max(last.start, last.end - 900), last.end):
        if match.end() == last.end:
            kept = text[last.start : match.start()]
            cut = replace(last, end=match.start(), folded=fold(re.sub(r"<[^<>]*>", "", kept)))
            return [*lines[: full[-1]], *([cut] if cut.folded else [])]
    return list(lines)


def _is_whole(lines: list[Line], size: int) -> bool:
    full = [line.folded for line in lines if line.folded]
    return len(full) >= _LINES and size >= _LETTERS and not _ELLIPSIS.search(full[-1])


def _apart(pieces: list[Piece]) -> list[Piece]:
    """Return `pieces` in order without those that overlap an earlier one."""
    out: list[Piece] = []
    for piece in pieces:
        if not out or piece.start >= out[-1].end:
            out.append(piece)
    return out
