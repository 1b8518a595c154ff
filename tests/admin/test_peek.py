"""A look at a row: its first lines, facts and open findings, for whoever may see the row, and of every model."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article
from tests.admin.world import make_world
from tests.factories import make_article, make_complete_article, make_user

pytestmark = pytest.mark.django_db


def peek(row):
    return reverse("admin:peek", args=[row._meta.app_label, row._meta.model_name, row.pk])


def test_a_look_shows_the_first_lines_the_facts_and_what_is_open(as_person):
    article = make_article(
        title="新题", standfirst="导语在此。", body="头一段。\n\n" + "长" * 900, date="2024-06", section="要闻"
    )

    page = as_person("只读").get(peek(article)).content.decode()

    assert "新题" in page
    assert "导语在此。" in page
    assert "头一段。" in page
    assert "长" * 500 not in page
    assert "2024年6月" in page
    assert "要闻" in page
    assert "挡住发布" in page


def test_where_nothing_is_open_that_is_said(as_person):
    page = as_person("编辑").get(peek(make_complete_article())).content.decode()

    assert "没有未决的校对" in page


def test_a_look_leads_to_the_page_of_the_row_and_changes_nothing(as_person):
    article = make_article()
    before = Article.objects.values().get()

    page = as_person("编辑").get(peek(article)).content.decode()

    assert f'href="{reverse("admin:articles_article_change", args=[article.pk])}"' in page
    assert Article.objects.values().get() == before


def test_who_may_not_see_the_row_sees_no_look(as_person):
    assert as_person("编辑").get(peek(make_user("别人"))).status_code == 403


@pytest.mark.parametrize("pk", ["0", "x", "99999999999999999999999", "-1"])
def test_a_row_that_is_not_there_is_not_found(as_person, pk):
    assert as_person("编辑").get(f"/admin/lists/articles/article/{pk}/peek/").status_code == 404


def test_every_model_of_the_desk_has_looks_in_few_queries(db):
    world = make_world()
    client = world.clients["管理员"]
    for record in (*world.records.values(), world.articles["published"], world.collections["published"]):
        if record._meta.label == "auth.Group":
            continue
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(peek(record))

        assert (record._meta.label, answer.status_code) == (record._meta.label, 200)
        assert len(queries) <= 12
