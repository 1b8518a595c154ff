"""Every key of the desk, in one table: its page, the small windows that `?` opens and the docs are held to it.

What a key does is done in the script of its page; nothing here acts.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET


@dataclass(frozen=True, slots=True)
class Key:
    """Keys that do one thing, each as it is pressed (`g h` is one after the other, `Ctrl+K` both at once)."""

    pressed: tuple[str, ...]
    does: Any  # Any: a lazy translation

    @property
    def parts(self) -> list[list[tuple[str, str]]]:
        """Return each way to press it as the caps of its keys, with the sign that stands behind a cap."""
        return [_caps(each) for each in self.pressed]


@dataclass(frozen=True, slots=True)
class Place:
    """Where keys act: what the place is called, and the script there that answers them."""

    name: Any  # Any: a lazy translation
    script: str
    keys: tuple[Key, ...]


def _caps(pressed: str) -> list[tuple[str, str]]:
    """Return the caps of `pressed`.

    >>> _caps("Ctrl+K"), _caps("g h"), _caps("1…9")
    ([('Ctrl', '+'), ('K', '')], [('g', ' '), ('h', '')], [('1', '…'), ('9', '')])
    """
    sign = next((sign for sign in "+ …" if sign in pressed.strip()), "")
    caps = pressed.split(sign) if sign else [pressed]
    return [*((cap, sign) for cap in caps[:-1]), (caps[-1], "")]


PLACES: dict[str, Place] = {
    "everywhere": Place(
        gettext_lazy("每一页"),
        "go.js",
        (
            Key(("Ctrl+K",), gettext_lazy("查找：文章、专题、人、来源、主题、标签，也可以去别的页、走下一步")),
            Key(("g h",), gettext_lazy("去首页")),
            Key(("g a",), gettext_lazy("去文章列表")),
            Key(("g c",), gettext_lazy("去专题列表")),
            Key(("g b",), gettext_lazy("去看板")),
            Key(("g q",), gettext_lazy("去待看的导入")),
            Key(("g m",), gettext_lazy("去导入")),
            Key(("g i",), gettext_lazy("去收件箱")),
            Key(("?",), gettext_lazy("显示或收起这一页的按键；按 Esc 也收起")),
        ),
    ),
    "find": Place(
        gettext_lazy("查找框"),
        "find.js",
        (
            Key(("↓", "↑"), gettext_lazy("下一项、上一项")),
            Key(("Enter",), gettext_lazy("去选中的一项；是按钮的，停到那个按钮上，再按一次才办")),
            Key(("Esc",), gettext_lazy("收起")),
        ),
    ),
    "article": Place(
        gettext_lazy("文章页"),
        "keys.js",
        (
            Key(("j", "k"), gettext_lazy("下一处、上一处")),
            Key(("Enter", "a"), gettext_lazy("采纳这一处的第一个改法；没有改法的，到表单里填")),
            Key(("1…9",), gettext_lazy("采纳第几个改法")),
            Key(("e",), gettext_lazy("到表单里改这一项；按 Enter 存，按 Esc 回来")),
            Key(("x",), gettext_lazy("写不改的理由，按 Enter 记下；在建议上是不取")),
            Key(("u",), gettext_lazy("撤销最近一次校对决定")),
            Key(("t",), gettext_lazy("在清稿和表单之间切换")),
            Key(("s",), gettext_lazy("停到下一步的按钮（送审、签发……）；按 Enter 办")),
            Key(("n", "p"), gettext_lazy("队列里下一篇、上一篇")),
            Key(("d",), gettext_lazy("看过，到下一篇")),
            Key(("c",), gettext_lazy("批注清稿里选中的文字；没有选的，就整篇写一条")),
            Key(("Alt+S",), gettext_lazy("保存")),
        ),
    ),
    "body": Place(
        gettext_lazy("正文和导语的框"),
        "body.js",
        (
            Key(("Ctrl+F",), gettext_lazy("在这个框里查找替换；再按一次，是浏览器自己的查找")),
            Key(("Enter", "Shift+Enter"), gettext_lazy("在“找什么”里：下一处、上一处；在“换成什么”里：替换这一处")),
            Key(("Esc",), gettext_lazy("收起，回到找到的这一处")),
            Key(("Ctrl+Z",), gettext_lazy("撤销，替换也算；全部替换一次撤回")),
        ),
    ),
    "rows": Place(
        gettext_lazy("各种列表"),
        "list.js",
        (
            Key(("j", "k"), gettext_lazy("下一行、上一行")),
            Key(("Enter",), gettext_lazy("打开这一行")),
            Key(("o",), gettext_lazy("看一眼这一行，不离开列表；空格也行，按 Esc 回来")),
            Key(("x",), gettext_lazy("勾选这一行")),
            Key(("a",), gettext_lazy("勾选这一页的全部，再按一次都不选")),
            Key(("s",), gettext_lazy("停到批量操作的框")),
            Key(("/",), gettext_lazy("停到查找的框")),
            Key(("n", "p"), gettext_lazy("下一页、上一页")),
        ),
    ),
    "comments": Place(
        gettext_lazy("批注"),
        "comments.js",
        (
            Key(("Alt+C",), gettext_lazy("批注选中的文字，在正文框里也行；按 Esc 回到原处")),
            Key(("Ctrl+Enter",), gettext_lazy("发出批注、答复")),
        ),
    ),
    "board": Place(
        gettext_lazy("看板"),
        "keys.js",
        (
            Key(("j", "k"), gettext_lazy("这一栏里下一张、上一张")),
            Key(("h", "l"), gettext_lazy("到左边、右边一栏")),
            Key(("Enter",), gettext_lazy("打开这一件")),
        ),
    ),
    "list": Place(
        gettext_lazy("队列和可逐条走的页"),
        "keys.js",
        (
            Key(("j", "k"), gettext_lazy("下一条、上一条")),
            Key(("Enter",), gettext_lazy("打开这一条")),
            Key(("n", "p"), gettext_lazy("下一页、上一页")),
        ),
    ),
    "builder": Place(
        gettext_lazy("专题页"),
        "builder.js",
        (
            Key(("/",), gettext_lazy("到左边找文章")),
            Key(("h", "l"), gettext_lazy("到左边找到的、到右边的篇目，回到刚才那一篇")),
            Key(("n",), gettext_lazy("加一部分：写标题，按 Enter")),
            Key(("Alt+↑", "Alt+↓"), gettext_lazy("上移、下移这一篇，可移到前后的部分")),
            Key(("m",), gettext_lazy("移到第几：填数字，按 Enter")),
            Key(("Ctrl+Enter",), gettext_lazy("只存正在写的编者按")),
        ),
    ),
    "pieces": Place(
        gettext_lazy("专题页的篇目和找到的文章"),
        "keys.js",
        (
            Key(("j", "k"), gettext_lazy("下一篇、上一篇")),
            Key(("1…9",), gettext_lazy("把找到的这一篇放进第几部分")),
            Key(("Enter",), gettext_lazy("找到的放进第一部分；篇目写编者按")),
            Key(("e",), gettext_lazy("写这一篇的编者按；按 Esc 回来")),
            Key(("Alt+S",), gettext_lazy("保存")),
        ),
    ),
}

#: By the kind of page, the places whose keys act there, the page's own first.
SHOWN: dict[str, tuple[str, ...]] = {
    "everywhere": ("everywhere",),
    "article": ("article", "comments", "everywhere"),
    "comments": ("comments", "everywhere"),
    "board": ("board", "everywhere"),
    "list": ("list", "everywhere"),
    "rows": ("rows", "everywhere"),
    "builder": ("builder", "pieces", "everywhere"),
}


def keys_of(page: str) -> list[Place]:
    """Return the places whose keys act on a kind of page."""
    return [PLACES[name] for name in SHOWN[page]]


def keys_shown() -> dict[str, list[Place]]:
    """Return, for templates, what `?` shows on every kind of page."""
    return {page: keys_of(page) for page in SHOWN}


@require_GET
def keys_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:  # Any: a template context
    """Show every key of the desk. No query beside the login's."""
    return TemplateResponse(
        request, "admin/articles/keys.html", {**context, "title": _("按键"), "places": PLACES.values()}
    )
