"""What a reader does: by keyboard, without script, in the other script, on paper; and what the site leaves with them."""

import re

import pytest

from tests.browser.conftest import COLLECTION
from tests.once import once

pytestmark = [pytest.mark.browser, once]

READ = ["/", "{article}", COLLECTION, "/search/?q=新质生产力", "/archive/", "/articles/", "/no-such-page/"]


@pytest.fixture(scope="module")
def scriptless(chromium, site):
    """A reader's page with scripts switched off."""
    context = chromium.new_context(locale="zh-CN", java_script_enabled=False, base_url=site)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", READ)
def test_no_cookie_is_left_with_a_reader(reader, article, path):
    reader.open(path.format(article=article))

    assert reader.page.context.cookies() == []
    assert reader.page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("path", [*READ, "/admin/login/", "/feed/", "/sitemap.xml", "/healthz"])
def test_every_answer_carries_a_policy_without_inline(reader, article, path):
    answer = reader.page.request.get(reader.site + path.format(article=article))

    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert not re.search("unsafe-|\\*|https?:", policy)


def test_an_article_reads_without_script(scriptless, article):
    scriptless.goto(article)

    assert scriptless.locator("h1").is_visible()
    assert len(scriptless.locator("article").inner_text()) > 300


def test_the_search_form_answers_without_script(scriptless):
    scriptless.goto("/search/")
    scriptless.get_by_role("searchbox").fill("新質生產力")
    scriptless.get_by_role("searchbox").press("Enter")

    assert "q=" in scriptless.url
    assert scriptless.locator("main mark").count() > 0


def test_the_script_is_switched_without_script(scriptless, article):
    scriptless.goto(article)
    scriptless.locator(".masthead a[lang='zh-Hant']").click()

    assert scriptless.locator("html").get_attribute("lang") == "zh-Hant"


def test_the_traditional_page_has_its_own_address_and_leads_back(reader, article):
    reader.open(article)
    simplified = reader.page.locator("h1").inner_text()

    reader.page.locator(".masthead a[lang='zh-Hant']").click()
    reader.page.wait_for_url(f"**/zh-hant{article}")
    assert reader.page.locator("html").get_attribute("lang") == "zh-Hant"

    reader.page.locator(".masthead a[lang='zh-Hans']").click()
    reader.page.wait_for_url(reader.site + article)
    assert reader.page.locator("html").get_attribute("lang") == "zh-Hans"
    assert reader.page.locator("h1").inner_text() == simplified


def test_the_traditional_page_is_in_traditional_characters(reader):
    reader.open(f"/zh-hant{COLLECTION}")

    assert reader.page.locator("h1").inner_text() == "新質生產力"


def test_enter_in_the_search_box_asks(reader):
    reader.open("/search/")
    reader.page.get_by_role("searchbox").fill("因地制宜")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**/search/?q=*")

    assert "因地制宜" in reader.page.locator("main mark").all_inner_texts()


@pytest.mark.parametrize("path", ["/", "{article}"])
def test_the_first_key_reaches_the_way_past_the_menu(reader, article, path):
    reader.look(1280, "light")
    reader.open(path.format(article=article))
    reader.page.keyboard.press("Tab")

    skip = reader.page.locator(":focus")
    assert skip.get_attribute("href") == "#main"
    box = skip.bounding_box()
    assert box["x"] >= 0 and box["y"] >= 0

    reader.page.keyboard.press("Enter")
    assert reader.page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "{article}"])
def test_where_the_keys_stand_is_seen(reader, article, path, scheme):
    reader.look(1280, scheme)
    reader.open(path.format(article=article))

    outlines = []
    for _stop in range(10):
        reader.page.keyboard.press("Tab")
        outlines.append(reader.page.evaluate(FOCUS))

    assert len({stop["path"] for stop in outlines}) == 10
    assert [stop for stop in outlines if stop["style"] == "none" or stop["width"] < 2 or not stop["seen"]] == []


FOCUS = """() => {
  const el = document.activeElement, style = getComputedStyle(el), box = el.getBoundingClientRect();
  const path = `${el.tagName} ${el.getAttribute("href")} ${Math.round(box.left)},${Math.round(box.top + scrollY)}`;
  const seen = box.width > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  return { path, seen, style: style.outlineStyle, width: parseFloat(style.outlineWidth) };
}"""


@pytest.mark.parametrize("path", ["/", "{article}", COLLECTION])
def test_paper_shows_the_text_and_no_way_about(reader, article, path):
    reader.look(1280, "dark")
    reader.open(path.format(article=article))
    reader.page.emulate_media(media="print", color_scheme="dark")

    shown = reader.page.locator("nav, .tools, form, .skip").evaluate_all(
        "(all) => all.filter((el) => el.checkVisibility()).length"
    )
    ink = reader.page.evaluate("getComputedStyle(document.body).color")
    reader.page.emulate_media(media="screen")
    assert shown == 0
    assert ink == "rgb(0, 0, 0)"
    assert reader.page.locator("h1").is_visible()
