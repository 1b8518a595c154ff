"""Find the files an operator names, and open them safely: links, pipes and devices are refused, never followed.

A file may have any bytes for a name; paths keep them (surrogate escapes), only `printable` is for people.
"""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from articles.ingest.columns import Columns
from articles.ingest.container import entries, is_container
from articles.ingest.decode import MAX_BYTES
from articles.ingest.records import NotReadable
from articles.ingest.rowfile import HEAD
from articles.ingest.unpacking import OPERATOR
from articles.models import Receipt


@dataclass(frozen=True, slots=True)
class Found:
    """A path met on the walk; `name` is what it is remembered by, relative to what the operator named.

    A path that is not to be opened says why: `rejected` or `ignored` holds the reason. What came out of a container
    has its bytes already, and a path made of the container's and its own name: `file.zip/member`, `file.csv#3`.
    `columns` is what the operator says of the columns of records. `end` is how far one has come with it, for the progress:
    of all files named their bytes, as they lie on the disk.
    """

    path: Path
    name: bytes
    rejected: str = ""
    ignored: str = ""
    content: bytes | None = None
    columns: Columns = ()
    end: int = 0

    def read(self) -> bytes:
        """Return the bytes. Raises NotReadable where it is no plain file or, without reading it, too large."""
        return read_bytes(self.path) if self.content is None else self.content


def measure(roots: Iterable[Path]) -> int:
    """Return the `end` of the last path that is to be met: nothing is opened."""
    return sum(_size(found) for root in roots for found in _paths(root))


def walk(roots: Iterable[Path], columns: Columns = ()) -> Iterator[Found]:
    """Yield every path at or below `roots` that is not a plain folder, each folder in the order of its names' bytes.

    Archives, packed files and files of records are opened, and what is in them is yielded in their place, one at a time.
    """
    passed = 0
    for root in roots:
        for found in _paths(root):
            end = passed + _size(found)
            if found.rejected or found.ignored:
                yield replace(found, end=end)
            else:
                for each in _opened(found.path, found.name, columns):
                    yield replace(each, end=min(passed + each.end, end))
            passed = end


def _size(found: Found) -> int:
    """Return the bytes of a file as it lies on the disk; nought where it is not read."""
    try:
        return 0 if found.rejected or found.ignored else found.path.lstat().st_size
    except OSError:
        return 0  # said where it is read


def _paths(root: Path) -> Iterator[Found]:
    pending = [root]
    while pending:
        path = pending.pop()
        name = os.fsencode(path.relative_to(root) if path != root else path.name)
        if path != root and path.name.startswith("."):
            yield Found(path, name, ignored=_("隐藏的文件或文件夹，不读取"))
            continue
        try:
            children = _children(path, root)
        except NotReadable as error:
            yield Found(path, name, rejected=str(error))
            continue
        if children is None:
            yield Found(path, name)
        elif not children and path == root:
            yield Found(path, name, ignored=_("文件夹是空的"))
        else:
            pending += reversed(children)


def _children(path: Path, root: Path) -> list[Path] | None:
    """Return the paths in a folder, sorted; None for a file. Raises NotReadable for what is neither."""
    try:
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode):
            return sorted(path.iterdir(), key=os.fsencode)
    except OSError as error:
        raise NotReadable(_reason(error)) from error
    if stat.S_ISLNK(mode) and not _is_inside(path, root):
        raise NotReadable(_("是指向文件夹之外的链接，不读取"))
    if stat.S_ISLNK(mode):
        raise NotReadable(_("是链接，不读取；请直接给出它指向的文件"))
    if not stat.S_ISREG(mode):
        raise NotReadable(_("不是普通文件（管道、套接字或设备），不读取"))
    return None


def _is_inside(link: Path, root: Path) -> bool:
    """Return whether `link` leads to somewhere below the folder the operator named (or is itself what was named)."""
    return link == root or Path(os.path.realpath(link)).is_relative_to(os.path.realpath(root))


def _opened(path: Path, name: bytes, columns: Columns) -> Iterator[Found]:
    """Yield what a file holds, each with how far in the file one is: itself, unread, where it is no container."""
    try:
        with _open(path) as file:
            if stat.S_ISREG(os.fstat(file.fileno()).st_mode) and is_container(file.read(HEAD), columns):
                file.seek(0)
                for entry in entries(file, OPERATOR, columns):
                    own = entry.name.encode("utf-8", "surrogatepass")
                    inside = Path(os.fsdecode(os.fsencode(path) + own))
                    yield Found(inside, name + own, entry.rejected, entry.ignored, entry.content, columns, file.tell())
                return
    except OSError:
        pass  # said where it is read
    yield Found(path, name, columns=columns, end=sys.maxsize)


def _open(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb")


def read_bytes(path: Path) -> bytes:
    """Return the content of a plain file. Raises NotReadable where it is none or, without reading it, too large."""
    try:
        with _open(path) as file:
            status = os.fstat(file.fileno())
            wanted = stat.S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES
            content = file.read(MAX_BYTES + 1) if wanted else b""
    except OSError as error:
        raise NotReadable(_reason(error)) from error
    if not stat.S_ISREG(status.st_mode):
        raise NotReadable(_("不是普通文件（管道、套接字或设备），不读取"))
    size = max(status.st_size, len(content))
    if size > MAX_BYTES:
        raise NotReadable(
            _("文件太大：%(size).1f MB，最多 %(most)d MB") % {"size": size / 1024**2, "most": MAX_BYTES // 1024**2}
        )
    return content


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("路径不存在")
    if isinstance(error, PermissionError):
        return _("没有读取权限")
    return _("打不开：%(reason)s") % {"reason": error.strerror}


def printable(path: Path) -> str:
    """Return a path for people: undecodable bytes and control characters escaped."""
    return Receipt(name=os.fsencode(path)).printable_name
