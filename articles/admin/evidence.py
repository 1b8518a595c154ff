"""What the desk shows of a reading: the capture line by line with what became of it, and each fact with its evidence.

Values made from the reading's record; the templates only print them. The facts themselves are `fact`'s.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple
from zlib import decompress

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.admin.fact import Addresses, FactRow, fact_rows
from articles.admin.words import printable, worded
from articles.ingest.decode import decode
from articles.ingest.reader import from_json
from articles.ingest.records import Document, NotACapture, NotReadable, source_of
from articles.models import Article, Reading
from articles.text.finding import Finding
from articles.text.ledger import RULES
from articles.text.segment import Segment, trace
from articles.wording import in_words

#: Rules by which text leaves the body for a field.
INTO_FIELDS = frozenset({"affiliation", "byline", "credit", "date", "link", "section", "subtitle", "tags", "title"})
#: Flags of matching and filling in, which no check of the text repeats.
NOTED = frozenset({"author-to-choose", "not-fillable", "source-to-choose", "too-long"})
#: Characters of a capture shown on the page; the whole of a longer one can be downloaded.
SHOWN = 60_000


class Run(NamedTuple):
    """A run of a capture's line: kept, dropped (`del`), changed (`chg`) or moved into a field (`field`), and by which rule.

    `facts` holds the numbers of the facts that rest on it, with a blank between.
    """

    kind: Literal["kept", "del", "chg", "field"]
    text: str
    why: str = ""
    facts: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A reading laid open beside the article made from it. `places`: spans of the clean text with their line in the capture."""

    reading: Reading
    lines: tuple[tuple[Run, ...], ...]
    cut: bool
    facts: tuple[FactRow, ...]
    body: str
    changed: tuple[tuple[int, int, str], ...]
    notes: tuple[str, ...] = ()
    places: tuple[tuple[int, int, str], ...] = ()

    @property
    def container(self) -> str:
        """Return the encoding and the shape of the capture, in words."""
        return f"{worded('encoding', self.reading.encoding)} · {worded('shape', self.reading.shape)}"


def evidence_of(
    article: Article, findings: Sequence[Finding] = (), addresses: Addresses | None = None
) -> Evidence | None:
    """Return the reading the article was made from, laid open; None for one written at the desk.

    The fixes of `findings` stand beside the facts they mend. Two queries where reading and capture are not fetched, and
    two for records to choose from where their `addresses` are not given.
    """
    reading = article.reading
    if reading is None:
        return None
    stored = bytes(reading.packed), bytes(reading.capture.packed)
    laid = _lay_open(*stored)
    document, source = laid.document, laid.source
    if source is None:
        return Evidence(reading, (), True, (), document.body, ())
    facts = fact_rows(document, source, article, findings, addresses)
    return Evidence(
        reading,
        _lines(*stored, get_language(), tuple((row.start, row.end, row.number) for row in facts if row.line)),
        len(source) > SHOWN,
        facts,
        document.body,
        _changes(*stored, get_language()),
        tuple(in_words(flag.message) for flag in document.flags if flag.code in NOTED),
        laid.places,
    )


class _Laid(NamedTuple):
    """A reading and the source it read (None: no longer readable), what became of each stretch, and where it stands now."""

    document: Document
    source: str | None
    segments: tuple[Segment, ...] = ()
    places: tuple[tuple[int, int, str], ...] = ()


@lru_cache(maxsize=24)
def _lay_open(reading: bytes, capture: bytes) -> _Laid:
    """Return a reading laid open over its capture, both as they are stored; kept for who comes back after every fix."""
    document = from_json(decompress(reading))
    try:
        text = decode(decompress(capture)).text
    except (NotReadable, NotACapture):  # read by an older reader that took what this one refuses
        return _Laid(document, None)
    source = source_of(text, document)
    segments = tuple(_joined(trace(source, document.layers)))
    return _Laid(document, source, segments, tuple(_places(source, segments)))


def _joined(segments: Iterable[Segment]) -> Iterable[Segment]:
    """Yield `segments`, neighbours that the same rules changed as one: nobody looks at a word character by character."""
    last: Segment | None = None
    for segment in segments:
        if (
            last
            and last.rules == segment.rules
            and last.rules
            and last.end == segment.start
            and last.text
            and segment.text
        ):
            last = Segment(last.start, segment.end, last.text + segment.text, last.rules)
            continue
        if last:
            yield last
        last = segment
    if last:
        yield last


@lru_cache(maxsize=24)
def _lines(
    reading: bytes, capture: bytes, language: str | None, facts: tuple[tuple[int, int, int], ...]
) -> tuple[tuple[Run, ...], ...]:
    """Return the lines of a capture in the language of the desk, kept as the reading is."""
    laid = _lay_open(reading, capture)
    return raw_lines(laid.source or "", laid.segments, facts)


@lru_cache(maxsize=24)
def _changes(reading: bytes, capture: bytes, language: str | None) -> tuple[tuple[int, int, str], ...]:
    """Return what `_changed` yields, in the language of the desk, kept as the reading is."""
    laid = _lay_open(reading, capture)
    return tuple(_changed(laid.source or "", laid.segments))


def raw_lines(
    source: str, segments: Iterable[Segment], facts: Sequence[tuple[int, int, int]] = ()
) -> tuple[tuple[Run, ...], ...]:
    """Return the first SHOWN characters of `source` as lines of runs, each with what became of it.

    `facts` are spans of `source` with the number of the fact that rests on each.
    """
    lines: list[list[Run]] = [[]]
    edges = sorted({edge for start, end, _number in facts for edge in (start, end)})
    resting: dict[int, str] = {}  # by the edge before a stretch, which facts rest on it
    said = _Said()
    for segment in segments:
        if segment.start >= SHOWN:
            break
        kind, why = _fate(segment, said)
        first, last = bisect_right(edges, segment.start), bisect_left(edges, segment.end)
        for start, end in pairwise([segment.start, *edges[first:last], segment.end]):
            at = bisect_right(edges, start)
            if at not in resting:
                resting[at] = " ".join(str(number) for low, high, number in facts if low <= start < high)
            for n, part in enumerate(source[start:end].split("\n")):
                if n:
                    lines.append([])
                if shown := printable(part):
                    lines[-1].append(Run(kind, shown, why, resting[at]))
    return tuple(tuple(line) for line in lines)


def _places(source: str, segments: Iterable[Segment]) -> Iterable[tuple[int, int, str]]:
    """Yield the spans of the clean text with the number of the line of `source` that each begins in."""
    at = seen = 0
    line = 1
    for segment in segments:
        line += source.count("\n", seen, segment.start)
        seen, end = segment.start, at + len(segment.text)
        if segment.text.strip():
            yield at, end, str(line)
        at = end


class _Said(dict[tuple[str, ...], str]):
    """The rules of segments in words, and the mark before what stood there: of thousands of segments, a dozen rules."""

    def __init__(self) -> None:
        super().__init__()
        self.colon = _("：")

    def __missing__(self, rules: tuple[str, ...]) -> str:
        self[rules] = _("、").join(_(RULES.get(rule, rule)) for rule in rules)
        return self[rules]


def _fate(segment: Segment, said: _Said) -> tuple[Literal["kept", "del", "chg", "field"], str]:
    """Return what became of a segment, and why in words."""
    if segment.kept:
        return "kept", ""
    why = said[segment.rules]
    if segment.text:
        return "chg", f"{why}{said.colon}{printable(segment.text)}" if segment.text.strip() else why
    return ("field" if INTO_FIELDS.intersection(segment.rules) else "del"), why


def _changed(source: str, segments: Iterable[Segment]) -> Iterable[tuple[int, int, str]]:
    """Yield the spans of the clean text that differ from the capture, with the rule and what stood there."""
    at = 0
    said = _Said()
    for segment in segments:
        end = at + len(segment.text)
        if not segment.kept and segment.text.strip():
            yield at, end, f"{said[segment.rules]}{said.colon}{printable(source[segment.start : segment.end])}"
        at = end
