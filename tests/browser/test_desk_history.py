"""Words kept while typing, and a revision restored, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.once import once

pytestmark = [pytest.mark.browser, once]


def test_typed_words_come_back_and_a_revision_is_restored(person, desk_places):
    desk = person("bianji")
    desk.look(1280, "light")
    desk.open(desk_places["damaged"])
    desk.to_form()
    box = desk.page.locator("#id_subtitle")
    box.fill("还没存的副题")
    expect(desk.page.locator(".desk-here .kept")).to_have_text(re.compile("草稿存于"), timeout=20_000)

    desk.open(desk_places["damaged"])
    assert desk.all_troubles() == []
    desk.page.get_by_role("link", name="拿回来接着写").click()
    expect(box).to_have_value("还没存的副题")
    desk.page.locator(".desk-bar .save").click()
    expect(desk.page.locator(".messagelist")).to_contain_text("已保存")
    expect(desk.page.locator(".desk-drafts")).to_have_count(0)

    desk.open(desk_places["damaged"].replace("/change/", "/history/"))
    desk.page.get_by_role("link", name="与现稿相比").last.click()
    expect(desk.page.locator("del")).to_contain_text(["还没存的副题"])
    desk.page.get_by_role("button", name=re.compile("恢复为新的一稿")).click()
    expect(desk.page.locator(".messagelist")).to_contain_text("已恢复")
    expect(box).to_have_value("")
    assert desk.ever == []
