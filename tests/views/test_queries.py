"""How many queries each page costs, stated: a page that asks more than it did fails here."""

from copy import deepcopy

import pytest
from django.test import Client

from tests.press import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(rows_of_the_module: None) -> World:
    return make_world()


@pytest.fixture
def world(db: None, made: World) -> World:
    return deepcopy(made)


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/", 6),
        ("/articles/", 6),
        ("/articles/?topic=zzlive-zhu-ti&year=2024&tag=zzlive-biao-qian", 6),
        ("/collections/", 3),
        ("/topics/", 2),
        ("/topics/zzlive-zhu-ti/", 6),
        ("/sources/", 2),
        ("/sources/zzlive-ri-bao/", 3),
        ("/authors/", 2),
        ("/authors/zzlive-lin/", 3),
        ("/tags/zzlive-biao-qian/", 3),
        ("/archive/", 2),
        ("/archive/2024/", 2),
        ("/archive/2024/06/", 2),
        ("/search/", 0),
        ("/search/?q=松川", 4),
        ("/corrections/", 6),
        ("/about/", 0),
        ("/nothing/", 0),
        ("/feed/", 4),
        ("/topics/zzlive-zhu-ti/feed/", 6),
        ("/collections/zzlive-zhuan-ti/feed/", 5),
        ("/sitemap.xml", 7),
        ("/sitemap-articles.xml", 1),
        ("/robots.txt", 0),
        ("/healthz", 1),
    ],
)
def test_queries_of_a_page(world, client: Client, django_assert_num_queries, path, queries):
    with django_assert_num_queries(queries):
        client.get(path)


def test_queries_of_an_article(world, client: Client, django_assert_num_queries):
    address = world.articles["live"].live_edition.get_absolute_url()

    with django_assert_num_queries(11):
        client.get(address)


def test_queries_of_a_collection(world, client: Client, django_assert_num_queries):
    with django_assert_num_queries(9):
        client.get(f"/collections/{world.collections['live'].slug}/")
