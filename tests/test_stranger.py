"""A stranger walks every public address in every language, and meets only what is public.

Addresses come from the resolver: a pattern without examples below fails, so no page can be added past this test.
"""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from articles.models import Article, Author, Collection, Source, Tag, Topic
from newsroom.urls import DESK_PREFIXES
from tests.factories import make_article
from tests.press import HIDDEN, STATES, WITHDRAWN, World, make_world, publish, withdraw

pytestmark = pytest.mark.django_db

PREFIXES = ("", "/zh-hant", "/en")
#: What an article or collection answers to a stranger at its own addresses, by its state.
ANSWERS = {"draft": 404, "scheduled": 404, "live": 200, "expired": 404, "withdrawn": 410, "sealed": 410}
#: The pages on which a notice may name what was withdrawn.
TOLD = {
    "article", "article_by_id", "edition", "corrections", "feed", "topic_feed", "collection", "collection_edition",
    "collection_feed",
}  # fmt: skip
PLAIN = [
    "home", "articles", "collections", "topics", "sources", "authors", "archive", "search", "corrections", "about", "feed",
]  # fmt: skip

Example = tuple[str, int]


@pytest.fixture(scope="module")
def made(rows_of_the_module: None) -> World:
    return make_world()


@pytest.fixture
def world(db: None, made: World) -> World:
    return deepcopy(made)


def public_patterns(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """Yield the names of all patterns outside the desk."""
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if f"/{route}".startswith(DESK_PREFIXES):
            continue
        if isinstance(pattern, URLResolver):
            yield from public_patterns(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield pattern.name or route


def _of_articles(world: World) -> dict[str, list[Example]]:
    found: dict[str, list[Example]] = {"article_by_id": [], "article": [], "edition": []}
    for state, article in world.articles.items():
        edition = article.editions.first()
        slug, answer = edition.slug if edition else "x", ANSWERS[state]
        found["article_by_id"].append(
            (reverse("articles:article_by_id", args=[article.pk]), 301 if answer == 200 else answer)
        )
        found["article"].append((reverse("articles:article", args=[article.pk, slug]), answer))
        found["article"].append(
            (reverse("articles:article", args=[article.pk, "wrong"]), 301 if answer == 200 else answer)
        )
        for number in (1, 2, 3):
            expected = (200 if number < 3 else 404) if state == "live" else answer
            expected = 200 if (state, number) == ("withdrawn", 1) else expected
            found["edition"].append((reverse("articles:edition", args=[article.pk, slug, number]), expected))
    return found


def _of_collections(world: World) -> dict[str, list[Example]]:
    found: dict[str, list[Example]] = {"collection": [], "collection_edition": [], "collection_feed": []}
    for state, collection in world.collections.items():
        answer = ANSWERS[state]
        found["collection"].append((reverse("articles:collection", args=[collection.slug]), answer))
        found["collection_edition"].append(
            (reverse("articles:collection_edition", args=[collection.slug, 1]), 200 if state == "withdrawn" else answer)
        )
        address = reverse("articles:collection_feed", args=[collection.slug])
        found["collection_feed"].append((address, 200 if answer == 200 else 404))
    return found


def _of_records() -> dict[str, list[Example]]:
    found: dict[str, list[Example]] = {}
    for name, kind in (("topic", Topic), ("topic_feed", Topic), ("source", Source), ("author", Author), ("tag", Tag)):
        records = list(kind._default_manager.filter(name__startswith="zz"))
        assert len(records) >= len(STATES)
        found[name] = [
            (reverse(f"articles:{name}", args=[record.slug]), 200 if "zzlive" in record.name else 404)
            for record in records
        ]
    return found


def examples(world: World) -> dict[str, list[Example]]:
    """Return addresses of every pattern, with the status each must answer."""
    return {
        **{name: [(reverse(f"articles:{name}"), 200)] for name in PLAIN},
        "search": [(f"/search/?q={word}", 200) for word in ("松川", "正文", "专题", "")],
        "archive_year": [("/archive/2024/", 200), ("/archive/2023/", 404)],
        "archive_month": [("/archive/2024/06/", 200), ("/archive/2024/07/", 404)],
        "undated": [("/archive/undated/", 404)],
        **_of_articles(world),
        **_of_collections(world),
        **_of_records(),
        "preview": [("/preview/1:x/", 404), ("/preview/1/", 404)],
        "healthz": [("/healthz", 200)],
        "robots": [("/robots.txt", 200)],
        "sitemap": [("/sitemap.xml", 200)],
        "sitemap_section": [
            (f"/sitemap-{section}.xml", 200) for section in ("pages", "articles", "collections", "records")
        ],
    }


def test_every_public_pattern_has_examples(world):
    assert set(public_patterns(get_resolver())) == set(examples(world))


@pytest.mark.parametrize("prefix", PREFIXES)
def test_stranger_meets_only_what_is_public(world, client: Client, prefix):
    for name, addresses in examples(world).items():
        outside = name in ("preview", "healthz", "robots", "sitemap", "sitemap_section")
        for address, status in addresses:
            path = address if outside else prefix + address
            response = client.get(path)
            # A page that is not there links to itself in the other languages.
            seen = f"{response.headers} {response.content.decode()}".lower().replace(address, "")
            assert response.status_code == status, path
            hidden = HIDDEN if name in TOLD else (*HIDDEN, WITHDRAWN)
            assert [word for word in hidden if word in seen] == [], path
            assert "Cookie" not in response.headers.get("Vary", ""), path
            assert not response.cookies, path


def test_stranger_meets_the_published(world, client: Client):
    shown = [
        "/", "/articles/", "/collections/", "/topics/", "/sources/", "/authors/", "/archive/2024/", "/archive/2024/06/",
        "/search/?q=松川", "/corrections/", "/feed/", "/sitemap-articles.xml",
    ]  # fmt: skip

    for path in shown:
        assert "zzlive" in client.get(path).content.decode(), path


def test_search_for_a_hidden_word_finds_nothing(world, client: Client):
    for word in HIDDEN:
        for query in (word, f"{word} 松川", f"松川 {word}"):
            response = client.get("/search/", {"q": query})
            assert response.context["hits"] == [], query


def test_facets_do_not_tell_of_the_hidden(world, client: Client):
    for word in HIDDEN:
        for key in ("topic", "source", "tag"):
            response = client.get("/articles/", {key: f"{word}-zhu-ti"})
            assert response.context["page"].paginator.count == 0, (key, word)


def test_signed_in_staff_meet_the_same(world, client: Client, admin_client: Client):
    for address in ("/", "/articles/", world.articles["live"].live_edition.get_absolute_url(), "/topics/"):
        assert admin_client.get(address).content == client.get(address).content, address


def test_a_withdrawn_article_leaves_title_and_notice_at_its_address(world, client: Client):
    article: Article = world.articles["withdrawn"]

    page = client.get(f"/articles/{article.pk}/").content.decode()

    assert "来源要求撤下。" in page
    assert "zzwithdrawn 松川新区" in page
    assert "zzwithdrawn 松川的正文" not in page


def test_a_sealed_article_leaves_the_notice_alone(world, client: Client):
    article: Article = world.articles["sealed"]

    for path in ("", "editions/1/"):
        page = client.get(f"/articles/{article.pk}-x/{path}").content.decode()

        assert "按法院的裁定撤下。" in page
        assert "zzsealed" not in page


def test_a_withdrawn_collection_leaves_title_and_notice_at_its_address(world, client: Client):
    collection: Collection = world.collections["withdrawn"]

    page = client.get(f"/collections/{collection.slug}/").content.decode()

    assert "来源要求撤下。" in page
    assert "zzwithdrawn 引言" not in page


def test_what_was_withdrawn_before_it_came_out_was_never_there(client: Client):
    article = make_article()
    publish(article, hours=5)
    withdraw(article)

    assert client.get(f"/articles/{article.pk}/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_public_pages_take_no_other_method(world, client: Client, method):
    for address in ("/", "/articles/", f"/articles/{world.articles['live'].pk}/", "/search/", "/feed/"):
        assert getattr(client, method)(address).status_code == 405, address
