"""Storing a capture: whole or not at all, once by digest, reader and name, and never over a person's work."""

import threading
from collections.abc import Sequence
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from articles.editorial import workflow
from articles.ingest import reader, store
from articles.ingest.parcel import pack
from articles.ingest.records import Document
from articles.ingest.room import ROOM
from articles.ingest.standing import Arrival
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
from articles.search import search_desk
from tests.factories import make_source, make_user
from tests.ingest.documents import make_document, make_fact, make_flag, make_outlet, make_person

CONTENT = "界江的早市".encode()
STORED = (Article, Attribution, Author, Batch, Capture, Contribution, Reading, Receipt, Revision, Source, Tag)


def put(*documents: Document, content: bytes = CONTENT, name: bytes = b"a.txt", **changes: Any) -> list[str]:
    stored = store.store(content, documents or (make_document(),), name=name, **{"batch": Batch(how="test"), **changes})
    return [each.outcome for each in stored]


def record(articles: Sequence[Article]) -> None:
    for article in articles:
        workflow.record(article, by=None, reason="导入")


def counts() -> list[int]:
    return [model.objects.count() for model in STORED]


@pytest.mark.django_db
def test_capture_keeps_the_bytes_the_name_and_the_reading() -> None:
    document = make_document()

    assert put(document, name=b"in/\xff.txt") == ["imported"]

    capture, receipt, reading = Capture.objects.get(), Receipt.objects.get(), Reading.objects.get()
    assert (capture.content, capture.size) == (CONTENT, len(CONTENT))
    assert (receipt.capture, bytes(receipt.name), receipt.batch.how) == (capture, b"in/\xff.txt", "test")
    assert (reading.capture, reading.reader, reading.outcome) == (capture, reader.READER, "imported")
    assert reader.from_json(reading.content) == reader.sealed(document)[0]


@pytest.mark.django_db
def test_article_takes_every_fact() -> None:
    publisher = make_source(name="松川日报")
    document = make_document(
        title="界江早市",
        subtitle="天不亮就开",
        date=make_fact("XXXX-XX-23", certainty="inferred"),
        section="要闻",
        url="https://news.example/1",
        tags=(make_fact("早市"), make_fact("邊貿"), make_fact("边贸")),
        outlets=(make_outlet("界江网", "captured_from"), make_outlet("松川日報")),
    )

    put(document)

    article = Article.objects.get()
    assert (article.title, article.subtitle, article.body) == ("界江早市", "天不亮就开", document.body)
    assert (article.date, article.date_certainty, article.dated_from) == ("XXXX-XX-23", "inferred", None)
    assert (article.section, article.original_url, article.state) == ("要闻", "https://news.example/1", "draft")
    assert sorted(tag.identity for tag in article.tags.all()) == sorted(["早市", "边贸"])
    assert [(a.name, a.role, a.order) for a in article.attributions.all()] == [
        ("界江网", "captured_from", 0),
        ("松川日報", "published_by", 1),
    ]
    assert article.source == publisher


@pytest.mark.django_db
def test_people_are_stored_as_printed_and_in_order() -> None:
    people = (
        make_person("林远舟", affiliation="松川大学"),
        make_person("沈知秋", confirm=True, alternatives=(("沈知", "秋"),), outlet=make_fact("松川日报")),
        make_person("林远舟"),
    )

    put(make_document(people=people))

    one, other = Contribution.objects.all()
    assert (one.name, one.affiliation, one.order, one.author) == ("林远舟", "松川大学", 0, Author.objects.get())
    assert (other.confirm, other.alternatives, other.outlet, other.author) == (True, [["沈知", "秋"]], "松川日报", None)


@pytest.mark.django_db
def test_people_and_outlets_are_found_by_the_desk_search() -> None:
    put(make_document(people=(make_person("沈知秋"),), outlets=(make_outlet("松川日报"),)))

    assert [search_desk(words).total for words in ("沈知秋", "松川日報", "界江早市", "林远舟")] == [1, 1, 1, 0]


@pytest.mark.django_db
def test_flag_that_asks_makes_it_flagged() -> None:
    assert put(make_document(flags=(make_flag("no-date"),))) == ["flagged"]

    assert (Reading.objects.get().outcome, Reading.objects.get().flags) == ("flagged", ["no-date"])


@pytest.mark.django_db
def test_flag_that_only_tells_leaves_it_imported() -> None:
    assert put(make_document(flags=(make_flag("assumed-zone"),))) == ["imported"]


@pytest.mark.django_db
def test_choice_left_by_matching_makes_it_flagged() -> None:
    make_source(name="晨报")
    make_source(name="晨报")

    assert put(make_document(outlets=(make_outlet("晨报"),))) == ["flagged"]

    read = reader.from_json(Reading.objects.get().content)
    assert [flag.code for flag in read.flags] == ["source-to-choose"]
    assert len(read.fields.proposals) == 2


@pytest.mark.django_db
def test_several_items_are_one_capture_and_several_articles() -> None:
    assert put(make_document(), make_document(item=1, title="另一篇")) == ["imported", "imported"]

    assert Capture.objects.count() == Receipt.objects.count() == 1
    assert sorted(Article.objects.values_list("title", "reading__item")) == [("另一篇", 1), ("界江早市", 0)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value", "column"),
    [
        ("title", "长" * 301, "title"),
        ("section", "长" * 101, "section"),
        ("url", "javascript:alert(1)", "original_url"),
    ],
)
def test_fact_without_room_is_flagged_and_not_cut(field: str, value: str, column: str) -> None:
    assert put(make_document(**{field: value})) == ["flagged"]

    assert getattr(Article.objects.get(), column) == ""
    assert Reading.objects.get().flags in (["too-long"], ["not-fillable"])


@pytest.mark.django_db
def test_fact_that_just_fits_is_filled_in() -> None:
    assert put(make_document(title="长" * 300, tags=(make_fact("签" * 100),))) == ["imported"]

    assert Article.objects.get().title == "长" * 300


@pytest.mark.django_db
def test_names_without_room_are_left_out_of_the_lists() -> None:
    document = make_document(
        people=(make_person("长" * 121),), outlets=(make_outlet("长" * 121),), tags=(make_fact("长" * 101),)
    )

    assert put(document) == ["flagged"]

    assert not Contribution.objects.exists()
    assert not Attribution.objects.exists()
    assert not Tag.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("bad", ["\x00", "\ud800"])
def test_characters_no_database_takes_are_replaced_in_the_article_only(bad: str) -> None:
    put(make_document(body=f"早{bad}市"))

    assert Article.objects.get().body == "早\ufffd市"
    assert reader.from_json(Reading.objects.get().content).body == f"早{bad}市"


def test_room_is_that_of_the_columns() -> None:
    columns = {
        "标题": (Article, "title"),
        "副题": (Article, "subtitle"),
        "栏目": (Article, "section"),
        "网址": (Article, "original_url"),
        "署名": (Contribution, "name"),
        "单位": (Contribution, "affiliation"),
        "媒体": (Contribution, "outlet"),
        "来源": (Attribution, "name"),
        "标签": (Tag, "name"),
    }

    assert {label: model._meta.get_field(name).max_length for label, (model, name) in columns.items()} == ROOM


@pytest.mark.django_db
def test_same_bytes_by_the_same_name_write_nothing() -> None:
    put(on_stored=record)

    with CaptureQueriesContext(connection) as queries:
        assert put(on_stored=record) == ["unchanged"]

    assert all(query["sql"].startswith("SELECT") for query in queries)
    assert len(queries) == 4


@pytest.mark.django_db
def test_same_bytes_by_another_name_are_only_received() -> None:
    put(on_stored=record)
    before = counts()

    assert put(name=b"b.txt", on_stored=record) == ["unchanged"]

    added = [after - was for after, was in zip(counts(), before, strict=True)]
    assert {model.__name__: n for model, n in zip(STORED, added, strict=True) if n} == {"Batch": 1, "Receipt": 1}


@pytest.mark.django_db
def test_other_bytes_are_another_article() -> None:
    put()

    assert put(content=CONTENT + b"\n") == ["imported"]
    assert Article.objects.count() == 2


@pytest.mark.django_db
def test_newer_reader_updates_an_article_nobody_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as older:
        older.setattr(reader, "READER", "0")
        put(make_document(people=(make_person("林远舟"),), tags=(make_fact("旧"),)), on_stored=record)
    article = Article.objects.get()

    assert put(make_document(title="新标题", tags=(make_fact("新"),)), on_stored=record) == ["updated"]

    article.refresh_from_db()
    assert (article.title, article.version, article.reading.reader) == ("新标题", 2, reader.READER)
    assert ([tag.name for tag in article.tags.all()], article.contributions.count()) == (["新"], 0)
    assert Reading.objects.count() == 2
    assert Revision.objects.count() == 2


def edit(article: Article) -> None:
    with workflow.editing(article.pk, by=make_user(), reason="改题") as mine:
        mine.title = "改过的"
        mine.save()


def dismiss(article: Article) -> None:
    article.decisions.create(key="k", code="c", decision="dismissed", by=make_user())


def send_to_review(article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(state="review")


@pytest.mark.django_db
@pytest.mark.parametrize("touch", [edit, dismiss, send_to_review])
def test_newer_reader_leaves_an_article_that_was_touched(touch: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    put(on_stored=record)
    article = Article.objects.get()
    touch(article)
    article.refresh_from_db()
    monkeypatch.setattr(reader, "READER", "9999")

    assert put(make_document(title="新标题"), on_stored=record) == ["unchanged"]

    now = Article.objects.get()
    assert (now.title, now.version, now.reading) == (article.title, article.version, article.reading)
    assert Reading.objects.count() == 2
    assert put(make_document(title="新标题")) == ["unchanged"]
    assert Reading.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("older", "newer"), [("1", "2"), ("9", "10"), ("1.9", "1.10")])
def test_older_reader_leaves_what_a_newer_one_read(older: str, newer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "READER", newer)
    put()
    monkeypatch.setattr(reader, "READER", older)

    assert put(make_document(title="旧标题")) == ["unchanged"]

    assert Article.objects.get().title == "界江早市"
    assert Reading.objects.count() == 1


@pytest.mark.django_db
def test_deleted_article_does_not_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    put()
    Article.objects.all().delete()
    monkeypatch.setattr(reader, "READER", "9999")

    assert put() == ["unchanged"]

    assert not Article.objects.exists()


@pytest.mark.django_db
def test_failure_on_the_way_leaves_nothing() -> None:
    batch = Batch(how="test")

    def fail(articles: Sequence[Article]) -> None:
        raise RuntimeError(articles[0].title)

    with pytest.raises(RuntimeError, match="界江早市"):
        put(make_document(outlets=(make_outlet("新报"),)), batch=batch, on_stored=fail)

    assert counts() == [0] * len(STORED)
    assert put(batch=batch) == ["imported"]
    assert Batch.objects.get() == batch


@pytest.mark.django_db
def test_row_made_by_somebody_else_meanwhile_is_tried_again() -> None:
    calls: list[Sequence[Article]] = []

    def collide_once(articles: Sequence[Article]) -> None:
        calls.append(articles)
        if len(calls) == 1:
            raise IntegrityError("slug")

    assert put(make_document(outlets=(make_outlet("新报"),)), on_stored=collide_once) == ["imported"]

    assert (len(calls), Article.objects.count(), Source.objects.count(), Batch.objects.count()) == (2, 1, 1, 1)


@pytest.mark.django_db
def test_foreseeing_says_the_same_and_writes_nothing() -> None:
    document = make_document(outlets=(make_outlet("新报"),), flags=(make_flag("no-author"),))

    with CaptureQueriesContext(connection) as queries:
        ((foreseen,),) = store.foresee([Arrival(b"a.txt", pack(CONTENT, (document,)))])

    assert all(query["sql"].startswith("SELECT") for query in queries)
    assert [foreseen.outcome] == put(document)


@pytest.mark.django_db(transaction=True)
def test_importers_at_once_store_everything_once() -> None:
    document = make_document(
        outlets=(make_outlet("新报"),), people=(make_person("林远舟"),), tags=(make_fact("早市"), make_fact("边贸"))
    )
    errors: list[Exception] = []
    start = threading.Barrier(4)

    def importer(first: int) -> None:
        batch = Batch(how="race")
        try:
            start.wait(10)
            for n in range(4):  # each begins with another capture, so that they meet at the names
                put(document, content=b"%d" % ((first + n) % 4), batch=batch, on_stored=record)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=importer, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert errors == []
    found = {model.__name__: model.objects.count() for model in STORED if model is not Batch}
    assert found == {
        "Article": 4, "Attribution": 4, "Author": 1, "Capture": 4, "Contribution": 4, "Reading": 4, "Receipt": 4,
        "Revision": 4, "Source": 1, "Tag": 2,
    }  # fmt: skip
