"""Reading in processes: the same answers in the same order, and a lost process costs one capture."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from articles.ingest.columns import Columns
from articles.ingest.parcel import Parcel, Refusal, Work, digest_of
from articles.ingest.pool import LOST, MOST_MEMORY, Answer, Pool
from articles.ingest.records import NotReadable


def task(content: bytes, _columns: Columns = ()) -> Parcel:
    """What a worker is given to do here: it reads nothing, and fails as it is told."""
    if content == b"kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if content.startswith(b"hold:"):
        os.open(content[5:], os.O_WRONLY)
    if content == b"hang":
        time.sleep(600)
    if content == b"burn":
        while time.process_time() < 0.5:
            pass
    if content == b"greedy":
        bytearray(MOST_MEMORY)
    if content == b"answer":
        return Parcel("", (), packed=bytes(MOST_MEMORY * 3 // 5))  # and once more where it is packed up to be sent
    if content == b"bad":
        raise NotReadable("坏的")
    if content == b"fault":
        raise RuntimeError("fault")
    return Parcel(digest_of(content), ())


def works(*contents: bytes) -> list[Work]:
    return [(content, ()) for content in contents]


def said(answers: list[Answer]) -> list[str]:
    return [answer.read.kind if isinstance(answer.read, Refusal) else "read" for answer in answers]


@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_what_goes_wrong_with_one_capture_ends_with_it(jobs: int) -> None:
    with Pool(jobs, task) as pool:
        answers = pool.submit(works(b"1", b"bad", b"fault", b"2"))()

    assert said(answers) == ["read", "rejected", "failed", "read"]
    assert answers[0].read == task(b"1")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("deadly", [b"kill", b"hang", b"answer"])
def test_lost_process_costs_the_capture_it_was_reading_and_no_other(deadly: bytes, jobs: int) -> None:
    with Pool(jobs, task, most_seconds=2) as pool:
        waiting = [pool.submit(works(*each)) for each in ((b"1", b"2"), (b"3", deadly, b"4"), (b"5",))]
        answers = [wait() for wait in waiting]
        after = pool.submit(works(b"6"))()

    assert [said(each) for each in answers] == [["read"] * 2, ["read", "rejected", "read"], ["read"]]
    assert answers[1][1].read == Refusal("rejected", LOST)
    assert said(after) == ["read"]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded as Linux bounds it")
def test_capture_that_takes_too_much_memory_is_refused_and_the_process_reads_on() -> None:
    with Pool(1, task) as pool:
        answers = pool.submit(works(b"1", b"greedy", b"2"))()

    assert said(answers) == ["read", "rejected", "read"]
    assert answers[1].read == Refusal("rejected", "读它要用的内存超过上限，不像一份资料。")


@pytest.mark.parametrize("jobs", [0, 1])
def test_answer_says_what_reading_took_of_the_processor(jobs: int) -> None:
    with Pool(jobs, task) as pool:
        quick, slow = pool.submit(works(b"1", b"burn"))()

    assert quick.seconds < 0.2
    assert jobs == 0 or 0.1 < slow.seconds < 0.7


def test_nothing_is_started_where_nothing_is_read() -> None:
    began = time.process_time()

    with Pool(2, task) as pool:
        answers = pool.submit([])()

    assert answers == []
    assert time.process_time() - began < 0.5


RUN = """
import sys
from tests.ingest.test_pool import Pool, task, works
with Pool(2, task) as pool:
    pool.submit(works(b"hold:" + sys.argv[1].encode()))()
    print("held", flush=True)
    sys.stdin.read()
"""


def test_workers_end_with_the_run_that_is_killed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "held")
    held = os.open(tmp_path / "held", os.O_RDONLY | os.O_NONBLOCK)
    command = [sys.executable, "-c", RUN, str(tmp_path / "held")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "held\n"
        run.kill()

    os.set_blocking(held, True)
    assert os.read(held, 1) == b""  # the worker that held it is gone
    os.close(held)
