"""The shared tests on SQLite, and what is SQLite's alone: the index table and its triggers."""

import pytest
from django.db import connection

from articles.models import DeskPassage
from articles.search import search_desk, sqlite
from tests.factories import make_article
from tests.search.shared import PressTests, SearchTests

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="DATABASE_URL names another database")


class TestSearch(SearchTests):
    pass


class TestPress(PressTests):
    pass


@pytest.mark.django_db
def test_the_index_follows_every_way_of_writing_a_passage() -> None:
    article = make_article(title="", body="粮食")

    DeskPassage.objects.update(tokens="冰雪 雪")
    assert (search_desk("粮食").total, search_desk("冰雪").total) == (0, 1)
    DeskPassage.objects.all().delete()
    assert search_desk("冰雪").total == 0
    assert sqlite.is_in_step(DeskPassage)
    assert article.passages.count() == 0


@pytest.mark.django_db
def test_an_index_out_of_step_is_told_and_made_anew() -> None:
    make_article(title="", body="粮食")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO articles_deskpassage_index(articles_deskpassage_index) VALUES ('delete-all')")

    assert not sqlite.is_in_step(DeskPassage)
    assert search_desk("粮食").total == 0
    sqlite.rebuild(DeskPassage)
    assert sqlite.is_in_step(DeskPassage)
    assert search_desk("粮食").total == 1
