"""Publishing and expiring happen at the second, on every surface, with no job run: with the page cache and without it.

The clock is moved, nothing waits; the last test waits for real, against the server that is run in production.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection

from articles.editorial import workflow
from articles.models import Article, ArticleLink, Contribution, SiteVersion
from newsroom.pagecache import PageCache
from tests.asked import Asked, ask
from tests.browser.served import end, free_port, wait_for
from tests.factories import (
    make_article,
    make_author,
    make_collection,
    make_complete_article,
    make_people,
    make_source,
    make_topic,
)
from tests.press import publish_at, publisher

MARK = "zzmoment"
START = datetime(2026, 3, 1, 1, 30, tzinfo=UTC)
COMES, ENDS = START + timedelta(hours=2), START + timedelta(days=3)
SECOND = timedelta(seconds=1)
PREFIXES = ("", "/zh-hant", "/en")


@dataclass
class Clock:
    now: datetime = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(db: None, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands at `START` until it is moved; the site and its cache know no other."""
    standing = Clock()
    monkeypatch.setattr("django.utils.timezone.now", standing)
    return standing


@pytest.fixture(params=["cached", "plain"])
def site(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """The site as it is served, behind its page cache and without."""
    application = get_wsgi_application()
    return PageCache(application, ("/admin/",), poll=3600) if request.param == "cached" else application


@dataclass(frozen=True)
class Piece:
    """What comes and goes, and where it shows: addresses that answer only while it is live, and pages that name it then."""

    own: tuple[str, ...]
    named: tuple[str, ...]
    extra: dict[str, str] = field(default_factory=dict)


def article_piece() -> Piece:
    """An article live from `COMES` to `ENDS`, listed under records of its own, linked and placed by what is live long before."""
    article, other = _marked_article(), make_article(title="早就在线的一篇", date="2019-01-05")
    ArticleLink.objects.create(from_article=other, to_article=article, kind="background", note=f"{MARK} 理由")
    collection = make_collection(other, article, title="早就在线的专题", slug="bundle")
    publish_at(other, START - timedelta(days=9))
    publish_at(collection, START - timedelta(days=8))
    edition = publish_at(article, COMES, ENDS)
    other_page = other.get_absolute_url()
    name = f"{MARK}-zhu-ti"
    own = (edition.get_absolute_url(), edition.get_edition_url(), f"/topics/{name}/", f"/topics/{name}/feed/",
           f"/sources/{MARK}-ri-bao/", f"/authors/{MARK}-lin/", f"/tags/{MARK}-biao-qian/",
           "/archive/2024/", "/archive/2024/06/")  # fmt: skip
    named = ("/", "/articles/", "/articles/?year=2024", "/topics/", "/sources/", "/authors/", "/search/?q=%E6%9D%BE%E5%B7%9D",
             "/feed/", "/collections/bundle/", "/collections/bundle/feed/", "/collections/bundle/editions/1/", other_page,
             "/sitemap-articles.xml", "/sitemap-records.xml", "/articles/?page=1")  # fmt: skip
    return Piece(own, named, {"/archive/": "2024", f"/articles/{article.pk}/": ""})


def _marked_article() -> Article:
    source, author = make_source(name=f"{MARK} 日报"), make_author(name=f"{MARK} 林")
    article = make_article(
        title=f"{MARK} 松川新区",
        body=f"{MARK} 松川的正文。",
        date="2024-06-28",
        source=source,
        standfirst=f"{MARK} 导语",
    )
    Contribution.objects.create(article=article, author=author, name=author.name, role="reporter")
    article.topics.add(make_topic(name=f"{MARK} 主题"))
    article.tags.add(f"{MARK} 标签")
    return article


def collection_piece() -> Piece:
    """A collection live from `COMES` to `ENDS`, of an article that is live long before."""
    article = make_article(title="早就在线的一篇", date="2019-01-05")
    publish_at(article, START - timedelta(days=9))
    collection = make_collection(article, title=f"{MARK} 专题", slug=MARK, introduction=f"{MARK} 引言")
    publish_at(collection, COMES, ENDS)
    own = (f"/collections/{MARK}/", f"/collections/{MARK}/editions/1/", f"/collections/{MARK}/feed/")
    return Piece(own, ("/", "/collections/", article.get_absolute_url(), "/sitemap-collections.xml"))


def seen(site: Callable[..., Any], piece: Piece, prefix: str) -> list[str]:
    """Return every surface on which the piece can be seen now."""
    found = []
    for path in piece.own:
        answer = _ask(site, prefix, path)
        assert answer.status in (200, 404), path
        assert MARK in answer.text or answer.status == 404, path
        found += [path] if answer.status == 200 else []
    for path in piece.named:
        answer = _ask(site, prefix, path)
        assert answer.status == 200, path
        found += [path] if MARK in answer.text else []
    for path, word in piece.extra.items():
        answer = _ask(site, prefix, path)
        found += [path] if answer.status == 301 or (word and word in answer.text) else []
    return found


def _ask(site: Callable[..., Any], prefix: str, path: str) -> Asked:
    return ask(site, path if path.startswith("/sitemap") else prefix + path)


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("make", [article_piece, collection_piece])
def test_every_surface_changes_at_the_second(clock: Clock, site: Callable[..., Any], make: Any, prefix: str) -> None:
    piece = make()
    everywhere = [*piece.own, *piece.named, *piece.extra]
    version = SiteVersion.objects.get().number

    walked = {}
    for name, moment in (("comes", COMES), ("ends", ENDS)):
        for step in (-1, 0, 1):
            clock.now = moment + step * SECOND
            walked[name, step] = seen(site, piece, prefix)

    assert walked["comes", -1] == []
    assert walked["comes", 0] == walked["comes", 1] == everywhere
    assert walked["ends", -1] == everywhere
    assert walked["ends", 0] == walked["ends", 1] == []
    assert SiteVersion.objects.get().number == version


def test_a_microsecond_before_is_before(clock: Clock, site: Callable[..., Any]) -> None:
    piece = article_piece()

    clock.now = COMES - timedelta(microseconds=1)
    before = seen(site, piece, "")
    clock.now = COMES

    assert before == []
    assert len(seen(site, piece, "")) == len(piece.own) + len(piece.named) + len(piece.extra)


def test_a_new_edition_takes_over_at_the_second(clock: Clock, site: Callable[..., Any]) -> None:
    article = make_article(title="第一版的题目")
    publish_at(article, START - timedelta(days=1))
    article.title = "第二版的题目"
    article.save()
    publish_at(article, COMES)

    titles = []
    for step in (-1, 0):
        clock.now = COMES + step * SECOND
        titles.append(ask(site, "/articles/").text.count("第二版的题目"))

    assert titles == [0, 1]
    assert ask(site, f"/articles/{article.pk}-di-yi-ban-de-ti-mu/editions/1/").status == 200


def test_an_old_edition_is_not_read_past_its_own_end(clock: Clock, site: Callable[..., Any]) -> None:
    article = make_article()
    first = publish_at(article, START - timedelta(days=1), ENDS)
    publish_at(article, COMES)

    answers = []
    for step in (-1, 0):
        clock.now = ENDS + step * SECOND
        answers.append(ask(site, first.get_edition_url()).status)

    assert answers == [200, 404]


def test_a_correction_is_told_when_its_edition_comes(clock: Clock, site: Callable[..., Any]) -> None:
    article = make_article()
    publish_at(article, START - timedelta(days=1))
    second = publish_at(article, COMES)
    article.notices.create(
        kind="correction", text="改了一个数。", at=COMES, edition_number=second.number, by=publisher()
    )
    pages = ("/corrections/", second.get_absolute_url(), "/feed/")

    told = []
    for step in (-1, 0):
        clock.now = COMES + step * SECOND
        told.append(["改了一个数。" in ask(site, page).text for page in pages])

    assert told == [[False] * 3, [True] * 3]


@pytest.fixture
def server(transactional_db: None, tmp_path: Path) -> Iterator[str]:
    """The production server on the database of the tests, its page cache before it."""
    port, log = free_port(), tmp_path / "server.log"
    name = connection.settings_dict["NAME"]
    at = connection.settings_dict
    user = f"{at['USER']}:{at['PASSWORD']}@" if at.get("USER") else ""
    url = f"sqlite:///{name}" if connection.vendor == "sqlite" else f"postgres://{user}{at['HOST']}:{at['PORT']}/{name}"
    kept = {key: value for key, value in os.environ.items() if not key.startswith("NEWSROOM_")}
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*command, "--blocking-threads", "4", "--log-level", "warning", "newsroom.wsgi:application"],
            cwd=settings.BASE_DIR,
            env={**kept, "NEWSROOM_DEMO": "1", "NEWSROOM_DATA_DIR": str(tmp_path), "DATABASE_URL": url},
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait_for(process, f"http://127.0.0.1:{port}", log)
            yield f"http://127.0.0.1:{port}"
        finally:
            end(process)


def status(address: str) -> int:
    try:
        with urlopen(address, timeout=5) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


@pytest.mark.django_db(transaction=True)
def test_a_running_server_shows_it_at_the_second_and_hides_it_at_the_second(server: str) -> None:
    article = make_complete_article(title="几秒之后")
    collection = make_collection(article, slug="seconds")
    comes = datetime.now(UTC) + timedelta(seconds=3)
    ends = comes + timedelta(seconds=3)
    edition = publish_at(article, comes, ends)
    publish_at(collection, comes, ends)
    paths = (edition.get_absolute_url(), "/collections/seconds/")

    early, late = [], []
    answers: dict[str, list[int]] = {path: [] for path in paths}
    while datetime.now(UTC) < ends + timedelta(seconds=1.5):
        for path in paths:
            began = datetime.now(UTC)
            code = status(server + path)
            done = datetime.now(UTC)
            answers[path].append(code)
            shown = code == 200
            early += [path] if shown and (done < comes or began >= ends) else []
            late += [path] if not shown and began >= comes and done < ends else []
        time.sleep(0.02)

    assert (early, late) == ([], [])
    assert {200, 404} == set(answers[paths[0]]) == set(answers[paths[1]])


def test_the_workflow_s_own_publishing_is_at_the_second_too(clock: Clock, site: Callable[..., Any]) -> None:
    staff = make_people("编辑", "初审", "复审", "终审")
    article = make_complete_article(title="定时的一篇")
    workflow.submit(article, by=staff["编辑"])
    for name in ("初审", "复审", "终审"):
        workflow.sign(article, by=staff[name])
    workflow.publish(article, by=staff["终审"], at=COMES, until=ENDS)

    shown = []
    for moment in (COMES - SECOND, COMES, ENDS - SECOND, ENDS):
        clock.now = moment
        shown.append("定时的一篇" in ask(site, "/articles/").text)

    assert shown == [False, True, True, False]
