"""Rows that contradict one another are refused in words, never by an error of the server."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from articles.models import Article, Topic
from tests.admin.forms import send
from tests.factories import make_article, make_author, make_collection, make_source, make_topic

pytestmark = pytest.mark.django_db


def address(record):
    return reverse(f"admin:articles_{record._meta.model_name}_change", args=[record.pk])


def rows(prefix, *given):
    """The fields of new rows, as the page's script adds them."""
    fields = {f"{prefix}-TOTAL_FORMS": str(len(given))}
    return fields | {f"{prefix}-{n}-{name}": value for n, row in enumerate(given) for name, value in row.items()}


CLASHES = [
    ("the same person twice in a role", "contributions", {"name": "林远舟", "role": "reporter", "order": "0"}),
    ("two publishers", "attributions", {"name": "松川日报", "role": "published_by", "order": "0"}),
]


@pytest.mark.parametrize(("label", "prefix", "row"), CLASHES)
def test_rows_that_clash_are_refused_and_kept_in_the_form(label, prefix, row, as_person):
    article = make_article()

    page = send(as_person("编辑"), address(article), **rows(prefix, row, row))

    assert page.status_code == 200
    assert page.context["errors"]
    assert not getattr(article, prefix).exists()


def test_two_sources_change_places_in_the_chain(as_person):
    article = make_article()
    first = article.attributions.create(name="界江晚报", role="reprinted_by", order=0)
    second = article.attributions.create(name="松川日报", role="published_by", order=1)
    roles = {"attributions-0-role": "published_by", "attributions-1-role": "reprinted_by"}

    send(as_person("编辑"), address(article), **roles)

    assert [a.role for a in article.attributions.filter(pk__in=[first.pk, second.pk])] == [
        "published_by",
        "reprinted_by",
    ]


def test_another_publisher_takes_the_place_of_one_dropped(as_person):
    article = make_article()
    article.attributions.create(name="界江晚报", role="reprinted_by", order=0)
    article.attributions.create(name="松川日报", role="published_by", order=1)

    send(as_person("编辑"), address(article), **{"attributions-0-role": "published_by", "attributions-1-DELETE": "on"})

    assert [(a.name, a.role) for a in article.attributions.all()] == [("界江晚报", "published_by")]


def test_the_same_link_twice_is_refused(as_person):
    article, other = make_article(), make_article()
    row = {"kind": "background", "to_article": str(other.pk), "note": ""}

    page = send(as_person("编辑"), address(article), **rows("links", row, row))

    assert page.context["errors"]
    assert not article.links.exists()


def test_a_link_to_itself_is_refused(as_person):
    article = make_article()

    page = send(
        as_person("编辑"),
        address(article),
        **rows("links", {"kind": "quotes", "to_article": str(article.pk), "note": ""}),
    )

    assert page.context["errors"]
    assert not article.links.exists()


def test_one_written_form_in_two_spellings_is_refused(as_person):
    topic = Topic.objects.create(name="新质生产力")
    row, other = {"form": "新质生产力", "kind": "preferred"}, {"form": "新質生產力", "kind": "variant"}

    page = send(as_person("编辑"), address(topic), **rows("terms", row, other))

    assert "列了两次" in page.content.decode()
    assert not topic.terms.exists()


def test_different_written_forms_are_saved(as_person):
    topic = Topic.objects.create(name="新质生产力")
    row, other = {"form": "新质生产力", "kind": "preferred"}, {"form": "新型生产力", "kind": "avoided"}

    send(as_person("编辑"), address(topic), **rows("terms", row, other))

    assert topic.terms.count() == 2


@pytest.mark.parametrize("make", [make_source, make_author, make_topic])
def test_an_authority_is_saved_without_a_change(make, as_person):
    page = send(as_person("编辑"), address(make()))

    assert page.status_code == 200
    assert page.redirect_chain


def test_a_topic_under_itself_is_refused(as_person):
    above = make_topic()
    below = make_topic(parent=above)

    page = send(as_person("编辑"), address(above), parent=str(below.pk))

    assert "绕成了圈" in page.content.decode()


def test_a_piece_stands_once_in_a_collection(as_person):
    article = make_article()
    collection = make_collection(article)
    row = {
        "article": str(article.pk),
        "section": str(collection.sections.get().pk),
        "order": "2",
        "title": "",
        "note": "",
    }
    fields = {f"placements-1-{name}": value for name, value in row.items()}

    page = send(as_person("编辑"), address(collection), **{"placements-TOTAL_FORMS": "2"}, **fields)

    assert page.context["errors"]
    assert collection.placements.count() == 1
    assert Article.objects.count() == 1


def test_an_article_is_not_offered_to_link_to_itself(as_person):
    article, other = make_article(title="松川新区"), make_article(title="松川老区")
    editor = as_person("编辑")
    page = editor.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    address = unescape(re.findall(r'data-ajax--url="([^"]*other_than[^"]*)"', page)[0])
    asked = {"app_label": "articles", "model_name": "articlelink", "field_name": "to_article"}

    offered = editor.get(f"{address}&{urlencode(asked)}").json()["results"]
    elsewhere = editor.get(f"{address.partition('?')[0]}?{urlencode(asked)}").json()["results"]

    assert [row["id"] for row in offered] == [str(other.pk)]
    assert {row["id"] for row in elsewhere} == {str(article.pk), str(other.pk)}


@pytest.mark.parametrize("asked", ["x", "²", "", "9" * 30])
def test_an_article_number_that_is_none_leaves_the_search_as_it_is(as_person, asked):
    make_article()
    asking = {"app_label": "articles", "model_name": "articlelink", "field_name": "to_article", "other_than": asked}

    answer = as_person("编辑").get(reverse("admin:autocomplete"), asking)

    assert len(answer.json()["results"]) == 1
