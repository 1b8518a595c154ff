"""Merging, splitting and undoing in a browser: by keys alone, at two widths, light and dark, under the strict policy."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.watched import LOOKS, Watched
from tests.once import once

pytestmark = [pytest.mark.browser, once]


def keys_of(watched: Watched, model: str) -> list[str]:
    """Return the keys of the first records of a list."""
    watched.open(f"/admin/articles/{model}/")
    links = watched.page.locator("#result_list tbody th a")
    return links.evaluate_all("(links) => links.map((a) => a.pathname.split('/').at(-3))")


@pytest.fixture(scope="module")
def places(person: Any) -> dict[str, str]:
    watched = person("zhongshen")
    topics, tags, authors = (keys_of(watched, model) for model in ("topic", "tag", "author"))
    return {
        "a topic": f"/admin/articles/topic/{topics[0]}/change/",
        "which of several": f"/admin/articles/tag/merge/?id={tags[0]}&id={tags[1]}",
        "what a merge moves": f"/admin/articles/topic/merge/?id={topics[0]}&into={topics[1]}",
        "what can be taken out": f"/admin/articles/author/{authors[0]}/split/",
    }


NAMES = ("a topic", "which of several", "what a merge moves", "what can be taken out")


@pytest.mark.parametrize(("width", "scheme", "only"), LOOKS)
@pytest.mark.parametrize("name", NAMES)
def test_the_pages_are_in_order(person, places, name, width, scheme, only):
    watched: Watched = person("zhongshen")
    watched.look(width, scheme)

    assert watched.open(places[name]).status == 200
    assert watched.faults(only) == []


def test_merged_and_undone_by_keys_alone(person, places):
    watched: Watched = person("zhongshen")
    watched.look(1280, "light")
    watched.open(places["what a merge moves"])
    keyboard, page = watched.page.keyboard, watched.page
    before = watched.page.locator(".desk-preview h2").inner_text()

    page.locator("#id_reason").focus()
    keyboard.type("同一个主题")
    keyboard.press("Tab")
    expect(page.locator("#merge_form button.main")).to_be_focused()
    keyboard.press("Enter")
    expect(page.locator(".messagelist .success")).to_contain_text("可在“合并与拆分”里撤销")
    troubles = watched.all_troubles()

    watched.open("/admin/articles/authoritymove/")
    page.locator("#result_list tbody th a").first.focus()
    keyboard.press("Enter")
    page.get_by_role("link", name="撤销这一次").focus()
    keyboard.press("Enter")
    expect(page.locator(".desk-preview table")).to_be_visible()
    faults = watched.faults()
    page.locator("#undo_form button.main").focus()
    keyboard.press("Enter")
    expect(page.locator(".messagelist .success")).to_contain_text("原来的网址和页面都回来了")

    watched.open(places["what a merge moves"])
    assert page.locator(".desk-preview h2").inner_text() == before
    assert (troubles, faults, watched.all_troubles()) == ([], [], [])


def test_a_part_is_chosen_and_looked_at_by_keys_alone(person, places):
    watched: Watched = person("zhongshen")
    watched.look(390, "dark")
    watched.open(places["what can be taken out"])
    keyboard, page = watched.page.keyboard, watched.page

    page.locator("input[name=row]").first.focus()
    keyboard.press("Space")
    page.locator("#id_name").focus()
    keyboard.type("同名的另一位")
    page.locator("button[name=_preview]").focus()
    keyboard.press("Enter")

    expect(page.locator(".desk-preview h2")).to_contain_text("拆出新的“同名的另一位”")
    expect(page.locator("input[name=row]").first).to_be_checked()
    assert watched.faults() == []


def test_a_clash_of_two_people_is_shown_whole(person):
    one, other = person("zhongshen"), person("fushen")
    address = f"/admin/articles/topic/{keys_of(one, 'topic')[-1]}/change/"
    for watched in (one, other):
        watched.look(390, "light")
        watched.open(address)
    name = one.page.input_value("#id_name")
    other.page.fill("#id_scope", f"{name}，别人写的。")
    other.page.click("input[name=_continue]")
    other.page.wait_for_load_state()

    one.page.fill("#id_scope", f"{name}，我写的。")
    one.page.click("input[name=_continue]")

    expect(one.page.locator(".desk-stale")).to_contain_text("您打开之后")
    expect(one.page.locator("#id_scope")).to_have_value(f"{name}，我写的。")
    assert one.faults() == []
