"""Compare what is read with what is labelled, and sum it up. Not for what is good enough: that is `floors`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from articles.ingest.container import entries
from articles.ingest.reader import read
from articles.ingest.records import Document, NotACapture, NotReadable
from tests.accuracy.labels import Article, Sample

#: The fields compared, in the order of the table. `articles` is how many there are, `headings` only where labelled.
FIELDS = (
    "articles",
    "title",
    "subtitle",
    "date",
    "precision",
    "source",
    "people",
    "first",
    "last",
    "absent",
    "present",
    "headings",
)


@dataclass(frozen=True)
class Mark:
    """One comparison: of `expected` (labelled) and `found` (read)."""

    sample: str
    kind: str
    item: int
    field: str
    expected: str
    found: str
    right: bool


def measure(samples: Iterable[Sample]) -> tuple[Mark, ...]:
    """Return every comparison over `samples`."""
    return tuple(mark for sample in samples for mark in _measure_one(sample))


def documents(path: Path) -> tuple[Document, ...]:
    """Return what the reader makes of a file, or of each row of a file of records; empty where it is refused."""
    try:
        with path.open("rb") as file:
            return tuple(document for entry in entries(file) if entry.content for document in read(entry.content))
    except (NotReadable, NotACapture):
        return ()


def _measure_one(sample: Sample) -> Iterator[Mark]:
    found = documents(sample.path)
    for n, (article, document) in enumerate(_pair(sample.articles, found)):
        yield from (
            Mark(sample.name, sample.kind, n, field, expected, read_as, right)
            for field, expected, read_as, right in _compare(article, document)
        )


def _pair(articles: Sequence[Article], found: Sequence[Document]) -> Iterator[tuple[Article | None, Document | None]]:
    """Yield labelled and read articles that are one: those of one title, else in order; what is left stands alone."""
    left = list(found)
    partners: list[Document | None] = []
    for article in articles:
        same = next((one for one in left if article.get("title") and _title(one) == article["title"]), None)
        partners.append(same)
        if same is not None:
            left.remove(same)
    for article, partner in zip(articles, partners, strict=True):
        yield article, partner or (left.pop(0) if left else None)
    yield from ((None, one) for one in left)


def _compare(article: Article | None, document: Document | None) -> Iterator[tuple[str, str, str, bool]]:
    """Yield (field, expected, found, right) for everything that is labelled."""
    if article is None:
        yield "articles", "", _title(document) or "an article", False
        return
    yield (
        "articles",
        article.get("title") or "an article",
        "" if document is None else "an article",
        document is not None,
    )
    yield from _compare_values(article, document)
    if "people" in article:
        yield from _compare_people([(role, name) for role, name in article["people"]], document)
    yield from _compare_text(article, document)


def _compare_values(article: Article, document: Document | None) -> Iterator[tuple[str, str, str, bool]]:
    read_as: dict[str, str | None] = {}
    if document is not None:
        fields = document.fields
        read_as = {
            "title": _title(document),
            "subtitle": fields.subtitle.value if fields.subtitle else None,
            "date": _home(fields.date.value) if fields.date else None,
            "source": next((one.name.value for one in fields.outlets if one.role == "published_by"), None),
        }
    for field in ("title", "subtitle", "date", "source"):
        if field in article:
            wanted = _home(article[field]) if field == "date" and article[field] else article[field]
            yield field, _shown(wanted), _shown(read_as.get(field)), document is not None and wanted == read_as[field]
    if "date" in article:
        precision = document.fields.precision if document is not None else None
        wanted = _precision(article["date"])
        yield "precision", wanted, _shown(precision), wanted == precision


def _compare_people(wanted: list[tuple[str, str]], document: Document | None) -> Iterator[tuple[str, str, str, bool]]:
    """Yield a comparison for each person labelled, and for each one found too many; one where nobody is named."""
    found = _people(document) if document is not None else []
    said = ", ".join(" ".join(one) for one in found)
    left = list(found)
    for one in wanted:
        right = one in left
        yield "people", " ".join(one), "" if right else said, right
        if right:
            left.remove(one)
    yield from (("people", "", " ".join(one), False) for one in left)
    if not wanted and not left:
        yield "people", "nobody", "nobody", document is not None


def _people(document: Document) -> list[tuple[str, str]]:
    bodies = [("author", one.value) for one in document.fields.proposals if one.field == "author"]
    return [*((person.role, person.name.value) for person in document.fields.people), *bodies]


def _compare_text(article: Article, document: Document | None) -> Iterator[tuple[str, str, str, bool]]:
    body = document.body if document is not None else ""
    blocks = [_bare(block) for block in body.split("\n\n") if block.strip() and not block.startswith("## ")]
    if article.get("first"):
        begins = blocks[0] if blocks else ""
        yield "first", article["first"], begins[:20], begins.startswith(_bare(article["first"]))
    if article.get("last"):
        ends = blocks[-1] if blocks else ""
        yield "last", article["last"], ends[-20:], ends.endswith(_bare(article["last"]))
    whole = _bare(body)
    for phrase in article.get("absent", ()):
        yield "absent", phrase, _around(whole, _bare(phrase)), bool(whole) and _bare(phrase) not in whole
    for phrase in article.get("present", ()):
        yield "present", phrase, "", _bare(phrase) in whole
    if "headings" in article:
        yield from _compare_headings(article["headings"], document)


def _compare_headings(wanted: list[str], document: Document | None) -> Iterator[tuple[str, str, str, bool]]:
    left = [_bare(heading) for heading in document.headings] if document is not None else []
    for heading in wanted:
        same = next((one for one in left if one.startswith(_bare(heading)[:12])), None)
        yield "headings", heading, same or "", same is not None
        if same is not None:
            left.remove(same)
    yield from (("headings", "", heading, False) for heading in left)


def _title(document: Document | None) -> str | None:
    return document.fields.title.value if document is not None and document.fields.title else None


def _home(date: str) -> str:
    """Return a date without the zone of the mainland, which is taken where none is printed."""
    return date.removesuffix("+08:00")


def _precision(date: str | None) -> str:
    if date is None:
        return "none"
    if "X" in date:
        return "partial"
    day, _, time = date.partition("T")
    if time:
        return "second" if re.match(r"\d\d:\d\d:\d\d", time) else "minute"
    return ("year", "month", "day")[day.count("-")]


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _shown(value: str | None) -> str:
    return "–" if value is None else value


def _around(text: str, phrase: str) -> str:
    at = text.find(phrase)
    return "" if at < 0 else text[max(0, at - 8) : at + len(phrase) + 8]


def shares(marks: Iterable[Mark], key: str) -> dict[str, tuple[int, int]]:
    """Return right and labelled by the attribute `key` of a mark, `field` or `kind`."""
    found: dict[str, tuple[int, int]] = {}
    for mark in marks:
        right, labelled = found.get(getattr(mark, key), (0, 0))
        found[getattr(mark, key)] = (right + mark.right, labelled + 1)
    return found
