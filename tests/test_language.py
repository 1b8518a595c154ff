"""Three languages at stable addresses: the path alone decides."""

import re

import pytest
from django.test import Client

from tests.factories import make_article, make_complete_article
from tests.press import publish

pytestmark = pytest.mark.django_db


def test_the_path_decides_and_no_header_or_cookie(client: Client):
    client.cookies["django_language"] = "en"

    response = client.get("/", headers={"accept-language": "zh-TW,en"})

    assert '<html lang="zh-Hans">' in response.content.decode()
    assert not {"Cookie", "Accept-Language"} & set(response.headers.get("Vary", "").split(", "))
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(("prefix", "tag"), [("", "zh-Hans"), ("/zh-hant", "zh-Hant"), ("/en", "en")])
def test_page_says_its_language_and_links_the_others(client: Client, prefix, tag):
    page = client.get(f"{prefix}/archive/").content.decode()

    assert f'<html lang="{tag}">' in page
    assert f'<link rel="canonical" href="http://testserver{prefix}/archive/">' in page
    assert re.findall(r'rel="alternate" hreflang="([^"]+)" href="([^"]+)"', page) == [
        ("zh-Hans", "http://testserver/archive/"),
        ("zh-Hant", "http://testserver/zh-hant/archive/"),
        ("en", "http://testserver/en/archive/"),
    ]


def test_the_switch_keeps_the_query_and_the_canonical_address_drops_it(client: Client):
    page = client.get("/articles/?year=2024&tag=x").content.decode()

    assert 'href="/zh-hant/articles/?year=2024&amp;tag=x" lang="zh-Hant"' in page
    assert '<link rel="canonical" href="http://testserver/articles/">' in page


@pytest.mark.parametrize("path", ["/zh-hans/", "/zh-tw/", "/fr/", "/EN/"])
def test_other_prefixes_are_no_pages(client: Client, path):
    assert client.get(path).status_code == 404


def test_traditional_pages_print_the_text_converted(client: Client):
    article = make_complete_article(title="发展口岸", body="后来，皇后发展了理发业。", standfirst="干部说。")
    article.tags.add("发展")
    publish(article)

    page = client.get(f"/zh-hant/articles/{article.pk}/", follow=True).content.decode()

    for part in ("發展口岸", "後來，皇后發展了理髮業。", "幹部說。", ">發展<", "林遠舟", "2024年6月28日"):
        assert part in page, part
    for word in ("发展", "后来", "林远舟"):
        assert word not in page, word


def test_genuine_traditional_stays_as_printed_everywhere_and_is_marked(client: Client):
    article = make_article(title="澳門裏巷", body="本澳里弄與裏巷。", script="zh-Hant")
    publish(article)

    for prefix in ("", "/zh-hant", "/en"):
        page = client.get(f"{prefix}/articles/{article.pk}/", follow=True).content.decode()
        assert "本澳里弄與裏巷。" in page, prefix
        assert ('lang="zh-Hant">澳門裏巷</h1>' in page) == (prefix != "/zh-hant"), prefix


def test_english_pages_mark_the_chinese_text(client: Client):
    article = make_article(title="发展口岸", body="正文。")
    publish(article)

    page = client.get(f"/en/articles/{article.pk}/", follow=True).content.decode()

    assert 'lang="zh-Hans">发展口岸</h1>' in page
    assert '<div class="prose" lang="zh-Hans">' in page


def test_simplified_pages_mark_nothing_that_is_as_the_page(client: Client):
    article = make_article(title="发展口岸", body="正文。")
    publish(article)

    page = client.get(f"/articles/{article.pk}/", follow=True).content.decode()

    assert '<div class="prose">' in page


def test_redirects_stay_in_the_language(client: Client):
    edition = publish(make_article())

    response = client.get(f"/en/articles/{edition.article_id}-x/")

    assert response.headers["Location"] == f"/en{edition.get_absolute_url()}"
