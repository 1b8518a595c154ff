"""An import that is killed again and again comes to what one undisturbed import comes to, and it holds little memory."""

import fcntl
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from articles.editorial import workflow
from articles.ingest.pipeline import Run, ingest
from articles.ingest.walk import Found
from articles.models import Article, Batch
from tests.ingest.tables import digests
from tests.management.test_ingest import manage

BODY = "界江的早市，天不亮就开了。第{n}个摊位上，老板娘正把刚出锅的豆腐切成小块，{n}位顾客等着。\n老板娘说：“今年的生意好。”"


def row(n: int) -> bytes:
    said = {"title": f"第{n}个早市", "date": "2024-06-28", "source": ("松川日报", "界江晚報")[n % 2]}
    return json.dumps({**said, "author": f"林{'远舟知秋一鸣'[n % 6]}", "body": BODY.format(n=n)}).encode()


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """A file of 400 records, some twice."""
    at = tmp_path / "rows.jsonl"
    at.write_bytes(b"".join(row(n % 380) + b"\n" for n in range(400)))
    return at


@pytest.mark.django_db(transaction=True)
def test_killed_three_times_and_run_again_is_the_same_as_once_undisturbed(rows: Path) -> None:
    with transaction.atomic():
        call_command("ingest", str(rows), verbosity=0)
        undisturbed = digests()
        transaction.set_rollback(True)

    for lines in (1, 20, 60):
        running = manage("ingest", rows, "--jobs", 2)
        assert running.stdout is not None
        fcntl.fcntl(running.stdout, fcntl.F_SETPIPE_SZ, 4096)  # it waits when that is full, and cannot finish
        for _n in range(lines):
            running.stdout.readline()
        running.send_signal(signal.SIGKILL)
        running.communicate(timeout=60)
    killed = Article.objects.count()
    call_command("ingest", str(rows), verbosity=0)

    assert 60 <= killed < 380
    assert digests() == undisturbed


def resident() -> float:
    """The memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read where Linux says it")
@pytest.mark.django_db
def test_memory_does_not_grow_with_the_rows() -> None:
    def found() -> Iterator[Found]:
        for n in range(500):
            seen.append(resident())
            yield Found(Path(f"rows.jsonl#{n}"), b"rows.jsonl#%d" % n, content=row(n))

    seen: list[float] = []
    for _result in ingest(found(), Run(Batch(how="test"), on_stored=workflow.record_import)):
        pass

    assert Article.objects.count() == 500
    assert seen[-1] - seen[200] < 6
