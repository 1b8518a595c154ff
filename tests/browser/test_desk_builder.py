"""A collection built by the keyboard: five pieces into two sections, re-ordered, noted, looked at, signed, published."""

import re

import pytest
from playwright.sync_api import expect

from tests.once import once

pytestmark = [pytest.mark.browser, once]
CHANGE = re.compile(r"/admin/articles/collection/\d+/change/$")


def pieces(page):
    """The titles of the pieces, section by section."""
    return page.locator(".placed").evaluate_all(
        "(lists) => lists.map((list) => [...list.querySelectorAll('.piece-title a')].map((a) => a.textContent))"
    )


def said(page, words):
    expect(page.locator("[data-said]")).to_contain_text(words)


@pytest.fixture
def begun(person):
    """A new collection of two sections, opened by its editor at 1280 px."""
    watched = person("bianji")
    watched.look(1280, "light")
    watched.open("/admin/articles/collection/add/")
    page = watched.page
    page.fill("#id_title", "键盘搭的专题")
    page.fill("#id_introduction", "引言。")
    with page.expect_navigation(url=CHANGE):
        page.keyboard.press("Alt+s")
    for title in ("上编", "下编"):
        page.keyboard.press("Escape")
        page.locator("#pane").focus()
        page.keyboard.press("n")
        expect(page.locator("#new-section")).to_be_focused()
        page.keyboard.type(title)
        page.keyboard.press("Enter")
        said(page, f"已加“{title}”")
    return watched


def press(page, key, words):
    page.keyboard.press(key)
    said(page, words)


def test_a_collection_is_built_by_keyboard_and_published_as_one(begun, person):
    page = begun.page
    page.keyboard.press("Escape")
    page.locator("#pane").focus()
    page.keyboard.press("/")
    expect(page.locator("#find-q")).to_be_focused()
    page.keyboard.type("松川")
    page.keyboard.press("Enter")
    expect(page.locator(".hit").first).to_be_focused()
    taken = 0
    while taken < 5:
        hit = page.locator(".hit:focus")
        if hit.locator("[data-accept]").count():
            press(page, "1" if taken < 3 else "2", "已把")
            expect(page.locator(".piece")).to_have_count(taken + 1)
            expect(page.locator(".hit:focus .in")).to_have_count(1)
            taken += 1
        page.keyboard.press("j")
    (one, two, three), (four, five) = pieces(page)
    begun.picture("builder")
    assert begun.faults() == []

    on = page.locator(".hit:focus").get_attribute("aria-label")
    page.keyboard.press("l")
    expect(page.locator(".piece:focus .piece-title a")).to_have_text(one)
    for key in "jj":
        page.keyboard.press(key)
    page.keyboard.press("h")
    expect(page.locator(".hit:focus")).to_have_attribute("aria-label", on)
    page.keyboard.press("l")
    press(page, "Alt+ArrowUp", "移到第 2")
    expect(page.locator(".piece:focus .piece-title a")).to_have_text(three)
    press(page, "Alt+ArrowUp", "移到第 1")
    page.keyboard.press("m")
    page.keyboard.type("5")
    press(page, "Enter", "移到第 5")
    assert pieces(page) == [[one, two], [four, five, three]]

    page.keyboard.press("e")
    page.keyboard.type("值得先读，dj12。")
    expect(page.locator(".kept")).to_contain_text("草稿存于")
    press(page, "Control+Enter", "编者按已存")
    expect(page.locator(".kept")).to_be_empty()
    expect(page.locator("[data-word$=words]:focus")).to_have_value("值得先读，dj12。")
    assert begun.all_troubles() == []

    here = page.url.removeprefix(begun.site)
    with page.expect_navigation():
        page.locator("[name=_move][value=submit]").click()
    for name in ("chushen", "fushen", "zhongshen"):
        signer = person(name)
        signer.open(here)
        with signer.page.expect_navigation():
            signer.page.locator(".desk-bar .main").click()
    with signer.page.expect_navigation():
        signer.page.locator(".desk-bar .main").click()
    expect(signer.page.locator(".messagelist")).to_contain_text("已发布第 1 版")


def drag(page, handle, goal, part, marked):
    """Take `handle` with the mouse and let it fall on a part (0 its head, 1 its foot) of `goal`, which is `marked` then."""
    start, end = handle.bounding_box(), goal.bounding_box()
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    for step in (0, 1):  # a drag begins with the first way, and is over its goal with the second
        page.mouse.move(end["x"] + 200 + step, end["y"] + 3 + part * (end["height"] - 6), steps=6)
    expect(page.locator(marked)).to_have_count(1)
    page.mouse.up()
    expect(page.locator(".drop-before, .drop-end")).to_have_count(0)


@pytest.fixture
def dragging(person):
    watched = person("bianji")
    watched.page.set_viewport_size({"width": 1440, "height": 1900})
    watched.page.emulate_media(color_scheme="dark")
    watched.open("/admin/articles/collection/1/change/")
    return watched


def test_a_piece_is_dragged_by_the_mouse_inside_its_section_down_and_up(dragging):
    page, rows = dragging.page, dragging.page.locator(".piece")
    one, two, *rest = pieces(page)[0]

    drag(page, rows.nth(0).locator("[data-grip]"), rows.nth(1), 1, ".placed.drop-end, .piece.drop-before")
    said(page, f"《{one}》移到第 2")
    assert pieces(page)[0] == [two, one, *rest]

    drag(page, rows.nth(1).locator("[data-grip]"), rows.nth(0), 0, ".piece.drop-before")
    said(page, f"《{one}》移到第 1")
    assert pieces(page)[0] == [one, two, *rest]
    assert dragging.faults() == []


def test_a_piece_is_dragged_by_the_mouse_into_other_sections_and_words_not_saved_stay(dragging):
    page, rows = dragging.page, dragging.page.locator(".piece")
    before = pieces(page)
    rows.nth(1).locator("summary").click()
    rows.nth(1).locator("textarea").fill("还没有存的字")

    drag(page, rows.nth(0).locator("[data-grip]"), rows.last, 0, ".piece.drop-before")

    said(page, f"《{before[0][0]}》移到第")
    assert pieces(page) == [before[0][1:], *before[1:-1], [*before[-1][:-1], before[0][0], before[-1][-1]]]
    expect(rows.first.locator("textarea")).to_have_value("还没有存的字")

    drag(page, rows.nth(-2).locator("[data-grip]"), rows.first, 0, ".piece.drop-before")
    said(page, f"《{before[0][0]}》移到第 1")
    assert pieces(page) == before
    assert dragging.all_troubles() == []


def test_a_section_is_dragged_below_another_and_an_article_from_the_side_into_a_place(dragging):
    page, rows, parts = dragging.page, dragging.page.locator(".piece"), dragging.page.locator(".part")
    before = pieces(page)

    drag(page, parts.nth(0).locator(".part-head [data-grip]"), parts.nth(1), 0, ".part.drop-end")
    said(page, "现在是第 2 部分")
    assert pieces(page) == [before[1], before[0], *before[2:]]

    drag(page, parts.nth(1).locator(".part-head [data-grip]"), parts.nth(0), 0, ".part.drop-before")
    said(page, "现在是第 1 部分")
    assert pieces(page) == before

    hit = page.locator(".hit[data-article]").first
    name = hit.get_attribute("aria-label")
    drag(page, hit.locator(".why").first, rows.nth(1), 0, ".piece.drop-before")
    said(page, f"已把《{name}》放进")
    assert pieces(page)[0][:2] == [before[0][0], name]
    assert dragging.all_troubles() == []


def test_on_a_phone_a_piece_is_moved_by_its_buttons(person):
    watched = person("bianji")
    watched.look(390, "light")
    watched.open("/admin/articles/collection/1/change/")
    page = watched.page
    before = pieces(page)

    page.locator(".piece").first.locator("[data-move=down]").click()

    said(page, "移到第")
    assert pieces(page) != before
    expect(page.locator("[data-move]:focus")).to_have_count(1)
    assert watched.faults() == []


def test_on_a_phone_a_piece_is_dragged_by_a_finger_on_its_handle_and_the_page_moves_along(person):
    watched = person("bianji")
    watched.look(390, "light")
    watched.open("/admin/articles/collection/1/change/")
    page, rows = watched.page, watched.page.locator(".piece")
    fingers = page.context.new_cdp_session(page)
    before = pieces(page)

    def touch(kind, *at):
        points = [{"x": at[0], "y": at[1]}] if at else []
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    rows.nth(1).evaluate("(row) => row.scrollIntoView({ block: 'center' })")
    box, goal = rows.nth(0).locator("[data-grip]").bounding_box(), rows.nth(1).bounding_box()
    touch("touchStart", box["x"] + 8, box["y"] + 8)
    touch("touchMove", box["x"] + 8, goal["y"] + goal["height"] - 4)
    expect(page.locator(".placed.drop-end, .piece.drop-before")).to_have_count(1)
    touch("touchEnd")
    said(page, f"《{before[0][0]}》移到第 2")
    assert pieces(page)[0][:2] == [before[0][1], before[0][0]]

    box, low = rows.nth(0).locator("[data-grip]").bounding_box(), page.viewport_size["height"]
    touch("touchStart", box["x"] + 8, box["y"] + 8)
    touch("touchMove", box["x"] + 8, low - 8)
    page.wait_for_function("() => window.scrollY + innerHeight >= document.documentElement.scrollHeight - 1")
    expect(page.locator(".dragged")).to_have_count(1)
    touch("touchCancel")
    expect(page.locator(".dragged, .drop-before, .drop-end")).to_have_count(0)
    assert pieces(page)[0][:2] == [before[0][1], before[0][0]]
    assert watched.faults() == []


def test_two_editions_are_compared_by_keyboard_wide_and_on_a_phone(person):
    watched = person("bianji")
    watched.look(1280, "light")
    watched.open("/admin/articles/collection/1/change/")
    page = watched.page
    page.locator(".part-title").first.fill("改了名的部分")
    press(page, "Enter", "“改了名的部分”已存")
    page.get_by_role("link", name="比较两版").focus()

    with page.expect_navigation():
        page.keyboard.press("Enter")

    expect(page.locator(".differences li", has_text="“改了名的部分”").first.locator("del")).not_to_have_count(0)
    page.keyboard.press("Tab")
    watched.picture("compared")
    assert watched.lost_focus() == {}
    assert watched.faults() == []
    watched.look(390, "dark")
    watched.picture("compared-390")
    assert not any(watched.measured().values())
    assert watched.barriers() == []


def test_after_an_act_of_ones_own_the_page_stands_on_the_version_it_made(person):
    watched = person("bianji")
    watched.look(1280, "light")
    page, held = watched.page, []
    page.route("**/here/", lambda route: held.append(route) if not held else route.continue_())
    watched.open("/admin/articles/collection/1/change/")
    version = int(page.locator("[name=opened_version]").input_value())
    page.locator(".piece").first.focus()

    press(page, "Alt+ArrowDown", "移到第 2")
    with page.expect_response("**/here/"):
        held[0].continue_()  # it asks about the version before

    expect(page.locator(".who")).to_contain_text(f"第 {version + 1} 稿")
    expect(page.locator(".who")).to_contain_text("草稿")
    expect(page.locator("[name=_move][value=submit]")).to_have_count(1)
    expect(page.locator("#history .revisions li").first).to_contain_text("移《")
    expect(page.locator(".newer")).to_be_empty()
    page.fill("#desk-reason", "排了次序")
    expect(page.locator(".kept")).to_contain_text("草稿存于")
    expect(page.locator(".newer")).to_be_empty()
    page.unroute_all(behavior="wait")


def test_what_others_saved_is_told_and_words_typed_beside_the_pieces_stay(person):
    watched, other = person("bianji"), person("chushen")
    watched.look(1280, "light")
    page = watched.page
    for each in (watched, other):
        each.open("/admin/articles/collection/1/change/")
    page.fill("#desk-reason", "我的话")
    other.page.locator(".piece").first.focus()
    press(other.page, "Alt+ArrowDown", "移到第 2")

    page.locator(".piece").nth(2).focus()
    press(page, "Alt+ArrowDown", "移到第")

    version = other.page.locator("[name=opened_version]").input_value()
    expect(page.locator(".who")).to_contain_text(f"第 {int(version) + 1} 稿")
    expect(page.locator("#desk-reason")).to_have_value("我的话")
    page.fill("#desk-reason", "我的话，还有")
    expect(page.locator(".newer")).to_contain_text("现稿已是")
    assert watched.all_troubles() == []


@pytest.mark.parametrize(("piece", "number"), [(0, "2"), (1, "1"), (0, "3"), (2, "2"), (3, "3"), (0, "99")])
def test_a_piece_moved_to_a_number_has_it_in_the_section_of_the_one_that_had_it(dragging, piece, number):
    page, rows = dragging.page, dragging.page.locator(".piece")
    before = pieces(page)
    names = [name for part in before for name in part]
    goal = names[min(int(number), len(names)) - 1]
    rows.nth(piece).focus()

    page.keyboard.press("m")
    page.keyboard.type(number)
    press(page, "Enter", f"《{names[piece]}》移到第 {min(int(number), len(names))}")

    after = pieces(page)
    assert [name for part in after for name in part].index(names[piece]) == names.index(goal)
    assert [goal in part for part in before] == [names[piece] in part for part in after]
