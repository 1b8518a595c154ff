"""The five real captures, from raw to sent to review, by keyboard alone: how many presses each takes.

Typing a title is not counted, every other sign typed is. What the capture does not say is left open, but for the title,
the source and the responsible editor, which an editor knows.
"""

import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.once import once

pytestmark = [pytest.mark.browser, once]

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
CAPTURES = sorted(SEEDS.glob("0*.txt"))
MOST = 40
SOURCE = "黑龙江日报"


class Presses:
    """A keyboard that counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def go(self, key: str) -> None:
        """Press a key that leads to another page, and wait for it."""
        with self.page.expect_navigation(wait_until="load"):
            self.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.count += len(words)

    def tab_to(self, place: str) -> None:
        """Press Tab until what `place` names has the focus."""
        while not self.page.evaluate("(place) => document.activeElement.matches(place)", place):
            self.press("Tab")
            assert self.count < 10 * MOST


def answered(keys: Presses) -> bool:
    """Answer the next doubt that has an answer; return whether there was one."""
    page = keys.page
    stop = page.locator("[data-stop]:focus")
    box = stop.get_attribute("data-box") or ""
    if stop.locator("[data-accept]").count():
        keys.go("Enter")
    elif box == "id_title" and page.input_value("#id_title") == "":
        keys.press("e")
        expect(page.locator("#id_title")).to_be_focused()
        page.keyboard.type("题目由编辑写")
        keys.go("Enter")
    elif stop.get_attribute("data-role") == "editor":
        keys.press("e")
        keys.go("Enter")
    elif box == "attributions-group" and page.locator("#attributions-group select[name$=-role]").count() <= 1:
        keys.press("e")
        keys.type(SOURCE)
        keys.go("Enter")
    else:
        return False
    return True


def walked(keys: Presses) -> None:
    """Answer what can be answered, going down the doubts with `j`, and send the article to review."""
    keys.press("j")
    for _doubt in range(MOST):
        if answered(keys):
            continue
        left = keys.page.evaluate(
            """() => { const all = [...document.querySelectorAll("[data-stop]")];
              return all.findLastIndex((stop) => "doubt" in stop.dataset) - all.indexOf(document.activeElement) }"""
        )
        if left <= 0:
            break
        keys.press("j")
    keys.press("s")
    keys.go("Enter")


@pytest.mark.skipif(not CAPTURES and not os.environ.get("CI"), reason="the real captures are not beside the project")
@pytest.mark.parametrize("number", range(5))
def test_each_goes_from_raw_to_review_in_forty_presses(person, number):
    watched, capture = person("bianji"), CAPTURES[number]
    watched.look(1440, "light")
    watched.open("/admin/")
    page, keys = watched.page, Presses(watched.page)
    keys.press("g")
    keys.go("m")
    page.locator("input[type=file]").set_input_files(capture)
    page.locator("input[type=file]").focus()
    keys.tab_to("#import_form > p > button")
    keys.go("Enter")
    keys.press("Tab", "Enter")  # past the head of the page
    keys.tab_to("#content button[type=submit]")
    keys.go("Enter")
    keys.press("Tab", "Enter")
    keys.tab_to("#content a[href*='/article/'][href$='/change/']")
    keys.go("Enter")
    importing = keys.count

    walked(keys)

    expect(page.locator(".messagelist")).to_contain_text("已送审")
    watched.picture(f"capture-{number}")
    if folder := os.environ.get("NEWSROOM_PICTURES"):
        counts = json.dumps({"import": importing, "all": keys.count})
        Path(folder, f"presses-{number}.json").write_text(counts, encoding="utf-8")
    assert keys.count <= MOST
    assert watched.all_troubles() == []
