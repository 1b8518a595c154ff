"""The measures themselves: each sees a fault put before it, and leaves alone what only looks alike."""

import re
from pathlib import Path

import pytest

from tests.once import once

pytestmark = [pytest.mark.browser, once]

STATIC = Path(__file__).resolve().parents[2] / "articles/static/articles"
PAGE = '<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>试</title><body style="margin:0">{}</body>'


@pytest.fixture
def shown(reader):
    """Return the measures of a small page of its own, in a window 400 wide."""

    def measures(body: str) -> dict[str, list[str]]:
        reader.look(400, "light")
        reader.page.goto("about:blank")
        reader.page.set_content(PAGE.format(body))
        return reader.measured()

    return measures


@pytest.mark.parametrize(
    "body",
    [
        '<div style="width:500px">宽</div>',
        '<div style="overflow:auto;width:500px">宽</div>',
        '<p style="white-space:nowrap;font-size:30px">一行不能折的文字一行不能折的文字</p>',
    ],
)
def test_a_part_wider_than_the_window_is_named(shown, body):
    assert shown(body)["wide"]


@pytest.mark.parametrize(
    "body",
    [
        '<div style="width:400px">正好</div>',
        '<div style="overflow-x:auto;width:300px"><table style="width:900px"><td>表</table></div>',
        '<div style="display:none;width:500px">看不见</div>',
    ],
)
def test_what_fits_or_scrolls_in_its_own_box_is_left_alone(shown, body):
    assert shown(body)["wide"] == []


@pytest.mark.parametrize(
    "body",
    [
        '<p style="overflow:hidden;white-space:nowrap;width:60px">截断的一行字</p>',
        '<p style="overflow:hidden;height:20px;width:60px;line-height:20px">这一段高出了它的盒子</p>',
        '<p style="overflow:hidden;text-overflow:ellipsis;white-space:nowrap;width:60px">省略的一行字</p>',
        '<input placeholder="提示比框长得多的检索框" style="width:60px">',
        '<select style="width:60px"><option>选项比框长得多的列表</select>',
        '<input placeholder="A hint that is longer than its box" style="width:60px">',
        '<p style="overflow:hidden;white-space:nowrap;width:60px">A line that is cut off</p>',
    ],
)
def test_words_cut_off_are_named(shown, body):
    assert shown(body)["clipped"]


@pytest.mark.parametrize(
    "body",
    [
        '<p style="overflow:hidden;width:300px">放得下的一行字</p>',
        '<p style="overflow:auto;height:20px">可以滚动着看的一段</p>',
        '<span style="position:absolute;width:1px;height:1px;overflow:hidden;white-space:nowrap">只给读屏软件的字</span>',
        '<button style="overflow:hidden;width:24px;height:24px;text-indent:-3000px">画成图的按钮</button>',
        '<input placeholder="短提示" style="width:200px">',
        '<input placeholder="提示比框长得多的检索框" value="已填" style="width:60px">',
    ],
)
def test_words_shown_whole_are_left_alone(shown, body):
    assert shown(body)["clipped"] == []


def test_a_column_of_single_characters_is_named(shown):
    assert shown('<p style="width:1.2em">竖成一列的字</p>')["narrow"]


@pytest.mark.parametrize(
    "body",
    [
        '<p style="width:2.2em">两字一行的栏</p>',
        '<p style="width:1.2em">短语</p>',
        '<p style="width:1.2em;writing-mode:vertical-rl">本来就是竖排的字</p>',
    ],
)
def test_a_narrow_but_wanted_column_is_left_alone(shown, body):
    assert shown(body)["narrow"] == []


@pytest.mark.parametrize(
    "body",
    [
        '<p style="margin:0">上面的一行字</p><p style="margin:-18px 0 0">压上来的一行字</p>',
        '<p style="margin:0">上面的一行字</p><b style="position:absolute;top:0;left:20px">没有底色的字</b>',
        '<p style="margin:0">上面的一行字</p><b style="position:absolute;top:0;left:20px;background:#fff4">底色太淡的字</b>',
        '<div style="height:20px;width:90px">高出了自己的盒子，排到下面去的几行字</div><p style="margin:0">下面的一行字</p>',
        '<div style="white-space:nowrap;width:60px;float:left">伸到旁边去的一行字</div><p style="margin:0 0 0 60px">旁边的字</p>',
        '<label style="display:block">框的名称</label><input style="display:block;margin-top:-14px">',
        '<p style="margin:0">上面的一行字</p><button style="display:block;margin-top:-14px">压上来的按钮</button>',
        '<svg width="200" height="40"><text x="0" y="20">图里的字</text><text x="20" y="20">图里的字</text></svg>',
    ],
)
def test_what_is_printed_over_another_is_named(shown, body):
    assert shown(body)["overlapping"]


@pytest.mark.parametrize(
    "body",
    [
        '<p style="margin:0;line-height:1">一行挨着</p><p style="margin:0;line-height:1">一行的字</p>',
        '<p>一段里有<b>粗体</b>、<del>划去的</del>和<a href="#">链接</a></p>',
        '<p style="margin:0">滚到下面的字</p><div style="position:fixed;top:0;background:#fff">停在上面的一栏</div>',
        '<div style="position:sticky;top:0;background:#fff"><a href="#">停住的一栏</a></div><p style="margin-top:-18px">滚上来的字</p>',
        '<p style="margin:0">下面的字</p><ul style="position:absolute;top:0;margin:0;background:#eee"><li>打开的菜单</li></ul>',
        '<button>收件箱<sup style="position:absolute;top:0;background:#c00;color:#fff">3</sup></button>',
        '<label>名称 <input placeholder="提示"></label><label><input type="checkbox"> 勾选</label>',
        '<div style="position:relative"><textarea>框里的字</textarea><div style="position:absolute;top:0;color:transparent">框里的字</div></div>',
        '<p style="margin:0">看得见的字</p><p style="visibility:hidden;margin-top:-18px">看不见的字</p>',
        '<div style="overflow:auto;height:20px">滚动着看的<br>几行字<br>在盒子里</div><p style="margin:0">盒子下面的字</p>',
        '<details><summary>收起的</summary>收着的字</details><p style="margin:0">下面的字</p>',
        "<select><option>一项</option><option>又一项</option></select><ruby>字<rt>zì</rt></ruby>",
    ],
)
def test_what_only_lies_on_another_or_beside_it_is_left_alone(shown, body):
    assert shown(body)["overlapping"] == []


def test_axe_sees_words_too_pale_to_read(shown, reader):
    shown('<main><h1>题</h1><p style="color:#bbb;background:#fff">太淡的字</p></main>')

    assert any("color-contrast" in line for line in reader.barriers())


def test_what_the_policy_forbids_and_what_is_fetched_elsewhere_is_met(reader, site):
    reader.open("/about/")
    reader.page.evaluate("document.body.setAttribute('style', 'color: red')")
    reader.page.evaluate("new Image().src = 'http://127.0.0.2:9/x.png'")
    reader.page.wait_for_function("window.policyViolations.length > 1")

    troubles = reader.all_troubles()

    assert any(line.startswith("policy: style-src-attr") for line in troubles)
    assert any(line.startswith("policy: img-src: http://127.0.0.2") for line in troubles)


def test_a_scheme_changes_colours_alone():
    """So that `LOOKS` asks all of axe once a width: `light-dark()` takes colours, and nothing else is told the scheme."""
    written = {path.name: path.read_text(encoding="utf-8") for path in STATIC.glob("*.[cj]s*")}
    told = re.compile(r"prefers-color-scheme|data-theme|dataset\.theme")
    chosen = re.compile(r':root\[data-theme="(light|dark)"\] \{ color-scheme: \1 \}')

    assert {"desk.css", "site.css", "desk.js"} <= set(written)
    assert [name for name, text in written.items() if told.search(chosen.sub("", text))] == []
