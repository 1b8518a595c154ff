"""A saved page of HTML, scanned once: its lines of text with their offsets, the boxes they stand in, and what its head declares.

Linear in the length of the page whatever it holds. Not a browser: no style sheets, no scripts; an element hidden by its own tag is left out.
"""

import re
from collections import Counter
from dataclasses import replace
from itertools import islice

from articles.text.inline import ENTITY, WRAP, shifted, unwrapped
from articles.text.ledger import Edit, drop_lines, tidy
from articles.text.markup import BLOCKS, trim
from articles.text.webpage import TOP, Box, Mark, Page, Run

_TAG = re.compile(r"<(?:!--|[!?]|(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,15}))")
_END = re.compile(r"[^<>]{0,20000}>")
_SILENT = frozenset(
    ["script", "style", "noscript", "template", "iframe", "svg", "select", "textarea", "button", "object", "title"]
)
_ALONE = frozenset({"p", "li", "dt", "dd", "td", "tr"})
_BREAKS = frozenset({"br", "hr"})
_VOID = frozenset({"img", "input", "meta", "link", "embed", "source", "area", "base", "col", "param", "wbr", "frame"})
_HIDDEN = re.compile(r"\shidden(?:\s|>|=)|display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
#: Words within a line are also hidden by their size; a box of that size only takes away the gaps between its parts.
_TINY = re.compile(r"font-size\s{0,3}:\s{0,3}0(?![\d.])", re.IGNORECASE)
#: A script of the site shows this box once the page has loaded; it is the text itself.
_SHOWN_LATER = frozenset({"js_content"})
_ATTRIBUTE = re.compile(
    r"(?<![\w:-])([A-Za-z:-]{1,40})\s{0,9}=\s{0,9}(?:\"([^\"]{0,2000})\"|'([^']{0,2000})'|([^\s\"'<>=]{1,300}))"
)
_WORDS = re.compile(
    r"(?<![\w:-])(?:class|id|itemprop|rel)\s{0,9}=\s{0,9}(?:\"([^\"<>]{0,300})\"|'([^'<>]{0,300})'|([^\s\"'<>=]{1,100}))",
    re.IGNORECASE,
)
#: When an account published a piece, where only a script of its page says so. Seen: var createTime = '2024-04-22 09:18';
_SCRIPTED = re.compile(
    r"\b(?:create_?time|publish_?time|pub_?time|ptime)[\"']?\s?[=:]\s?[\"'](20\d\d-\d\d?-\d\d?(?:[ T]\d\d:\d\d(?::\d\d)?)?)[\"']",
    re.IGNORECASE,
)
#: What systems for printed papers note of a piece in a comment: <!--enpproperty <author>…</author><title>…</title>…
_NOTED = re.compile(r"<(title|author|date|subtitle|nodename)>([^<>]{1,400})</\1>")
_NOTED_BY = "enpproperty"
#: How many pieces of data in JSON, and how many stated times, are kept.
_MOST = 8
_LINE_END = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def scan(text: str, *, unveiled: bool = False) -> Page:
    """Return the lines, boxes and declarations of a page; with `unveiled` also those of boxes that a script would show.

    >>> page = scan("<body><p>第一&middot;段<br>第二<b>行</b></p></body>")
    >>> [run.line.folded for run in page.runs]
    ['第一·段', '第二行']
    """
    return _Scanner(text, unveiled).scan()


class _Scanner:
    """One pass over the page; every character is looked at a bounded number of times."""

    def __init__(self, text: str, unveiled: bool) -> None:
        self.text = text
        self.unveiled = unveiled
        self.page = Page(boxes=[Box("html", 0, len(text), -1, False)])
        self.stack = [0]
        self.open: Counter[str] = Counter()
        self.missing: set[str] = set()
        self.low = 0
        self.stated: dict[str, tuple[int, int]] = {}
        self.scope = ""
        self.bold = 0
        self.begin()

    def begin(self) -> None:
        self.edits: list[Edit] = []
        self.length = self.in_links = self.in_bold = 0
        self.in_link = False
        self.inner: list[tuple[str, int, str]] = []
        self.veil = ""
        self.veiled_at = self.depth = 0

    def scan(self) -> Page:
        at = done = 0
        text = self.text
        while match := _TAG.search(text, at):
            stop = self.end_of(match)
            if stop < 0:
                at = match.start() + 1
                continue
            self.count(done, match.start())
            self.take(match, stop)
            at = done = max(stop, self.low)
        self.count(done, len(text))
        self.flush(len(text))
        if len(self.stated) == 1:  # several days are those of other pieces
            self.page.declared["script:time"] = next(iter(self.stated.values()))
        held = Counter(run.box for run in self.page.runs)
        self.page.runs = [replace(run, alone=held[run.box] == 1) for run in self.page.runs]
        return self.page

    def end_of(self, match: re.Match[str]) -> int:
        """Return where the tag, comment or silent element at `match` ends; -1 where it is plain text."""
        if match.group() == "<!--":
            stop = self.find("-->", match.end())
            if self.text.startswith(_NOTED_BY, match.end()) and stop >= 0:
                for noted in _NOTED.finditer(self.text, match.end(), min(stop, match.end() + TOP)):
                    low, high = noted.span(2)
                    high = min(high, low + (10 if " 00:00:00" in noted[2] else 19)) if noted[1] == "date" else high
                    self.page.declared.setdefault(f"noted:{noted[1]}", (low, high))
            return stop
        tag = _END.match(self.text, match.end())
        if not tag:
            return -1
        stop = tag.end()
        name = (match["name"] or "").lower()
        if name in _SILENT and not match["close"]:
            close = self.find(f"</{name}", stop)
            if name == "title" and close >= 0:
                self.page.declared.setdefault("title", (stop, close - len("</title")))
            if name == "script" and close >= 0:
                self.note_script(match.start(), stop, close - len("</script"))
            return close - len(name) - 2 if close >= 0 else stop
        return stop

    def note_script(self, start: int, inner: int, end: int) -> None:
        """Note the data of a script, or the day that it states."""
        if "ld+json" in self.text[start:inner]:
            if len(self.page.data) < _MOST:
                self.page.data.append((inner, end))
            return
        for stated in islice(_SCRIPTED.finditer(self.text, inner, end), _MOST):
            self.stated[stated[1]] = stated.span(1)

    def find(self, mark: str, at: int) -> int:
        """Return the end of the next `mark`; what is missing once is missing for the rest of the page."""
        if mark in self.missing:
            return -1
        found = re.compile(re.escape(mark), re.IGNORECASE).search(self.text, at)
        if found is None:
            self.missing.add(mark)
            return -1
        return found.end()

    def count(self, start: int, end: int) -> None:
        if self.veil:
            return
        for line_end in _LINE_END.finditer(self.text, start, end) if self.open["pre"] else ():
            self.add(start, line_end.start())
            self.flush(line_end.start())
            self.low = start = line_end.end()
        self.add(start, end)

    def add(self, start: int, end: int) -> None:
        size = len(self.text[start:end].strip()) if start < end else 0
        self.length += size
        self.in_links += size if self.in_link else 0
        self.in_bold += size if self.bold > 0 else 0

    def take(self, match: re.Match[str], stop: int) -> None:
        name, start = (match["name"] or "").lower(), match.start()
        if name in BLOCKS or name == "body":
            self.flush(start)
            self.low = stop
            if name not in _BREAKS:
                self.bold = 0
                self.close(name, stop) if match["close"] else self.enter(name, start, stop)
            return
        if name == "a":
            self.in_link = not match["close"]
        elif name in ("b", "strong"):
            self.bold += -1 if match["close"] else 1
        elif name in ("meta", "link"):
            self.declare(name, start, stop)
        if not self.veil:
            self.edits += drop_lines(self.text, start, stop, "markup")
        if match["close"]:
            self.leave(name, start, stop)
        elif name and name not in _VOID and self.text[stop - 2 : stop] != "/>":
            self.begin_inner(name, start, stop)

    def begin_inner(self, name: str, start: int, stop: int) -> None:
        """Note where an element within a line begins, and whether what it holds is hidden."""
        if self.veil:
            self.depth += name == self.veil
            return
        words = ""
        if stop - start > len(name) + 2:
            end = min(stop, start + 2_000)
            words = self.words(start, end)
            if _HIDDEN.search(self.text, start, end) or _TINY.search(self.text, start, end):
                self.veil, self.veiled_at, self.depth = name, start, 1
                while self.edits and self.edits[-1].start >= start:
                    self.edits.pop()
                return
            if name == "time":
                self.state_time(start, stop)
        self.inner.append((name, stop, words))

    def leave(self, name: str, start: int, stop: int) -> None:
        """Note where an element within a line ends."""
        if self.veil:
            self.depth -= name == self.veil
            if not self.depth:
                self.unveil(stop)
        elif self.inner and self.inner[-1][0] == name:
            _, low, words = self.inner.pop()
            if words:
                self.page.marks.append(Mark(low, start, words))

    def unveil(self, stop: int) -> None:
        self.edits += drop_lines(self.text, self.veiled_at, stop, "hidden")
        self.veil = ""

    def words(self, start: int, stop: int) -> str:
        """Return the words of class, id, itemprop and rel of the tag at `[start, stop)`, in lower case."""
        found = _WORDS.findall(self.text, start, stop)
        words = " ".join(word for groups in found for word in groups if word).lower()
        if "itemprop" in self.text[start:stop]:
            self.scope = next((one for one in ("author", "publisher") if one in words), "")
        return words

    def state_time(self, start: int, stop: int) -> None:
        for found in _ATTRIBUTE.finditer(self.text, start, stop):
            if found[1].lower() == "datetime" and len(self.page.times) < _MOST:
                self.page.times.append(next(found.span(n) for n in (2, 3, 4) if found[n] is not None))

    def enter(self, name: str, start: int, stop: int) -> None:
        boxes = self.page.boxes
        if name in _ALONE and boxes[self.stack[-1]].name == name:
            self.close(name, start)
        words = self.words(start, min(stop, start + 2_000)) if stop - start > len(name) + 2 else ""
        hidden = boxes[self.stack[-1]].hidden
        if not hidden and not self.unveiled and not _SHOWN_LATER.intersection(words.split()):
            hidden = bool(_HIDDEN.search(self.text, start, min(stop, start + 2_000)))
        boxes.append(Box(name, start, len(self.text), self.stack[-1], hidden, words))
        self.stack.append(len(boxes) - 1)
        self.open[name] += 1

    def close(self, name: str, stop: int) -> None:
        while self.open[name]:
            box = self.page.boxes[self.stack.pop()]
            box.end = stop
            self.open[box.name] -= 1
            if box.name == name:
                return

    def flush(self, end: int) -> None:
        """Make the text since the last break a run."""
        if self.veil:
            self.unveil(end)
        box = self.stack[-1]
        if self.length and not self.page.boxes[box].hidden:
            edits = sorted([*self.edits, *self.changes(self.low, end)])
            name = self.page.boxes[box].name
            heading = name if name in _HEADINGS else ""
            line = trim(self.text, self.low, end, tidy(edits), "heading" if heading else "")
            if line.start < line.end:
                self.page.runs.append(
                    Run(line, box, self.in_links / self.length, heading, bold=self.in_bold == self.length)
                )
                self.page.edits += edits
        self.begin()

    def changes(self, low: int, end: int) -> list[Edit]:
        """Return the edits for entities and wrapped lines in `[low, end)`, outside its tags."""
        taken = [*self.edits, Edit(end, end, "markup", "", "")]
        out: list[Edit] = []
        at = low
        for tag in taken:
            for match in ENTITY.finditer(self.text, at, tag.start):
                out += shifted(match.group(), match.start())
            for match in WRAP.finditer(self.text, at, tag.start):
                out += unwrapped(self.text, match)
            at = tag.end
        return out

    def declare(self, name: str, start: int, stop: int) -> None:
        """Note the value of a meta or link element under its name, the first of each."""
        found = {
            m[1].lower(): next(m.span(n) for n in (2, 3, 4) if m[n] is not None)
            for m in _ATTRIBUTE.finditer(self.text, start, stop)
        }
        keys, value = (("property", "name", "itemprop"), "content") if name == "meta" else (("rel",), "href")
        span = found.get(value)
        for key in keys:
            if span and key in found and span[0] < span[1]:
                word = self.text[slice(*found[key])].lower()
                # <span itemprop="author"><meta itemprop="name" content="…"></span>
                named = f"itemprop:{self.scope}" if key == "itemprop" and word == "name" and self.scope else word
                self.page.declared.setdefault(named, span)
