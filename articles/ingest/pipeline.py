"""From paths to stored articles: the steps of the import, by name and in order. One result a path, or an item of one."""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _

from articles.ingest import reader
from articles.ingest.columns import Columns
from articles.ingest.records import Document, NotACapture, NotReadable
from articles.ingest.store import OnStored, Stored, digest_of, foresee, read_before, store
from articles.ingest.walk import Found
from articles.models import Batch

Outcome = Literal["imported", "flagged", "updated", "unchanged", "rejected", "ignored"]
OUTCOMES: tuple[Outcome, ...] = ("imported", "flagged", "updated", "unchanged", "rejected", "ignored")
Documents = tuple[Document, ...]
Submit = Callable[[bytes, Columns], Callable[[], Documents]]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a path, or of one item of it. `seconds` from opening it to the end of its transaction."""

    path: Path
    outcome: Outcome
    message: str
    sha256: str | None = None
    document: Document | None = None
    article_id: int | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """How an import is to go. `batch` may be unsaved: it is saved with the first thing that is stored."""

    batch: Batch
    jobs: int = 1
    dry_run: bool = False
    on_stored: OnStored | None = None


@dataclass(frozen=True, slots=True)
class _Begun:
    """A path that was opened, or could not be: `documents` answers what was read, or raises why not."""

    found: Found
    documents: Callable[[], Documents]
    started: float
    content: bytes = b""
    sha256: str | None = None


def ingest(paths: Iterable[Found], run: Run) -> Iterator[Result]:
    """Yield what becomes of each path, in order, each capture stored in a transaction of its own.

    With more than one job captures are read in worker processes, a few ahead; they are stored here, one by one.
    Raises OperationalError where the database itself fails; what was stored until then stays.
    """
    ahead = 2 * run.jobs if run.jobs > 1 else 0
    seen: set[str] = set()  # of a dry run, which finds nothing of itself in the database
    with _readers(run.jobs) as submit:
        begun: deque[_Begun] = deque()
        for found in paths:
            begun.append(_begin(found, submit))
            if len(begun) > ahead:
                yield from _finish(begun.popleft(), run, seen)
        for each in begun:
            yield from _finish(each, run, seen)


@contextmanager
def _readers(jobs: int) -> Iterator[Submit]:
    """Give what reads bytes: at once where there is one job, else in worker processes that know no database."""
    if jobs == 1:
        yield lambda content, columns: partial(reader.read, content, columns)
        return
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
    try:
        yield lambda content, columns: pool.submit(reader.read, content, columns).result
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(found: Found, submit: Submit) -> _Begun:
    """Open the path and have it read, unless this reader has read the same bytes before. One query."""
    started = time.monotonic()
    try:
        if found.ignored:
            raise NotACapture(found.ignored)
        if found.rejected:
            raise NotReadable(found.rejected)
        content = found.read()
    except (NotACapture, NotReadable) as error:
        return _Begun(found, partial(_fail, error), started)
    sha256 = digest_of(content)
    before = read_before(sha256)
    return _Begun(found, (lambda: before) if before else submit(content, found.columns), started, content, sha256)


def _fail(error: Exception) -> Documents:
    raise error


def _finish(begun: _Begun, run: Run, seen: set[str]) -> Iterator[Result]:
    """Store what was read, and yield the results. Whatever goes wrong with one capture ends with that capture."""

    def result(outcome: Outcome, message: str, stored: Stored | None = None) -> Result:
        document, article_id = (stored.document, stored.article_id) if stored else (None, None)
        seconds = time.monotonic() - begun.started
        return Result(begun.found.path, outcome, message, begun.sha256, document, article_id, seconds)

    try:
        documents = begun.documents()
        if run.dry_run:
            stored = foresee(begun.content, documents, name=begun.found.name)
        else:
            stored = store(begun.content, documents, name=begun.found.name, batch=run.batch, on_stored=run.on_stored)
    except NotACapture as error:
        yield result("ignored", str(error))
    except NotReadable as error:
        yield result("rejected", str(error))
    except (OperationalError, InterfaceError):
        raise
    except Exception:  # the edge of one capture: logged with its digest, and the run goes on
        logger.exception("capture %s failed", begun.sha256)
        yield result("rejected", _("内部错误，已记入日志（摘要 %(sha256)s）") % {"sha256": begun.sha256})
    else:
        twice = run.dry_run and begun.sha256 in seen
        seen.add(begun.sha256 or "")
        for each in stored:
            yield result("unchanged" if twice else each.outcome, each.message, each)
