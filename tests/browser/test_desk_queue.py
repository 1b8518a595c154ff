"""Ten files dropped on the import page, looked at, imported, and their queue cleared by the keyboard alone."""

import base64
import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.factories import BODY
from tests.once import once

pytestmark = [pytest.mark.browser, once]
SEEDS = Path(__file__).resolve().parents[2] / "seeds"
DAMAGED = (SEEDS / "plain/san-di-lian-xi-hui-yi.txt").read_bytes()

#: Puts files into a drag from outside and lets them fall on the form.
DROP = """(files) => {
  const held = new DataTransfer();
  for (const [name, packed] of files) {
    held.items.add(new File([Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0))], name));
  }
  const form = document.querySelector("form.desk-import");
  for (const kind of ["dragenter", "dragover", "drop"]) {
    form.dispatchEvent(new DragEvent(kind, { dataTransfer: held, bubbles: true, cancelable: true }));
  }
}"""


def post(title, more="", body=BODY):
    return f"---\ntitle: {title}\ndate: 2024-06-28\nsource: 松川日报\n{more}---\n\n{body}\n"


def packed(name, text):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, text)
    return made.getvalue()


def ten_files(mark):
    """Ten files of mixed shapes; `mark` makes each one's bytes new."""
    page = f"<html><head><title>{mark}号产线的一天</title></head><body><h1>{mark}号产线的一天</h1><p>2024-06-28 来源：松川日报</p><p>{BODY}</p></body></html>"
    return {
        "整齐.md": post(f"{mark}号产线投产", "author: 林远舟\n").encode(),
        "缺题.md": post('""', "author: 林远舟\n", f"{mark}号产线本月投产。{BODY}").encode(),
        "本报.txt": f"本报讯（记者 林远舟）6月28日，{mark}号产线在松川新区投产。{BODY}".encode(),
        "网页.html": page.encode("gb18030"),
        "连写.md": post(f"{mark}号产线三人谈", "", f"松川日报记者 吴齐强郝迎灿张艺开\n\n{BODY}").encode(),
        "断字.txt": DAMAGED + f"\n{mark}号产线参加了会议。\n".encode(),
        "表.csv": f"title,date,content\n{mark}号甲线,2024-06-28,{BODY!r}\n{mark}号乙线,2024-06,{BODY!r}\n".encode(),
        "包.zip": packed("里面.md", post(f"{mark}号产线在包里", "author: 林远舟\n")),
        "空.md": b"",
        "图.png": b"\x89PNG\r\n\x1a\n" + bytes(64),
    }


def press(page, key):
    """Press a key that sends a form or follows a link, and wait for the page that comes."""
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press(key)


def answer(page):
    """Answer what is in hand as an editor would, or say the article is looked over."""
    here = page.locator("[data-stop]:focus")
    if here.locator("[data-accept]").count():
        press(page, "Enter")
    elif here.get_attribute("data-box") == "id_title" and page.input_value("#id_title") == "":
        page.keyboard.press("e")
        expect(page.locator("#id_title")).to_be_focused()
        page.keyboard.type("dj产线？")
        press(page, "Enter")
    elif (steps := way_to_an_offer(page)) is not None:
        for _step in range(steps):
            page.keyboard.press("j")
        expect(page.locator("[data-stop]:focus [data-accept]").first).to_be_attached()
        press(page, "Enter")
    else:
        press(page, "d")


def way_to_an_offer(page):
    """Return how many steps down there is a doubt with something to accept; None where there is none."""
    found = page.evaluate(
        """() => {
          const all = [...document.querySelectorAll("[data-stop]")];
          const here = all.indexOf(document.activeElement);
          const at = all.findIndex((stop, n) => n > here && "doubt" in stop.dataset && stop.querySelector("[data-accept]"));
          return at < 0 ? null : at - here;
        }"""
    )
    return found if found is None else int(found)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_ten_files_are_dropped_looked_at_imported_and_their_queue_cleared_by_keyboard(person, width, scheme):
    watched = person("bianji")
    watched.look(width, scheme)
    watched.open("/admin/import/")
    page, files = watched.page, ten_files(width)

    page.evaluate(DROP, [[name, base64.b64encode(content).decode()] for name, content in files.items()])
    expect(page.locator("#import-chosen li")).to_have_count(10)
    assert watched.faults() == []
    page.locator("#import_form > p > button").focus()
    press(page, "Enter")

    rows = page.locator(".desk-import ol > li")
    expect(rows).to_have_count(11)
    labels = rows.locator(".level").all_inner_texts()
    assert (labels.count("拒收") + labels.count("不是采集件"), labels.count("未变")) == (2, 0)
    assert watched.faults() == []

    page.locator("#preview_form button").focus()
    press(page, "Enter")
    assert watched.faults() == []
    page.locator("a.onward").focus()
    press(page, "Enter")
    expect(page.locator(".desk-queue li").first).to_contain_text("断字")
    assert watched.faults() == []

    page.keyboard.press("j")
    press(page, "Enter")
    assert watched.faults() == []
    for _turn in range(60):
        if page.locator(".desk-queue").count():
            break
        expect(page.locator("[data-stop]:focus")).to_have_count(1)
        answer(page)
    expect(page.locator(".messagelist")).to_contain_text("队列已清空")
    expect(page.locator(".desk-queue")).to_contain_text("没有要看的了")
    assert watched.all_troubles() == []


@pytest.fixture
def doubtful(person):
    """An article of the queue, opened at its first doubt."""
    watched = person("bianji")
    watched.look(1280, "light")
    watched.open("/admin/queue/")
    watched.page.keyboard.press("j")
    press(watched.page, "Enter")
    expect(watched.page.locator("[data-stop]:focus")).to_have_count(1)
    return watched


def test_keys_move_among_facts_and_a_fact_shows_its_words_in_the_capture(doubtful):
    page = doubtful.page
    facts = page.locator("tr[data-fact]")
    page.locator("tr[data-fact]:has(a[href^='#line'])").first.focus()

    lit = page.locator(".raw .lit")
    expect(lit.first).to_be_in_viewport()
    quote = page.locator("tr[data-fact]:focus .why").inner_text()
    assert "".join(lit.all_inner_texts()).replace(" ", "")[:2] in quote.replace(" ", "")

    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(facts.first).to_be_focused()
    page.keyboard.press("j")
    expect(facts.nth(1)).to_be_focused()


def test_no_key_acts_while_someone_types_or_composes_or_has_switched_them_off(doubtful):
    page = doubtful.page
    here = page.url
    page.keyboard.press("t")
    page.locator("#id_section").focus()
    page.keyboard.type("dnpjkx?")
    expect(page.locator("#id_section")).to_have_value(re.compile(re.escape("dnpjkx?")))
    page.evaluate(
        """() => { for (const key of ["d", "n", "?"]) document.body.dispatchEvent(
             new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true })) }"""
    )
    assert page.url == here
    expect(page.locator("#keys")).to_be_hidden()

    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    assert doubtful.faults() == []
    page.locator("#keys-on").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.locator("tr[data-fact]").first.focus()
    page.keyboard.press("d")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()
    assert page.url == here
    page.evaluate("localStorage.removeItem('desk-keys')")


def test_the_next_and_the_one_before_are_a_key_away(doubtful):
    page = doubtful.page
    here = page.url

    press(page, "n")
    expect(page.locator(".desk-place")).to_contain_text("第 2 篇")
    press(page, "p")

    assert page.url == here


def test_the_capture_and_the_clean_text_scroll_together(doubtful):
    page = doubtful.page
    page.set_viewport_size({"width": 1280, "height": 640})
    last = page.locator(".clean [data-line]").last
    number = last.get_attribute("data-line")

    page.locator("#read").hover()
    page.mouse.wheel(0, 6000)

    expect(page.locator(f"#line-{number}")).to_be_in_viewport()
    page.locator("#raw").hover()
    page.mouse.wheel(0, -6000)
    expect(page.locator(".clean [data-line]").first).to_be_in_viewport()


def test_a_click_on_either_side_shows_the_place_on_the_other(doubtful):
    page = doubtful.page
    paragraph = page.locator(".clean [data-line]").last
    line = page.locator(f"#line-{paragraph.get_attribute('data-line')}")

    paragraph.click(position={"x": 5, "y": 5})
    expect(line).to_be_in_viewport()
    assert "lit" in (line.get_attribute("class") or "")
    plain = page.locator(".raw > li").filter(has_not=page.locator("[data-facts]")).filter(has_text=re.compile(r"\S"))
    plain.first.click(position={"x": 5, "y": 8})
    expect(page.locator(".clean .lit")).to_have_count(1)


def test_without_script_a_candidate_is_taken_and_the_queue_goes_on(chromium, site, person, sessions):
    person("bianji")
    context = chromium.new_context(locale="zh-CN", java_script_enabled=False, storage_state=sessions["bianji"])
    page = context.new_page()
    page.goto(f"{site}/admin/queue/")
    page.locator(".desk-queue li a").first.click()
    where = page.url

    with page.expect_navigation():
        page.locator("[name=_look]").click()

    assert page.url != where
    assert "看完了" in page.locator(".messagelist").inner_text()
    context.close()


def test_a_text_too_long_is_refused_in_words_by_the_server_too(person):
    watched = person("bianji")
    watched.open("/admin/import/")
    page = watched.page

    page.evaluate("document.getElementById('import-text').removeAttribute('maxlength')")
    page.evaluate("document.getElementById('import-text').value = '长'.repeat(3 * 1024 * 1024)")
    page.locator("#import_form > p > button").focus()
    press(page, "Enter")

    expect(page.locator(".messagelist")).to_contain_text("贴进来的文字超过 6 MB")
