"""The shared tests on PostgreSQL, and what is PostgreSQL's alone: the vector and its index."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from articles.models import Contribution, DeskPassage
from articles.search import index_article, postgres, search_desk
from tests.factories import make_article
from tests.search.shared import PressTests, SearchTests

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="DATABASE_URL names another database")


class TestSearch(SearchTests):
    pass


class TestPress(PressTests):
    pass


@pytest.mark.django_db
def test_the_vector_holds_every_token_at_its_place() -> None:
    make_article(title="", body="粮食，GDP3.5\n\n粮")
    with connection.cursor() as cursor:
        cursor.execute("SELECT vector::text FROM articles_deskpassage")
        (vector,) = cursor.fetchone()

    assert sorted(vector.split()) == ["'gdp3.5':3", "'粮':5", "'粮食':1", "'食':2"]


@pytest.mark.django_db
def test_the_index_follows_every_way_of_writing_a_passage() -> None:
    make_article(title="", body="粮食")

    DeskPassage.objects.update(tokens="冰雪 雪")
    assert (search_desk("粮食").total, search_desk("冰雪").total) == (0, 1)
    DeskPassage.objects.all().delete()
    assert search_desk("冰雪").total == 0


@pytest.mark.django_db
def test_the_index_can_be_made_anew() -> None:
    make_article(title="", body="粮食")

    postgres.rebuild(DeskPassage)

    assert postgres.is_in_step(DeskPassage)
    assert search_desk("粮食").total == 1


@pytest.mark.django_db
def test_the_plan_of_a_large_table_uses_the_index() -> None:
    make_article(title="", body="粮食")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT id FROM articles_deskpassage WHERE vector @@ '''粮食'''::tsquery")
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "articles_deskpassage_vector" in plan


@pytest.mark.django_db(transaction=True)
def test_eight_writers_of_one_article_leave_the_index_in_step() -> None:
    article = make_article(title="", body="粮食")
    names = [f"林远{char}" for char in "甲乙丙丁戊己庚辛"]

    def add(name: str) -> None:
        try:
            with transaction.atomic():
                Contribution.objects.create(article_id=article.pk, name=name, role="reporter")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, names))

    assert [search_desk(name).total for name in names] == [1] * 8
    assert index_article(article) is False
