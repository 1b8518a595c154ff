"""Someone's hands at the desk, who has the keyboard alone, a mouse, or a finger on a phone; all they do is counted.

A step says what is to be pressed, chosen or written; the hands reach it in their own way, and only in that way.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from playwright.sync_api import Locator

from tests.browser.watched import Watched

#: So many presses of Tab in search of one place are a fault of the page.
FARTHEST = 150
#: The place itself has the focus, or the one its label is for.
IS_HELD = "(place) => document.activeElement === place"

IS_BELOW = (
    "(place) => Boolean(document.activeElement.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING)"
)


@dataclass
class Tally:
    """What a stretch of work took: presses of keys, clicks or touches, signs typed, and seconds with all the pages' own."""

    keys: int = 0
    clicks: int = 0
    signs: int = 0
    seconds: float = 0

    @contextmanager
    def timed(self) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.seconds += time.monotonic() - began

    def figures(self) -> dict[str, float]:
        return {**asdict(self), "seconds": round(self.seconds, 1)}


class Hands:
    """The keyboard alone: a place is reached by its keys where it has some, else by Tab, past the head of the page."""

    def __init__(self, watched: Watched, tally: Tally) -> None:
        self.watched, self.page, self.tally = watched, watched.page, tally

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.tally.keys += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.tally.signs += len(words)

    def reach(self, place: Locator) -> None:
        """Press Tab until `place` has the focus, or Shift and Tab where it stands further up."""
        if place.evaluate(IS_HELD):
            return
        if self.page.evaluate("document.activeElement === document.body"):
            self.press("Tab")
            if self.page.evaluate("document.activeElement.matches('.skip-to-content-link, [href=\"#content-start\"]')"):
                self.press("Enter")
        for _step in range(FARTHEST):
            if place.evaluate(IS_HELD):
                return
            self.press("Tab" if place.evaluate(IS_BELOW) else "Shift+Tab")
        raise AssertionError(f"{FARTHEST} presses of Tab do not lead to {place}")

    def step_to(self, place: Locator, onward: str, back: str) -> None:
        """Press a key until `place` has the focus: `onward` where it stands further down, else `back`."""
        for _step in range(FARTHEST):
            if place.evaluate(IS_HELD):
                return
            self.press(onward if place.evaluate(IS_BELOW) else back)
        raise AssertionError(f"{FARTHEST} presses of {onward} or {back} do not lead to {place}")

    def cross(self, key: str) -> None:
        """Press the key that leads to another part of the page."""
        self.press(key)

    def use(self, place: Locator, *keys: str) -> None:
        """Do what `place` offers: by `keys` alone where they are given."""
        if keys:
            self.press(*keys)
            return
        self.reach(place)
        self.press("Enter")

    def go(self, place: Locator, *keys: str) -> None:
        """Do what leads to another page, and wait for it."""
        if not keys:
            self.reach(place)
        with self.page.expect_navigation(wait_until="load"):
            self.use(place, *keys)

    def tick(self, place: Locator, *keys: str) -> None:
        if keys:
            self.press(*keys)
            return
        self.reach(place)
        self.press("Space")

    def write(self, place: Locator, words: str, *keys: str) -> None:
        """Write over what `place` holds."""
        self.hold(place, *keys)
        self.press("Control+a")
        self.type(words)

    def hold(self, place: Locator, *keys: str) -> None:
        """Bring the focus to `place`, by `keys` alone where they are given."""
        self.press(*keys)
        if not keys:
            self.reach(place)

    def choose(self, place: Locator, label: str) -> None:
        """Choose in a list as a keyboard does: by the first letters, or where no method of input gives them, going down."""
        self.reach(place)
        names = place.locator("option").all_text_contents()
        now = int(place.evaluate("(select) => select.selectedIndex"))
        to = next(n for n, name in enumerate(names) if label in name)
        self.press(*(["ArrowDown"] * (to - now) or ["ArrowUp"] * (now - to)))

    def files(self, place: Locator, paths: list[str]) -> None:
        """Choose files in the window that the browser opens."""
        with self.page.expect_file_chooser() as window:
            self.use(place)
        window.value.set_files(paths)


def standing(place: Locator, asked: str) -> Any:
    """Return what `asked` says of the element (never null). One that was drawn anew while it was asked is asked again."""
    while (said := place.evaluate(f"(place) => place.isConnected ? ({asked})(place) : null")) is None:
        pass
    return said


#: Of an element: the pane it is in, if any; whether something folded away holds it.
PANE = "(place) => place.closest('.pane')?.id ?? ''"
FOLDED = "(place) => !place.closest('summary') && !!place.closest('details:not([open])')"


class Pointer(Hands):
    """A mouse: what is not in view is scrolled to, or the tab that holds it is clicked; keys are for words alone."""

    def touch(self, place: Locator) -> None:
        """Click `place`. Where it is folded away, what folds it is clicked first."""
        pane = standing(place, PANE)
        if pane and not place.is_visible():
            self.hit(self.page.locator(f".desk-tabs a[href='#{pane}']"))
        while standing(place, FOLDED):
            folded = place.locator("xpath=ancestor::details[not(@open)][last()]").element_handle()
            self.hit(place.locator("xpath=ancestor::details[not(@open)][last()]/summary"))
            self.page.wait_for_function("(details) => details.open", arg=folded)  # a touch is a click a moment later
        self.hit(place)

    def reach(self, place: Locator) -> None:
        """Do nothing: the click finds its place."""

    def step_to(self, place: Locator, onward: str, back: str) -> None:
        """Do nothing: the click finds its place."""

    def cross(self, key: str) -> None:
        """Do nothing: the click finds its place."""

    def hit(self, place: Locator) -> None:
        place.click()
        self.tally.clicks += 1

    def use(self, place: Locator, *keys: str) -> None:
        self.touch(place)

    def tick(self, place: Locator, *keys: str) -> None:
        self.touch(place)

    def hold(self, place: Locator, *keys: str) -> None:
        self.touch(place)

    def write(self, place: Locator, words: str, *keys: str) -> None:
        self.touch(place)
        place.select_text()
        self.tally.clicks += 1
        self.type(words)

    def choose(self, place: Locator, label: str) -> None:
        value = place.locator("option").filter(has_text=label).first.get_attribute("value")
        self.touch(place)
        self.page.keyboard.press("Escape")
        place.select_option(value)
        self.tally.clicks += 1


class Finger(Pointer):
    """A finger on a phone: touches instead of clicks."""

    def hit(self, place: Locator) -> None:
        place.tap()
        self.tally.clicks += 1
