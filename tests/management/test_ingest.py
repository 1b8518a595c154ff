"""The command `ingest`: one line a capture, one of totals, a report, an exit status, and nothing half-stored."""

import base64
import fcntl
import json
import os
import re
import signal
import subprocess
import sys
import termios
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.ingest import parcel
from articles.ingest.pool import LOST
from articles.management.commands.ingest import Command
from articles.models import (
    Article,
    Attribution,
    Author,
    Batch,
    Capture,
    Contribution,
    Reading,
    Receipt,
    Revision,
    Source,
    Tag,
)
from tests.ingest import deadly

STORED = (Article, Attribution, Author, Batch, Capture, Contribution, Reading, Receipt, Revision, Source, Tag)
TEXT = (
    "界江早市\n\n松川日报 2024年6月28日\n\n界江的早市，天不亮就开了。第{}个摊位上，老板娘正把刚出锅的豆腐切成小块。\n"
)
KEYS = [
    *(
        "path",
        "path_b64",
        "item",
        "outcome",
        "message",
        "sha256",
        "article_id",
        "seconds",
        "read_seconds",
        "shape",
        "encoding",
        "script",
    ),
    *("title", "subtitle", "date", "precision", "source", "attributions", "contributions", "body", "headings", "tags"),
    *("url", "flags", "edits", "date_proposal"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two captures, a README and an empty file."""
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "1.txt").write_text(TEXT.format(1))
    (inside / "2.txt").write_text(TEXT.format(2))
    (inside / "README.md").write_text("# Captures\n\nWhat is in this folder, for those who look after it.\n")
    return inside


def ingest(*words: object, status: int = 0) -> list[str]:
    """Run the command; return what it printed, line by line, after checking the status it ends by."""
    out = StringIO()
    ended = 0
    try:
        call_command("ingest", *map(str, words), stdout=out, stderr=StringIO())
    except CommandError as error:
        ended = error.returncode
    assert ended == status
    return out.getvalue().splitlines()


def report_of(*words: object, at: Path, status: int = 0) -> dict[str, Any]:
    ingest(*words, "--report", at, status=status)
    read: dict[str, Any] = json.loads(at.read_text(encoding="utf-8"))
    return read


def counts() -> list[int]:
    return [model.objects.count() for model in STORED]


@pytest.mark.django_db
def test_prints_a_line_a_capture_and_a_line_of_totals(folder: Path) -> None:
    lines = ingest(folder)

    assert [line.split()[0] for line in lines[:-1]] in (
        ["imported", "imported", "ignored"],
        ["flagged"] * 2 + ["ignored"],
    )
    assert all(f"{folder}/" in line for line in lines[:-1])
    assert lines[-1].startswith("共 3：imported ")


@pytest.mark.django_db
def test_quiet_prints_only_what_was_rejected_and_the_totals(folder: Path) -> None:
    (folder / "3.txt").write_bytes(b"")

    lines = ingest(folder, "--verbosity", 0, status=1)

    assert [line.split()[0] for line in lines] == ["rejected", "共"]


@pytest.mark.django_db
def test_second_run_is_unchanged_and_writes_nothing(folder: Path) -> None:
    ingest(folder)
    before = counts()

    with CaptureQueriesContext(connection) as queries:
        lines = ingest(folder)

    assert [line.split()[0] for line in lines[:-1]] == ["unchanged", "unchanged", "ignored"]
    assert counts() == before
    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}


@pytest.mark.django_db
def test_dry_run_writes_nothing(folder: Path, tmp_path: Path) -> None:
    with CaptureQueriesContext(connection) as queries:
        dry = report_of(folder, "--dry-run", at=tmp_path / "dry.json")
    real = report_of(folder, at=tmp_path / "real.json")

    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}
    assert dry["totals"] == real["totals"]
    assert all(row["article_id"] is None for row in dry["captures"])


@pytest.mark.django_db
def test_every_article_has_its_first_revision(folder: Path) -> None:
    ingest(folder)

    assert list(Revision.objects.values_list("number", "reason", "by")) == [(1, "导入", None)] * 2


@pytest.mark.django_db
def test_batch_keeps_the_totals(folder: Path, tmp_path: Path) -> None:
    totals = report_of(folder, at=tmp_path / "r.json")["totals"]

    assert (Batch.objects.get().how, Batch.objects.get().totals) == ("ingest", totals)


@pytest.mark.django_db
def test_report_has_every_key_and_adds_up(folder: Path, tmp_path: Path) -> None:
    report = report_of(folder, at=tmp_path / "r.json")

    assert list(report) == ["reader", "totals", "captures"]
    assert list(report["totals"]) == ["imported", "flagged", "updated", "unchanged", "rejected", "ignored"]
    assert sum(report["totals"].values()) == len(report["captures"]) == 3
    assert [list(row) for row in report["captures"]] == [KEYS] * 3


@pytest.mark.django_db
def test_report_says_what_was_read(folder: Path, tmp_path: Path) -> None:
    row = report_of(folder, at=tmp_path / "r.json")["captures"][0]

    article = Article.objects.get(pk=row["article_id"])
    assert (row["title"], row["date"], row["body"]) == (article.title or None, article.date or None, article.body)
    assert row["sha256"] == Capture.objects.order_by("pk")[0].sha256
    assert article.reading is not None
    assert (row["item"], row["shape"]) == (article.reading.item, article.reading.shape)
    assert (row["script"], row["encoding"]) == ("zh-Hans", "utf-8")


@pytest.mark.django_db
def test_report_of_a_second_run_says_the_same(folder: Path, tmp_path: Path) -> None:
    def read(report: dict[str, Any]) -> list[Any]:
        left_out = ("outcome", "message", "seconds", "read_seconds")
        return [{key: value for key, value in row.items() if key not in left_out} for row in report["captures"]]

    assert read(report_of(folder, at=tmp_path / "1.json")) == read(report_of(folder, at=tmp_path / "2.json"))


@pytest.mark.django_db
def test_report_keeps_the_bytes_of_a_name_and_shows_it_on_one_line(tmp_path: Path) -> None:
    name = b"\xff\n\x1b[31m.txt"
    (tmp_path / os.fsdecode(name)).write_text(TEXT.format(1))

    row = report_of(tmp_path / os.fsdecode(name), at=tmp_path / "r.json")["captures"][0]

    assert base64.b64decode(row["path_b64"]) == os.fsencode(tmp_path) + b"/" + name
    assert row["path"] == f"{tmp_path}/\\xff\\x0a\\x1b[31m.txt"


@pytest.mark.django_db
def test_report_replaces_the_old_one_and_leaves_nothing_beside_it(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    at = tmp_path / "out" / "r.json"
    at.write_text("old")

    report_of(folder, at=at)

    assert [path.name for path in at.parent.iterdir()] == ["r.json"]


BROKEN: tuple[tuple[str, bytes], ...] = (
    ("empty.txt", b""),
    ("blank.txt", b" \n\n\t\n"),
    ("binary.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8),
    ("unclosed.md", "---\ntitle: 界江早市\n\n天不亮就开了。\n".encode()),
    ("line.txt", b"x" * 10 * 1024 * 1024),
)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "content"), BROKEN, ids=[name for name, _content in BROKEN])
def test_broken_capture_is_rejected_in_one_line_and_the_rest_goes_on(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)

    lines = ingest(folder, status=1)

    (line,) = [line for line in lines if line.startswith("rejected")]
    assert line.startswith(f"rejected  {folder / name}: ")
    assert line.isprintable()
    assert Article.objects.count() == Capture.objects.count() == Receipt.objects.count() == 2


@pytest.mark.django_db
def test_bytes_in_no_encoding_are_never_half_stored(folder: Path, tmp_path: Path) -> None:
    (folder / "mixed.txt").write_bytes(TEXT.format(3).encode("gb18030") + b"\xff\xff\x81" + TEXT.format(4).encode())

    report = report_of(folder / "mixed.txt", at=tmp_path / "r.json", status=1)

    assert report["totals"]["rejected"] == 1
    assert counts() == [0] * len(STORED)


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_other_encodings_that_are_sound_are_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "1.txt").write_bytes(TEXT.format(1).encode(encoding))

    ingest(tmp_path / "1.txt")

    assert "老板娘正把刚出锅的豆腐" in Article.objects.get().body


@pytest.mark.django_db
def test_paths_that_are_no_files_are_rejected_and_the_rest_goes_on(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(TEXT.format(3))
    (folder / "link").symlink_to(tmp_path / "secret")
    os.mkfifo(folder / "pipe")

    report = report_of(folder, folder / "missing", at=tmp_path / "r.json", status=1)

    rejected = [Path(row["path"]).name for row in report["captures"] if row["outcome"] == "rejected"]
    assert rejected == ["link", "pipe", "missing"]
    assert Article.objects.count() == 2


@pytest.mark.django_db
def test_hostile_front_matter_writes_facts_only(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(
        "---\ntitle: 界江早市\nstate: published\nid: 7\nslug: x\nversion: 9\nreviewer: root\n---\n界江的早市，天不亮就开了。\n"
    )

    ingest(tmp_path / "1.txt")

    article = Article.objects.get()
    assert (article.state, article.version, article.title) == ("draft", 1, "界江早市")
    assert article.pk != 7


@pytest.mark.parametrize(
    "words",
    [[], [""], ["x", "--jobs", "0"], ["x", "--jobs", "two"], ["x", "--report", ""]],
    ids=["nothing", "empty-path", "no-jobs", "jobs-word", "empty-report"],
)
def test_wrong_use_ends_with_two(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        Command().run_from_argv(["manage.py", "ingest", *words])

    assert ended.value.code == 2


def test_report_that_cannot_be_written_ends_with_two_before_anything_is_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")

    for at in (tmp_path / "no" / "r.json", tmp_path, tmp_path / "link", Path("/dev/null")):
        assert ingest(folder, "--report", at, status=2) == []


def manage(*words: object, stderr: int | None = None) -> subprocess.Popen[str]:
    """Start a command of its own on the database of this test."""
    database = connection.settings_dict
    place = f"{database['HOST']}:{database['PORT']}/{database['NAME']}"
    url = f"sqlite:///{database['NAME']}"
    if connection.vendor == "postgresql":
        url = f"postgres://{database['USER']}:{database['PASSWORD']}@{place}"
    return subprocess.Popen(
        [sys.executable, "-u", "manage.py", *map(str, words)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": url},
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
    )


def whole() -> bool:
    """Whether every capture has all that belongs to it."""
    return Capture.objects.count() == Reading.objects.count() == Receipt.objects.count() == Revision.objects.count()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("lines", [1, 7])
def test_kill_leaves_whole_articles_and_the_next_run_completes(tmp_path: Path, lines: int) -> None:
    for n in range(150):
        (tmp_path / f"{n:02}.txt").write_text(TEXT.format(n))
    running = manage("ingest", tmp_path)
    assert running.stdout is not None
    fcntl.fcntl(running.stdout, fcntl.F_SETPIPE_SZ, 4096)  # room for half the lines: it waits, and cannot finish
    for _n in range(lines):
        running.stdout.readline()
    running.send_signal(signal.SIGKILL)
    running.communicate(timeout=60)

    assert lines <= Article.objects.count() < 150
    assert whole()
    ingest(tmp_path)
    assert Article.objects.count() == Capture.objects.count() == 150
    assert whole()


@pytest.mark.django_db(transaction=True)
def test_two_commands_at_once_on_one_folder_store_everything_once(tmp_path: Path) -> None:
    for n in range(10):
        (tmp_path / f"{n:02}.txt").write_text(TEXT.format(n))

    ended = [running.communicate(timeout=120)[0] for running in [manage("ingest", tmp_path) for _n in range(2)]]

    assert "rejected 0" in ended[0] and "rejected 0" in ended[1]
    assert Article.objects.count() == Capture.objects.count() == Receipt.objects.count() == 10
    assert whole()


@pytest.mark.django_db(transaction=True)
def test_progress_is_shown_on_a_terminal(folder: Path) -> None:
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, 80))

    manage("ingest", folder, stderr=theirs).communicate(timeout=60)

    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    assert re.search(r"\d+%\|.*[123] 件，每秒 \d+\.\d 件 \[\d\d:\d\d<", shown)


@pytest.mark.django_db
def test_one_job_too_reads_apart_and_a_lost_process_costs_one_capture(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parcel, "read", deadly.read)

    lines = ingest(folder, status=1)

    assert [line.split()[0] for line in lines[:-1]] == ["flagged", "rejected", "ignored"]
    assert lines[1].endswith(f": {LOST}")


@pytest.mark.django_db(transaction=True)
def test_interrupt_says_where_the_report_so_far_was_left(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    for n in range(150):
        (inside / f"{n:02}.txt").write_text(TEXT.format(n))
    running = manage("ingest", inside, "--report", tmp_path / "r.json", stderr=subprocess.PIPE)
    assert running.stdout is not None
    fcntl.fcntl(running.stdout, fcntl.F_SETPIPE_SZ, 4096)
    running.stdout.readline()

    running.send_signal(signal.SIGINT)
    _out, err = running.communicate(timeout=60)

    (left,) = tmp_path.glob("*.partial")
    assert err == f"CommandError: 中断了；已存的都完整，重跑即可接着导入。已读部分的报告留在 {left}。\n"
    assert len(json.loads(left.read_text())["captures"]) > 0


@pytest.mark.django_db(transaction=True)
def test_nothing_but_the_lines_is_printed_elsewhere(folder: Path) -> None:
    out, err = manage("ingest", folder, "--jobs", 2, stderr=subprocess.PIPE).communicate(timeout=60)

    assert err == ""
    assert len(out.splitlines()) == 4
    assert out.isascii() is False and "\x1b" not in out and "\r" not in out


@pytest.mark.django_db(transaction=True)
def test_interrupt_ends_with_a_line_and_whole_articles(tmp_path: Path) -> None:
    for n in range(150):
        (tmp_path / f"{n:02}.txt").write_text(TEXT.format(n))
    running = manage("ingest", tmp_path, stderr=subprocess.PIPE)
    assert running.stdout is not None
    fcntl.fcntl(running.stdout, fcntl.F_SETPIPE_SZ, 4096)
    running.stdout.readline()

    running.send_signal(signal.SIGINT)
    _out, err = running.communicate(timeout=60)

    assert (running.returncode, err) == (1, "CommandError: 中断了；已存的都完整，重跑即可接着导入。\n")
    assert whole()
