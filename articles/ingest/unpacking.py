"""The bounds of what is taken out of a container: how much in all, how large one capture, how densely packed. Not for opening any."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext as _

from articles.ingest.decode import MAX_BYTES
from articles.ingest.records import NotReadable

MB = 1024 * 1024
#: Text is packed to a third or a tenth; a hundredth is nothing but repetition.
MAX_RATIO = 100
#: Below this nothing is asked of the ratio: small files of a few rows alike pack very well.
RATIO_FROM = 1 * MB


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most that is taken out of one container: entries of an archive, and bytes in all once unpacked."""

    entries: int
    total: int


#: What an operator names at a shell may hold more than an upload.
OPERATOR = Bounds(entries=20_000, total=2048 * MB)


def too_large() -> str:
    return _("文件太大，超过一份资料的上限 %(most)d MB") % {"most": MAX_BYTES // MB}


@dataclass
class Left:
    """How much may still be taken out of a container; `packed` tells how much was read of what is packed (0: not known)."""

    total: int
    taken: int = 0
    packed: Callable[[], int] | None = None

    def take(self, size: int) -> None:
        """Count what was unpacked. Raises NotReadable where it is too much."""
        self.taken += size
        if self.taken > self.total:
            raise NotReadable(_("解开后超过 %(most)d MB，不再读下去。") % {"most": self.total // MB})
        if self.packed and self.taken > RATIO_FROM and self.taken > MAX_RATIO * max(self.packed(), 1):
            raise NotReadable(_("压缩得异常紧（超过 %(most)d 倍），不解开。") % {"most": MAX_RATIO})


class Counted(io.RawIOBase):
    """A stream that counts what is read of it against what is left."""

    def __init__(self, file: "Readable", left: Left | None) -> None:
        self._file = file
        self._left = left

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # Any: a buffer
        chunk = self._file.read(len(buffer))
        if self._left:
            self._left.take(len(chunk))
        buffer[: len(chunk)] = chunk
        return len(chunk)
