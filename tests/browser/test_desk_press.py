"""A correction, a withdrawal, a seal, a change of time and a restore, walked from the desk to the reader by keyboard.

With NEWSROOM_PICTURES=folder every step leaves pictures.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import COLLECTION
from tests.browser.watched import LOOKS, Watched
from tests.once import once

pytestmark = [pytest.mark.browser, once]

Person = Callable[[str], Watched]
SIGNERS = ("chushen", "fushen", "zhongshen")


@pytest.fixture(scope="module")
def places(reader: Watched) -> list[str]:
    """The public addresses of the pieces that the collection holds, in order."""
    reader.open(COLLECTION)
    found: list[str] = reader.page.locator(".piece h3 a").evaluate_all("(all) => all.map((link) => link.pathname)")
    return found


def seen_by(watched: Watched, name: str, path: str | None = None) -> None:
    """Look at the page at both widths, light and dark, keep pictures, and find nothing wrong with it."""
    for width, scheme, only in LOOKS:
        watched.look(width, scheme)
        if path is not None:
            watched.open(path)
        watched.picture(f"{name}-{width}-{scheme}")
        assert watched.faults(only) == [], (name, width, scheme)
        if path is None:  # axe has broken the policy, which is not the page's fault
            watched.page.evaluate("window.policyViolations.length = 0")
            watched.troubles.clear()
    watched.look(1280, "light")


def desk_page(public: str) -> str:
    number = re.search(r"/articles/(\d+)-", public)
    assert number
    return f"/admin/articles/article/{number[1]}/change/"


def press(watched: Watched, move: str) -> None:
    watched.page.locator(f"[name=_move][value={move}]").first.press("Enter")
    expect(watched.page.locator(".messagelist")).to_be_visible()


def tell(watched: Watched, name: str, reason: str, words: str) -> None:
    """Fill in what readers are told and look at what they will see."""
    watched.page.get_by_label("原因").select_option(reason)
    watched.page.get_by_label("告读者").fill(words)
    watched.page.get_by_role("button", name="看读者会看到什么").press("Enter")
    expect(watched.page.locator(".looks section")).to_have_count(3)
    seen_by(watched, name)


def confirm(watched: Watched, words: str, told: str) -> None:
    watched.page.get_by_role("button", name=words).press("Enter")
    expect(watched.page.locator(".messagelist")).to_contain_text(told)


def test_a_correction_goes_from_the_desk_to_the_reader(person: Person, reader: Watched, places: list[str]) -> None:
    public = places[0]
    page, editor, final = desk_page(public), person("bianji"), person("zhongshen")
    editor.open(page)
    body = editor.page.locator("#id_body")
    editor.to_form()
    body.fill(body.input_value().rstrip() + "这是更正时补上的一句。")
    editor.page.locator(".desk-bar .save").press("Enter")
    expect(editor.page.locator(".messagelist")).to_contain_text("已保存")
    press(editor, "submit")
    for signer in SIGNERS:
        person(signer).open(page)
        press(person(signer), "sign")

    final.open(page)
    final.page.get_by_role("link", name="作为更正发布").press("Enter")
    expect(final.page.locator("ins")).to_contain_text(["这是更正时补上的一句。"])
    tell(final, "desk-correct", "fact", "文末补上一句：这是更正时补上的一句。")
    confirm(final, "确认，发布更正", "更正已公布，作为第 2 版")

    for name, path in (("", public), ("-hant", f"/zh-hant{public}"), ("-en", f"/en{public}")):
        seen_by(reader, f"corrected{name}", path)
    expect(reader.page.locator(".told a")).to_have_attribute("href", f"/en{public}editions/1/")
    seen_by(reader, "corrected-before", f"{public}editions/1/")
    seen_by(reader, "collection-corrected", COLLECTION)


def test_a_withdrawal_goes_from_the_desk_to_the_reader_and_is_sealed(
    person: Person, reader: Watched, places: list[str]
) -> None:
    public = places[1]
    final = person("zhongshen")
    final.open(desk_page(public))
    final.page.locator(".desk-bar").get_by_role("link", name="撤稿").press("Enter")
    tell(final, "desk-withdraw", "fact", "文中所说的产线并不存在，本站撤下此稿，向读者致歉。")
    confirm(final, "确认，撤稿", "已撤下")

    for name, prefix in (("", ""), ("-hant", "/zh-hant"), ("-en", "/en")):
        seen_by(reader, f"withdrawn{name}", f"{prefix}{public}")
    expect(reader.page.locator("main")).to_contain_text("文中所说的产线并不存在")
    seen_by(reader, "withdrawn-before", f"{public}editions/1/")
    seen_by(reader, "collection-withdrawn", COLLECTION)
    seen_by(reader, "corrections", "/corrections/")
    seen_by(reader, "corrections-en", "/en/corrections/")

    final.open(desk_page(public))
    final.page.locator(".desk-bar").get_by_role("link", name="封存").press("Enter")
    tell(final, "desk-seal", "legal", "按法院的裁定封存。")
    confirm(final, "确认，封存", "已封存")
    seen_by(reader, "sealed", public)
    expect(reader.page.locator("main")).to_contain_text("按法院的裁定封存。")
    expect(reader.page.locator("h1")).to_have_text("这里的内容已经撤下")
    assert reader.open(f"{public}editions/1/").status == 410
    expect(reader.page.locator("main")).not_to_contain_text("产线")


def test_a_time_is_set_and_changed(person: Person, reader: Watched, places: list[str]) -> None:
    public = places[2]
    final = person("zhongshen")
    final.open(desk_page(public))
    final.page.locator(".desk-bar").get_by_role("link", name="时间").press("Enter")
    final.page.get_by_label("截止时间").fill("2999-01-01T08:00:07")
    final.page.locator("[value=reschedule]").press("Enter")
    expect(final.page.locator(".messagelist")).to_contain_text("到 2999-01-01 08:00:07 为止")
    seen_by(final, "desk-schedule")

    final.open("/admin/articles/article/?state__exact=draft")
    final.page.locator("#result_list tbody th a").first.click()
    final.page.locator(".desk-bar").get_by_role("link", name="时间").press("Enter")
    final.page.get_by_label("禁发至").fill("2999-01-01T08:00:00")
    final.page.locator("[value=embargo]").press("Enter")
    expect(final.page.locator(".messagelist")).to_contain_text("禁发至 2999-01-01 08:00")
    seen_by(final, "desk-embargo")
    assert reader.open(public).status == 200


def test_a_restore_is_compared_and_done(person: Person, places: list[str]) -> None:
    editor = person("bianji")
    page = desk_page(places[3])
    editor.open(page)
    editor.to_form()
    editor.page.locator("#id_subtitle").fill("改错了的副题")
    editor.page.locator(".desk-bar .save").press("Enter")
    expect(editor.page.locator(".messagelist")).to_contain_text("已保存")
    seen_by(editor, "desk-history", page.replace("/change/", "/history/"))

    editor.page.get_by_role("link", name="与现稿相比").nth(1).press("Enter")
    expect(editor.page.locator("del")).to_contain_text(["改错了的副题"])
    seen_by(editor, "desk-restore")
    editor.page.get_by_role("button", name=re.compile("恢复为新的一稿")).press("Enter")
    expect(editor.page.locator(".messagelist")).to_contain_text("已恢复")
    expect(editor.page.locator("#id_subtitle")).not_to_have_value("改错了的副题")


def test_readers_need_no_script_for_any_of_it(chromium: object, site: str, places: list[str]) -> None:
    context: BrowserContext = chromium.new_context(locale="zh-CN", java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    found = {}
    for path in (places[0], places[1], "/corrections/", COLLECTION):
        answer = page.goto(site + path)
        assert answer is not None
        found[path] = (answer.status, page.locator("h1").count(), page.locator("main").inner_text() != "")
    context.close()

    assert {seen[1:] for seen in found.values()} == {(1, True)}
    assert [seen[0] for seen in found.values()] == [200, 410, 200, 200]
