"""The facets of the article list."""

import pytest
from django.test import Client

from tests.factories import make_article, make_source, make_topic
from tests.press import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def pieces(db):
    daily, topic = make_source(name="松川日报"), make_topic(name="冰雪经济")
    for title, source, tags, topics, date in (
        ("甲", daily, ["口岸"], [topic], "2024-06-28"),
        ("乙", daily, ["口岸", "旅游"], [], "2024"),
        ("丙", None, [], [topic], "2023-01-01"),
    ):
        article = make_article(title=title, source=source, date=date)
        article.tags.add(*tags)
        article.topics.set(topics)
        publish(article)


def chosen(client: Client, **query: str) -> list[str]:
    return sorted(edition.title for edition in client.get("/articles/", query).context["page"])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["丙", "乙", "甲"]),
        ({"topic": "bing-xue-jing-ji"}, ["丙", "甲"]),
        ({"source": "song-chuan-ri-bao"}, ["乙", "甲"]),
        ({"tag": "lv-you"}, ["乙"]),
        ({"year": "2024"}, ["乙", "甲"]),
        ({"year": "2024", "topic": "bing-xue-jing-ji", "tag": "kou-an"}, ["甲"]),
        ({"topic": "no-such"}, []),
        ({"year": "1999"}, []),
    ],
)
def test_choices_narrow_the_list(pieces, client: Client, query, expected):
    assert chosen(client, **query) == sorted(expected)


@pytest.mark.parametrize(
    "query", [{"year": "x"}, {"year": "99999999"}, {"year": "-5"}, {"year": "2024.5"}, {"tag": "\0"}, {"no": "x"}]
)
def test_a_value_that_is_none_is_passed_over(pieces, client: Client, query):
    assert len(chosen(client, **query)) == 3


def test_choices_are_counted_among_what_is_chosen(pieces, client: Client):
    facets = {f.key: f for f in client.get("/articles/", {"topic": "bing-xue-jing-ji"}).context["facets"]}

    assert [(c.name, c.count, c.chosen) for c in facets["topic"].choices] == [("冰雪经济", 2, True)]
    assert [(c.name, c.count) for c in facets["year"].choices] == [("2024", 1), ("2023", 1)]
    assert [(c.name, c.count) for c in facets["source"].choices] == [("松川日报", 1)]


def test_a_choice_leads_to_the_list_with_it_and_again_to_the_list_without(pieces, client: Client):
    facets = {f.key: f for f in client.get("/articles/", {"year": "2024", "page": "1"}).context["facets"]}

    assert facets["year"].choices[0].query == "?"
    assert facets["tag"].choices[0].query == "?year=2024&tag=kou-an"


def test_a_source_that_only_passed_a_piece_on_is_no_choice(client: Client):
    article = make_article()
    article.attributions.create(source=make_source(name="转载站"), role="reprinted_by")
    publish(article)

    assert "source" not in {f.key for f in client.get("/articles/").context["facets"]}
