"""A capture read and packed: all that is stored of it and can be made without the database, in whatever process.

Not for what depends on other rows: sources, authors, revisions.
"""

import hashlib
import traceback
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypedDict

from articles.ingest import reader
from articles.ingest.columns import Columns
from articles.ingest.records import Document, Flag, NotACapture, NotReadable, Proposal
from articles.ingest.room import fitting, misfits, names_of, storable
from articles.text.fingerprint import fingerprint
from articles.text.index_entry import Row, cut_rows, find_prints

#: More effort takes thrice the time to save a tenth.
_FAST = 1


class _Packed(TypedDict):
    packed: bytes
    read: Document


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a capture as it is stored: its reading in the storage form, and `read`.

    Where it is packed `read` has no ledger, which storing does not ask for, or is left out; else it is the whole reading.
    """

    number: int
    packed: bytes = b""
    read: Document | None = None
    fingerprint: str = ""
    rows: tuple[Row, ...] = ()
    prints: tuple[int, ...] = ()

    @property
    def document(self) -> Document:
        """Return all that was read, unpacked on every call where it is packed."""
        return self.read if self.read and not self.packed else reader.from_json(zlib.decompress(self.packed))

    @property
    def facts(self) -> Document:
        """Return what was read, perhaps without its ledger; unpacked on every call where that was left out."""
        return self.read or self.document


@dataclass(frozen=True, slots=True)
class Parcel:
    """A capture's digest, size and packed bytes, and its items. Of one only looked at, or read before: no bytes."""

    sha256: str
    items: tuple[Item, ...]
    size: int = 0
    packed: bytes = b""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was read: no capture (`ignored`), an unreadable one, or a fault of ours, whose reason is a traceback."""

    kind: Literal["ignored", "rejected", "failed"]
    reason: str


#: Bytes to read, and what the operator says of the columns of records.
Work = tuple[bytes, Columns]
Task = Callable[[bytes, Columns], Parcel]


def digest_of(content: bytes) -> str:
    """Return the sha256 (hex) by which a capture is known."""
    return hashlib.sha256(content).hexdigest()


def look(content: bytes, columns: Columns = ()) -> Parcel:
    """Return what a capture holds, without what only storing needs. Raises NotReadable and NotACapture."""
    items = (complete(document) for document in reader.read_open(content, columns))
    return Parcel(digest_of(content), tuple(Item(each.item, read=reader.sealed(each)[0]) for each in items))


def read(content: bytes, columns: Columns = ()) -> Parcel:
    """Return what a capture holds, ready to be stored. Raises NotReadable and NotACapture."""
    return pack(content, reader.read_open(content, columns))


def pack(content: bytes, documents: Iterable[Document]) -> Parcel:
    """Return a capture and what was read of it, sealed or not, ready to be stored."""
    items = tuple(_pack_item(complete(document)) for document in documents)
    return Parcel(digest_of(content), items, len(content), zlib.compress(content, _FAST))


def _pack_item(document: Document) -> Item:
    fields, body = document.fields, storable(document.body)
    title, subtitle = fitting("标题", fields.title), fitting("副题", fields.subtitle)
    return Item(
        number=document.item,
        **_packed(document),
        fingerprint=fingerprint(body),
        rows=cut_rows(title, subtitle, "", body, names_of(fields)),
        prints=tuple(sorted(find_prints(body))),
    )


def repack(item: Item, flags: tuple[Flag, ...], proposals: tuple[Proposal, ...]) -> Item:
    """Return an item with what was found out after reading, packed anew; `item` itself where that is nothing."""
    if complete(item.facts, flags, proposals) is item.facts:
        return item
    return replace(item, **_packed(complete(item.document, flags, proposals)))


def _packed(document: Document) -> _Packed:
    whole, stored = reader.sealed(document)
    return {"packed": zlib.compress(stored, _FAST), "read": replace(whole, layers=())}


def complete(document: Document, flags: tuple[Flag, ...] = (), proposals: tuple[Proposal, ...] = ()) -> Document:
    """Return the document with what was found out after reading, and what the desk has no room for, its seal open then."""
    more = dict.fromkeys(flag for flag in (*flags, *misfits(document.fields)) if flag not in document.flags)
    if not more and not proposals:
        return document
    fields = replace(document.fields, proposals=document.fields.proposals + proposals)
    return replace(document, fields=fields, flags=(*document.flags, *more), seal="")


def read_each(task: Task, works: Sequence[Work]) -> list[Parcel | Refusal]:
    """Return for each capture what `task` makes of it, or why it makes nothing: one capture's fault ends with it."""
    return [_attempt(task, *work) for work in works]


def _attempt(task: Task, content: bytes, columns: Columns) -> Parcel | Refusal:
    try:
        return task(content, columns)
    except NotACapture as error:
        return Refusal("ignored", str(error))
    except NotReadable as error:
        return Refusal("rejected", str(error))
    except MemoryError:
        return Refusal("rejected", "读它要用的内存超过上限，不像一份资料。")
    except Exception:  # the edge of one capture, which the caller logs with its digest
        return Refusal("failed", traceback.format_exc())
