"""Reading in worker processes that know no database; one that is lost takes a single capture with it, not the run."""

import faulthandler
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from types import TracebackType
from typing import Self

from articles.ingest.parcel import Parcel, Refusal, Task, Work, read_each

Answers = list[Parcel | Refusal]

#: Seconds a capture may take, five times what the largest takes on a busy machine; its process is ended then.
MOST_SECONDS = 60
LOST = f"读取它的进程没有读完就中止了：内存不足，或读了{MOST_SECONDS}秒还没读完。"


class Pool:
    """Processes that read captures, a few at a time; as many as `jobs`, and none where that is one."""

    def __init__(self, jobs: int, task: Task, most_seconds: float = MOST_SECONDS) -> None:
        self._jobs, self._task, self._most_seconds = jobs, task, most_seconds
        self._processes = _start(jobs) if jobs > 1 else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._processes:
            self._processes.shutdown(cancel_futures=True)

    def submit(self, works: Sequence[Work]) -> Callable[[], Answers]:
        """Have `works` read; what is returned waits for the answers, one for each, and never raises."""
        if self._processes is None:
            return lambda: read_each(self._task, works)
        if not works:
            return list
        try:
            future = self._ask(self._processes, works)
        except BrokenProcessPool:
            self._processes = _start(self._jobs)
            future = self._ask(self._processes, works)
        return lambda: self._answers(future, works)

    def _ask(self, processes: ProcessPoolExecutor, works: Sequence[Work]) -> Future[Answers]:
        return processes.submit(_read_in_time, self._task, works, self._most_seconds)

    def _answers(self, future: Future[Answers], works: Sequence[Work]) -> Answers:
        try:
            return future.result()
        except BrokenProcessPool:
            return self._read_apart(works)

    def _read_apart(self, works: Sequence[Work]) -> Answers:
        """Read captures, one of which may have cost a process, each by itself: only the one at fault is refused."""
        answers: Answers = []
        apart = _start(1)
        for work in works:
            try:
                answers += self._ask(apart, [work]).result()
            except BrokenProcessPool:
                answers.append(Refusal("rejected", LOST))
                apart = _start(1)
        apart.shutdown()
        return answers


def _start(jobs: int) -> ProcessPoolExecutor:
    # Not forked: a copy of this process would hold its connection to the database.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin_work)


def _begin_work() -> None:
    """Leave Ctrl-C to the run, which ends its workers itself, and end with it should it be killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def _read_in_time(task: Task, works: Sequence[Work], most_seconds: float) -> Answers:
    """Read each capture; a watchdog that needs nothing of Python ends this process where one takes too long."""
    answers: Answers = []
    with Path(os.devnull).open("w", encoding="ascii") as nowhere:
        for work in works:
            faulthandler.dump_traceback_later(most_seconds, exit=True, file=nowhere)
            try:
                answers += read_each(task, [work])
            finally:
                faulthandler.cancel_dump_traceback_later()
    return answers
