"""The collection's page: its sections, its editions, its addresses."""

import json
import re

import pytest
from django.test import Client

from articles.models import Placement, Section
from tests.factories import make_article, make_collection, make_source, make_topic
from tests.press import publish, publish_collection, withdraw

pytestmark = pytest.mark.django_db


def test_sections_notes_and_own_titles_are_shown_in_order(client: Client):
    first, second = make_article(title="甲篇"), make_article(title="乙篇")
    collection = make_collection(first, second, title="新产线", introduction="引言一。\n\n引言二。")
    Placement.objects.filter(article=second).update(title="专题里的乙", note="为什么在这里。")
    publish(first)
    publish(second)
    publish_collection(collection)

    page = client.get(f"/collections/{collection.slug}/").content.decode().partition('class="two"')[2]

    assert page.index("引言一。") < page.index("引言二。") < page.index("第一部分") < page.index("甲篇</a>")
    assert page.index("甲篇</a>") < page.index("专题里的乙") < page.index("为什么在这里。")
    assert "第 1 版" in page


def test_what_is_not_live_is_neither_shown_nor_counted(client: Client):
    shown, hidden = make_article(title="甲篇"), make_article(title="乙篇")
    collection = make_collection(shown, hidden)
    publish(shown)
    publish_collection(collection)

    page = client.get(f"/collections/{collection.slug}/").content.decode()

    assert "乙篇" not in page
    assert "<b>1</b> 篇" in page


def test_a_section_of_which_nothing_is_live_is_left_out_and_one_of_words_stays(client: Client):
    shown, hidden = make_article(), make_article()
    collection = make_collection(shown)
    empty = Section.objects.create(collection=collection, title="空下来的部分", order=2)
    Placement.objects.create(collection=collection, section=empty, article=hidden)
    Section.objects.create(collection=collection, title="只有话的部分", introduction="几句话。", order=3)
    publish(shown)
    publish_collection(collection)

    page = client.get(f"/collections/{collection.slug}/").content.decode()

    assert "空下来的部分" not in page
    assert "只有话的部分" in page


def test_a_revised_article_shows_its_new_edition_in_the_old_collection(client: Client):
    article = make_article(title="旧题")
    collection = make_collection(article)
    publish(article, hours=-5)
    publish_collection(collection, hours=-4)
    article.title = "新题"
    article.save()
    publish(article)

    assert "新题" in client.get(f"/collections/{collection.slug}/").content.decode()


def test_an_old_edition_is_readable_behind_a_notice(client: Client):
    article = make_article()
    collection = make_collection(article, standfirst="旧导语")
    publish(article)
    publish_collection(collection, hours=-5)
    collection.standfirst = "新导语"
    collection.save()
    publish_collection(collection)

    old = client.get(f"/collections/{collection.slug}/editions/1/").content.decode()

    assert "旧导语" in old
    assert "这是第 1 版" in old
    assert "新导语" in client.get(f"/collections/{collection.slug}/").content.decode()


def test_an_old_slug_moves_to_the_new_one(client: Client):
    collection = make_collection(slug="old")
    publish_collection(collection, hours=-5)
    collection.slug = "new"
    collection.save()
    publish_collection(collection)

    for old, new in (("", ""), ("feed/", "feed/")):
        response = client.get(f"/collections/old/{old}")
        assert (response.status_code, response.headers["Location"]) == (301, f"/collections/new/{new}")
    assert client.get("/collections/old/editions/1/").status_code == 200
    assert client.get("/collections/new/editions/1/").headers["Location"] == "/collections/old/editions/1/"


def test_a_new_slug_not_yet_published_leads_to_the_live_one(client: Client):
    collection = make_collection(slug="old")
    publish_collection(collection)
    collection.slug = "new"
    collection.save()

    assert client.get("/collections/old/").status_code == 200


@pytest.mark.parametrize(("reason", "answer"), [("fact", 200), ("legal", 410)])
def test_withdrawn_its_editions_are_read_behind_the_notice_or_not_at_all(client: Client, reason, answer):
    collection = make_collection(make_article(), slug="gone", introduction="先读引言。")
    for hours in (-5, -4):
        publish_collection(collection, hours=hours)
    withdraw(collection, reason=reason)

    answers = [client.get(f"/collections/gone/editions/{n}/") for n in (1, 2, 9)]

    assert [page.status_code for page in answers] == [answer, answer, 410]
    assert all("来源要求撤下。" in page.content.decode() for page in answers)
    assert ("先读引言。" in answers[0].content.decode()) == (answer == 200)
    assert client.get("/collections/gone/").status_code == 410


def test_timeline_draws_ranges_and_needs_no_inline_style(client: Client):
    day, year = make_article(date="2024-06-28"), make_article(date="2026")
    collection = make_collection(day, year)
    for article in (day, year):
        article.topics.add(make_topic())
        publish(article)
    publish_collection(collection)

    page = client.get(f"/collections/{collection.slug}/").content.decode()

    assert page.count('class="dot"') == 2
    assert page.count('class="span"') == 2
    assert "style=" not in page
    assert "2026年（月份不详）" in page


def test_shared_topics_and_sources_are_counted(client: Client):
    source, topic = make_source(name="松川日报"), make_topic(name="冰雪经济")
    articles = [make_article(source=source), make_article(source=source)]
    for article in articles:
        article.topics.add(topic)
        publish(article)
    collection = make_collection(*articles)
    publish_collection(collection)

    context = client.get(f"/collections/{collection.slug}/").context

    assert context["topics"] == [(topic, 2)]
    assert context["sources"] == [(source, 2)]


def test_linked_data_names_the_parts(client: Client):
    article = make_article(title="甲篇")
    collection = make_collection(article, title="新</script>产线")
    publish(article)
    publish_collection(collection)

    page = client.get(f"/collections/{collection.slug}/").content.decode()
    block = re.search(r'ld\+json">(.*?)</script>', page, re.DOTALL)

    assert block
    data = json.loads(block[1])
    assert (data["@type"], data["name"]) == ("Collection", "新</script>产线")
    assert [part["headline"] for part in data["hasPart"]] == ["甲篇"]
