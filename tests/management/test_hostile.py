"""A folder of several hundred hostile files through the command, as an operator runs it: bounded, accounted for, harmless."""

import base64
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from articles.ingest import reader
from articles.ingest.decode import decode
from articles.models import Article, Capture, Edition, Reading, Receipt, Revision
from tests.hostile import SECRET, make_folder

#: Bytes of one bait; with NEWSROOM_HOSTILE_BYTES as large as a capture may be, by hand.
SIZE = int(os.environ.get("NEWSROOM_HOSTILE_BYTES", "60000"))
#: What one file may take to read, in seconds of the processor; and until it is stored, on a machine that others use too.
READ_SECONDS, SECONDS = 5, 10
#: The most memory, in kB, that any process of the import may have held at once.
MEMORY = 512 * 1024


def database_url() -> str:
    database = connection.settings_dict
    if connection.vendor == "postgresql":
        place = f"{database['HOST']}:{database['PORT']}/{database['NAME']}"
        return f"postgres://{database['USER']}:{database['PASSWORD']}@{place}"
    return f"sqlite:///{database['NAME']}"


@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(max(900, SIZE // 500))
def test_every_hostile_file_is_accounted_for_in_bounds_and_nothing_is_harmed(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    paths = make_folder(folder, SIZE)

    status, peak = _import(folder, tmp_path)

    report = json.loads((tmp_path / "report.json").read_text())
    rows = report["captures"]
    seen = {base64.b64decode(row["path_b64"]) for row in rows}
    assert len(paths) > 300
    # what came out of a container stands for it: `file.zip/member`, `file.jsonl#3`
    inside = {one[: mark.start()] for one in seen for mark in re.finditer(rb"[/#]", one)}
    assert [path for path in paths if path not in seen | inside] == []
    assert status == 1
    assert "Traceback" not in (tmp_path / "err").read_text()
    assert [row["path"] for row in rows if "内部错误" in row["message"]] == []
    assert sum(report["totals"].values()) == len(rows)
    assert [(row["path"], row["seconds"]) for row in rows if row["seconds"] > SECONDS] == []
    assert [(row["path"], row["read_seconds"]) for row in rows if row["read_seconds"] > READ_SECONDS] == []
    assert 0 < peak < MEMORY
    _nothing_is_harmed()


def _import(folder: Path, beside: Path) -> tuple[int, int]:
    """Import `folder` by the command; return the status it ends by, and the most kB that one of its processes held."""
    command = [sys.executable, "manage.py", "ingest", str(folder), "--report", str(beside / "report.json")]
    peak = 0
    with (beside / "out").open("w") as out, (beside / "err").open("w") as err:
        running = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env={**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "newsroom.settings"},
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
        while running.poll() is None:
            peak = max(peak, *_held(running.pid))
            time.sleep(0.2)
    return running.returncode, peak


def _held(session: int) -> Iterator[int]:
    """Yield the most kB that each process of a session has held so far, as the kernel remembers it."""
    yield 0
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError):  # it may end meanwhile
            if int((process / "stat").read_text().rpartition(")")[2].split()[3]) == session:
                yield int(re.findall(r"VmHWM:\s*(\d+) kB", (process / "status").read_text())[0])


def _nothing_is_harmed() -> None:
    """Whole articles, drafts all of them, provable readings, and nothing of what links lead to."""
    assert Edition.objects.count() == 0
    assert set(Article.objects.values_list("state", flat=True)) == {"draft"}
    assert Capture.objects.exclude(pk__in=Reading.objects.values("capture")).count() == 0
    assert Revision.objects.values("article").distinct().count() == Article.objects.count() > 50
    assert not (Path(settings.BASE_DIR) / "pwned").exists()
    for reading in Reading.objects.select_related("capture").iterator():
        content = reading.capture.content
        assert SECRET.encode() not in content
        (document,) = [one for one in reader.read(content) if one.item == reading.item]
        assert reader.check(decode(content).text, document) == ()
    assert not Receipt.objects.filter(name__contains=b"outside").exists()
