"""Storing many captures in one transaction: the same as one by one, and one bad capture costs no other."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.editorial import workflow
from articles.ingest import pipeline, reader
from articles.ingest.pipeline import Result, Run, ingest
from articles.ingest.walk import walk
from articles.models import Article, Batch, Capture, Reading, Revision
from articles.search import index_article
from tests.ingest.tables import digests

TEXT = """第{n}个早市

2024年6月28日 08:30　来源：{source}

本报记者 {author}

界江的早市，天不亮就开了。第{n}个摊位上，老板娘正把刚出锅的豆腐切成小块，摊主说今年的生意比去年好了三成。

（标签：早市）
"""
MARKDOWN = (
    "---\ntitle: 第{n}个早市\ndate: 2024-06-28\ntags: [早市, 邊貿, 第{n}次]\nauthor: {author}\nsource: {source}\n---\n\n"
    "界江的早市，天不亮就开了。\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Forty captures of two shapes, with names that return, two files of the same bytes, and some that are refused."""
    names = ("林远舟", "沈知秋", "陆一鸣")
    for n in range(40):
        text = (MARKDOWN if n % 3 == 0 else TEXT).format(
            n=n, source=("松川日报", "界江晚報", "界江晚报")[n % 3], author=names[n % 3]
        )
        (tmp_path / f"{n:02}.txt").write_text(text)
    (tmp_path / "07.txt").write_bytes((tmp_path / "06.txt").read_bytes())
    (tmp_path / "11.txt").write_bytes(b"")
    return tmp_path


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(pipeline, "TOGETHER", 1)
    return monkeypatch


def run(folder: Path, **changes: Any) -> list[Result]:
    options = {"batch": Batch(how="test"), "on_stored": workflow.record_import, **changes}
    return list(ingest(walk([folder]), Run(**options)))


def said(results: list[Result]) -> list[Any]:
    return [(result.path, result.outcome, result.message, result.sha256, result.document) for result in results]


@contextmanager
def undoing() -> Iterator[None]:
    """Roll back what is done here, so that the next import begins with nothing."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_together_is_the_same_as_one_by_one_and_as_in_two_processes(
    folder: Path, one_by_one: pytest.MonkeyPatch
) -> None:
    came_to = []
    for changes in ({}, {"jobs": 2}, {}):
        with undoing():
            came_to.append((said(run(folder, **changes)), digests()))
        one_by_one.undo()

    assert came_to[0] == came_to[1] == came_to[2]
    assert came_to[0][1]["Article"].startswith("38 ")


@pytest.mark.django_db
@pytest.mark.parametrize("bad", [[0], [1, 2], [16, 17, 31], [39]])
def test_bad_capture_costs_no_other_of_its_batch(folder: Path, bad: list[int]) -> None:
    titles = {f"第{n}个早市" for n in bad}

    def record(articles: Sequence[Article]) -> None:
        workflow.record_import(articles)
        if any(article.title in titles for article in articles):
            raise RuntimeError("bad")

    results = run(folder, on_stored=record)

    rejected = [int(result.path.stem) for result in results if result.outcome == "rejected"]
    assert rejected == sorted({*bad, 11})
    assert Article.objects.count() == Capture.objects.count() == Revision.objects.count() == 38 - len(bad)
    assert not Article.objects.filter(title__in=titles).exists()


@pytest.mark.django_db
def test_database_that_fails_for_many_and_not_for_one_gets_on(folder: Path) -> None:
    def refuse_many(articles: Sequence[Article]) -> None:
        if len(articles) > 1:
            raise OperationalError("deadlock detected")
        workflow.record_import(articles)

    results = run(folder, on_stored=refuse_many)

    assert [result.path.name for result in results if result.outcome == "rejected"] == ["11.txt"]
    assert Article.objects.count() == 38


@pytest.mark.django_db
def test_failing_database_keeps_what_was_stored_and_stops(folder: Path) -> None:
    def fill_up(articles: Sequence[Article]) -> None:
        if Article.objects.count() > 20:
            raise OperationalError("database or disk is full")
        workflow.record_import(articles)

    results: list[Result] = []
    with pytest.raises(OperationalError):
        results.extend(ingest(walk([folder]), Run(Batch(how="test"), on_stored=fill_up)))  # keeps those before

    assert Article.objects.count() == Revision.objects.count() == 20
    assert sum(result.article_id is not None and result.outcome != "unchanged" for result in results) == 20


@pytest.mark.django_db
def test_second_run_writes_nothing_and_asks_little(folder: Path) -> None:
    run(folder)
    before = digests()

    with CaptureQueriesContext(connection) as queries:
        results = run(folder)

    assert {result.outcome for result in results} == {"unchanged", "rejected"}
    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}
    assert len(queries) < 45  # a handful for a batch, and 39 captures: the first batches are small
    assert digests() == before


@pytest.mark.django_db
def test_search_and_families_know_what_was_imported(folder: Path) -> None:
    run(folder)

    assert not any(index_article(article) for article in Article.objects.all())


@pytest.mark.django_db
def test_first_revision_is_the_one_that_an_editor_would_have_recorded(folder: Path) -> None:
    run(folder)
    kept = [(revision.digest, revision.content) for revision in Revision.objects.order_by("article")]
    Revision.objects.all()._raw_delete("default")

    for article in Article.objects.order_by("pk"):
        workflow.record(article, by=None, reason="导入")

    assert [(revision.digest, revision.content) for revision in Revision.objects.order_by("article")] == kept


@pytest.mark.django_db
def test_newer_reader_updates_a_whole_batch(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as older:
        older.setattr(reader, "READER", "0")
        run(folder)
    before = digests()

    results = run(folder)

    outcomes = {result.outcome for result in results}
    assert outcomes == {"updated", "unchanged", "rejected"}
    assert Reading.objects.count() == 2 * 38
    after = digests()
    same = ("Article", "Attribution", "Contribution", "ArticleTag", "DeskPassage", "TextPrint", "Revision", "Source")
    assert [after[name] for name in same] == [before[name] for name in same]
