"""The index keeps in step with the desk and with editions, and writes only what changed."""

from typing import Any

import pytest
from django.core import serializers
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Contribution, DeskPassage, PressPassage
from articles.search import index_article, index_edition, search_desk
from tests.factories import make_article, make_source
from tests.search.shared import ids, publish

pytestmark = pytest.mark.django_db


def writes(done: CaptureQueriesContext) -> list[str]:
    return [query["sql"] for query in done if query["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]


def test_saving_the_article_changes_what_is_found() -> None:
    article = make_article(title="", body="粮食")
    article.body = "冰雪"
    article.save()

    assert (ids("粮食"), ids("冰雪")) == (set(), {article.pk})


def test_a_save_of_other_fields_alone_asks_nothing_of_the_index() -> None:
    article = make_article(body="粮食")

    with CaptureQueriesContext(connection) as done:
        article.save(update_fields=["state"])

    assert not [query for query in done if "passage" in query["sql"]]


def test_a_save_that_changes_no_text_writes_no_passage() -> None:
    article = make_article(body="粮食")

    with CaptureQueriesContext(connection) as done:
        article.save()

    assert not [sql for sql in writes(done) if "passage" in sql]


def test_a_change_writes_only_the_passages_it_touches() -> None:
    article = make_article(title="甲", body="粮食\n\n" + "松川的产线投产。" * 1500)
    before = dict(DeskPassage.objects.values_list("field", "pk").filter(field="title"))
    article.body = article.body.replace("粮食", "冰雪", 1)
    article.save()

    assert dict(DeskPassage.objects.values_list("field", "pk").filter(field="title")) == before
    assert ids("冰雪") == {article.pk}


def test_people_and_sources_follow_their_rows() -> None:
    article = make_article(body="文")
    person = Contribution.objects.create(article=article, name="林远舟", role="reporter")
    chain = article.attributions.create(source=make_source(name="松川日报"), role="published_by")
    assert ids("林远舟") == ids("松川日报") == {article.pk}

    person.name = "沈知秋"
    person.save()
    chain.delete()
    assert (ids("林远舟"), ids("松川日报"), ids("沈知秋")) == (set(), set(), {article.pk})

    article.contributions.all().delete()
    assert ids("沈知秋") == set()


def test_deleting_an_article_takes_its_passages_along() -> None:
    article = make_article(body="粮食", people=(("林远舟", "reporter"),), source=make_source())
    article.delete()

    assert DeskPassage.objects.count() == 0
    assert search_desk("粮食").total == 0


def test_deleting_a_set_of_articles_takes_their_passages_along() -> None:
    make_article(body="粮食", people=(("林远舟", "reporter"),))
    Article.objects.all().delete()

    assert DeskPassage.objects.count() == 0


def test_a_write_that_is_undone_leaves_the_index_as_it_was() -> None:
    article = make_article(title="", body="粮食")
    with transaction.atomic():
        article.body = "冰雪"
        article.save()
        transaction.set_rollback(True)

    assert (ids("粮食"), ids("冰雪")) == ({article.pk}, set())


def test_rows_made_in_bulk_are_found_once_indexed() -> None:
    (article,) = Article.objects.bulk_create([Article(title="甲", body="粮食")])
    assert ids("粮食") == set()

    assert index_article(article) is True
    assert index_article(article) is False
    assert ids("粮食") == {article.pk}


def test_the_stored_text_is_indexed_not_the_one_in_hand() -> None:
    article = make_article(title="", body="粮食")
    article.body = "冰雪"

    assert index_article(article) is False
    assert ids("粮食") == {article.pk}


def test_an_article_that_is_gone_is_no_error() -> None:
    assert index_article(Article(pk=404)) is False


def test_loading_a_dump_leaves_the_index_alone() -> None:
    article = make_article(title="", body="粮食")
    dump = serializers.serialize("json", [article]).replace("粮食", "冰雪")
    for loaded in serializers.deserialize("json", dump):
        loaded.save()

    assert ids("粮食") == {article.pk}


def test_indexing_costs_five_queries_and_two_for_writing(django_assert_num_queries: Any) -> None:
    article = make_article(body="粮食", people=(("林远舟", "reporter"),))
    with django_assert_num_queries(5):
        index_article(article)
    Article.objects.filter(pk=article.pk).update(body="冰雪")
    with django_assert_num_queries(7):
        index_article(article)


def test_prints_follow_the_body_and_nothing_else() -> None:
    article = make_article(body="松川新区的车间里，新设备刚刚调试完。")
    before = set(article.prints.values_list("pk", "hash"))
    article.title = "另一个题目"
    article.save()
    kept = set(article.prints.values_list("pk", "hash"))
    article.body = "远山镇的老站台边，候车室里坐满了人。"
    article.save(update_fields=["body"])

    assert before and kept == before
    assert set(article.prints.values_list("hash", flat=True)).isdisjoint(n for _pk, n in before)


def test_prints_that_are_missing_or_foreign_are_found_by_indexing_anew() -> None:
    article = make_article(body="松川新区的车间里，新设备刚刚调试完。")
    wanted = set(article.prints.values_list("hash", flat=True))
    article.prints.all().delete()
    article.prints.create(hash=7)

    assert index_article(article, dry_run=True) is True
    assert index_article(article) is True
    assert set(article.prints.values_list("hash", flat=True)) == wanted
    assert index_article(article) is False


def test_an_edition_is_indexed_once_for_good(django_assert_num_queries: Any) -> None:
    edition = publish(make_article(body="粮食"))
    assert PressPassage.objects.filter(edition=edition, field="body").count() == 1

    with django_assert_num_queries(2):
        assert index_edition(edition) is False


def test_what_no_database_stores_is_replaced() -> None:
    edition = publish(make_article(body="粮食"))
    edition.payload = edition.payload.replace("粮食", "粮\\u0000食\\ud800安全")
    edition.save()

    assert index_edition(edition) is True
    assert PressPassage.objects.get(edition=edition, field="body").text == "粮\ufffd食\ufffd安全"
