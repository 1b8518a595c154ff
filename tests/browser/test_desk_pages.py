"""Rows added, popups and dragging at the desk; none breaks the policy or bars anyone. For pages as they open: test_desk_every."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.watched import Watched
from tests.once import once

pytestmark = [pytest.mark.browser, once]

COLLECTION = "/admin/articles/collection/1/change/"


@pytest.fixture
def desk(person: Any) -> Watched:
    """The page of the person who may see everything."""
    watched: Watched = person("guanli")
    watched.look(1280, "light")
    return watched


@pytest.mark.parametrize("group", ["contributions", "attributions", "links"])
def test_a_row_added_to_an_article_has_names_and_a_list(desk, desk_places, group):
    desk.open(desk_places["damaged"])

    desk.page.locator(f"#{group}-group .add-row a, #{group}-group a.add-row").click()
    desk.page.locator(f"#{group}-group .inline-related:not(.empty-form) .select2-selection").last.click()
    expect(desk.page.locator(".select2-results__option[aria-selected]").first).to_be_visible()

    assert desk.faults() == []


@pytest.mark.parametrize(
    "path", ["/admin/articles/source/add/?_popup=1", "/admin/articles/topic/?_popup=1&_to_field=id"]
)
def test_a_popup_is_in_order(desk, path):
    desk.look(390, "light")

    assert desk.open(path).status == 200
    assert desk.faults() == []


def test_what_is_added_in_a_popup_is_chosen_in_the_form(desk, desk_places):
    desk.open(desk_places["published"])
    source = desk.page.locator("#attributions-group .inline-related:not(.empty-form)").first

    with desk.page.expect_popup() as opened:
        source.locator(".add-related").click()
    popup = opened.value
    popup.fill("#id_name", "窗口晚报")
    with popup.expect_event("close"):
        popup.locator("[name=_save]").click()

    expect(source.locator(".select2-selection__rendered")).to_contain_text("窗口晚报")
    assert desk.all_troubles() == []


def section_titles(desk: Watched) -> list[str]:
    rows = desk.page.locator("#sections-group tr.form-row:not(.empty-form)")
    return rows.evaluate_all(
        """(rows) => rows.map((row) => [+row.querySelector("input._reorder_").value, row.querySelector(".field-title input").value])
           .sort((a, b) => a[0] - b[0]).map((pair) => pair[1])"""
    )


def test_a_section_moves_by_its_button_and_the_focus_stays(desk):
    desk.open(COLLECTION)
    first, second, third = section_titles(desk)

    down = desk.page.locator("#sections-group .movers button").nth(1)
    down.focus()
    desk.page.keyboard.press("Enter")

    assert section_titles(desk) == [second, first, third]
    assert desk.page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("下移")
    assert desk.all_troubles() == []


def test_a_section_is_dragged_by_its_handle(desk):
    desk.open(COLLECTION)
    first, second, third = section_titles(desk)
    rows = desk.page.locator("#sections-group tr.form-row:not(.empty-form)")
    handle = rows.nth(0).locator(".drag, .original p").first

    handle.scroll_into_view_if_needed()
    start, goal = handle.bounding_box(), rows.nth(1).bounding_box()
    assert start and goal
    desk.page.mouse.move(start["x"] + 5, start["y"] + start["height"] / 2)
    desk.page.mouse.down()
    for step in range(1, 9):
        desk.page.mouse.move(start["x"] + 5, start["y"] + (goal["y"] + goal["height"] - start["y"]) * step / 8)
    desk.page.mouse.up()

    assert section_titles(desk) == [second, first, third]
    assert desk.all_troubles() == []
