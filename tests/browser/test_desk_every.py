"""Every page of the desk, found by following its links: axe finds nothing at all, wide and on a phone, light and dark.

At 400 % zoom (a window of 320 px) nothing is wider than the window. A page that no link leads to, in the demo, is
named with the test that looks at it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.browser.watched import LOOKS, Watched
from tests.crawl import NAMES, linked
from tests.once import once

pytestmark = [pytest.mark.browser, once]

#: Pages that no link leads to, as a button or the right moment does.
ASKED = {
    "admin:articles_article_beside": "/admin/articles/article/1/beside/2/",
    "admin:articles_article_notice": "/admin/articles/article/{published}/notice/withdraw/",
    "admin:articles_author_merge": "/admin/articles/author/merge/?id=1&id=2",
    "admin:articles_source_merge": "/admin/articles/source/merge/?id=1&id=2",
    "admin:articles_tag_merge": "/admin/articles/tag/merge/?id=1&id=2",
    "admin:articles_topic_merge": "/admin/articles/topic/merge/?id=1&id=2",
    "admin:articles_user_reset": "/admin/articles/user/1/reset/",
}
#: Rows that a demo just filled does not have; their pages are those of every record, or looked at in test_desk_merge.
NONE_YET = ("authoritymove", "bulkact", "linkdecision", "notice", "retiredslug", "savedview")
#: What is on view has no page for deleting; the last comes only after a form.
NOT_NOW = ("admin:articles_collection_delete", "admin:articles_tag_delete", "admin:password_change_done")
LOOKED_AT = [
    name
    for name in NAMES
    if name.endswith("_changelist") or not (name in NOT_NOW or any(f"_{one}_" in name for one in NONE_YET))
]


@pytest.fixture(scope="module")
def places(person: Any) -> dict[str, str]:
    """Return a path for each name of a page that the desk's links lead to, home first."""
    watched: Watched = person("guanli")

    def fetch(path: str) -> str | None:
        page = watched.page.context.request.get(watched.site + path)
        return page.text() if page.status == 200 and "html" in page.headers["content-type"] else None

    found: dict[str, str] = {}
    for name, path, _text in linked(fetch):
        found.setdefault(name, urlsplit(path).path)
    published = watched.page.context.request.get(f"{watched.site}/admin/articles/article/?state__exact=published")
    key = re.search(r"/admin/articles/article/(\d+)/change/", published.text())
    assert key
    asked = {name: path.format(published=key[1]) for name, path in ASKED.items()}
    return {**found, **asked}


@pytest.fixture(scope="module", params=LOOKED_AT)
def visit(request: pytest.FixtureRequest, person: Any, places: dict[str, str]) -> Watched:
    watched: Watched = person("guanli")
    watched.look(1280, "light")
    assert request.param in places, "no link of the desk leads to it"
    assert watched.open(places[request.param]).status == 200
    return watched


def test_nothing_is_amiss_wide_narrow_and_at_400_percent(visit: Watched) -> None:
    found = {"troubles": visit.all_troubles()}
    for width, scheme in ((1280, "light"), (390, "dark"), (320, "light")):
        visit.look(width, scheme)
        found |= {f"{kind} at {width}": names for kind, names in visit.measured().items()}

    assert {kind: names for kind, names in found.items() if names} == {}


@contextmanager
def speaking(watched: Watched, language: str) -> Iterator[None]:
    """Give the person who is signed in the desk in another language, and Simplified Chinese again afterwards."""
    watched.open("/admin/articles/user/?q=guanli")
    account = watched.page.locator("#result_list tbody th a").first.evaluate("(a) => a.pathname")

    def choose(wanted: str) -> None:
        watched.open(account)
        watched.page.select_option("#id_language", wanted)
        watched.page.locator("input[name=_save]").click()
        watched.page.wait_for_url("**/user/")

    choose(language)
    assert watched.page.evaluate("document.documentElement.lang") == language
    yield
    choose("zh-hans")


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_nothing_is_cut_off_or_overlaps_in_another_language(person: Any, places: dict[str, str], language: str) -> None:
    """Words are longer in one than in another; all else is the same, and is looked at above."""
    watched: Watched = person("guanli")
    found = {}

    with speaking(watched, language):
        for name in LOOKED_AT:
            watched.open(places[name])
            for width in (1280, 390):
                watched.look(width, "light")
                found |= {f"{name} at {width}: {kind}": names for kind, names in watched.measured().items() if names}

    assert found == {}


@pytest.mark.parametrize(("width", "scheme", "only"), LOOKS)
def test_axe_finds_nothing(visit: Watched, width: int, scheme: str, only: str) -> None:
    visit.look(width, scheme)

    assert visit.barriers(only) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_the_focus_is_seen_wherever_it_goes_and_lies_under_nothing(visit: Watched, width: int) -> None:
    visit.look(width, "light")

    assert visit.lost_focus() == {}
