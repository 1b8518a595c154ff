"""Open what holds several captures, within bounds: zip archives, gzip files and files of records, one entry after the other.

Names are only names: no path of an archive is ever followed. Not for finding files (`walk`), nor for reading captures.
"""

import gzip
import io
import stat
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from articles.ingest.columns import Columns
from articles.ingest.decode import MAX_BYTES
from articles.ingest.records import NotReadable
from articles.ingest.rowfile import HEAD, Row, RowFile, read_rows, recognise
from articles.ingest.unpacking import (
    MAX_RATIO,
    MB,
    OPERATOR,
    RATIO_FROM,
    Bounds,
    Counted,
    Left,
    Readable,
    too_large,
)

#: 46 bytes an entry and its name.
ENTRY_ROOM = 512
#: What every document of Word or the like, which is an archive, holds.
DOCUMENT = "[Content_Types].xml"
#: How one of OpenDocument, and an EPUB, begins behind the head of its first entry (OpenDocument 1.3 part 2, 3.3; EPUB 3.3, 4.3).
TYPED, TYPED_AT = b"mimetypeapplication/", 30
MAX_NAME = 255
#: How many broken rows of a file are told one by one: so many more are those of a file that is something else.
TOLD_APART = 100
ZIP = (b"PK\3\4", b"PK\5\6")
GZIP = b"\x1f\x8b"
_END = struct.Struct("<4s4H2LH")
_BROKEN = (BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, struct.error, zlib.error)


@dataclass(frozen=True, slots=True)
class Entry:
    """One capture out of a container: what its name adds to the container's, and its bytes or why it is not read."""

    name: str
    content: bytes = b""
    rejected: str = ""
    ignored: str = ""


def is_container(head: bytes, columns: Columns = ()) -> bool:
    """Return whether a file that begins with `head` (the first HEAD bytes) is opened, rather than read as one capture."""
    return head.startswith((*ZIP, GZIP)) or recognise(head, columns) is not None


def entries(file: IO[bytes], bounds: Bounds = OPERATOR, columns: Columns = ()) -> Iterator[Entry]:
    """Yield what is in a file, which can be sought in and stands at its beginning; the file itself where it is none.

    Nothing is held but one entry at a time. Whatever goes wrong is an entry that says so.
    """
    head = file.read(HEAD)
    file.seek(0)
    try:
        if head.startswith(ZIP):
            yield from _archive(file, bounds, columns)
        elif head.startswith(GZIP):
            yield from _packed("", file, Left(bounds.total), columns)
        else:
            yield from _opened("", file, None, columns)
    except NotReadable as error:
        yield Entry("", rejected=str(error))
    except _BROKEN:
        yield Entry("", rejected=_("压缩包打不开，可能已损坏。"))


def _opened(name: str, file: "Readable", left: "Left | None", columns: Columns) -> Iterator[Entry]:
    """Yield the rows of a stream of records; of another stream its bytes."""
    stream = io.BufferedReader(Counted(file, left), HEAD)
    head = stream.peek(HEAD)
    found = recognise(head, columns)
    if head.startswith((*ZIP, GZIP)):
        yield _nested(name, stream.read(MAX_BYTES + 1))
    elif found is None:
        yield _bounded(name, stream.read(MAX_BYTES + 1))
    elif found.refused:
        yield Entry(name, rejected=found.refused) if found.is_meant else Entry(name, ignored=found.refused)
    else:
        yield from _rows(name, stream, found, columns)


def _rows(name: str, stream: IO[bytes], found: RowFile, columns: Columns) -> Iterator[Entry]:
    number = 0
    try:
        for row, number in _told_together(read_rows(stream, found, columns)):
            if number == row.number:
                broken = _("第 %(row)d 行：%(reason)s") % {"row": number, "reason": row.broken} if row.broken else ""
                yield Entry(f"{name}#{number}", row.content, broken)
            else:
                span = {"row": row.number, "last": number, "reason": row.broken}
                broken = _("第 %(row)d 至 %(last)d 行都读不了；第 %(row)d 行：%(reason)s") % span
                yield Entry(f"{name}#{row.number}-{number}", rejected=broken)
    except (NotReadable, *_BROKEN) as error:
        reason = str(error) if isinstance(error, NotReadable) else _("文件已损坏")
        yield Entry(name, rejected=_("读到第 %(row)d 行为止：%(reason)s") % {"row": number, "reason": reason})


def _told_together(rows: Iterable[Row]) -> Iterator[tuple[Row, int]]:
    """Yield each row and its number; of many broken ones the later, as far as they follow each other, once with the last's."""
    told, last = 0, 0
    first: Row | None = None
    try:
        for row in rows:
            if row.broken and told >= TOLD_APART:
                first, last = first or row, row.number
                continue
            if first:
                yield first, last
                first = None
            told += bool(row.broken)
            yield row, row.number
    except (NotReadable, *_BROKEN):
        if first:
            yield first, last
        raise
    if first:
        yield first, last


def _packed(name: str, file: IO[bytes], left: "Left", columns: Columns) -> Iterator[Entry]:
    """Yield what a gzip file holds; it may be no more than what is left, and not packed beyond belief."""
    own = Left(left.total - left.taken, packed=file.tell)
    try:
        with gzip.GzipFile(fileobj=file) as unpacked:
            yield from _opened(name, unpacked, own, columns)
    finally:
        left.taken += own.taken


def _archive(file: IO[bytes], bounds: Bounds, columns: Columns) -> Iterator[Entry]:
    """Yield the files of an archive. Raises NotReadable, before anything is unpacked, where it is beyond the bounds."""
    _refuse_a_large_directory(file, bounds)
    with ZipFile(file) as archive:
        members = [member for member in archive.infolist() if not member.filename.endswith("/")]  # a name may be empty
        file.seek(0)
        if any(member.filename == DOCUMENT for member in members) or file.read(HEAD).startswith(TYPED, TYPED_AT):
            file.seek(0)
            yield _bounded("", file.read(MAX_BYTES + 1))  # a DOCX or the like, for the reader to judge
            return
        if not members:
            raise NotReadable(_("压缩包是空的。"))
        if len(members) > bounds.entries:
            raise NotReadable(_too_many(len(members), bounds))
        if sum(member.file_size for member in members) > bounds.total:
            raise NotReadable(_("压缩包解开后超过 %(most)d MB。") % {"most": bounds.total // MB})
        left = Left(bounds.total)
        for member in members:
            name = f"/{_member_name(member)}"[-MAX_NAME:]
            try:
                yield from _member(archive, member, name, left, columns)
            except NotReadable as error:
                yield Entry(name, rejected=str(error))
            except _BROKEN:
                yield Entry(name, rejected=_("压缩包里的这一件已损坏，解不开。"))


def _refuse_a_large_directory(file: IO[bytes], bounds: Bounds) -> None:
    """Raise NotReadable where the table of contents is too long to parse, or is not where it says."""
    size_of_file = file.seek(0, io.SEEK_END)
    file.seek(max(0, size_of_file - _END.size - 0xFFFF - 20))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(b"PK\5\6")
    if at < 0 or at + _END.size > len(tail):
        raise NotReadable(_("压缩包打不开，可能已损坏。"))
    _sign, _disk, _start, _here, count, size, _offset, comment = _END.unpack_from(tail, at)
    if at + _END.size + comment != len(tail):
        raise NotReadable(_("压缩包打不开，可能已损坏。"))
    large = tail[max(at - 20, 0) : at].startswith(b"PK\6\7")  # the 64-bit form, which counts elsewhere
    if large or size > max(bounds.entries * ENTRY_ROOM, MB):
        raise NotReadable(_too_many(count, bounds))


def _too_many(count: int, bounds: Bounds) -> str:
    return _("压缩包里有 %(count)d 件，最多 %(most)d 件。") % {"count": count, "most": bounds.entries}


def _member(archive: ZipFile, member: ZipInfo, name: str, left: "Left", columns: Columns) -> Iterator[Entry]:
    """Yield what one file of an archive holds, or why it is not unpacked."""
    if reason := _is_no_capture(member):
        yield Entry(name, ignored=reason)
    elif reason := _is_refused(member):
        yield Entry(name, rejected=reason)
    else:
        with archive.open(member) as file:
            start = file.read(2)
        with archive.open(member) as file:
            if start == GZIP:
                yield from _packed(name, file, left, columns)
            else:
                yield from _opened(name, file, left, columns)


def _is_no_capture(member: ZipInfo) -> str:
    parts = member.filename.split("/")
    hidden = parts[-1].startswith(".") and not parts[-1].startswith("..")
    return _("隐藏的文件或文件夹，不读取") if hidden or parts[0] == "__MACOSX" else ""


def _is_refused(member: ZipInfo) -> str:
    """Return why a file of an archive is not unpacked; empty where nothing speaks against it."""
    if stat.S_ISLNK(member.external_attr >> 16):
        return _("是链接，不读取；请直接给出它指向的文件")
    if member.flag_bits & 1:
        return _("加了密码，打不开；请先解开再导入。")
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # the other methods unpack without a bound
        return _("压缩方式不认识；请用普通的 zip。")
    if member.file_size > RATIO_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1):
        if member.file_size > MAX_BYTES:
            return too_large()
        return _("压缩得异常紧（超过 %(most)d 倍），不解开。") % {"most": MAX_RATIO}
    return ""


def _nested(name: str, content: bytes) -> Entry:
    """Return a packed file inside another: refused, unless it is a document that happens to be packed."""
    if content.startswith(ZIP) and (DOCUMENT.encode() in content or content.startswith(TYPED, TYPED_AT)):
        return _bounded(name, content)
    return Entry(name, rejected=_("压缩包里还有压缩包，不再解开。"))


def _bounded(name: str, content: bytes) -> Entry:
    if len(content) <= MAX_BYTES:
        return Entry(name, content)
    return Entry(name, rejected=too_large())


def _member_name(member: ZipInfo) -> str:
    """Return the name of an entry; one not marked as UTF-8 is tried as that, then as Chinese Windows writes it."""
    if member.flag_bits & 0x800:
        return member.filename
    raw = member.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename
