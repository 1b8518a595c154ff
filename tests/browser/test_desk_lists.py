"""A list by the keyboard: over its rows, a look at one and back, ticks, a range typed, a view kept; and without script."""

import pytest
from playwright.sync_api import expect

from tests.once import once

pytestmark = [pytest.mark.browser, once]
LIST = "/admin/articles/article/"


@pytest.fixture
def watched(person):
    watched = person("bianji")
    watched.look(1280, "light")
    watched.open(LIST)
    return watched


def row(page, number):
    return page.locator("#result_list tbody tr").nth(number)


def test_a_look_opens_goes_on_and_returns_to_its_row(watched):
    page = watched.page
    titles = page.locator("#result_list tbody th a").all_inner_texts()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(row(page, 1)).to_be_focused()

    page.keyboard.press("Space")
    expect(page.locator("#peek h1")).to_have_text(titles[1])
    page.keyboard.press("j")
    expect(page.locator("#peek h1")).to_have_text(titles[2])
    assert watched.faults() == []
    page.keyboard.press("Escape")

    expect(page.locator("#peek")).to_be_hidden()
    expect(row(page, 2)).to_be_focused()


def test_rows_are_ticked_and_opened(watched):
    page = watched.page
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(row(page, 0).locator("input.action-select")).to_be_checked()

    with page.expect_navigation(url="**/change/"):
        page.keyboard.press("Enter")


def test_keys_are_letters_where_somebody_types(watched):
    page = watched.page
    page.locator("#searchbar").focus()
    page.keyboard.type("jox")

    assert page.locator("#searchbar").input_value() == "jox"
    expect(page.locator("#peek")).to_be_hidden()


def test_a_range_is_typed_and_kept_as_a_view(watched):
    page = watched.page
    page.locator("[data-filter-title=日期] summary").press("Enter")
    page.locator("input[name=dated_from]").fill("2024年6月")
    page.locator("input[name=dated_from]").press("Enter")
    page.wait_for_url("**dated_from=**")
    page.locator(".list-tools summary").first.press("Enter")
    page.locator("#view-name").fill("六月以后")
    page.locator("#view-name").press("Enter")

    expect(page.locator(".views [aria-current]")).to_have_text("六月以后")
    assert watched.faults() == []


def test_without_script_a_look_is_a_page(chromium, site, sessions, person):
    person("bianji")
    context = chromium.new_context(java_script_enabled=False, storage_state=sessions["bianji"])
    page = context.new_page()
    page.goto(site + LIST)
    title = page.locator("#result_list tbody th a").first.inner_text()

    page.locator("[data-peek]").first.click()

    expect(page.locator("[data-peeked] h1")).to_have_text(title)
    context.close()
