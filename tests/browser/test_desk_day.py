"""The editor's day from end to end, by keyboard alone, with the mouse, and with a finger on a phone of 390 px.

Ten captures of ten kinds are imported, mended, filled in, sent to review, signed by three people and published; a
collection of five pieces in two sections is built, re-ordered, looked at, signed and published; an article is corrected,
another withdrawn. What each stretch took is written beside its pictures, where the environment names a folder for them.
"""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import sign_in
from tests.browser.hands import Finger, Hands, Pointer, Tally
from tests.browser.served import served_demo
from tests.browser.watched import Watched
from tests.once import once
from tests.wraps import docx

pytestmark = pytest.mark.browser

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
KINDS = (
    "plain/xian-huo-nong-xu/capture.txt",
    "portal/ge-bi-tan-shang-zhong/capture.txt",
    "aggregator/guan-yu-kai-zhan-nian/capture.txt",
    "aggregator/lao-wu-fan-xin-bian/capture.txt",
    "frontmatter/leng-ku-li-de-nian/capture.md",
    "webpage/dao-tian-kai-xue/capture.html",
    "feed/bei-wan-ma-tou-shi/capture.xml",
    "records/zao-shi/capture.csv",
)
WORD = (
    "古井边的新水站",
    "松川日报记者 沈一鸣",
    "2024年5月6日",
    "村口的古井旁，新水站上月通水。",
    "老人们说，井水留着泡茶。",
)
DAMAGED = (
    "三地聯(lián)席會(huì)議在松川召開(kāi)\n松川日報(bào)記者 林晚舟\n2024年7月1日 09:00\n\n"
    "會(huì)議提出,推動(dòng)?xùn)|北三地聯(lián)合建站。與會(huì)者說(shuō),站要建在河邊。\n"
)
#: What an editor knows who looked at the original, by the role that is missing; one's own name stands there already.
SIGNERS = ("chushen", "fushen", "zhongshen")
MISSING = {"editor": "", "author": "松川日报", "published_by": "松川日报"}
#: The pictures of docs/editors.md, by who takes them (`make pictures`).
GUIDE = {
    "keyboard": ("home", "preview", "article", "many", "builder", "reader", "correction"),
    "pointer": (),
    "phone": ("article",),
}
WAYS: dict[str, tuple[type[Hands], int]] = {
    "keyboard": (Hands, 1280),
    "pointer": (Pointer, 1440),
    "phone": (Finger, 390),
}


#: On a second database the keyboard alone walks: what a hand reaches no database changes.
@pytest.fixture(scope="module", params=["keyboard", *(pytest.param(way, marks=once) for way in ("pointer", "phone"))])
def way(request) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def site(way: str, chromium_path: str, tmp_path_factory: pytest.TempPathFactory, filled: str) -> Iterator[str]:
    with served_demo(tmp_path_factory.mktemp(way), filled) as address:
        yield address


@pytest.fixture(scope="module")
def day(way: str, site: str, chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator["Day"]:
    day = Day(way, site, chromium, captures(tmp_path_factory.mktemp("captures")))
    yield day
    day.close()


def captures(folder: Path) -> list[str]:
    """Write ten captures of as many kinds into `folder`; return their paths."""
    for kind in KINDS:
        path = SAMPLES / kind
        (folder / f"{path.parent.name}{path.suffix}").write_bytes(path.read_bytes())
    (folder / "gu-jing.docx").write_bytes(docx(WORD))
    (folder / "hui-yi.txt").write_bytes(DAMAGED.encode())
    return sorted(str(path) for path in folder.iterdir())


class Day:
    """The people of one day, each at a browser of their own, and what each stretch of the day took."""

    def __init__(self, way: str, site: str, chromium: Browser, files: list[str]) -> None:
        self.way, self.site, self.chromium, self.files = way, site, chromium, files
        self.hands, self.width = WAYS[way]
        self.people: dict[str, Hands] = {}
        self.tallies: dict[str, Tally] = {}

    def at(self, username: str, stretch: str) -> Hands:
        """Return the hands of a person, signed in, counting for a stretch of the day."""
        if username not in self.people:
            phone = {"is_mobile": True, "has_touch": True, "device_scale_factor": 2} if self.way == "phone" else {}
            context = self.chromium.new_context(locale="zh-CN", viewport={"width": self.width, "height": 900}, **phone)
            watched = Watched(context, self.site)
            sign_in(watched, username)
            self.people[username] = self.hands(watched, Tally())
        hands = self.people[username]
        hands.tally = self.tallies.setdefault(stretch, Tally())
        return hands

    def picture(self, name: str, hands: Hands) -> None:
        """Keep a picture, whose time does not count; of what the editors' guide shows, one of the window for it too."""
        began = time.monotonic()
        hands.watched.picture(f"day-{self.way}-{name}")
        if name in GUIDE.get(self.way, ()) and (folder := os.environ.get("NEWSROOM_GUIDE")):
            hands.page.screenshot(path=str(Path(folder, f"{self.way}-{name}.png")))
        hands.tally.seconds -= time.monotonic() - began

    def close(self) -> None:
        if folder := os.environ.get("NEWSROOM_PICTURES"):
            figures = {stretch: tally.figures() for stretch, tally in self.tallies.items()}
            words = json.dumps(figures, ensure_ascii=False, indent=1)
            Path(folder, f"day-{self.way}.json").write_text(words, encoding="utf-8")
        for hands in self.people.values():
            hands.page.context.close()


def test_the_day_from_captures_to_readers(day):
    batch = imported(day)
    mended(day, batch)
    chosen = sent(day)
    signed(day, chosen)
    published(day, built(day))
    corrected(day)
    withdrawn(day)

    assert [line for hands in day.people.values() for line in hands.watched.ever] == []


def imported(day: Day) -> str:
    """Import the ten by their preview; return the address of the queue of their batch."""
    desk = day.at("bianji", "导入十件")
    page = desk.page
    with desk.tally.timed():
        desk.go(page.get_by_role("link", name="导入", exact=True).first, "g", "m")
        desk.files(page.locator("#import-files"), day.files)
        desk.go(page.get_by_role("button", name="预览"))
        expect(page.locator("#preview_form li.desk-card")).to_have_count(len(day.files))
        day.picture("preview", desk)
        desk.go(page.get_by_role("button", name="导入选中的"))
        day.picture("report", desk)
        desk.go(page.get_by_role("link", name="逐篇看疑点"))
    return str(page.evaluate("location.pathname + location.search"))


def mended(day: Day, queue: str) -> None:
    desk = day.at("bianji", "改好十篇")
    page = desk.page
    with desk.tally.timed():
        desk.go(page.get_by_role("link", name="连没有疑点的"))
        desk.go(page.locator("[data-stop]").first, "j", "Enter")
        day.picture("article", desk)
        for _answer in range(60):
            if page.url.startswith(f"{day.site}/admin/queue/"):
                break
            answer(desk)
    expect(page.locator("#content")).to_contain_text("没有要看的了")


def answer(desk: Hands) -> None:
    """Answer the next doubt of an article from its evidence; where none is left, go on."""
    page = desk.page
    offered = page.locator("[data-stop][data-doubt]:has([data-accept])")
    if offered.count():
        desk.step_to(offered.first, "j", "k")
        desk.go(offered.first.locator("[data-accept]").first, "Enter")
        return
    missing = page.locator(", ".join(f"#findings [data-role={role}]" for role in MISSING))
    if missing.count():
        desk.step_to(missing.first, "j", "k")
        role = missing.first.get_attribute("data-role") or ""
        desk.use(missing.first.locator("a", has_text="去填写"), "e")
        desk.type(MISSING[role])
        desk.go(page.locator(".desk-bar .save"), "Enter")
        return
    desk.go(page.locator("[name=_look]"), "d")


def sent(day: Day) -> str:
    """Send all of the batch to review at once; return the address of the list of them."""
    desk = day.at("bianji", "送审")
    page = desk.page
    with desk.tally.timed():
        desk.go(page.get_by_role("link", name="这批文章"))
        here = str(page.evaluate("location.pathname + location.search"))
        together(day, desk, "送审", len(day.files))
    return here


def signed(day: Day, here: str) -> None:
    """Three people sign, one article on its own page and the rest from the list; the last of them publishes."""
    for username in SIGNERS:
        signer = day.at(username, "三审")
        page = signer.page
        with signer.tally.timed():
            day.picture("home", signer)
            signer.go(page.locator(".desk-home [data-stop]").first, "j", "Enter")
            signer.go(page.locator(".desk-bar .main"), "s", "Enter")
            expect(page.locator(".messagelist")).to_contain_text("已签")
        signer.watched.open(here)
        with signer.tally.timed():
            together(day, signer, "签发", len(day.files) - 1)
    final = day.at(SIGNERS[-1], "发布")
    final.watched.open(here)
    with final.tally.timed():
        together(day, final, "发布", len(day.files))


def together(day: Day, hands: Hands, move: str, count: int) -> None:
    """Make a move with all the articles of the list that is open: looked at before it is done, told after."""
    page = hands.page
    hands.tick(page.locator("#action-toggle"), "a")
    hands.hold(page.locator("select[name=action]"), "s")
    hands.choose(page.locator("select[name=action]"), "走一步")
    hands.go(page.locator("button[name=index]"))
    hands.choose(page.locator("#id_step"), move)
    hands.go(page.get_by_role("button", name="先看会怎样"))
    day.picture("many", hands)
    hands.go(page.get_by_role("button", name=f"照此办（{count} 篇）"))
    expect(page.locator(".messagelist")).to_contain_text(f"：{count} 篇已办")


def built(day: Day) -> str:
    """Build a collection of five pieces in two sections, re-order them, look at it as a reader; return its address."""
    desk = day.at("bianji", "搭专题")
    page = desk.page
    with desk.tally.timed():
        desk.go(page.locator("#header, header").get_by_role("link", name="专题", exact=True).first, "g", "c")
        desk.go(page.locator(".object-tools .addlink"))
        desk.write(page.locator("#id_title"), "水边的新事")
        desk.write(page.locator("#id_introduction"), "五篇，写水边的人和事。")
        desk.go(page.locator("[name=_continue]"), "Alt+s")
        desk.cross("n")
        for title in ("井与站", "河与海"):
            desk.write(page.locator("#new-section"), title)
            desk.use(page.locator("[value=section-add]"), "Enter")
            expect(page.locator("[data-said]")).to_contain_text(f"已加“{title}”")
        taken(desk)
        reordered(desk)
        day.picture("builder", desk)
        desk.go(page.locator(".desk-bar").get_by_role("link", name="预览"))
        day.picture("reader", desk)
        desk.go(page.get_by_role("link", name="水边的新事").first)
        desk.go(page.locator(".desk-bar .main"), "s", "Enter")
    expect(page.locator(".messagelist")).to_contain_text("已送审")
    return str(page.evaluate("location.pathname"))


def taken(desk: Hands) -> None:
    """Find articles and put three into the first section, two into the second."""
    page = desk.page
    desk.hold(page.locator("#find-q"), "Escape", "/")
    desk.type("松川")
    desk.use(page.locator(".find-form button"), "Enter")
    expect(page.locator(".hit mark").first).to_be_visible()
    expect(page.locator(".hit").first).to_be_focused()
    desk.use(page.locator(".facets summary"))
    desk.use(page.locator(".facets a", has_text="已公开"))
    expect(page.locator(".facets a[aria-current]")).to_have_count(1)
    for n in range(5):
        hit = page.locator(".hit:has([data-accept])").first
        desk.step_to(hit, "j", "k")
        section = 0 if n < 3 else 1
        desk.use(hit.locator("[data-accept]").nth(section), str(section + 1))
        expect(page.locator(".hit .in")).to_have_count(n + 1)
    expect(page.locator(".piece")).to_have_count(5)


def reordered(desk: Hands) -> None:
    """Move the third piece up, and the first to the end, into the other section."""
    page = desk.page
    desk.cross("l")
    third = page.locator(".piece").nth(2)
    desk.step_to(third, "j", "k")
    desk.use(third.locator("[data-move=up]"), "Alt+ArrowUp")
    expect(page.locator("[data-said]")).to_contain_text("移到第 2")
    first = page.locator(".piece").first
    desk.step_to(first, "j", "k")
    desk.hold(first.locator("[data-number]"), "m")
    desk.page.keyboard.press("Control+a")
    desk.type("5")
    desk.press("Enter")
    expect(page.locator("[data-said]")).to_contain_text("移到第 5")


def published(day: Day, here: str) -> None:
    for username in SIGNERS:
        signer = day.at(username, "专题三审、发布")
        page = signer.page
        signer.watched.open("/admin/")
        with signer.tally.timed():
            card = page.locator(f".desk-home a[data-stop][href^='{here}']").first
            signer.step_to(card, "j", "k")
            signer.go(card, "Enter")
            signer.go(page.locator(".desk-bar .main"), "s", "Enter")
    with signer.tally.timed():
        signer.go(page.locator(".desk-bar .main"), "s", "Enter")
    expect(page.locator(".messagelist")).to_contain_text("已发布第 1 版")
    day.picture("collection-published", signer)


def corrected(day: Day) -> None:
    """Put a word right in what is public; the new edition is signed like any, and says what was wrong."""
    desk = day.at("bianji", "更正一篇")
    page = desk.page
    with desk.tally.timed():
        found(desk, "古井边的新水站")
        desk.hold(page.locator("#id_body"), "t")
        desk.use(page.locator(".field-body .body-tools .open"), "Control+f")
        desk.type("上月")
        desk.write(page.locator(".field-body .by"), "四月底")
        desk.use(page.locator(".field-body .all"))
        desk.go(page.locator(".desk-bar .save"), "Alt+s")
        desk.go(page.locator(".desk-bar .main"), "s", "Enter")
    here = str(page.evaluate("location.pathname"))
    for username in SIGNERS:
        signer = day.at(username, "更正一篇")
        signer.watched.open(here)
        with signer.tally.timed():
            signer.go(signer.page.locator(".desk-bar .main"), "s", "Enter")
    with signer.tally.timed():
        signer.go(signer.page.locator(".desk-bar").get_by_role("link", name="作为更正发布"))
        told(day, signer, "通水的时间误作上月，应为四月底。", "correction")
    expect(signer.page.locator(".messagelist")).to_contain_text("更正")


def withdrawn(day: Day) -> None:
    """Take what is public away, with a reason for the readers."""
    final = day.at(SIGNERS[-1], "撤下一篇")
    page = final.page
    with final.tally.timed():
        found(final, "冷库里的年货")
        final.go(page.locator(".desk-bar").get_by_role("link", name="撤稿"))
        told(day, final, "来源有误，本站撤下此稿。", "withdrawal")
    expect(page.locator(".messagelist")).to_contain_text("已撤下")


def found(hands: Hands, title: str) -> None:
    """Go to an article by the palette."""
    page = hands.page
    hands.use(page.locator("[data-find]").first, "Control+k")
    hands.type(title)
    hit = page.locator("[role=option]", has_text=title).first
    expect(hit).to_be_visible()
    hands.go(hit, "Enter")


def told(day: Day, hands: Hands, words: str, name: str) -> None:
    """Write what readers are told, look at it as they will, and confirm it."""
    page = hands.page
    hands.choose(page.get_by_label("原因"), "事实")
    hands.write(page.get_by_label("告读者"), words)
    hands.go(page.get_by_role("button", name="看读者会看到什么"))
    day.picture(name, hands)
    hands.go(page.locator("[name=_confirm]"))
