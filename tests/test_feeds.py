"""The Atom feeds."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.factories import make_article, make_collection, make_source, make_topic
from tests.press import publish, publish_collection

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def read(client: Client, path: str) -> ElementTree.Element:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def titles(feed: ElementTree.Element) -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def test_site_feed_has_the_last_published_first(client: Client):
    publish(make_article(title="先"), hours=-5)
    publish(make_article(title="后"), hours=-1)

    assert titles(read(client, "/feed/")) == ["后", "先"]


def test_entry_says_who_when_and_where(client: Client, settings):
    settings.SITE_URL = "https://news.example.org"
    article = make_article(
        title="口岸账本", standfirst="先看账。", people=(("林远舟", "reporter"), ("沈知秋", "editor"))
    )
    edition = publish(article)

    entry = next(read(client, "/feed/").iter(f"{ATOM}entry"))

    assert entry.findtext(f"{ATOM}summary") == "先看账。"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "林远舟"
    assert entry.findtext(f"{ATOM}id") == f"https://news.example.org/articles/{article.pk}/"
    assert entry.find(f"{ATOM}link").attrib["href"] == f"https://news.example.org{edition.get_absolute_url()}"


def test_a_new_edition_is_the_same_entry_updated(client: Client):
    article = make_article()
    publish(article, hours=-5)
    before = next(read(client, "/feed/").iter(f"{ATOM}entry"))
    publish(article, hours=-1)

    (after,) = read(client, "/feed/").iter(f"{ATOM}entry")

    assert after.findtext(f"{ATOM}id") == before.findtext(f"{ATOM}id")
    assert after.findtext(f"{ATOM}published") == before.findtext(f"{ATOM}published")
    assert after.findtext(f"{ATOM}updated") > before.findtext(f"{ATOM}updated")


def test_feed_of_a_collection_holds_its_live_pieces_alone(client: Client):
    inside, outside, hidden = make_article(title="内"), make_article(title="外"), make_article(title="未发")
    publish(inside)
    publish(outside)
    publish_collection(make_collection(inside, hidden, slug="c", title="专题名"))

    feed = read(client, "/collections/c/feed/")

    assert titles(feed) == ["内"]
    assert feed.findtext(f"{ATOM}title") == "专题名"


def test_feed_of_a_topic_holds_narrower_topics_as_its_page_does(client: Client):
    broad = make_topic(slug="broad")
    article = make_article(title="窄的")
    article.topics.add(make_topic(parent=broad))
    publish(article)

    assert titles(read(client, "/topics/broad/feed/")) == ["窄的"]


def test_feed_of_nothing_live_is_not_found(client: Client):
    make_topic(slug="empty")

    assert client.get("/topics/empty/feed/").status_code == 404
    assert client.get("/collections/none/feed/").status_code == 404


def test_feed_of_the_traditional_pages_is_traditional(client: Client):
    publish(make_article(title="发展"))

    feed = read(client, "/zh-hant/feed/")

    assert titles(feed) == ["發展"]
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "zh-Hant"


def test_link_only_pieces_have_no_summary(client: Client):
    publish(make_article(source=make_source(reprint="link"), standfirst="先看账。"))

    entry = next(read(client, "/feed/").iter(f"{ATOM}entry"))

    assert not entry.findtext(f"{ATOM}summary")


def test_signs_that_xml_cannot_carry_are_left_out(client: Client):
    publish(make_article(title="甲\x0b乙\ufffe", standfirst="丙\x01丁"))

    assert titles(read(client, "/feed/")) == ["甲乙"]
