"""The page cache: what is kept, for whom, until when; and that it never gives out what no longer stands."""

import gzip
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError
from django.utils import timezone

from articles.models import SiteVersion, Topic
from newsroom.pagecache import PageCache
from newsroom.urls import DESK_PREFIXES
from tests.asked import ask
from tests.factories import make_article, make_topic
from tests.press import publish, withdraw

pytestmark = pytest.mark.django_db


class Counted:
    """The site, counting what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.site = get_wsgi_application()

    def __call__(self, environ: Any, start_response: Any) -> Any:
        self.asked.append(environ["PATH_INFO"])
        return self.site(environ, start_response)


@pytest.fixture
def site() -> Counted:
    return Counted()


@pytest.fixture
def cache(site: Counted) -> PageCache:
    return PageCache(site, (*DESK_PREFIXES, settings.STATIC_URL, "/healthz"), poll=0)


def test_a_page_asked_twice_is_made_once(cache, site):
    publish(make_article())

    first, second = ask(cache, "/articles/"), ask(cache, "/articles/")

    assert (first.status, first.body) == (200, second.body)
    assert site.asked == ["/articles/"]


def test_the_kept_page_is_the_page_itself(cache, site):
    article = make_article()
    publish(article)
    path = article.get_absolute_url()

    assert ask(cache, path).body == ask(site, path).body


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("/", {}), ("/zh-hant/", {})),
        (("/articles/", {}), ("/articles/?page=1", {})),
        (("/", {}), ("/", {"HTTP_HOST": "localhost"})),
        (("/", {}), ("/", {"wsgi.url_scheme": "https"})),
    ],
)
def test_another_page_language_host_or_scheme_is_another_page(cache, site, first, second):
    ask(cache, first[0], **first[1])
    ask(cache, second[0], **second[1])

    assert len(site.asked) == 2


@pytest.mark.parametrize(
    ("path", "extra"),
    [
        ("/admin/login/", {}),
        ("/healthz", {}),
        ("/nothing/", {}),
        ("/search/?q=松川", {}),
        ("/?utm=1", {}),
        ("/articles/?page=" + "1" * 300, {}),
        ("/", {"HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}=x"}),
        ("/", {"REQUEST_METHOD": "POST"}),
    ],
)
def test_what_is_not_one_page_for_all_is_not_kept(cache, site, path, extra):
    ask(cache, path, **extra)
    ask(cache, path, **extra)

    assert len(site.asked) == 2


def answering(headers: list[tuple[str, str]], status: str = "200 OK") -> PageCache:
    def application(_environ: Any, start_response: Any) -> list[bytes]:
        application.asked += 1  # type: ignore[attr-defined]
        start_response(status, headers)
        return [b"x"]

    application.asked = 0  # type: ignore[attr-defined]
    return PageCache(application, poll=0)


@pytest.mark.parametrize(
    ("headers", "status", "made"),
    [
        ([], "200 OK", 1),
        ([("Cache-Control", "no-cache")], "200 OK", 1),
        ([("Vary", "Accept-Language")], "200 OK", 1),
        ([("Set-Cookie", "a=b")], "200 OK", 2),
        ([("Vary", "Cookie")], "200 OK", 2),
        ([("Cache-Control", "max-age=0, private")], "200 OK", 2),
        ([("Cache-Control", "no-store")], "200 OK", 2),
        ([], "410 Gone", 2),
        ([], "301 Moved Permanently", 2),
    ],
)
def test_only_answers_that_are_the_same_for_all_are_kept(headers, status, made):
    cache = answering(headers, status)

    ask(cache, "/")
    ask(cache, "/")

    assert cache.application.asked == made


def test_head_is_answered_from_what_get_left_and_has_no_body(cache, site):
    whole = ask(cache, "/")

    head = ask(cache, "/", REQUEST_METHOD="HEAD")

    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.body))
    assert site.asked == ["/"]


def test_compressed_for_who_takes_it(cache):
    plain = ask(cache, "/")

    packed = ask(cache, "/", HTTP_ACCEPT_ENCODING="br, gzip")

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_who_has_the_page_is_told_so(cache):
    page = ask(cache, "/")

    again = ask(cache, "/", HTTP_IF_NONE_MATCH=f'"x", {page.headers["ETag"]}')

    assert (again.status, again.body) == (304, b"")
    assert page.headers["Cache-Control"] == "no-cache"
    assert ask(cache, "/", HTTP_IF_NONE_MATCH='"x"').status == 200


def test_withdrawn_it_is_gone_at_once(cache):
    article = make_article()
    edition = publish(article)
    path = edition.get_absolute_url()
    assert ask(cache, path).status == 200

    withdraw(article)
    SiteVersion.bump()

    assert ask(cache, path).status == 410
    assert ask(cache, path, HTTP_IF_NONE_MATCH="W/x").status == 410


def test_a_renamed_record_is_shown_at_once(cache):
    article, topic = make_article(), make_topic(name="旧名")
    article.topics.add(topic)
    publish(article)
    assert "旧名" in ask(cache, "/topics/").text

    topic.name = "新名"
    topic.save()

    assert "新名" in ask(cache, "/topics/").text


def test_a_new_record_raises_no_version():
    before = SiteVersion.objects.get().number

    Topic.objects.create(name="还没有文章")

    assert SiteVersion.objects.get().number == before


def test_without_the_database_nothing_is_given_out_as_if_it_stood(cache, site, monkeypatch):
    ask(cache, "/about/")

    def down(*_args: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(SiteVersion, "state", down)
    ask(cache, "/about/")

    assert site.asked == ["/about/", "/about/"]


def test_what_was_made_while_the_version_changed_is_not_kept(site):
    def publishing(environ: Any, start_response: Any) -> Any:
        answer = site(environ, start_response)
        publish(make_article(title="刚刚发布"))
        return answer

    cache = PageCache(publishing, poll=0)
    assert "刚刚发布" not in ask(cache, "/articles/").text

    assert "刚刚发布" in ask(cache, "/articles/").text


def test_memory_is_bounded_and_the_longest_unasked_goes(site):
    cache = PageCache(site, poll=0)
    one = ask(cache, "/about/")
    cache = PageCache(site, poll=0, most=3 * (len(one.body) + 4000))

    for path in ("/about/", "/zh-hant/about/", "/en/about/", "/about/", "/archive/", "/topics/"):
        ask(cache, path)
        assert cache._size <= cache.most

    site.asked.clear()
    ask(cache, "/topics/")
    assert site.asked == []


def test_the_version_is_looked_at_no_more_often_than_it_is_polled(site, django_assert_num_queries):
    cache = PageCache(site, poll=60)
    ask(cache, "/about/")

    with django_assert_num_queries(0):
        ask(cache, "/about/")


@pytest.mark.parametrize("seconds", [-3600, 3600])
def test_a_clock_that_jumps_is_followed(cache, site, monkeypatch, seconds):
    article = make_article(title="一小时之内")
    publish(article, hours=-0.5, until=0.5)
    real = timezone.now
    assert "一小时之内" in ask(cache, "/articles/").text

    monkeypatch.setattr("django.utils.timezone.now", lambda: real() + timedelta(seconds=seconds))
    assert "一小时之内" not in ask(cache, "/articles/").text
    monkeypatch.setattr("django.utils.timezone.now", real)
    assert "一小时之内" in ask(cache, "/articles/").text


def test_while_another_looks_an_old_look_counts_for_a_second_and_no_longer(site):
    cache = PageCache(site, poll=0)
    ask(cache, "/about/")
    seen: list[object] = []

    with cache._looking:
        other = Thread(target=lambda: seen.append(cache._current()))
        other.start()
        other.join()
        cache._look = None
        seen.append(cache._current())

    assert seen[0] is not None
    assert seen[1] is None
