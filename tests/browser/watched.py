"""A page of the browser under watch: what its policy forbids, what its console says, what it fetches and from where."""

import os
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]  # it ships no types
from playwright.sync_api import BrowserContext, Response

#: Kept in the page itself, before any script of the page runs.
LISTEN = """
window.policyViolations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.policyViolations.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`);
});
"""
MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")
FOCUS = (Path(__file__).parent / "focus.js").read_text(encoding="utf-8")
#: A colour that is still passing into another is none that anybody reads.
AT_REST = "Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null))).then(() => true)"
#: With a scheme nothing but colours changes (`test_a_scheme_changes_colours_alone`), so that axe is asked by all its rules
#: once at each width, and in the other scheme for colours: width, scheme, the one rule or none.
LOOKS = ((1280, "light", ""), (390, "dark", ""), (1280, "dark", "color-contrast"), (390, "light", "color-contrast"))
#: Only what is against a rule is brought out of the page: the rest is long, and nobody reads it.
ASK_AXE = "async (options) => (await axe.run(document, options)).violations"
#: With a rule that axe leaves off, and without its fetching every stylesheet again.
AXE = {"resultTypes": ["violations"], "preload": False, "rules": {"target-size": {"enabled": True}}}


class Watched:
    """One page, the troubles met since it was last opened, and all that were ever met."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.site = site
        self.troubles: list[str] = []
        self.ever: list[str] = []
        self.page = context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.add_init_script(LISTEN)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self._met(f"error: {error}"))
        self.page.on("request", self._asked)
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)

    def open(self, path: str) -> Response:
        """Go to `path`, forget earlier troubles, and return the page's own answer."""
        self.troubles.clear()
        response = self.page.goto(self.site + path, wait_until="load")
        assert response is not None
        self.page.evaluate("document.fonts.ready.then(() => true)")
        return response

    def to_form(self) -> None:
        """Turn an article's page from reading to writing; other pages have their form in view."""
        if (tab := self.page.get_by_role("tab", name="表单")).count():
            tab.click()

    def all_troubles(self) -> list[str]:
        """Return what was met so far, with what the page's policy forbade. Ask before axe runs: it breaks the policy."""
        forbidden: list[str] = self.page.evaluate("window.policyViolations")
        return [*self.troubles, *(f"policy: {line}" for line in forbidden)]

    def look(self, width: int, scheme: Any) -> None:  # Any: playwright's own literal
        """Make the window `width` wide, and prefer a light or dark page."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=scheme)

    def picture(self, name: str) -> None:
        """Keep a picture of the whole page, where the environment names a folder for pictures."""
        if folder := os.environ.get("NEWSROOM_PICTURES"):
            self.page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)

    def measured(self) -> dict[str, list[str]]:
        """Return the parts too wide for the window, cut off, squeezed into a column of single characters, and under others."""
        found: dict[str, list[str]] = self.page.evaluate(MEASURE)
        return found

    def lost_focus(self) -> dict[str, list[str]]:
        """Return the places of the Tab key whose focus is not seen, lies under something, or is out of order."""
        self.page.keyboard.press("Tab")
        found: dict[str, list[str]] = self.page.evaluate(FOCUS)
        return {kind: names[:8] for kind, names in found.items() if names}

    def barriers(self, only: str = "") -> list[str]:
        """Return all that axe finds, or finds by one rule, a line for each place, once every colour has come to rest."""
        self.page.evaluate(AT_REST)
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        asked = {"runOnly": [only]} if only else {}
        found = self.page.evaluate(ASK_AXE, {**AXE, **asked})
        return [
            f"{rule['id']} ({rule['impact']}): {node['target']} {node['html'][:160]} {node['failureSummary'][:300]}"
            for rule in found
            for node in rule["nodes"][:5]
        ]

    def faults(self, only: str = "") -> list[str]:
        """Return everything wrong with the page as it stands, a line each; of axe, by one rule where it is named.

        Asks axe last, which breaks the policy.
        """
        troubles = self.all_troubles()
        measured = [f"{kind}: {name}" for kind, names in self.measured().items() for name in names]
        return [*troubles, *measured, *self.barriers(only)]

    def _met(self, trouble: str) -> None:
        self.troubles.append(trouble)
        self.ever.append(trouble)

    def _failed(self, request: Any) -> None:  # Any: playwright's request
        # What the browser itself gives up when the page is left is no failure.
        if request.failure != "net::ERR_ABORTED":
            self._met(f"failed: {request.url} {request.failure}")

    def _said(self, message: Any) -> None:  # Any: playwright's console message
        # A page that answers 404 is itself such a message; every other address is asked about in _answered.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self._met(f"console: {message.text} {message.location.get('url', '')}")

    def _asked(self, request: Any) -> None:  # Any: playwright's request
        if not request.url.startswith((self.site + "/", "data:", "about:")):
            self._met(f"elsewhere: {request.url}")

    def _answered(self, response: Any) -> None:  # Any: playwright's response
        if response.status >= 400 and not response.request.is_navigation_request():
            self._met(f"{response.status}: {response.url}")
