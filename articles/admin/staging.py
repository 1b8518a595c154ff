"""What a person uploads or pastes for import, taken apart within bounds and kept aside as files until it is imported.

Names are only names: no path of an upload or of an archive is ever followed. Not for reading captures.
"""

import json
import re
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from articles.ingest.container import entries
from articles.ingest.decode import MAX_BYTES
from articles.ingest.unpacking import Bounds
from articles.ingest.walk import Found
from articles.models import User

MAX_FILES = 200
MAX_TOTAL = 50 * 1024 * 1024
MAX_NAME = 255
MAX_AGE = 2 * 60 * 60
SALT = "articles.admin.staging"
MB = 1024 * 1024
#: How a page names the run that it starts: sixteen hexadecimal digits.
_RUN = re.compile(r"[0-9a-f]{16}")


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
    """Return what was uploaded and pasted, archives and files of records opened. Raises Unusable for nothing at all, or for too much."""
    uploads = list(files)
    if sum(upload.size or 0 for upload in uploads) > MAX_TOTAL:
        raise Unusable(_("一次最多上传 %(most)d MB，请分几次导入。") % {"most": MAX_TOTAL // MB})
    items = list(islice((item for upload in uploads for item in _opened(upload)), MAX_FILES + 1))
    if text.strip():
        content = text.replace("\r\n", "\n").encode("utf-8", "backslashreplace")
        items.append(_bounded(name.strip()[:MAX_NAME] or _("粘贴的文字"), content))
    if not items:
        raise Unusable(_("没有选文件，也没有粘贴文字。"))
    if len(items) > MAX_FILES:
        raise Unusable(
            _("一次最多导入 %(most)d 件，这里不止，请分几次导入；行数多的记录文件请运维人员用命令导入。")
            % {"most": MAX_FILES}
        )
    if sum(len(item.content) for item in items) > MAX_TOTAL:
        raise Unusable(_("解开后超过 %(most)d MB，请分几次导入。") % {"most": MAX_TOTAL // MB})
    return items


def _opened(upload: "UploadedFile[bytes]") -> Iterator[Item]:
    """Yield the upload as one item; of an archive its entries, of a file of records its rows."""
    name = str(upload.name or "")[:MAX_NAME]
    file: IO[bytes] = upload.file  # type: ignore[assignment]  # a file in memory or on disk, either can be sought in
    file.seek(0)
    for entry in entries(file, Bounds(MAX_FILES, MAX_TOTAL)):
        yield Item(f"{name}{entry.name}"[-MAX_NAME:], entry.content, entry.rejected, entry.ignored)


def _bounded(name: str, content: bytes) -> Item:
    if len(content) <= MAX_BYTES:
        return Item(name, content)
    most = {"size": len(content) / MB, "most": MAX_BYTES // MB}
    return Item(name, rejected=_("文件太大：%(size).1f MB，最多 %(most)d MB") % most)


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


def note_progress(run: str, user: User, done: int, count: int) -> None:
    """Keep how far a run of `user` has come, under the name its page gave it; nothing under another kind of name."""
    if place := _progress(run, user):
        fresh = place.with_suffix(".new")
        fresh.write_text(json.dumps([done, count]), encoding="ascii")
        fresh.replace(place)


def progress_of(run: str, user: User) -> tuple[int, int] | None:
    """Return how many captures a run of `user` has done, and of how many; None before it has begun and once it has ended."""
    place = _progress(run, user)
    try:
        done, count = json.loads(place.read_text(encoding="ascii")) if place else (0, 0)
    except FileNotFoundError:
        return None
    return (done, count) if count else None


def end_progress(run: str, user: User) -> None:
    if place := _progress(run, user):
        place.unlink(missing_ok=True)


def _progress(run: str, user: User) -> Path | None:
    return _root() / f"run-{user.pk}-{run}" if _RUN.fullmatch(run) else None


def sweep() -> None:
    """Delete what was kept longer than a token lasts."""
    for place in _root().iterdir():
        try:
            is_old = place.lstat().st_mtime < time.time() - MAX_AGE
        except FileNotFoundError:  # another run has just ended
            continue
        if is_old and place.is_dir() and not place.is_symlink():
            shutil.rmtree(place, ignore_errors=True)
        elif is_old:
            place.unlink(missing_ok=True)


def _root() -> Path:
    root: Path = settings.DATA_DIR / "staging"
    root.mkdir(mode=0o700, exist_ok=True)
    return root
