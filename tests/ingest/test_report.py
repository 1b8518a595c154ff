"""The report is written while the run goes: nothing is held, and what is there is one JSON object however the run ends."""

import json
import resource
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from articles.ingest.parcel import look
from articles.ingest.pipeline import Result
from articles.ingest.report import NotWritable, Report
from tests.management.test_resume import resident

TEXT = "界江早市\n\n松川日报 2024年6月28日\n\n" + "界江的早市，天不亮就开了。" * 2000


@pytest.fixture
def at(tmp_path: Path) -> Path:
    return tmp_path / "r.json"


@pytest.fixture
def read() -> Result:
    return Result(Path("1.txt"), "imported", "", item=look(TEXT.encode()).items[0])


@pytest.fixture
def small_files() -> Iterator[None]:
    """Let no file grow beyond 8 kB, as where the disk is full."""
    before, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (before, hard))
    signal.signal(signal.SIGXFSZ, ignored)


def parsed(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_whole_report_stands_alone_with_its_totals_first(at: Path, read: Result) -> None:
    with Report(at) as report:
        report.add(read)
        report.add(Result(Path("2.txt"), "ignored", "说明文档"))
        report.finish()

    said = parsed(at)
    assert list(said) == ["reader", "totals", "captures"]
    assert (said["totals"]["imported"], said["totals"]["ignored"], sum(said["totals"].values())) == (1, 1, 2)
    assert [row["path"] for row in said["captures"]] == ["1.txt", "2.txt"]
    assert names(at.parent) == ["r.json"]


def test_report_of_nothing_is_whole_too(at: Path) -> None:
    with Report(at) as report:
        report.finish()

    assert parsed(at)["captures"] == []


def test_until_it_is_whole_the_old_one_stands(at: Path, read: Result) -> None:
    at.write_text("old")
    with Report(at) as report:
        report.add(read)
        before = at.read_text()
        report.finish()

    assert before == "old"
    assert len(parsed(at)["captures"]) == 1


def test_interrupted_report_is_kept_beside_as_sound_as_a_whole_one(at: Path, read: Result) -> None:
    with pytest.raises(KeyboardInterrupt), Report(at) as report:
        report.add(read)
        report.add(read)
        raise KeyboardInterrupt

    said = parsed(report.partial)
    assert (said["totals"]["imported"], len(said["captures"])) == (2, 2)
    assert report.is_kept
    assert names(at.parent) == [report.partial.name]
    assert report.partial.name.startswith("r.json.") and report.partial.suffix == ".partial"


def test_interrupted_before_anything_is_read_leaves_nothing(at: Path) -> None:
    with pytest.raises(KeyboardInterrupt), Report(at) as report:
        raise KeyboardInterrupt

    assert not report.is_kept
    assert names(at.parent) == []


def test_full_disk_is_said_and_leaves_nothing(at: Path, read: Result, small_files: None) -> None:
    with pytest.raises(NotWritable, match="File too large"), Report(at) as report:
        report.add(read)

    assert not report.is_kept
    assert names(at.parent) == []


def test_two_reports_at_once_do_not_touch_each_other(at: Path, read: Result) -> None:
    with Report(at) as one, Report(at) as other:
        one.add(read)
        other.add(read)
        other.add(read)
        one.finish()
        first = len(parsed(at)["captures"])
        other.finish()

    assert (first, len(parsed(at)["captures"])) == (1, 2)


def test_anyone_may_read_it_who_may_read_other_files(at: Path) -> None:
    with Report(at) as report:
        report.finish()
    (at.parent / "other").touch()

    assert at.stat().st_mode == (at.parent / "other").stat().st_mode


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read where Linux says it")
def test_memory_does_not_grow_with_the_rows(at: Path, read: Result) -> None:
    with Report(at) as report:
        report.add(read)
        before = resident()
        for _n in range(300):
            report.add(read)
        grown = resident() - before
        report.finish()

    assert at.stat().st_size > 20 * 1024**2
    assert grown < 6
