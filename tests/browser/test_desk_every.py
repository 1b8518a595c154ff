"""Every page of the desk, found by following its links: axe finds nothing at all, wide and on a phone, light and dark.

At 400 % zoom (a window of 320 px) nothing is wider than the window. A page that no link leads to, in the demo, is
named with the test that looks at it.
"""

import re
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests.admin.addresses import TABLE
from tests.browser.watched import Watched
from tests.once import once

pytestmark = [pytest.mark.browser, once]

#: No pages: what answers with data, a file or another address, or takes forms only.
NO_PAGES = (
    "_here", "_raw", "_export", "figures_table", "_suggest", "/<path:object_id>/", "admin/(?P", "admin:autocomplete", "admin:jsi18n",
    "admin:people", "admin:logout", "admin:view_on_site", "admin:login",
)  # fmt: skip
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
LINK = re.compile(r'<(?:a|iframe)\b[^<>]*?\s(?:href|src)="([^"#]*)')
#: A page asks many; of one kind as many as this are followed.
FOLLOWED = 3
NAMES = sorted(
    name
    for name, row in TABLE.items()
    if name.startswith("admin") and "管理员" in row.get and not any(no in name for no in NO_PAGES)
)
LOOKED_AT = [
    name
    for name in NAMES
    if name.endswith("_changelist") or not (name in NOT_NOW or any(f"_{one}_" in name for one in NONE_YET))
]


def name_of(path: str) -> str | None:
    try:
        found = resolve(path)
    except Resolver404:
        return None
    return f"{found.namespaces[0]}:{found.url_name}" if found.namespaces and found.url_name else None


@pytest.fixture(scope="module")
def places(person: Any) -> dict[str, str]:
    """Return a path for each name of a page that the desk's links lead to, home first."""
    watched: Watched = person("guanli")
    found: dict[str, list[str]] = {"admin:index": ["/admin/"]}
    waiting, seen = ["/admin/"], {"/admin/"}
    while waiting:
        here = waiting.pop(0)
        page = watched.page.context.request.get(watched.site + here)
        if page.status != 200 or "html" not in page.headers["content-type"]:
            continue
        for link in LINK.findall(page.text()):
            parts = urlsplit(urljoin(here, unescape(link)))
            name = name_of(parts.path) if not parts.netloc and parts.path.startswith("/admin/") else None
            if name not in NAMES or parts.path in seen or len(found.get(name, ())) >= FOLLOWED:
                continue
            seen.add(parts.path)
            found.setdefault(name, []).append(parts.path)
            waiting.append(parts._replace(fragment="").geturl())
    published = watched.page.context.request.get(f"{watched.site}/admin/articles/article/?state__exact=published")
    key = re.search(r"/admin/articles/article/(\d+)/change/", published.text())
    assert key
    asked = {name: path.format(published=key[1]) for name, path in ASKED.items()}
    return {**{name: paths[0] for name, paths in found.items()}, **asked}


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


@pytest.mark.parametrize(
    ("width", "scheme", "only"),
    [(1280, "light", ""), (390, "dark", ""), (1280, "dark", "color-contrast"), (390, "light", "color-contrast")],
)
def test_axe_finds_nothing(visit: Watched, width: int, scheme: str, only: str) -> None:
    """With a scheme nothing but colours changes, so that each width is asked all once, and both schemes for their colours."""
    visit.look(width, scheme)

    assert visit.barriers(only) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_the_focus_is_seen_wherever_it_goes_and_lies_under_nothing(visit: Watched, width: int) -> None:
    visit.look(width, "light")

    assert visit.lost_focus() == {}
