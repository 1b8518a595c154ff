"""What a person uploads or pastes for import, taken apart within bounds and kept aside as files until it is imported.

Names are only names: no path of an upload or of an archive is ever followed. Not for reading captures.
"""

import io
import json
import secrets
import shutil
import struct
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from articles.ingest.decode import MAX_BYTES
from articles.ingest.walk import Found
from articles.models import User

MAX_FILES = 200
MAX_TOTAL = 50 * 1024 * 1024
#: Text is packed to a third or a tenth; a hundredth is nothing but repetition.
MAX_RATIO = 100
#: 46 bytes an entry and its name: room for far more than MAX_FILES, little enough to parse at once.
MAX_DIRECTORY = 1024 * 1024
MAX_NAME = 255
MAX_AGE = 2 * 60 * 60
SALT = "articles.admin.staging"
MB = 1024 * 1024
_END = struct.Struct("<4s4H2LH")


class Unusable(ValueError):
    """An upload that is refused whole, or a token that opens nothing. The message is for people."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to import: its name and bytes, or why it is not to be read."""

    name: str
    content: bytes = b""
    rejected: str = ""
    ignored: str = ""


def collect(files: Iterable["UploadedFile[bytes]"], text: str, name: str) -> list[Item]:
    """Return what was uploaded and pasted, archives opened. Raises Unusable for nothing at all, or for too much."""
    uploads = list(files)
    if sum(upload.size or 0 for upload in uploads) > MAX_TOTAL:
        raise Unusable(_("一次最多上传 %(most)d MB，请分几次导入。") % {"most": MAX_TOTAL // MB})
    items = [item for upload in uploads for item in _opened(upload)]
    if text.strip():
        content = text.replace("\r\n", "\n").encode("utf-8", "backslashreplace")
        items.append(_bounded(name.strip()[:MAX_NAME] or _("粘贴的文字"), content))
    if not items:
        raise Unusable(_("没有选文件，也没有粘贴文字。"))
    if len(items) > MAX_FILES:
        raise Unusable(
            _("一次最多导入 %(most)d 件，这里有 %(count)d 件，请分几次导入。")
            % {"most": MAX_FILES, "count": len(items)}
        )
    if sum(len(item.content) for item in items) > MAX_TOTAL:
        raise Unusable(_("解开后超过 %(most)d MB，请分几次导入。") % {"most": MAX_TOTAL // MB})
    return items


def _opened(upload: "UploadedFile[bytes]") -> list[Item]:
    """Return the upload as one item, or the entries of an archive."""
    name = str(upload.name or "")[:MAX_NAME]
    start = upload.read(4)
    upload.seek(0)
    if start not in (b"PK\3\4", b"PK\5\6"):
        return [_bounded(name, upload.read(MAX_BYTES + 1), upload.size or 0)]
    content = upload.read()
    try:
        return list(_entries(name, content))
    except Unusable as error:
        return [Item(name, rejected=str(error))]
    except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, struct.error, zlib.error):
        return [Item(name, rejected=_("压缩包打不开，可能已损坏。"))]


def _bounded(name: str, content: bytes, size: int = 0) -> Item:
    size = max(size, len(content))
    if size <= MAX_BYTES:
        return Item(name, content)
    most = {"size": size / MB, "most": MAX_BYTES // MB}
    return Item(name, rejected=_("文件太大：%(size).1f MB，最多 %(most)d MB") % most)


def _entries(name: str, content: bytes) -> Iterator[Item]:
    """Yield the files of an archive. Raises Unusable, before anything is unpacked, where it is beyond the bounds."""
    _refuse_a_large_directory(content)
    with ZipFile(io.BytesIO(content)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if any(entry.filename == "[Content_Types].xml" for entry in entries):
            yield _bounded(name, content)  # a DOCX or the like, for the reader to judge
            return
        if not entries:
            raise Unusable(_("压缩包是空的。"))
        if len(entries) > MAX_FILES:
            raise Unusable(
                _("压缩包里有 %(count)d 件，最多 %(most)d 件。") % {"count": len(entries), "most": MAX_FILES}
            )
        if sum(entry.file_size for entry in entries) > MAX_TOTAL:
            raise Unusable(_("压缩包解开后超过 %(most)d MB。") % {"most": MAX_TOTAL // MB})
        for entry in entries:
            yield _entry(archive, entry, f"{name}/{_entry_name(entry)}"[-MAX_NAME:])


def _refuse_a_large_directory(content: bytes) -> None:
    """Raise Unusable where the table of contents is too long to parse, or is not where it says."""
    at = content.rfind(b"PK\5\6", -(_END.size + 0xFFFF))
    if at < 0 or at + _END.size > len(content):
        raise Unusable(_("压缩包打不开，可能已损坏。"))
    _sign, _disk, _start, _here, count, size, _offset, comment = _END.unpack_from(content, at)
    if at + _END.size + comment != len(content):
        raise Unusable(_("压缩包打不开，可能已损坏。"))
    large = content[max(at - 20, 0) : at].startswith(b"PK\6\7")  # the 64-bit form, which counts elsewhere
    if large or size > MAX_DIRECTORY:
        raise Unusable(_("压缩包里有 %(count)d 件，最多 %(most)d 件。") % {"count": count, "most": MAX_FILES})


def _entry(archive: ZipFile, entry: ZipInfo, name: str) -> Item:
    """Return one file of an archive, or why it is not unpacked."""
    parts = entry.filename.split("/")
    hidden = parts[-1].startswith(".") and not parts[-1].startswith("..")
    if hidden or parts[0] == "__MACOSX":
        return Item(name, ignored=_("隐藏的文件或文件夹，不读取"))
    if entry.flag_bits & 1:
        return Item(name, rejected=_("加了密码，打不开；请先解开再导入。"))
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # the other methods unpack without a bound
        return Item(name, rejected=_("压缩方式不认识；请用普通的 zip。"))
    if entry.file_size > MAX_BYTES:
        return _bounded(name, b"", entry.file_size)
    if entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        return Item(name, rejected=_("压缩得异常紧（超过 %(most)d 倍），不解开。") % {"most": MAX_RATIO})
    with archive.open(entry) as file:
        content = file.read(MAX_BYTES + 1)
    if content.startswith((b"PK\3\4", b"PK\5\6")):
        return Item(name, rejected=_("压缩包里还有压缩包，不再解开。"))
    return _bounded(name, content)


def _entry_name(entry: ZipInfo) -> str:
    """Return the name of an entry; one not marked as UTF-8 is tried as that, then as Chinese Windows writes it."""
    if entry.flag_bits & 0x800:
        return entry.filename
    raw = entry.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def keep(items: Iterable[Item], user: User) -> str:
    """Keep `items` aside as files of a new folder and return the token that gives them back to `user`."""
    folder = secrets.token_hex(16)
    place = _root() / folder
    place.mkdir(mode=0o700)
    rows = []
    for number, item in enumerate(items):
        if not (item.rejected or item.ignored):
            (place / f"{number:04d}").write_bytes(item.content)
        rows.append({**asdict(item), "content": ""})
    (place / "items.json").write_text(json.dumps(rows), encoding="ascii")
    return signing.dumps([user.pk, folder], salt=SALT)


def kept(token: str, user: User) -> list[Found]:
    """Return what `keep` kept, in order. Raises Unusable for another person's token, one too old, or none of ours."""
    gone = _("预览已过期（只保留两小时）或不是您的，请重新选文件。")
    try:
        owner, folder = signing.loads(token, salt=SALT, max_age=MAX_AGE)
        if owner != user.pk:
            raise Unusable(gone)
        place = _root() / folder
        rows = json.loads((place / "items.json").read_text(encoding="ascii"))
    except (signing.BadSignature, OSError) as error:
        raise Unusable(gone) from error
    return [
        Found(place / f"{number:04d}", row["name"].encode("utf-8", "backslashreplace"), row["rejected"], row["ignored"])
        for number, row in enumerate(rows)
    ]


def sweep() -> None:
    """Delete what was kept longer than a token lasts."""
    for place in _root().iterdir():
        if place.lstat().st_mtime < time.time() - MAX_AGE:
            shutil.rmtree(place, ignore_errors=True)


def _root() -> Path:
    root: Path = settings.DATA_DIR / "staging"
    root.mkdir(mode=0o700, exist_ok=True)
    return root
