"""The sitemap."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from articles import sitemaps
from tests.factories import make_article, make_collection, make_source
from tests.press import publish, publish_collection

pytestmark = pytest.mark.django_db

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def places(client: Client, path: str) -> list[str | None]:
    return [place.text for place in ElementTree.fromstring(client.get(path).content).iter(f"{MAP}loc")]


def test_index_names_every_section_at_the_sites_own_address(client: Client, settings):
    settings.SITE_URL = "https://news.example.org"

    assert places(client, "/sitemap.xml") == [
        f"https://news.example.org/sitemap-{section}.xml" for section in ("pages", "articles", "collections", "records")
    ]


def test_an_article_stands_in_every_language_with_its_alternates(client: Client, settings):
    settings.SITE_URL = "https://news.example.org"
    edition = publish(make_article())

    root = ElementTree.fromstring(client.get("/sitemap-articles.xml").content)
    found = {link.attrib["hreflang"]: link.attrib["href"] for link in next(root.iter(f"{MAP}url")).iter(LINK)}

    address = edition.get_absolute_url()
    assert places(client, "/sitemap-articles.xml") == [
        f"https://news.example.org{prefix}{address}" for prefix in ("", "/zh-hant", "/en")
    ]
    assert found["zh-hant"] == f"https://news.example.org/zh-hant{address}"
    assert found["x-default"] == f"https://news.example.org{address}"


def test_a_long_section_is_split_and_the_index_names_every_leaf(client: Client, monkeypatch):
    monkeypatch.setattr(sitemaps._Pages, "limit", 3)
    for _ in range(2):
        publish(make_article())

    assert "http://testserver/sitemap-articles.xml?p=2" in places(client, "/sitemap.xml")
    assert len(places(client, "/sitemap-articles.xml?p=2")) == 3


def test_records_and_collections_stand_in_theirs(client: Client):
    article = make_article(source=make_source(slug="ri-bao"))
    article.tags.add("口岸")
    publish(article)
    publish_collection(make_collection(article, slug="c"))

    assert "http://testserver/sources/ri-bao/" in places(client, "/sitemap-records.xml")
    assert "http://testserver/tags/kou-an/" in places(client, "/sitemap-records.xml")
    assert "http://testserver/collections/c/" in places(client, "/sitemap-collections.xml")


def test_an_unknown_section_or_leaf_is_not_found(client: Client):
    assert client.get("/sitemap-secret.xml").status_code == 404
    assert client.get("/sitemap-articles.xml?p=9").status_code == 404
