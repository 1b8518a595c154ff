"""A folder of several hundred hostile files through the command, as an operator runs it: bounded, accounted for, harmless."""

import base64
import json
import os
import re
import subprocess
import sys
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
#: What one file may take, in seconds. Five on a machine at rest; the suite shares its cores.
SECONDS = 10
#: The most memory, in kB, that the whole import may have held at once.
MEMORY = 512 * 1024
#: The command, and beside it what the kernel says of its process: a child's usage counts what its parent held.
COMMAND = """
import sys
from pathlib import Path
from django.core.management import execute_from_command_line
try:
    execute_from_command_line(["manage.py", *sys.argv[2:]])
finally:
    Path(sys.argv[1]).write_text(Path("/proc/self/status").read_text())
"""


def database_url() -> str:
    database = connection.settings_dict
    if connection.vendor == "postgresql":
        place = f"{database['HOST']}:{database['PORT']}/{database['NAME']}"
        return f"postgres://{database['USER']}:{database['PASSWORD']}@{place}"
    return f"sqlite:///{database['NAME']}"


@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(900)
def test_every_hostile_file_is_accounted_for_in_bounds_and_nothing_is_harmed(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    paths = make_folder(folder, SIZE)

    done = subprocess.run(
        [sys.executable, "-c", COMMAND, tmp_path / "status", "ingest", folder, "--report", tmp_path / "report.json"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "newsroom.settings"},
        capture_output=True,
        text=True,
        timeout=880,
        check=False,
    )

    report = json.loads((tmp_path / "report.json").read_text())
    rows = report["captures"]
    seen = {base64.b64decode(row["path_b64"]) for row in rows}
    assert len(paths) > 300
    # what came out of a container stands for it: `file.zip/member`, `file.jsonl#3`
    inside = {one[: mark.start()] for one in seen for mark in re.finditer(rb"[/#]", one)}
    assert [path for path in paths if path not in seen | inside] == []
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert [row["path"] for row in rows if "内部错误" in row["message"]] == []
    assert sum(report["totals"].values()) == len(rows)
    assert [(row["path"], row["seconds"]) for row in rows if row["seconds"] > SECONDS] == []
    assert int(re.findall(r"VmHWM:\s*(\d+) kB", (tmp_path / "status").read_text())[0]) < MEMORY
    _nothing_is_harmed()


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
