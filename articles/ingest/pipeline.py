"""From paths to stored articles: the steps of the import, by name and in order. One result a path, or an item of one."""

import logging
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _

from articles.ingest import parcel
from articles.ingest.parcel import Item, Parcel, Refusal
from articles.ingest.pool import Answer, Pool
from articles.ingest.records import Document, NotReadable
from articles.ingest.standing import Arrival, read_before
from articles.ingest.store import OnStored, Stored, foresee, store_batch
from articles.ingest.walk import Found
from articles.models import Batch

Outcome = Literal["imported", "flagged", "updated", "unchanged", "rejected", "ignored"]
OUTCOMES: tuple[Outcome, ...] = ("imported", "flagged", "updated", "unchanged", "rejected", "ignored")

#: The most paths, and bytes of captures, that are opened and read together. Large enough that handing them to a process
#: costs nothing beside reading them, small enough that processes end together.
OPENED, OPENED_BYTES = 64, 128 * 1024
#: How many of those are read ahead, for each process; and how many bytes, which bounds the memory.
AHEAD, AHEAD_BYTES = 4, 4 * 1024 * 1024
#: The most captures, and bytes of them, stored in one transaction: it takes some tenths of a second, in which other
#: writers wait. The first ones are shorter, so that a run soon shows what it does; and none waits longer than that.
TOGETHER, TOGETHER_BYTES, PATIENCE = 128, 1024 * 1024, 1.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a path, or of one item of it.

    `seconds` is from opening it to the end of its transaction, `read_seconds` what reading the whole capture took of the
    processor (nought where that was done before), `end` how far the run has come with it, as the walk counts.
    """

    path: Path
    outcome: Outcome
    message: str
    sha256: str | None = None
    item: Item | None = None
    article_id: int | None = None
    seconds: float = 0.0
    read_seconds: float = 0.0
    end: int = 0

    @property
    def document(self) -> Document | None:
        """Return what was read, unpacked on every call where it was read before."""
        return self.item.document if self.item else None


@dataclass(frozen=True, slots=True)
class Run:
    """How an import is to go. `batch` may be unsaved: it is saved with the first thing that is stored.

    Captures are read in so many processes as `jobs`; in this one, with no bound to time and memory, where it is nought.
    """

    batch: Batch
    jobs: int = 0
    dry_run: bool = False
    on_stored: OnStored | None = None


@dataclass(frozen=True, slots=True)
class _Opened:
    """A path that was opened, with the digest of its bytes; or that could not be, and why."""

    found: Found
    started: float
    sha256: str = ""
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Paths opened together: by digest what an earlier run read, and those that are read now, `answers` in their order."""

    opened: Sequence[_Opened]
    before: dict[str, Parcel]
    unread: Sequence[str]
    size: int
    answers: Callable[[], list[Answer]]


@dataclass(frozen=True, slots=True)
class _Read:
    """A path and what was read of it, or why nothing was; and what reading took of the processor, in seconds."""

    opened: _Opened
    answer: Parcel | Refusal
    seconds: float = 0.0


Act = Callable[[Sequence[Arrival]], Sequence[tuple[Stored, ...]]]


def ingest(paths: Iterable[Found], run: Run) -> Iterator[Result]:
    """Yield what becomes of each path, in order, each capture stored whole or not at all.

    Captures are stored here, many in a transaction; with jobs they are read in worker processes, ahead.
    Raises OperationalError where the database itself fails; what was stored until then stays.
    """
    act: Act = foresee if run.dry_run else partial(store_batch, batch=run.batch, on_stored=run.on_stored)
    seen: set[str] = set()
    with Pool(run.jobs, parcel.look if run.dry_run else parcel.read) as pool:
        for batch in _batches(_read_ahead(iter(paths), run.jobs, pool)):
            for result in _finish(batch, act):
                # a dry run finds nothing of itself in the database
                twice = run.dry_run and result.item is not None and result.sha256 in seen
                yield replace(result, outcome="unchanged") if twice else result
            seen |= {each.opened.sha256 for each in batch} if run.dry_run else set()


def _read_ahead(paths: Iterator[Found], jobs: int, pool: Pool) -> Iterator[list[_Read]]:
    """Yield what is read of the paths, some at a time and in order, while the processes read on."""
    ahead: deque[_Chunk] = deque()
    most = AHEAD * jobs or 1
    for chunk in _chunks(paths, pool):
        ahead.append(chunk)
        while len(ahead) >= most or sum(each.size for each in ahead) > AHEAD_BYTES * (jobs or 1):
            yield _gather(ahead.popleft())
    while ahead:
        yield _gather(ahead.popleft())


def _chunks(paths: Iterator[Found], pool: Pool) -> Iterator[_Chunk]:
    """Open paths, few at first, and have read what this reader has not read before. One query each."""
    most = 1
    while some := _open_some(paths, most):
        most = min(2 * most, OPENED)
        opened = [each for each, _content in some]
        before = read_before(each.sha256 for each in opened if each.sha256)
        unread = {
            each.sha256: (content, each.found.columns)
            for each, content in some
            if each.sha256 and each.sha256 not in before
        }
        size = sum(len(content) for content, _columns in unread.values())
        yield _Chunk(opened, before, list(unread), size, pool.submit(list(unread.values())))


def _open_some(paths: Iterator[Found], most: int) -> list[tuple[_Opened, bytes]]:
    """Open at most so many of the paths, and not much more than OPENED_BYTES of them."""
    some: list[tuple[_Opened, bytes]] = []
    size = 0
    for found in paths:
        some.append(_open(found))
        size += len(some[-1][1])
        if len(some) >= most or size >= OPENED_BYTES:
            break
    return some


def _open(found: Found) -> tuple[_Opened, bytes]:
    started = time.monotonic()
    if found.ignored:
        return _Opened(found, started, refusal=Refusal("ignored", found.ignored)), b""
    try:
        if found.rejected:
            raise NotReadable(found.rejected)
        content = found.read()
    except NotReadable as error:
        return _Opened(found, started, refusal=Refusal("rejected", str(error))), b""
    return _Opened(found, started, parcel.digest_of(content)), content


def _gather(chunk: _Chunk) -> list[_Read]:
    """Wait for what is read of a chunk."""
    before = {sha256: Answer(read) for sha256, read in chunk.before.items()}
    answers = before | dict(zip(chunk.unread, chunk.answers(), strict=True))
    return [_read(each, answers) for each in chunk.opened]


def _read(opened: _Opened, answers: Mapping[str, Answer]) -> _Read:
    if opened.refusal:
        return _Read(opened, opened.refusal)
    return _Read(opened, answers[opened.sha256].read, answers[opened.sha256].seconds)


def _batches(chunks: Iterable[list[_Read]]) -> Iterator[list[_Read]]:
    """Yield what is stored together: no capture twice, few at first, none kept waiting."""
    batch: list[_Read] = []
    most, since = 1, time.monotonic()
    for chunk in chunks:
        for read in chunk:
            if any(read.opened.sha256 == other.opened.sha256 for other in batch if read.opened.sha256):
                yield batch
                batch = []
            since = since if batch else time.monotonic()
            batch.append(read)
            if len(batch) >= most:
                yield batch
                batch, most = [], min(2 * most, TOGETHER)
        size = sum(_size(read) for read in batch)
        if batch and (size > TOGETHER_BYTES or time.monotonic() - since > PATIENCE):
            yield batch
            batch = []
    if batch:
        yield batch


def _size(read: _Read) -> int:
    return read.answer.size if isinstance(read.answer, Parcel) else 0


def _finish(batch: Sequence[_Read], act: Act) -> Iterator[Result]:
    """Store what was read, and yield the results in order."""
    arrivals = [Arrival(read.opened.found.name, read.answer) for read in batch if isinstance(read.answer, Parcel)]
    kept = _keep(arrivals, act)
    for read in batch:
        answer = next(kept) if isinstance(read.answer, Parcel) else read.answer
        found, sha256 = read.opened.found, read.opened.sha256 or None
        seconds = time.monotonic() - read.opened.started
        told = partial(Result, found.path, sha256=sha256, seconds=seconds, read_seconds=read.seconds, end=found.end)
        if isinstance(answer, Refusal):
            yield told(*_said_of(answer, sha256))
            continue
        for stored in answer:
            yield told(stored.outcome, stored.message, item=stored.item, article_id=stored.article_id)


def _keep(arrivals: Sequence[Arrival], act: Act) -> Iterator[tuple[Stored, ...] | Refusal]:
    """Yield what became of each arrival: all in one transaction, or halved until what goes wrong with one ends with it."""
    if not arrivals:
        return
    try:
        stored = act(arrivals)
    except (OperationalError, InterfaceError):
        if len(arrivals) == 1:
            raise
        half = 1  # a database that does not fail for one, as where two waited for each other, gets on
    except Exception:  # the edge of one capture: logged with its digest, and the run goes on
        if len(arrivals) == 1:
            yield Refusal("failed", traceback.format_exc())
            return
        half = len(arrivals) // 2
    else:
        yield from stored
        return
    yield from _keep(arrivals[:half], act)
    yield from _keep(arrivals[half:], act)


def _said_of(refusal: Refusal, sha256: str | None) -> tuple[Outcome, str]:
    """Return what a refusal comes to and what is said of it; a fault of ours is logged."""
    if refusal.kind != "failed":
        return refusal.kind, refusal.reason
    logger.error("capture %s failed\n%s", sha256, refusal.reason)
    return "rejected", _("内部错误，已记入日志（摘要 %(sha256)s）") % {"sha256": sha256}
