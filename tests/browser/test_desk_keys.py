"""Keys and typing at the desk: the palette, `g` and `?`, find and replace in a text, and an input method at work everywhere."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.watched import Watched
from tests.once import once

#: What the browser does with a key no database changes; what the palette finds is asked of both in tests/admin.
pytestmark = [pytest.mark.browser, once]

#: Marks the page that stands: one that was left and came again has none.
STAYS = "window.stays = true"


@pytest.fixture
def desk(person: Any) -> Watched:
    watched: Watched = person("bianji")
    watched.look(1280, "light")
    return watched


def chosen(watched: Watched) -> str:
    """Return the option that the palette's box points at."""
    return str(
        watched.page.evaluate(
            """() => { const at = document.querySelector("#find input").getAttribute("aria-activedescendant");
                       return at ? document.getElementById(at).innerText : "" }"""
        )
    )


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_palette_finds_by_pinyin_goes_by_keys_and_closes_at_once(desk, width, scheme):
    desk.look(width, scheme)
    desk.open("/admin/")
    page, box = desk.page, desk.page.locator("#find")

    page.keyboard.press("Control+k")
    expect(box.locator("[role=option]").first).to_be_visible()
    page.keyboard.type("xinzhishengchanli")
    expect(box.locator("[role=status]")).to_have_text("找到 3 项")
    expect(box.locator("[role=option]", has_text="新质生产力已发布")).to_have_count(1)
    first = chosen(desk)
    page.keyboard.press("ArrowDown")
    assert "" != chosen(desk) != first
    page.keyboard.press("ArrowUp")
    assert chosen(desk) == first
    assert box.locator("[aria-selected=true]").count() == 1
    desk.picture(f"palette-{width}")
    assert desk.faults() == []

    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    page.locator("[data-find]").click()
    expect(box.locator("[role=option]").first).to_be_visible()
    page.keyboard.press("Control+a")
    page.keyboard.type("anjian")
    expect(box.locator("[aria-selected=true]")).to_have_text("按键一览")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/admin/keys/")


def test_a_stale_answer_is_dropped_and_a_lost_connection_is_said(desk):
    desk.open("/admin/")
    page = desk.page
    held = []
    page.route("**/find/suggest/?q=xin", lambda route: held.append(route))
    page.route("**/find/suggest/?q=lost", lambda route: route.fulfill(status=503, body="no"))

    page.keyboard.press("Control+k")
    page.keyboard.type("xin")
    page.wait_for_timeout(300)
    page.keyboard.type("zhi")
    expect(page.locator("#find .head").first).to_have_text("文章")
    shown = page.locator("#find-list").inner_text()
    for route in held:
        route.fulfill(
            json={"groups": [{"kind": "tag", "label": "旧", "hits": [{"name": "旧的", "hint": "", "url": "/"}]}]}
        )
    page.wait_for_timeout(200)
    assert page.locator("#find-list").inner_text() == shown

    page.fill("#find input", "lost")
    expect(page.locator("#find [role=status]")).to_have_text("没有连上，请再试。")
    page.unroute_all()
    desk.troubles.clear()


def test_an_enter_before_the_answer_goes_where_the_answer_leads(desk):
    desk.open("/admin/")
    page = desk.page
    page.keyboard.press("Control+k")
    expect(page.locator("#find [role=option]").first).to_be_visible()

    with page.expect_navigation():
        page.keyboard.type("以新质生产力点亮县域经济")
        page.keyboard.press("Enter")

    expect(page.locator("h1").first).to_contain_text("以新质生产力点亮县域经济")


def test_on_an_article_it_leads_to_the_buttons_of_the_bar_and_presses_none(desk, desk_places):
    desk.open(desk_places["damaged"])
    page = desk.page
    page.evaluate(STAYS)

    page.keyboard.press("Control+k")
    page.keyboard.type("送审")
    expect(page.locator("#find [aria-selected=true]")).to_have_text("送审")
    page.keyboard.press("Enter")

    expect(page.locator(".desk-bar [name=_move][value=submit]")).to_be_focused()
    expect(page.locator("#find")).to_be_hidden()
    assert page.evaluate("window.stays") is True


def test_g_and_a_letter_goes_and_not_while_somebody_types_or_has_switched_it_off(desk):
    desk.open("/admin/")
    page = desk.page
    with page.expect_navigation():
        page.keyboard.type("gc")
    assert page.url.endswith("/admin/articles/collection/")
    page.evaluate(STAYS)

    page.locator("#searchbar").focus()
    page.keyboard.type("gh?")
    expect(page.locator("#searchbar")).to_have_value("gh?")
    page.locator("#searchbar").blur()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.type("gh?")
    expect(page.locator("#keys")).to_be_hidden()
    assert page.evaluate("window.stays") is True
    page.evaluate("localStorage.removeItem('desk-keys')")


#: What must stay as it is: ideographic blanks, blanks at the ends of lines, a tab, a rare character, lines without a break.
TEXT = "　　新质生产力，𠮷。 \n\n\n##  新质\n\n甲\t乙  新質生產力。\n\n末行　"


def test_find_and_replace_touch_nothing_else_and_are_taken_back(desk, desk_places):
    desk.open(desk_places["damaged"])
    desk.to_form()
    page, body = desk.page, desk.page.locator("#id_body")
    tools = page.locator(".body-tools").nth(1)
    body.fill(TEXT)
    expect(tools.locator(".counts")).to_have_text("字数 20（不计标点 17）· 段落 4 · 约读 1 分钟")

    body.focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+f")
    page.keyboard.type("新质")
    expect(tools.locator(".told")).to_have_text("1 / 2")
    assert body.input_value() == TEXT
    page.keyboard.press("Enter")
    expect(tools.locator(".told")).to_have_text("2 / 2")
    tools.locator(".fold").check()
    expect(tools.locator(".told")).to_contain_text("/ 3")
    desk.picture("body-find")
    assert desk.faults() == []

    tools.locator(".by").fill("旧")
    tools.locator(".all").click()
    expect(tools.locator(".told")).to_have_text("替换了 3 处")
    assert body.input_value() == TEXT.replace("新质", "旧").replace("新質", "旧")
    body.focus()
    page.keyboard.press("Control+z")
    assert body.input_value() == TEXT

    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+f")
    tools.locator(".find").fill("新质")
    tools.locator(".by").fill(".*$1")
    tools.locator(".by").press("Enter")
    assert body.input_value() == TEXT.replace("新质", ".*$1", 1)
    page.keyboard.press("Escape")
    expect(body).to_be_focused()
    page.keyboard.press("Control+z")
    assert body.input_value() == TEXT
    page.keyboard.press("Control+End")
    tools.locator("[data-pair='“”']").click()
    assert body.input_value() == TEXT + "“”"


def test_what_is_found_is_marked_where_it_stands(desk, desk_places):
    """The marks stand behind the box: were they set otherwise than its text, they would lie beside it."""
    desk.open(desk_places["damaged"])
    desk.to_form()
    page = desk.page
    page.locator("#id_body").fill("松川新区的车间里，新设备刚刚调试完。" * 60 + "找")
    page.locator("#id_body").focus()
    page.keyboard.press("Control+f")
    page.locator(".body-tools").nth(1).locator(".find").fill("找")

    sizes = page.evaluate(
        """() => { const field = document.getElementById("id_body"), mirror = document.querySelector(".searched .body-mirror");
                   return [field.scrollHeight - mirror.scrollHeight, field.scrollTop - mirror.scrollTop, mirror.clientWidth - field.clientWidth] }"""
    )

    assert abs(sizes[0]) <= 40 and sizes[1:] == [0, 0]
    expect(page.locator(".body-mirror .here")).to_be_in_viewport()


#: Every kind of box to type in: the page, what opens it, the box.
BOXES = [
    ("/admin/", "Control+k", "#find input"),
    ("/admin/find/", "", "#find-words"),
    ("/admin/articles/article/", "", "#searchbar"),
    ("/admin/import/", "", "#import-text"),
    ("{damaged}", "", "#id_title"),
    ("{damaged}", "", "#id_standfirst"),
    ("{damaged}", "", "#id_body"),
    ("{damaged}", "", "#desk-reason"),
    ("{damaged}", "", ".acts input[type=text]"),
    ("{published}", ".select2-selection[aria-label='来源档案']", ".select2-container--open .select2-search__field"),
    ("{published}", "", ".field-tags .select2-search__field"),
    ("{damaged}", ".body-tools .open", ".body-tools .find"),
    ("/admin/articles/collection/1/change/", "", "#id_title"),
    ("/admin/articles/source/1/change/", "", "#id_name"),
    ("/admin/articles/topic/1/change/", "", "#id_scope"),
]


def compose(watched: Watched) -> None:
    """Type `xin` in an input method, and choose a character by Enter as one does: some send it as 229, some as itself."""
    wire = watched.page.context.new_cdp_session(watched.page)
    wire.send("Input.imeSetComposition", {"text": "xin", "selectionStart": 3, "selectionEnd": 3})
    for code in (229, 13):
        pressed = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": code}
        wire.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **pressed})
        if code == 13:
            wire.send("Input.dispatchKeyEvent", {"type": "char", "text": "\r", **pressed})
        wire.send("Input.dispatchKeyEvent", {"type": "keyUp", **pressed})
    wire.detach()


@pytest.mark.parametrize(("path", "opens", "box"), BOXES, ids=lambda each: re.sub(r"\W+", "-", str(each)))
def test_enter_of_an_input_method_neither_submits_nor_chooses(desk, desk_places, path, opens, box):
    desk.open(path.format(**desk_places))
    desk.to_form()
    page = desk.page
    page.evaluate(STAYS)
    if opens.startswith("Control"):
        page.keyboard.press(opens)
        expect(page.locator("#find [role=option]").first).to_be_visible()
    elif opens:
        page.locator(opens).first.click()
    field = page.locator(box).first
    field.evaluate("(field) => field.closest('details')?.setAttribute('open', '')")
    field.focus()
    before = field.input_value()

    compose(desk)
    page.wait_for_timeout(60)

    assert page.evaluate("window.stays") is True
    expect(field).to_be_focused()
    after = field.input_value()
    assert "\n" not in after.replace(before, "") and "xin" in after
    if ".select2" in box:
        assert page.locator(".select2-container--open").count() or "tags" in box


def test_enter_of_an_input_method_does_not_send_a_readers_search(reader):
    reader.look(1280, "light")
    reader.open("/search/")
    reader.page.evaluate(STAYS)
    reader.page.locator("main input[name=q], input[name=q]").last.focus()

    wire = reader.page.context.new_cdp_session(reader.page)
    wire.send("Input.imeSetComposition", {"text": "xin", "selectionStart": 3, "selectionEnd": 3})
    pressed = {"key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229}
    wire.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **pressed})
    wire.send("Input.dispatchKeyEvent", {"type": "keyUp", **pressed})
    wire.detach()

    assert reader.page.evaluate("window.stays") is True


def column(watched: Watched) -> str:
    """Return the heading of the board's column in which the focus is, without its count."""
    return str(
        watched.page.evaluate(
            "document.activeElement.closest('[data-column]')?.querySelector('h2').firstChild.data.trim() ?? ''"
        )
    )


def test_on_the_board_h_and_l_go_from_column_to_column(desk, desk_places):
    page = desk.page
    desk.open(desk_places["damaged"])
    page.locator("[name=_move][value=claim]").first.click()
    desk.open("/admin/articles/article/?q=一只集装箱的跨境之旅")
    page.locator("#result_list tbody th a").first.click()
    page.locator("[name=_move][value=submit]").first.click()
    expect(page.locator(".messagelist")).to_be_visible()
    desk.open("/admin/board/")

    places = []
    for key in "llh":
        page.keyboard.press(key)
        places.append(column(desk))
    card = page.evaluate("document.activeElement.closest('a').pathname")
    page.keyboard.press("Enter")

    assert places == ["在手的草稿", "待初审", "在手的草稿"]
    page.wait_for_url(f"{desk.site}{card}")
    assert card == desk_places["damaged"]
    assert desk.all_troubles() == []
