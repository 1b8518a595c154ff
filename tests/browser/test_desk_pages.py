"""Rows added, popups and dragging at the desk; none breaks the policy or bars anyone. For pages as they open: test_desk_every."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.watched import Watched
from tests.once import once

pytestmark = [pytest.mark.browser, once]


@pytest.fixture
def desk(person: Any) -> Watched:
    """The page of the person who may see everything."""
    watched: Watched = person("guanli")
    watched.look(1280, "light")
    return watched


@pytest.mark.parametrize("group", ["contributions", "attributions", "links"])
def test_a_row_added_to_an_article_has_names_and_a_list(desk, desk_places, group):
    desk.open(desk_places["damaged"])

    desk.to_form()
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
    desk.to_form()
    source = desk.page.locator("#attributions-group .inline-related:not(.empty-form)").first

    with desk.page.expect_popup() as opened:
        source.locator(".add-related").click()
    popup = opened.value
    popup.fill("#id_name", "窗口晚报")
    with popup.expect_event("close"):
        popup.locator("[name=_save]").click()

    expect(source.locator(".select2-selection__rendered")).to_contain_text("窗口晚报")
    assert desk.all_troubles() == []
