"""From paths to results: what is opened, what is refused, and that one bad capture ends alone."""

import gzip
import json
import os
import random
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from articles.ingest.decode import MAX_BYTES
from articles.ingest.pipeline import Result, Run, ingest
from articles.ingest.records import NotReadable
from articles.ingest.walk import measure, printable, read_bytes, walk
from articles.models import Article, Batch, Capture, Receipt

TEXT = (
    "界江早市\n\n松川日报 2024年6月28日\n\n界江的早市，天不亮就开了。第{}个摊位上，老板娘正把刚出锅的豆腐切成小块。\n"
)


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    """Fail, instead of hanging, where something waits for a pipe."""
    signal.signal(signal.SIGALRM, lambda *_args: pytest.fail("it hangs"))
    signal.alarm(60)
    yield
    signal.alarm(0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "in"
    inside.mkdir()
    return inside


def write(path: Path, content: str | bytes = TEXT.format(1)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def run(*roots: Path, **changes: Any) -> list[Result]:
    return list(ingest(walk(roots), Run(**{"batch": Batch(how="test"), **changes})))


def refusals(*roots: Path) -> list[tuple[str, str]]:
    """What is not opened below `roots`: (path below the first, reason)."""
    found = [each for each in walk(roots) if each.rejected or each.ignored]
    return [(printable(each.path.relative_to(roots[0])), each.rejected or each.ignored) for each in found]


def test_folders_are_walked_in_the_order_of_bytes(folder: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", "界.txt", "Z.txt"):
        write(folder / name)

    assert [each.name.decode() for each in walk([folder])] == ["Z.txt", "a/1.txt", "a/2.txt", "b.txt", "界.txt"]


def test_paths_keep_the_order_in_which_they_were_named(folder: Path) -> None:
    one, other = write(folder / "1.txt"), write(folder / "2.txt")

    assert [(each.path, each.name) for each in walk([other, one])] == [(other, b"2.txt"), (one, b"1.txt")]


def test_name_is_remembered_relative_to_what_was_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "a" / "1.txt")
    monkeypatch.chdir(folder.parent)

    assert {each.name for root in (folder, Path("in"), Path("./in/")) for each in walk([root])} == {b"a/1.txt"}


def test_hidden_files_and_folders_are_ignored(folder: Path) -> None:
    write(folder / ".git" / "config")
    write(folder / ".DS_Store")
    write(folder / "a.b.txt")

    assert [name for name, reason in refusals(folder) if "隐藏" in reason] == [".DS_Store", ".git"]


def test_hidden_folder_that_was_named_is_read(folder: Path) -> None:
    write(folder / ".inbox" / "1.txt")

    assert refusals(folder / ".inbox") == []


def test_empty_folder_says_so(folder: Path) -> None:
    assert refusals(folder) == [(".", "文件夹是空的")]


def test_missing_path_is_rejected(folder: Path) -> None:
    assert refusals(folder / "no.txt") == [(".", "路径不存在")]


def test_links_are_rejected_and_never_followed(folder: Path) -> None:
    write(folder / "real.txt")
    write(folder.parent / "secret.txt")
    (folder / "1-out").symlink_to(folder.parent / "secret.txt")
    (folder / "2-up").symlink_to(folder.parent, target_is_directory=True)
    (folder / "3-in").symlink_to(folder / "real.txt")
    (folder / "4-loop").symlink_to(folder / "4-loop")
    (folder / "5-beside").symlink_to(write(folder.parent / "in-2" / "x.txt"))

    outside, inside = "是指向文件夹之外的链接，不读取", "是链接，不读取；请直接给出它指向的文件"
    assert refusals(folder) == [
        ("1-out", outside), ("2-up", outside), ("3-in", inside), ("4-loop", inside), ("5-beside", outside)
    ]  # fmt: skip


def test_link_that_was_named_is_rejected(folder: Path) -> None:
    (folder / "link").symlink_to(write(folder / "real.txt"))

    assert refusals(folder / "link") == [(".", "是链接，不读取；请直接给出它指向的文件")]


def test_pipes_sockets_and_devices_are_rejected(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(folder / "pipe")
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")

        assert [(each.name, "不是普通文件" in each.rejected) for each in walk([folder, Path("/dev/null")])] == [
            (b"pipe", True), (b"socket", True), (b"null", True)
        ]  # fmt: skip


def test_file_that_became_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe")

    with pytest.raises(NotReadable, match="不是普通文件"):
        read_bytes(folder / "pipe")


def test_file_that_became_a_link_is_not_followed(folder: Path) -> None:
    (folder / "link").symlink_to(write(folder / "real.txt"))

    with pytest.raises(NotReadable, match="打不开"):
        read_bytes(folder / "link")


def test_file_above_the_limit_is_rejected_unread(folder: Path) -> None:
    path = write(folder / "large.txt", b"")
    os.truncate(path, 200 * MAX_BYTES)

    with pytest.raises(NotReadable, match=r"文件太大：1000\.0 MB，最多 5 MB"):
        read_bytes(path)


def test_file_at_the_limit_is_read(folder: Path) -> None:
    path = write(folder / "large.txt", b"")
    os.truncate(path, MAX_BYTES)

    assert len(read_bytes(path)) == MAX_BYTES


@contextmanager
def without_root() -> Iterator[None]:
    """Do what follows as a user who may not read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter; pytest's own is for its user alone."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_unreadable_file_and_folder_are_rejected(open_folder: Path) -> None:
    write(open_folder / "shut.txt").chmod(0)
    write(open_folder / "shut" / "1.txt").parent.chmod(0)

    with without_root():
        results = run(open_folder)

    assert [(result.path.name, result.outcome, result.message) for result in results] == [
        ("shut", "rejected", "没有读取权限"), ("shut.txt", "rejected", "没有读取权限")
    ]  # fmt: skip


def test_folder_deeper_than_python_can_recurse_is_walked(folder: Path) -> None:
    here = os.open(folder, os.O_RDONLY)
    for _level in range(1500):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)

    try:
        assert refusals(folder) == []
    finally:
        subprocess.run(["rm", "-rf", folder / "d"], check=True)  # shutil would recurse too deep


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a\nb.txt", "a\\x0ab.txt"),
        (b"\x1b[31mred.txt", "\\x1b[31mred.txt"),
        (b"\xff\xfe.txt", "\\xff\\xfe.txt"),
        ("\u202etxt.exe".encode(), "\\x202etxt.exe"),
        ("界江 早市.txt".encode(), "界江 早市.txt"),
    ],
)
def test_names_are_shown_without_what_a_terminal_acts_on(name: bytes, shown: str) -> None:
    assert printable(Path(os.fsdecode(name))) == shown


@pytest.mark.django_db
def test_file_with_any_name_is_stored_under_its_bytes(folder: Path) -> None:
    write(folder / os.fsdecode(b"\xff\n.txt"))

    (result,) = run(folder)

    assert result.article_id
    assert bytes(Receipt.objects.get().name) == b"\xff\n.txt"


@pytest.mark.django_db
def test_one_bad_capture_ends_alone(folder: Path) -> None:
    write(folder / "1.txt", TEXT.format(1))
    write(folder / "2.txt", b"")
    write(folder / "3.txt", TEXT.format(3))

    results = run(folder)

    assert [result.outcome == "rejected" for result in results] == [False, True, False]
    assert Article.objects.count() == Capture.objects.count() == 2


@pytest.mark.django_db
def test_unexpected_failure_is_logged_with_its_digest_and_ends_alone(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(folder / "1.txt", TEXT.format(1))
    write(folder / "2.txt", TEXT.format(2))
    stored: list[Sequence[Article]] = []

    def fail_once(articles: Sequence[Article]) -> None:
        stored.append(articles)
        if len(stored) == 1:
            raise RuntimeError("unexpected")

    first, second = run(folder, on_stored=fail_once)

    assert (first.outcome, first.sha256 in first.message, first.sha256 in caplog.text) == ("rejected", True, True)
    assert second.article_id
    assert Article.objects.count() == Capture.objects.count() == Batch.objects.count() == 1


@pytest.mark.django_db
def test_failing_database_stops_the_run(folder: Path) -> None:
    write(folder / "1.txt")

    def fail(_articles: Sequence[Article]) -> None:
        raise OperationalError("database or disk is full")

    with pytest.raises(OperationalError, match="full"):
        run(folder, on_stored=fail)
    assert not Capture.objects.exists()


@pytest.mark.django_db
def test_workers_give_the_same_results_in_the_same_order(folder: Path) -> None:
    for n in range(12):
        write(folder / f"{n:02}.txt", b"" if n == 5 else TEXT.format(n % 10))

    alone = run(folder, dry_run=True)
    together = run(folder, dry_run=True, jobs=2)

    def seen(results: list[Result]) -> list[Any]:
        return [(result.path, result.outcome, result.message, result.document) for result in results]

    assert seen(together) == seen(alone)
    assert [result.outcome for result in alone].count("unchanged") == 2


@pytest.mark.django_db
def test_dry_run_foresees_the_run(folder: Path) -> None:
    for n in (1, 2, 1):
        write(folder / f"{n}{len(list(folder.iterdir()))}.txt", TEXT.format(n))

    foreseen = [result.outcome for result in run(folder, dry_run=True)]

    assert not Capture.objects.exists()
    assert foreseen == [result.outcome for result in run(folder)]


@pytest.mark.django_db
def test_every_result_tells_how_far_the_run_is_in_bytes_of_the_files(folder: Path) -> None:
    sizes = [write(folder / f"{n}.txt", TEXT.format(n)).stat().st_size for n in range(3)]
    (folder / "4.txt").symlink_to(folder / "1.txt")

    results = run(folder)

    assert [result.end for result in results] == [sizes[0], sum(sizes[:2]), sum(sizes), sum(sizes)]
    assert measure([folder]) == sum(sizes)


@pytest.mark.django_db
def test_within_one_packed_file_of_many_rows_the_run_moves_on_too(folder: Path) -> None:
    chance = random.Random(5)
    bodies = ["".join(chance.choices("界江早市天不亮就开了老板娘正把刚出锅的豆腐切成小块", k=4000)) for _n in range(60)]
    rows = [json.dumps({"title": f"第{n}个早市", "body": f"{body}。"}) for n, body in enumerate(bodies)]
    size = write(folder / "rows.jsonl.gz", gzip.compress("\n".join(rows).encode())).stat().st_size

    ends = [result.end for result in run(folder, dry_run=True)]

    assert ends == sorted(ends)
    assert (len(ends), len(set(ends)) > 4, ends[0] < size / 2, ends[-1]) == (60, True, True, size)
    assert measure([folder]) == size


def test_paths_that_are_not_read_count_for_nothing_in_the_progress(folder: Path) -> None:
    write(folder / ".hidden.txt")
    os.mkfifo(folder / "pipe")

    assert measure([folder, folder / "missing"]) == 0
    assert [found.end for found in walk([folder, folder / "missing"])] == [0, 0, 0]


@pytest.mark.django_db
@pytest.mark.parametrize("jobs", [0, 1])
def test_every_result_tells_what_reading_took_of_the_processor(folder: Path, jobs: int) -> None:
    write(folder / "1.txt", TEXT.format("一二三四五" * 5000))
    write(folder / "2.txt", TEXT.format(2))

    first = run(folder, jobs=jobs)
    second = run(folder, jobs=jobs)

    assert first[0].read_seconds > first[1].read_seconds > 0
    assert [result.read_seconds for result in second] == [0, 0]
