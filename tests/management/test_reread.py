"""The command `reread`: older readings are made anew; what nobody touched follows, what a person has in hand is proposed to."""

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.editorial import workflow
from articles.editorial.findings import open_findings
from articles.ingest import reader
from articles.ingest.kept import Stale
from articles.ingest.pipeline import Run, ingest
from articles.models import Article, Batch, Capture, Reading, Receipt
from tests.factories import make_user

pytestmark = pytest.mark.django_db
TEXT = (
    "界江早市\n\n松川日报 2024年6月28日\n\n界江的早市，天不亮就开了。第{}个摊位上，老板娘正把刚出锅的豆腐切成小块。\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(TEXT.format(n))
    return tmp_path


def run(command: str, *words: object) -> list[str]:
    out = StringIO()
    call_command(command, *map(str, words), stdout=out, stderr=StringIO())
    return out.getvalue().splitlines()


def outcomes(lines: list[str]) -> list[str]:
    return [line.split()[0] for line in lines[:-1]]


@pytest.fixture
def imported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three captures as an older reader read them, which took the first line for text."""
    with monkeypatch.context() as older:
        older.setattr(reader, "READER", "0")
        for path in folder.glob("*.txt"):
            given = path.read_text()
            path.write_text(given.replace("界江早市\n\n", ""))
        run("ingest", folder)


def test_what_this_reader_has_read_is_not_read_again(folder: Path) -> None:
    run("ingest", folder)

    with CaptureQueriesContext(connection) as queries:
        lines = run("reread")

    assert outcomes(lines) == []
    assert all(query["sql"].startswith("SELECT") for query in queries)


def test_articles_nobody_touched_take_the_newer_reading(imported: None) -> None:
    assert outcomes(run("reread")) == ["updated"] * 3
    assert {article.reading.reader for article in Article.objects.all() if article.reading} == {reader.READER}
    assert Reading.objects.count() == 6


def test_a_second_run_has_nothing_to_do_and_nothing_is_received_twice(imported: None) -> None:
    run("reread")

    assert outcomes(run("reread")) == []
    assert (Receipt.objects.count(), Batch.objects.count(), Capture.objects.count()) == (3, 1, 3)


def test_what_a_person_has_in_hand_is_proposed_to_and_not_overwritten(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("ingest", folder / "0.txt")
    article = Article.objects.get()
    with workflow.editing(article.pk, by=make_user("编辑", ("编辑",)), reason="改") as mine:
        mine.subtitle = "界江边上"
        mine.save()
    before = Article.objects.get().body
    monkeypatch.setattr(reader, "READER", "9999")
    reads = reader.read_open

    def reads_better(content: bytes, *more: Any) -> Any:
        (document,) = reads(content, *more)
        return (replace(document, body=document.body.replace("豆腐", "豆花")),)

    monkeypatch.setattr(reader, "read_open", reads_better)

    # in this process: those that the command reads in know nothing of a better reader
    (result,) = ingest(Stale.find(), Run(Batch(how="reread"), on_stored=workflow.record_rereading))

    fresh = Article.objects.get()
    assert result.outcome == "unchanged"
    assert "只作建议" in result.message
    assert (fresh.body, fresh.subtitle) == (before, "界江边上")
    assert [(one.quote, one.fix) for one in open_findings(fresh) if one.code == "newer-reading"] == [("腐", "花")]


def test_a_dry_run_writes_nothing_and_says_the_same(imported: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        lines = run("reread", "--dry-run")

    assert outcomes(lines) == ["updated"] * 3
    assert all(query["sql"].startswith("SELECT") for query in queries)


def test_columns_said_once_are_used_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"kopf": "界江早市", "inhalt": "界江的早市，天不亮就开了。老板娘正把刚出锅的豆腐切成小块。"}
    (tmp_path / "rows.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n")
    run("ingest", tmp_path, "--map", "title=kopf,body=inhalt")
    assert Article.objects.get().title == "界江早市"
    Article.objects.update(title="")
    monkeypatch.setattr(reader, "READER", "9999")

    assert outcomes(run("reread")) == ["updated"]
    assert Article.objects.get().title == "界江早市"


def test_the_queries_of_the_list_do_not_grow_with_the_captures(imported: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        found = list(Stale.find())

    assert [each.end for each in found] == [1, 2, 3]
    assert len(queries) == 5
