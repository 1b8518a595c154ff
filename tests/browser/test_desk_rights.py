"""Signing in, the log and the preview in a browser: in order in both widths and schemes, by keyboard, without a cookie outside."""

import re
from base64 import b32decode
from typing import Any
from urllib.parse import urlsplit

import pytest
from django_otp.oath import totp
from playwright.sync_api import Browser

from tests.browser.watched import Watched
from tests.once import once

pytestmark = [pytest.mark.browser, once]

LOOKS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("path", ["/admin/second/", "/admin/articles/event/"])
def test_a_page_of_the_rights_is_in_order(person: Any, path: str, width: int, scheme: str) -> None:
    desk: Watched = person("guanli")
    desk.look(width, scheme)

    assert desk.open(path).status == 200
    assert desk.faults() == []


def test_a_device_is_set_up_and_codes_are_given_out_by_keyboard(person: Any) -> None:
    desk: Watched = person("fushen")
    desk.open("/admin/second/?next=/admin/queue/")
    key = desk.page.locator(".secret code").inner_text().replace(" ", "")

    desk.page.keyboard.type(f"{totp(b32decode(key)):06}")  # the box is where one begins
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_selector(".codes")

    assert desk.page.locator(".codes li").count() == 10
    assert desk.faults() == []
    desk.page.locator("button[name=go_on]").focus()
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url("**/admin/queue/")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_preview_is_in_order_and_as_wide_as_asked(
    person: Any, desk_places: dict[str, str], width: int, scheme: str
) -> None:
    desk: Watched = person("bianji")
    desk.look(width, scheme)
    desk.open(desk_places["published"].replace("/change/", "/preview/?width=390&in=zh-hant"))
    frame = desk.page.frame_locator("iframe")

    assert frame.locator("html").get_attribute("lang") == "zh-Hant"
    assert desk.page.locator("iframe").evaluate("(each) => each.clientWidth") == 390
    assert desk.faults() == []


def test_a_link_given_out_is_read_by_a_stranger_without_a_cookie_and_ends_when_taken_back(
    person: Any, desk_places: dict[str, str], chromium: Browser
) -> None:
    desk: Watched = person("bianji")
    desk.look(1280, "light")
    desk.open(desk_places["damaged"].replace("/change/", "/preview/"))
    desk.page.locator("details.links:not([open]) summary").click()
    desk.page.locator("button[name=_share]").click()
    address = urlsplit(desk.page.locator(".links li input").first.input_value()).path
    context = chromium.new_context(locale="zh-CN")
    stranger = Watched(context, desk.site)

    for width, scheme in LOOKS:
        stranger.look(width, scheme)
        assert stranger.open(f"{address}?in=zh-hant").status == 200
        assert stranger.faults() == []
    assert context.cookies() == []
    assert re.fullmatch(r"/preview/\d+:[\w-]+/", address)
    desk.page.locator("button[name=_revoke]").first.click()
    assert stranger.open(address).status == 404
    context.close()
