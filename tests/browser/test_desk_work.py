"""The desk at work: a fix taken and undone, tags and a search by keyboard, the buttons each person has, signing to the end."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.watched import Watched
from tests.once import once

pytestmark = [pytest.mark.browser, once]

Person = Callable[[str], Watched]
SIGNERS = ("chushen", "fushen", "zhongshen")
#: A draft of the demo that can be signed as it is.
READY = "一只集装箱的跨境之旅"


@pytest.fixture(autouse=True)
def wide_and_unbroken(person: Person) -> Iterator[None]:
    """Start every page wide and light; at the end of a test, nothing may have failed or broken the policy."""
    people = [person(name) for name in ("bianji", "chushen", "fushen", "zhongshen")]
    for each in people:
        each.look(1280, "light")
        each.open("/admin/")
    yield
    assert [line for each in people for line in each.ever] == []


def holding(words: str) -> re.Pattern[str]:
    return re.compile(re.escape(words))


def moves(watched: Watched) -> set[str]:
    """Return the names of the moves whose buttons the page has."""
    return set(watched.page.locator("[name=_move]").evaluate_all("(all) => all.map((button) => button.value)"))


def press(watched: Watched, move: str) -> None:
    """Press the button of `move` and wait for what it says."""
    watched.page.locator(f"[name=_move][value={move}]").first.click()
    expect(watched.page.locator(".messagelist")).to_be_visible()


def test_broken_bytes_are_mended_by_one_click_and_put_back_by_another(person, desk_places):
    desk = person("bianji")
    desk.open(desk_places["damaged"])
    body = desk.page.locator("#id_body")
    expect(body).to_have_value(holding("推动?xùn)|北"))

    desk.page.get_by_role("button", name="改为“东”").click()
    expect(body).to_have_value(holding("推动东北"))
    expect(desk.page.locator("#clean")).to_contain_text("推动东北")

    desk.page.locator(".decided summary").press("Enter")
    desk.page.get_by_role("button", name="撤销").press("Enter")
    expect(body).to_have_value(holding("推动?xùn)|北"))
    expect(desk.page.get_by_role("button", name="改为“东”")).to_be_visible()


def test_the_finding_leads_to_its_words_and_they_lead_back(person, desk_places):
    desk = person("bianji")
    desk.open(desk_places["damaged"])

    desk.page.locator(".find a.quote").first.press("Enter")
    words = desk.page.locator(":target")
    expect(words).to_be_in_viewport()
    expect(words).to_have_text("?xùn)|")

    words.press("Enter")
    expect(desk.page.locator(":target")).to_contain_text("改为“东”")


def test_ctrl_k_goes_to_the_search_and_enter_finds_in_either_script(person):
    desk = person("bianji")
    desk.open("/admin/")
    desk.page.keyboard.press("Control+k")
    desk.page.keyboard.type("新質生產力點亮")
    expect(desk.page.locator("[role=option]").first).to_contain_text("以新质生产力点亮县域经济")
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Enter")

    expect(desk.page.locator("h1").first).to_contain_text("以新质生产力点亮县域经济")


def test_two_tags_are_typed_with_a_mark_between_and_kept(person, desk_places):
    desk = person("bianji")
    desk.open(desk_places["damaged"])
    desk.to_form()
    box = desk.page.locator(".field-tags .select2-search__field")

    box.click()
    box.press_sequentially("三地协作、联席会议、")
    chosen = desk.page.locator(".field-tags .select2-selection__choice")
    expect(chosen).to_have_count(2)
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("Alt+s")

    expect(desk.page.locator(".messagelist")).to_contain_text("已保存")
    expect(chosen).to_have_count(2)
    expect(chosen.first).to_contain_text("三地协作")


@pytest.mark.parametrize(("composing", "chosen"), [("true", 0), ("false", 1)])
def test_an_enter_of_the_input_method_chooses_no_topic(person, desk_places, composing, chosen):
    desk = person("bianji")
    desk.open(desk_places["damaged"])
    desk.to_form()
    box = desk.page.locator(".field-topics .select2-search__field")
    box.click()
    expect(desk.page.locator(".select2-results__option--highlighted")).to_be_visible()

    box.evaluate(
        f"""(box) => box.dispatchEvent(new KeyboardEvent("keydown",
          {{ key: "Enter", keyCode: 13, isComposing: {composing}, bubbles: true, cancelable: true }}))"""
    )

    expect(desk.page.locator(".field-topics .select2-selection__choice")).to_have_count(chosen)


def test_what_is_missing_is_named_to_who_would_sign_and_nothing_is_signed(person, desk_places):
    editor, first = person("bianji"), person("chushen")
    editor.open(desk_places["damaged"])
    press(editor, "submit")

    first.open(desk_places["damaged"])
    press(first, "sign")

    expect(first.page.locator(".messagelist")).to_contain_text("没有标题")
    expect(first.page.locator(".steps [aria-current]")).to_have_text("初审")
    press(editor, "recall")
    expect(editor.page.locator(".steps [aria-current]")).to_have_text("草稿")


def test_an_article_goes_through_three_hands_to_the_reader_and_is_withdrawn(person, reader):
    editor, final = person("bianji"), person("zhongshen")
    editor.open("/admin/articles/article/")
    editor.page.get_by_role("link", name=READY).click()
    path = editor.page.evaluate("location.pathname")
    assert sign_buttons(person, path) == []

    press(editor, "submit")
    for signer in SIGNERS:
        assert sign_buttons(person, path) == [signer]
        press(person(signer), "sign")
    assert sign_buttons(person, path) == []
    editor.open(path)
    assert moves(editor) == {"recall"}

    final.page.locator(".desk-bar summary", has_text="定时").click()
    expect(final.page.locator("[name=at]")).to_be_visible()
    press(final, "publish")
    public = final.page.get_by_role("link", name="公开页").evaluate("(link) => link.pathname")
    assert reader.open(public).status == 200
    expect(reader.page.locator("h1")).to_have_text(READY)

    final.page.locator(".desk-bar").get_by_role("link", name="撤稿").click()
    final.page.get_by_label("原因").select_option("fact")
    final.page.get_by_label("告读者").fill("来源有误，本站撤下此稿。")
    final.page.get_by_role("button", name="看读者会看到什么").press("Enter")
    final.page.get_by_role("button", name="确认，撤稿").press("Enter")
    expect(final.page.locator(".messagelist")).to_contain_text("已撤下")
    reader.look(390, "dark")
    assert reader.open(public).status == 410
    expect(reader.page.locator("main")).to_contain_text("来源有误，本站撤下此稿。")
    assert reader.faults() == []


def sign_buttons(person: Person, path: str) -> list[str]:
    """Return who, of those who may sign at all, has the button to sign the page at `path` now; it is open for each."""
    for each in SIGNERS:
        person(each).open(path)
    return [each for each in SIGNERS if "sign" in moves(person(each))]
