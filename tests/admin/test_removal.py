"""Asking before a record is deleted: what goes along and what stands in the way, counted, however much it is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.admin.removal import hanging
from articles.editorial import workflow
from articles.models import Article, Contribution, Event, Placement, SavedView, SignOff, User
from tests.factories import make_article, make_collection, make_complete_article, make_user

pytestmark = pytest.mark.django_db


def question(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_delete", args=[row.pk])


def test_what_goes_along_is_counted_by_its_kind(as_person):
    article = make_complete_article()

    page = as_person("管理员").get(question(article)).content.decode()

    assert f"<li>{Contribution._meta.verbose_name_plural}: 2</li>" in page


def test_more_rows_ask_no_more_queries(as_person):
    article, client = make_complete_article(), as_person("管理员")
    client.get(question(article))
    with CaptureQueriesContext(connection) as few:
        client.get(question(article))
    for n in range(20):
        article.contributions.create(name=f"记者{n}", role="reporter")
        article.comments.create(text="看", by=User.objects.first())

    with CaptureQueriesContext(connection) as many:
        client.get(question(article))

    assert len(many) == len(few) <= 8


def test_what_stands_in_the_way_is_named_and_nothing_can_be_sent(as_person, people):
    article = make_article()
    make_collection(article)

    page = as_person("管理员").get(question(article)).content.decode()

    assert f"{Placement._meta.verbose_name_plural} × 1" in page
    assert 'name="post"' not in page


def test_rows_that_hang_on_rows_are_followed(people):
    article = make_complete_article()
    workflow.submit(article, by=people["编辑"])
    workflow.sign(article, by=people["初审"])

    goes, stays = hanging(User, [people["初审"].pk])

    assert stays[SignOff] == 1
    assert stays[Event] == 1
    assert Article not in goes


def test_nothing_hangs_on_a_record_that_nothing_names():
    user = make_user("新来的")

    assert hanging(User, [user.pk]) == ({}, {})


def test_the_views_of_a_person_go_with_them(as_person):
    user = make_user("要走的")
    SavedView.objects.create(owner=user, model="article", name="自己的")

    page = as_person("管理员").get(question(user)).content.decode()

    assert f"<li>{SavedView._meta.verbose_name_plural}: 1</li>" in page
    assert 'name="post"' in page
