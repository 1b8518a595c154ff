"""One demo and one Chromium a module, and pages under watch: a reader's, and one for each person of the desk.

What one module changes for good no other meets.

The browser lives no longer than its module: Playwright keeps an event loop running in this thread, and Django refuses
to touch a database beside one, so the tests after it would fail.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, StorageState, sync_playwright

from articles.management.commands.demo import PASSWORD
from tests.browser.served import filled_demo, served_demo
from tests.browser.watched import Watched
from tests.once import IS_SECOND_RUN

#: The same browser under Debian's names and others, the one without a window first: it draws the same in less time.
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
COLLECTION = "/collections/xin-zhi-sheng-chan-li/"
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if path is None and os.environ.get("CI"):
        pytest.fail("There is no Chromium on this machine, and in CI these tests may not be skipped.")
    if path is None:
        pytest.skip("There is no Chromium on this machine.")
    return path


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The database of a demo just filled, which every module's own is copied from; an SQLite file serves all workers."""
    if not os.environ.get("PYTEST_XDIST_WORKER") or IS_SECOND_RUN:
        with filled_demo(tmp_path_factory.mktemp("filled")) as url:
            yield url
        return
    folder = tmp_path_factory.getbasetemp().parent / "filled"  # the run's, beside those of its workers
    folder.mkdir(exist_ok=True)
    address = folder / "address"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not address.exists():
            with filled_demo(folder) as url:
                address.write_text(url)
    yield address.read_text()


@pytest.fixture(scope="module")
def site(chromium_path: str, tmp_path_factory: pytest.TempPathFactory, filled: str) -> Iterator[str]:
    with served_demo(tmp_path_factory.mktemp("demo"), filled) as address:
        yield address


@pytest.fixture(scope="module")
def chromium(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def reader(chromium: Browser, site: str) -> Iterator[Watched]:
    context = chromium.new_context(locale="zh-CN")
    yield Watched(context, site)
    context.close()


@pytest.fixture(scope="module")
def sessions() -> dict[str, StorageState]:
    """The cookies of people already signed in: a password is slow to check on purpose."""
    return {}


@pytest.fixture(scope="module")
def person(chromium: Browser, site: str, sessions: dict[str, StorageState]) -> Iterator[Callable[[str], Watched]]:
    """Return the page of a person of the demo, signed in."""
    pages: dict[str, Watched] = {}

    def page_of(username: str) -> Watched:
        if username not in pages:
            context = chromium.new_context(locale="zh-CN", storage_state=sessions.get(username))
            pages[username] = Watched(context, site)
            if username not in sessions:
                sign_in(pages[username], username)
                sessions[username] = context.storage_state()
        return pages[username]

    yield page_of
    for watched in pages.values():
        watched.page.context.close()


def sign_in(watched: Watched, username: str) -> None:
    watched.open("/admin/login/?next=/admin/")
    watched.page.fill("#id_username", username)
    watched.page.fill("#id_password", PASSWORD)
    watched.page.keyboard.press("Enter")
    watched.page.wait_for_url(f"{watched.site}/admin/")


@pytest.fixture(scope="module")
def article(site: str) -> str:
    """The path of a published article: the first that the collection lists."""
    with urlopen(site + COLLECTION) as page:
        found = re.search(r'href="(/articles/\d+-[^"/]+/)"', page.read().decode())
    assert found
    return found[1]


@pytest.fixture(scope="module")
def desk_places(person: Callable[[str], Watched]) -> dict[str, str]:
    """The desk's pages of two articles: a draft with broken bytes, and one that is published."""
    watched = person("bianji")
    found = {}
    for name, asked in {
        "damaged": "flag=damaged-bytes&state__exact=draft",
        "published": "state__exact=published",
    }.items():
        watched.open(f"/admin/articles/article/?{asked}")
        found[name] = watched.page.locator("#result_list tbody th a").first.evaluate("(a) => a.pathname")
    number = found["damaged"].split("/")[-3]
    found["look"] = f"/admin/lists/articles/article/{number}/peek/"
    return found
