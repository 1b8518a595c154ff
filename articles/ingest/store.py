"""Store what was read of one capture: all of it in one transaction, and once by digest, reader and name.

Not for reading (that is `reader`), nor for recording revisions: the caller says what follows a stored article.
"""

import hashlib
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Literal

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.ingest import reader
from articles.ingest.fill import fill, misfits
from articles.ingest.match import Known, Match, find_known, match
from articles.ingest.records import Document, Flag
from articles.models import Article, Batch, Capture, Reading, Receipt

Outcome = Literal["imported", "flagged", "updated", "unchanged"]
OnStored = Callable[[Article], object]

#: Flags that only tell; every other one makes the capture `flagged`.
NOTES = frozenset({"assumed-zone", "ignored-instruction"})
#: The importers' lock on PostgreSQL: any number nobody else takes.
IMPORT_LOCK = 0x6361_7074


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of one item of a capture; `document` carries what matching added. No article where it was deleted."""

    document: Document
    outcome: Outcome
    message: str
    article_id: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the database holds of a capture: by item its readers and its article, and whether it came by this name."""

    capture_id: int | None = None
    received: bool = False
    readers: Mapping[int, frozenset[str]] = field(default_factory=dict)
    articles: Mapping[int, int] = field(default_factory=dict)

    def has_read(self, document: Document) -> bool:
        """Return whether this version of the reader, or a newer one, has read the item."""
        return any(not is_older(version) for version in self.readers.get(document.item, ()))


def is_older(version: str) -> bool:
    """Return whether a version of the reader came before this one.

    >>> is_older("0"), is_older(reader.READER), is_older("9999.1")
    (True, False, False)
    """
    return _age(version) < _age(reader.READER)


def _age(version: str) -> list[int]:
    return [int(part) for part in re.findall("[0-9]+", version)]


def digest_of(content: bytes) -> str:
    """Return the sha256 (hex) by which a capture is known."""
    return hashlib.sha256(content).hexdigest()


def read_before(sha256: str) -> tuple[Document, ...]:
    """Return what this version of the reader made of a capture, in order; empty where it has not read it. One query."""
    readings = Reading.objects.filter(capture__sha256=sha256, reader=reader.READER).order_by("item")
    return tuple(reader.from_json(reading.content) for reading in readings)


def foresee(content: bytes, documents: Sequence[Document], *, name: bytes) -> tuple[Stored, ...]:
    """Return what `store` would answer. Writes nothing; up to four queries, and two where something is new."""
    standing = find_standing(digest_of(content), name)
    unread = [document for document in documents if not standing.has_read(document)]
    known = find_known(unread) if unread else Known()
    return tuple(_foresee(document, standing, known) for document in documents)


def store(
    content: bytes, documents: Sequence[Document], *, name: bytes, batch: Batch, on_stored: OnStored | None = None
) -> tuple[Stored, ...]:
    """Store a capture that came by `name` and what was read of it; answer one outcome for each document.

    What is there already is not written again: the same bytes by the same name cost three queries and no
    transaction. `batch` may be unsaved; it is saved with the first thing it holds. `on_stored` is called inside the
    transaction for each article made or updated. An article a person has touched keeps its text.
    """
    standing = find_standing(digest_of(content), name)
    if standing.received and all(standing.has_read(document) for document in documents):
        return tuple(_foresee(document, standing, Known()) for document in documents)
    try:
        return _write(content, documents, name, batch, on_stored)
    except (IntegrityError, OperationalError):  # an editor made the same tag just now, or each waited for the other
        return _write(content, documents, name, batch, on_stored)


def find_standing(sha256: str, name: bytes) -> Standing:
    """Return what the database holds of the capture. One query where it is new, else four."""
    capture_id = Capture.objects.filter(sha256=sha256).values_list("pk", flat=True).first()
    if capture_id is None:
        return Standing()
    readers: dict[int, frozenset[str]] = {}
    for item, version in Reading.objects.filter(capture=capture_id).values_list("item", "reader"):
        readers[item] = readers.get(item, frozenset()) | {version}
    rows = Article.objects.filter(reading__capture=capture_id).order_by("-pk").values_list("reading__item", "pk")
    received = Receipt.objects.filter(capture=capture_id, name=name).exists()
    return Standing(capture_id, received, readers, dict(rows))


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


def _write(
    content: bytes, documents: Sequence[Document], name: bytes, batch: Batch, on_stored: OnStored | None
) -> tuple[Stored, ...]:
    new_batch = batch.pk is None
    try:
        with importing():
            standing = find_standing(digest_of(content), name)  # again: another importer may have been here
            capture_id = standing.capture_id or _make_capture(content)
            if not standing.received:
                if new_batch:
                    batch.save()
                Receipt.objects.create(capture_id=capture_id, batch=batch, name=name)
            known = find_known(document for document in documents if not standing.has_read(document))
            return tuple(_store_item(document, capture_id, standing, known, on_stored) for document in documents)
    except BaseException:
        if new_batch:
            batch.pk, batch._state.adding = None, True  # rolled back with the rest
        raise


def _make_capture(content: bytes) -> int:
    packed = Capture.pack(content)
    return Capture.objects.create(sha256=digest_of(content), size=len(content), packed=packed).pk


def _store_item(
    document: Document, capture_id: int, standing: Standing, known: Known, on_stored: OnStored | None
) -> Stored:
    """Store one document: its reading, and its article unless that is not the importer's to write."""
    article_id = standing.articles.get(document.item)
    article = Article.objects.select_for_update().get(pk=article_id) if article_id else Article()
    outcome, message = _course(document, standing)
    if standing.has_read(document):
        return Stored(document, outcome, message, article_id)
    found = match(document.fields, known, create=outcome != "unchanged")
    document = _completed(document, found)
    reading = _make_reading(document, capture_id)
    if outcome != "unchanged":
        fill(article, document, found, reading)
        if on_stored:
            on_stored(article)
    return _settled(document, outcome, message, article.pk)


def _foresee(document: Document, standing: Standing, known: Known) -> Stored:
    outcome, message = _course(document, standing)
    if not standing.has_read(document):
        document = _completed(document, match(document.fields, known, create=False))
    return _settled(document, outcome, message, standing.articles.get(document.item))


def _course(document: Document, standing: Standing) -> tuple[Outcome, str]:
    """Return what is to be done with a document and why; `imported` for every new article."""
    if standing.has_read(document):
        if standing.received:
            return "unchanged", _("这份采集件读过了，没有新内容")
        return "unchanged", _("同样的字节以别的名称收过，只记下这次收件")
    if document.item not in standing.readers:
        return "imported", _("已导入")
    if document.item not in standing.articles:
        return "unchanged", _("文章已被删除，只存下新的读取结果")
    if _is_touched(standing.articles[document.item]):
        return "unchanged", _("文章已有人编辑，新的读取结果只作建议")
    return "updated", _("按新版读取器重读，文章已更新")


def _is_touched(article_id: int) -> bool:
    """Return whether a person has had a hand in the article. One query."""
    hands = Q(revisions__by__isnull=False) | Q(sign_offs__isnull=False) | Q(decisions__isnull=False)
    return Article.objects.filter(hands | ~Q(state=Article.State.DRAFT), pk=article_id).exists()


def _settled(document: Document, outcome: Outcome, message: str, article_id: int | None) -> Stored:
    asking = _asking(document)
    if outcome == "imported" and asking:
        return Stored(document, "flagged", "；".join(flag.message.rstrip("。") for flag in asking), article_id)
    return Stored(document, outcome, message, article_id)


def _asking(document: Document) -> tuple[Flag, ...]:
    """Return the flags that an editor has to answer."""
    return tuple(flag for flag in document.flags if flag.code not in NOTES)


def _completed(document: Document, found: Match) -> Document:
    """Return the document with what matching found and what the desk has no room for; sealed again if that is anything."""
    flags = (*found.flags, *misfits(document.fields))
    if not flags and not found.proposals:
        return document
    fields = replace(document.fields, proposals=document.fields.proposals + found.proposals)
    completed = replace(document, fields=fields, flags=tuple(dict.fromkeys(document.flags + flags)))
    return replace(completed, seal=reader.seal(completed))


def _make_reading(document: Document, capture_id: int) -> Reading:
    return Reading.objects.create(
        capture_id=capture_id,
        item=document.item,
        reader=reader.READER,
        outcome="flagged" if _asking(document) else "imported",
        shape=document.shape,
        encoding=document.encoding,
        encoding_found_by=document.encoding_found_by,
        flags=list(dict.fromkeys(flag.code for flag in document.flags)),
        packed=zlib.compress(reader.to_json(document)),
    )
