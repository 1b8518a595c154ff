"""How the desk looks: at two widths, light and dark, lists open and closed, nothing cut off, nothing barred."""

from itertools import product
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.watched import Watched
from tests.once import once

pytestmark = [pytest.mark.browser, once]

PAGES = {
    "home": "/admin/",
    "board": "/admin/board/",
    "calendar": "/admin/calendar/",
    "late list": "/admin/late/",
    "figures": "/admin/figures/",
    "import": "/admin/import/",
    "queue": "/admin/queue/",
    "article list": "/admin/articles/article/",
    "bulk acts": "/admin/articles/bulkact/",
    "look": "{look}",
    "article": "{damaged}",
    "published article": "{published}",
    "history": "{history}",
    "collection": "/admin/articles/collection/1/change/",
    "finding": "/admin/articles/collection/1/find/?q=产线",
    "proposals": "/admin/articles/collection/1/proposals/",
}
LOOKS = list(product(PAGES, (1280, 390), ("light", "dark")))
LISTS = [
    ("published article", "主题"),
    ("published article", "标签"),
    ("published article", "来源档案"),
]


@pytest.fixture(scope="module", params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}-{look[2]}")
def visit(request: pytest.FixtureRequest, person: Any, desk_places: dict[str, str]) -> Any:
    name, width, scheme = request.param
    watched = person("bianji")
    watched.look(width, scheme)
    response = watched.open(PAGES[name].format(**desk_places))
    return {"status": response.status, "watched": watched, "troubles": watched.all_troubles()}


def test_nothing_is_wider_than_the_window(visit):
    assert visit["watched"].measured()["wide"] == []


def test_no_chinese_is_cut_off(visit):
    found = visit["watched"].measured()

    assert found["clipped"] == []
    assert found["narrow"] == []


def test_no_policy_is_broken_and_nothing_fails_or_comes_from_elsewhere(visit):
    assert visit["status"] == 200
    assert visit["troubles"] == []


def test_axe_finds_nothing_serious(visit):
    assert visit["watched"].barriers() == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
@pytest.mark.parametrize(("name", "label"), LISTS)
def test_a_list_that_opens_is_in_order_too(person, desk_places, name, label, width, scheme):
    watched: Watched = person("bianji")
    watched.look(width, scheme)
    watched.open(PAGES[name].format(**desk_places))

    watched.page.locator(f".select2-selection[aria-label='{label}']").first.click()
    expect(
        watched.page.locator(".select2-results__option[role=option], .select2-results__option[aria-selected]").first
    ).to_be_visible()

    assert watched.faults() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_sign_in_page_is_in_order(reader, width, scheme):
    reader.look(width, scheme)
    reader.open("/admin/login/?next=/admin/")

    assert reader.faults() == []


#: Where the parts of an article's page stand, from the top and the left of the page.
PARTS = """Object.fromEntries(["raw", "clean", "findings", "form"].map((id) => {
  const box = document.getElementById(id).getBoundingClientRect();
  return [id, { top: box.top + scrollY, bottom: box.bottom + scrollY, left: box.left, right: box.right }];
}))"""


@pytest.mark.parametrize("width", [1440, 1280, 1000])
def test_the_capture_stands_beside_the_clean_text_and_the_form_below_both(person, desk_places, width):
    watched: Watched = person("bianji")
    watched.look(width, "light")
    watched.open(desk_places["damaged"])

    at = watched.page.evaluate(PARTS)

    assert at["raw"]["right"] <= at["clean"]["left"]
    assert at["raw"]["top"] < at["clean"]["bottom"] <= at["raw"]["bottom"] + 1
    assert max(at["raw"]["bottom"], at["clean"]["bottom"]) <= at["form"]["top"]
    assert (at["form"]["left"], at["form"]["right"] >= at["clean"]["right"]) == (at["raw"]["left"], True)


def test_nothing_that_sticks_lies_on_the_form_and_the_findings_stay_in_view(person, desk_places):
    watched: Watched = person("bianji")
    watched.look(1280, "light")
    watched.open(desk_places["damaged"])

    watched.page.locator("#id_body").evaluate("(box) => box.scrollIntoView({ block: 'center', behavior: 'instant' })")

    raw, form = (watched.page.locator(each).bounding_box() for each in (".desk-raw", "#form"))
    assert raw["y"] + raw["height"] <= form["y"]
    expect(watched.page.locator("#findings h2")).to_be_in_viewport()


def test_on_a_phone_the_text_comes_first_and_the_capture_last(person, desk_places):
    watched: Watched = person("bianji")
    watched.look(390, "light")
    watched.open(desk_places["damaged"])

    at = watched.page.evaluate(PARTS)

    assert sorted(at, key=lambda part: at[part]["top"]) == ["clean", "findings", "form", "raw"]
    for anchor in watched.page.locator(".desk-jump a").all():
        anchor.click()
        expect(watched.page.locator(":target")).to_be_in_viewport()
