"""Reading in worker processes that know no database; one that is lost takes a single capture with it, not the run."""

import faulthandler
import os
import resource
import signal
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from types import TracebackType
from typing import Self

from articles.ingest.parcel import Parcel, Refusal, Task, Work, read_each

#: Seconds a capture may take, five times what the largest takes on a busy machine; its process is ended then.
MOST_SECONDS = 60
#: Bytes a process that reads may hold: with the libraries it shares 512 MB. The largest capture comes to two thirds.
MOST_MEMORY = 448 * 1024 * 1024
LOST = f"读取它的进程没有读完就中止了：内存不足，或读了{MOST_SECONDS}秒还没读完。"

# Not forked from this process: a copy of it would hold its connection to the database. All are copies of one that has
# loaded what reading takes, and nothing else, so that another in the place of one that was lost begins at once.
_CLEAN = get_context("forkserver")
_CLEAN.set_forkserver_preload(["articles.ingest.parcel"])


@dataclass(frozen=True, slots=True)
class Answer:
    """What was read of a capture, or why nothing was, and the seconds of the processor that took."""

    read: Parcel | Refusal
    seconds: float = 0.0


class Pool:
    """Processes that read captures, a few at a time; as many as `jobs`, and this one where that is nought."""

    def __init__(self, jobs: int, task: Task, most_seconds: float = MOST_SECONDS) -> None:
        self._jobs, self._task, self._most_seconds = jobs, task, most_seconds
        self._processes = _start(jobs) if jobs else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._processes:
            self._processes.shutdown(cancel_futures=True)

    def submit(self, works: Sequence[Work]) -> Callable[[], list[Answer]]:
        """Have `works` read; what is returned waits for the answers, one for each, and never raises."""
        if self._processes is None:
            return lambda: [_answer(self._task, work) for work in works]
        if not works:
            return list
        try:
            future = self._ask(self._processes, works)
        except BrokenProcessPool:
            self._processes = _start(self._jobs)
            future = self._ask(self._processes, works)
        return lambda: self._answers(future, works)

    def _ask(self, processes: ProcessPoolExecutor, works: Sequence[Work]) -> Future[list[Answer]]:
        return processes.submit(_read_in_time, self._task, works, self._most_seconds)

    def _answers(self, future: Future[list[Answer]], works: Sequence[Work]) -> list[Answer]:
        try:
            return future.result()
        except (BrokenProcessPool, MemoryError):  # the latter where an answer finds no room on its way
            return self._read_apart(works)

    def _read_apart(self, works: Sequence[Work]) -> list[Answer]:
        """Read captures, one of which may have cost a process, each by itself: only the one at fault is refused."""
        answers: list[Answer] = []
        apart = _start(1)
        for work in works:
            try:
                answers += self._ask(apart, [work]).result()
            except (BrokenProcessPool, MemoryError):
                answers.append(Answer(Refusal("rejected", LOST)))
                apart.shutdown()
                apart = _start(1)
        apart.shutdown()
        return answers


def _start(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=_CLEAN, initializer=_begin_work)


#: Storing is done by one process and holds up all: where processors are few, it goes before reading ahead.
_BEHIND = 5


def _begin_work() -> None:
    """Leave Ctrl-C to the run, which ends its workers itself, hold no more than is allowed, and end with the run if killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(_BEHIND)
    with suppress(ValueError, OSError):  # a system without that bound, or with a lower one
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def _read_in_time(task: Task, works: Sequence[Work], most_seconds: float) -> list[Answer]:
    """Read each capture; a watchdog that needs nothing of Python ends this process where one takes too long."""
    answers: list[Answer] = []
    with Path(os.devnull).open("w", encoding="ascii") as nowhere:
        for work in works:
            faulthandler.dump_traceback_later(most_seconds, exit=True, file=nowhere)
            try:
                answers.append(_answer(task, work))
            finally:
                faulthandler.cancel_dump_traceback_later()
    return answers


def _answer(task: Task, work: Work) -> Answer:
    started = time.process_time()
    (read,) = read_each(task, [work])
    return Answer(read, time.process_time() - started)
