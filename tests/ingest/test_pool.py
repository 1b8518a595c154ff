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
from articles.ingest.pool import LOST, Pool
from articles.ingest.records import NotReadable


def task(content: bytes, _columns: Columns = ()) -> Parcel:
    """What a worker is given to do here: it reads nothing, and fails as it is told."""
    if content == b"kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if content.startswith(b"hold:"):
        os.open(content[5:], os.O_WRONLY)
    if content == b"hang":
        time.sleep(600)
    if content == b"bad":
        raise NotReadable("坏的")
    if content == b"fault":
        raise RuntimeError("fault")
    return Parcel(digest_of(content), ())


def works(*contents: bytes) -> list[Work]:
    return [(content, ()) for content in contents]


def said(answers: list[Parcel | Refusal]) -> list[str]:
    return [answer.kind if isinstance(answer, Refusal) else "read" for answer in answers]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_goes_wrong_with_one_capture_ends_with_it(jobs: int) -> None:
    with Pool(jobs, task) as pool:
        answers = pool.submit(works(b"1", b"bad", b"fault", b"2"))()

    assert said(answers) == ["read", "rejected", "failed", "read"]
    assert answers[0] == task(b"1")


@pytest.mark.parametrize("deadly", [b"kill", b"hang"])
def test_lost_process_costs_the_capture_it_was_reading_and_no_other(deadly: bytes) -> None:
    with Pool(2, task, most_seconds=2) as pool:
        waiting = [pool.submit(works(*each)) for each in ((b"1", b"2"), (b"3", deadly, b"4"), (b"5",))]
        answers = [wait() for wait in waiting]
        after = pool.submit(works(b"6"))()

    assert [said(each) for each in answers] == [["read"] * 2, ["read", "rejected", "read"], ["read"]]
    assert answers[1][1] == Refusal("rejected", LOST)
    assert said(after) == ["read"]


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
