"""The front page, the lists, search, corrections and the pages for errors."""

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views.defaults import server_error

from articles.models import Notice
from tests.factories import make_article, make_collection
from tests.press import moment, publish, publish_collection, publisher

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    ["/", "/articles/", "/collections/", "/topics/", "/sources/", "/authors/", "/archive/", "/search/?q=松川", "/corrections/",
     "/about/", "/feed/", "/sitemap.xml", "/sitemap-articles.xml"],
)  # fmt: skip
@pytest.mark.parametrize("prefix", ["", "/zh-hant", "/en"])
def test_pages_stand_with_nothing_in_the_database(client: Client, prefix, path):
    outside = path.startswith("/sitemap")

    assert client.get(path if outside else prefix + path).status_code == 200


def test_home_shows_the_last_collection_on_the_cover_and_the_last_pieces(client: Client):
    early, late = make_article(title="先发的"), make_article(title="后发的")
    publish(early, hours=-9)
    publish(late, hours=-2)
    publish_collection(make_collection(early, title="旧专题"), hours=-8)
    publish_collection(make_collection(late, title="新专题"), hours=-1)

    context = client.get("/").context

    assert context["cover"].title == "新专题"
    assert [e.title for e in context["collections"]] == ["旧专题"]
    assert [e.title for e in context["latest"]] == ["后发的", "先发的"]


def test_list_turns_its_leaves_and_keeps_the_choice(client: Client):
    for n in range(21):
        publish(make_article(title=f"第{n}篇", date="2024-06-28"))

    first = client.get("/articles/?year=2024").content.decode()

    assert "第 1 页，共 2 页" in first
    assert 'href="?year=2024&amp;page=2"' in first
    assert len(client.get("/articles/?year=2024&page=2").context["page"]) == 1


@pytest.mark.parametrize("page", ["0", "3", "-1", "x", "１", "99999999999999999999"])
def test_a_leaf_that_is_not_there_is_not_found(client: Client, page):
    publish(make_article())

    assert client.get("/articles/", {"page": page}).status_code == 404
    assert client.get("/search/", {"q": "松川", "page": page}).status_code == 404


def test_search_marks_the_words_in_title_and_text_as_printed(client: Client):
    publish(make_article(title="口岸账本", body="过了口岸是货场。"))

    page = client.get("/search/", {"q": "口岸"}).content.decode()
    traditional = client.get("/zh-hant/search/", {"q": "口岸货场"}).content.decode()

    assert "<mark>口岸</mark>账本" in page
    assert "过了<mark>口岸</mark>是货场。" in page
    assert "找到 1 篇" in page
    assert "貨場" not in page
    assert "<mark>" not in traditional


def test_search_in_the_other_script_finds_the_same(client: Client):
    publish(make_article(title="发展账本", body="发展冰雪经济。"))

    page = client.get("/zh-hant/search/", {"q": "發展"}).content.decode()

    assert "<mark>發展</mark>賬本" in page


def test_search_prints_the_query_as_text(client: Client):
    page = client.get("/search/", {"q": '"><script>'}).content.decode()

    assert "<script>" not in page


@pytest.mark.parametrize(
    "query", ["\0", "%", "'", "()", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "x" * 5000]
)
def test_search_answers_anything(client: Client, query):
    assert client.get("/search/", {"q": query}).status_code == 200


def test_search_of_what_does_not_exist_offers_a_way_on(client: Client):
    page = client.get("/search/", {"q": "没有这个词"}).content.decode()

    assert "没有找到" in page
    assert "/topics/" in page


def test_corrections_lists_those_of_live_pieces(client: Client):
    live, hidden = make_article(title="在线的"), make_article(title="草稿的")
    publish(live)
    collection = make_collection(live, title="在线的专题")
    publish_collection(collection)
    for target, text in (
        ({"article": live}, "改一"),
        ({"article": hidden}, "改二"),
        ({"collection": collection}, "改三"),
    ):
        Notice.objects.create(kind="correction", text=text, at=moment(-1), by=publisher(), edition_number=1, **target)

    page = client.get("/corrections/").content.decode()

    assert "改一" in page
    assert "改三" in page
    assert "改二" not in page


def test_404_is_plain_and_offers_a_way_on(client: Client):
    response = client.get("/nothing/at/all/")
    page = response.content.decode()

    assert response.status_code == 404
    assert "没有这一页" in page
    assert 'action="/search/"' in page
    assert 'href="/archive/"' in page


@pytest.mark.parametrize("prefix", ["/admin/nothing/", "/desk/nothing/"])
def test_404_outside_the_public_site_stands_too(client: Client, prefix):
    assert client.get(prefix).status_code in (302, 404)


def test_500_needs_neither_database_nor_context(django_assert_num_queries):
    with django_assert_num_queries(0):
        response = server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "暂时打不开" in response.content.decode()
    assert "请过一会儿再试" in render_to_string("500.html")


def test_no_page_carries_inline_style_or_script(client: Client):
    article = make_article(date="2024-06-28")
    other = make_article(date="2025")
    for one in (article, other):
        publish(one)
    publish_collection(make_collection(article, other, slug="all"))

    for path in (
        "/",
        "/articles/",
        "/collections/all/",
        "/archive/",
        "/search/?q=松川",
        "/nothing/",
        f"/articles/{article.pk}/",
    ):
        page = client.get(path, follow=True).content.decode()
        assert " style=" not in page, path
        assert " onclick=" not in page, path
        assert page.count("<script") == page.count('<script type="application/ld+json">'), path
