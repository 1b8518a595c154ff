"""How the desk looks: at two widths, light and dark, lists open and closed, nothing cut off, nothing barred.

Of an editor's day and of what no link leads to; every page that links lead to is looked at in `test_desk_every`.
"""

from itertools import product
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.watched import LOOKS, Watched
from tests.once import once

pytestmark = [pytest.mark.browser, once]

PAGES = {
    "home": "/admin/",
    "board": "/admin/board/",
    "queue": "/admin/queue/",
    "article list": "/admin/articles/article/",
    "look": "{look}",
    "article": "{damaged}",
    "published article": "{published}",
    "collection": "/admin/articles/collection/1/change/",
    "finding": "/admin/articles/collection/1/find/?q=产线",
    "proposals": "/admin/articles/collection/1/proposals/",
}
VISITS = list(product(PAGES, LOOKS))
LISTS = [
    ("published article", "主题"),
    ("published article", "标签"),
    ("published article", "来源档案"),
]


@pytest.fixture(scope="module", params=VISITS, ids=lambda seen: f"{seen[0]}-{seen[1][0]}-{seen[1][1]}")
def visit(request: pytest.FixtureRequest, person: Any, desk_places: dict[str, str]) -> Any:
    name, (width, scheme, only) = request.param
    watched = person("bianji")
    watched.look(width, scheme)
    response = watched.open(PAGES[name].format(**desk_places))
    return {"status": response.status, "watched": watched, "troubles": watched.all_troubles(), "only": only}


def test_nothing_is_wider_than_the_window(visit):
    assert visit["watched"].measured()["wide"] == []


def test_no_chinese_is_cut_off_or_lies_under_another(visit):
    found = visit["watched"].measured()

    assert found["clipped"] == []
    assert found["narrow"] == []
    assert found["overlapping"] == []


def test_no_policy_is_broken_and_nothing_fails_or_comes_from_elsewhere(visit):
    assert visit["status"] == 200
    assert visit["troubles"] == []


def test_axe_finds_nothing_serious(visit):
    assert visit["watched"].barriers(visit["only"]) == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
@pytest.mark.parametrize(("name", "label"), LISTS)
def test_a_list_that_opens_is_in_order_too(person, desk_places, name, label, width, scheme):
    watched: Watched = person("bianji")
    watched.look(width, scheme)
    watched.open(PAGES[name].format(**desk_places))

    watched.to_form()
    watched.page.locator(f".select2-selection[aria-label='{label}']").first.click()
    expect(
        watched.page.locator(".select2-results__option[role=option], .select2-results__option[aria-selected]").first
    ).to_be_visible()

    assert watched.faults() == []


@pytest.mark.parametrize(("width", "scheme", "only"), LOOKS)
def test_the_sign_in_page_is_in_order(reader, width, scheme, only):
    reader.look(width, scheme)
    reader.open("/admin/login/?next=/admin/")

    assert reader.faults(only) == []


PARTS = ("#raw", "#read", "#form", "#proof", "#signing")


def shown(watched: Watched) -> list[str]:
    """Return the panes that the page shows."""
    return [part for part in PARTS if watched.page.locator(part).is_visible()]


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 800)])
def test_evidence_text_and_findings_are_in_view_and_the_page_does_not_scroll(person, desk_places, width, height):
    watched: Watched = person("bianji")
    watched.page.set_viewport_size({"width": width, "height": height})
    watched.open(desk_places["damaged"])

    assert watched.page.evaluate("document.documentElement.scrollHeight") <= height
    for part in (".raw li", ".facts", "#clean p", "#findings .find"):
        expect(watched.page.locator(part).first).to_be_in_viewport()
    boxes = [watched.page.locator(part).bounding_box() for part in ("#raw", "#read", ".desk-rail")]
    assert [box["x"] for box in boxes] == sorted(box["x"] for box in boxes)
    assert len({round(box["y"] + box["height"]) for box in boxes}) == 1


def test_the_middle_is_the_text_or_the_form_by_key_and_by_tab(person, desk_places):
    watched: Watched = person("bianji")
    watched.look(1440, "light")
    watched.open(desk_places["damaged"])
    assert shown(watched) == ["#raw", "#read", "#proof", "#signing"]

    watched.page.keyboard.press("t")
    expect(watched.page.locator("#id_body")).to_be_focused()
    assert shown(watched) == ["#raw", "#form", "#proof", "#signing"]
    watched.page.keyboard.press("Escape")
    assert shown(watched) == ["#raw", "#read", "#proof", "#signing"]
    watched.page.get_by_role("tab", name="表单").click()
    expect(watched.page.locator("#id_title")).to_be_visible()
    assert watched.faults() == []


@pytest.mark.parametrize(("width", "scheme"), [(1000, "light"), (390, "dark")])
def test_on_a_narrow_window_each_pane_is_a_tab_and_arrows_lead_through_them(person, desk_places, width, scheme):
    watched: Watched = person("bianji")
    watched.look(width, scheme)
    watched.open(desk_places["damaged"])
    tabs = watched.page.get_by_role("tab")
    assert tabs.all_inner_texts() == ["采集件", "清稿", "表单", "校对", "审签"]
    assert shown(watched) == ["#read"]

    tabs.nth(1).focus()
    seen = []
    for _tab in range(5):
        watched.page.keyboard.press("ArrowRight")
        seen += shown(watched)
        assert watched.faults() == []

    assert seen == ["#form", "#proof", "#signing", "#raw", "#read"]
    expect(tabs.nth(1)).to_be_focused()
    watched.page.locator("#read a[href^='#line']").first.click()
    assert shown(watched) == ["#raw"]


@pytest.mark.parametrize("width", [1440, 390])
def test_without_script_the_same_links_lead_to_the_same_panes(chromium, site, person, sessions, desk_places, width):
    person("bianji")
    context = chromium.new_context(
        java_script_enabled=False, storage_state=sessions["bianji"], viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto(site + desk_places["damaged"])
    form, text = page.locator("#form"), page.locator("#read")
    expect(form).to_be_hidden()
    expect(text).to_be_visible()

    page.locator(".desk-tabs a[href='#form']").click()
    expect(form).to_be_visible()
    expect(text).to_be_hidden()
    page.locator("#id_title").fill("没有脚本也能写")
    page.locator(".desk-bar .save").click()

    expect(page.locator("h1")).to_have_text("没有脚本也能写")
    page.goto(f"{site}{desk_places['damaged']}#id_title")
    expect(form).to_be_visible()
    page.locator("#id_title").fill("")
    page.locator(".desk-bar .save").click()
    context.close()
