"""Store what was read of captures, a batch in one transaction, each capture whole and once by digest, reader and name.

Not for reading (that is `reader`), nor for recording revisions: the caller says what follows stored articles.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.ingest import reader
from articles.ingest.fill import Filling, fill
from articles.ingest.match import Known, Match, find_known, match
from articles.ingest.parcel import Item, pack, repack
from articles.ingest.records import Document, Flag
from articles.ingest.standing import Arrival, Standing, find_standings
from articles.models import Article, Batch, Capture, Reading, Receipt
from articles.wording import in_words

Outcome = Literal["imported", "flagged", "updated", "unchanged"]
OnStored = Callable[[Sequence[Article]], object]

#: Flags that only tell; every other one makes the capture `flagged`.
NOTES = frozenset({"assumed-zone", "ignored-instruction"})
#: The importers' lock on PostgreSQL: any number nobody else takes.
IMPORT_LOCK = 0x6361_7074


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of one item of a capture; `item` carries what matching added. No article where it was deleted."""

    item: Item
    outcome: Outcome
    message: str
    article_id: int | None


def foresee(arrivals: Sequence[Arrival]) -> list[tuple[Stored, ...]]:
    """Return what storing would answer. Writes nothing; four queries at most for all, and two where any is new."""
    standings = find_standings(arrivals)
    unread = [item.facts for item, _arrival, standing in _unread(arrivals, standings)]
    known = find_known(unread) if unread else Known()
    return [
        tuple(_foresee(item, standing, known) for item in arrival.parcel.items)
        for arrival, standing in zip(arrivals, standings, strict=True)
    ]


def store(
    content: bytes, documents: Iterable[Document], *, name: bytes, batch: Batch, on_stored: OnStored | None = None
) -> tuple[Stored, ...]:
    """Store one capture that came by `name` and what was read of it; answer one outcome for each document."""
    return store_batch([Arrival(name, pack(content, documents))], batch=batch, on_stored=on_stored)[0]


def store_batch(
    arrivals: Sequence[Arrival], *, batch: Batch, on_stored: OnStored | None = None
) -> list[tuple[Stored, ...]]:
    """Store captures, none of them twice, in one transaction: all or, where anything is raised, none.

    What is there already is not written again: where that is all, four queries are asked and no transaction is opened.
    `batch` may be unsaved; it is saved with the first thing it holds. `on_stored` is called inside the transaction
    with the articles made or updated. An article a person has touched keeps its text. A single capture is tried once
    more where a row that somebody else made just now is in the way, or each waited for the other.
    """
    standings = find_standings(arrivals)
    if all(standing.holds(arrival) for arrival, standing in zip(arrivals, standings, strict=True)):
        return [
            tuple(_foresee(item, standing, Known()) for item in arrival.parcel.items)
            for arrival, standing in zip(arrivals, standings, strict=True)
        ]
    try:
        return _write_whole(arrivals, batch, on_stored)
    except (IntegrityError, OperationalError):
        if len(arrivals) > 1:
            raise
        return _write_whole(arrivals, batch, on_stored)


@contextmanager
def importing() -> Iterator[None]:
    """Open a transaction in which no other importer writes, so that two never make the same source or tag.

    SQLite has one writer at a time anyway; on PostgreSQL the others wait for a lock of the transaction.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
        yield


def _write_whole(arrivals: Sequence[Arrival], batch: Batch, on_stored: OnStored | None) -> list[tuple[Stored, ...]]:
    new_batch = batch.pk is None
    try:
        with importing():
            return _write(arrivals, batch, on_stored)
    except BaseException:
        if new_batch:
            batch.pk, batch._state.adding = None, True  # rolled back with the rest
        raise


def _write(arrivals: Sequence[Arrival], batch: Batch, on_stored: OnStored | None) -> list[tuple[Stored, ...]]:
    """Write what is not there yet, captures and receipts first, then what was read of them."""
    standings = find_standings(arrivals)  # again: another importer may have been here
    captures = _make_captures(arrivals, standings)
    new = [
        Receipt(capture_id=captures[arrival.parcel.sha256], batch=batch, name=arrival.name)
        for arrival, standing in zip(arrivals, standings, strict=True)
        if not standing.received
    ]
    if new and batch.pk is None:
        batch.save()
    Receipt.objects.bulk_create(new)
    answers = iter(_write_items(list(_unread(arrivals, standings)), captures, on_stored))
    return [
        tuple(
            _foresee(item, standing, Known()) if standing.has_read(item) else next(answers)
            for item in arrival.parcel.items
        )
        for arrival, standing in zip(arrivals, standings, strict=True)
    ]


def _unread(arrivals: Sequence[Arrival], standings: Sequence[Standing]) -> Iterator[tuple[Item, Arrival, Standing]]:
    """Yield the items that no reader as new as this one has read, in order."""
    for arrival, standing in zip(arrivals, standings, strict=True):
        for item in arrival.parcel.items:
            if not standing.has_read(item):
                yield item, arrival, standing


def _make_captures(arrivals: Sequence[Arrival], standings: Sequence[Standing]) -> dict[str, int]:
    """Return the captures' keys by digest, making those that are new."""
    parcels = [arrival.parcel for arrival in arrivals]
    known = {
        parcel.sha256: standing.capture_id
        for parcel, standing in zip(parcels, standings, strict=True)
        if standing.capture_id
    }
    made = Capture.objects.bulk_create(
        Capture(sha256=parcel.sha256, size=parcel.size, packed=parcel.packed)
        for parcel in parcels
        if parcel.sha256 not in known
    )
    return known | {capture.sha256: capture.pk for capture in made}


def _write_items(
    unread: Sequence[tuple[Item, Arrival, Standing]], captures: Mapping[str, int], on_stored: OnStored | None
) -> list[Stored]:
    """Write the readings of the items, and their articles unless these are not the importer's to write."""
    articles = [_article(standing.articles.get(item.number)) for item, _arrival, standing in unread]
    known = find_known(item.facts for item, _arrival, _standing in unread)
    courses = [_course(item, standing) for item, _arrival, standing in unread]
    founds: list[Match] = []
    items: list[Item] = []
    for (item, _arrival, _standing), (outcome, _message) in zip(unread, courses, strict=True):
        founds.append(match(item.facts.fields, known, create=outcome != "unchanged"))
        items.append(_completed(item, founds[-1]))
    readings = Reading.objects.bulk_create(
        _reading(item, captures[arrival.parcel.sha256])
        for item, (_item, arrival, _standing) in zip(items, unread, strict=True)
    )
    rows = zip(articles, items, founds, readings, courses, strict=True)
    fillings = [
        Filling(article, item, found, reading)
        for article, item, found, reading, (outcome, _message) in rows
        if outcome != "unchanged"
    ]
    fill(fillings)
    if on_stored and fillings:
        on_stored([filling.article for filling in fillings])
    return [
        _settled(item, outcome, message, article.pk)
        for item, article, (outcome, message) in zip(items, articles, courses, strict=True)
    ]


def _article(pk: int | None) -> Article:
    """Return the article of an item, held against other writers; a new one where it has none."""
    return Article.objects.select_for_update().get(pk=pk) if pk else Article()


def _foresee(item: Item, standing: Standing, known: Known) -> Stored:
    outcome, message = _course(item, standing)
    article_id = standing.articles.get(item.number)
    if standing.has_read(item):
        return Stored(item, outcome, message, article_id)
    return _settled(_completed(item, match(item.facts.fields, known, create=False)), outcome, message, article_id)


def _course(item: Item, standing: Standing) -> tuple[Outcome, str]:
    """Return what is to be done with an item and why; `imported` for every new article."""
    if standing.has_read(item):
        if standing.received:
            return "unchanged", _("这份采集件读过了，没有新内容")
        return "unchanged", _("同样的字节以别的名称收过，只记下这次收件")
    if item.number not in standing.readers:
        return "imported", _("已导入")
    if item.number not in standing.articles:
        return "unchanged", _("文章已被删除，只存下新的读取结果")
    if _is_touched(standing.articles[item.number]):
        return "unchanged", _("文章已有人编辑，新的读取结果只作建议")
    return "updated", _("按新版读取器重读，文章已更新")


def _is_touched(article_id: int) -> bool:
    """Return whether a person has had a hand in the article. One query."""
    hands = Q(revisions__by__isnull=False) | Q(sign_offs__isnull=False) | Q(decisions__isnull=False)
    return Article.objects.filter(hands | ~Q(state=Article.State.DRAFT), pk=article_id).exists()


def _settled(item: Item, outcome: Outcome, message: str, article_id: int | None) -> Stored:
    asking = _asking(item.facts) if outcome == "imported" else ()
    if asking:
        return Stored(
            item, "flagged", _("；").join(in_words(flag.message).rstrip("。.") for flag in asking), article_id
        )
    return Stored(item, outcome, message, article_id)


def _asking(document: Document) -> tuple[Flag, ...]:
    """Return the flags that an editor has to answer."""
    return tuple(flag for flag in document.flags if flag.code not in NOTES)


def _completed(item: Item, found: Match) -> Item:
    """Return the item with what matching found, packed anew if that is anything."""
    return repack(item, found.flags, found.proposals)


def _reading(item: Item, capture_id: int) -> Reading:
    document = item.facts
    return Reading(
        capture_id=capture_id,
        item=item.number,
        reader=reader.READER,
        outcome="flagged" if _asking(document) else "imported",
        shape=document.shape,
        encoding=document.encoding,
        encoding_found_by=document.encoding_found_by,
        flags=list(dict.fromkeys(flag.code for flag in document.flags)),
        packed=item.packed,
    )
