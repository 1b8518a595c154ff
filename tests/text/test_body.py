"""Blocks, HTML and excerpts of a body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.body import Block, blocks, escape_line, excerpt, opening, to_html


@pytest.mark.parametrize(
    ("label", "body", "expected"),
    [
        ("empty", "", []),
        ("blank", " \n\u3000\n", []),
        ("two paragraphs", "一。\n\n二。", [("p", "一。"), ("p", "二。")]),
        ("a single line break stays", "一行\n二行", [("p", "一行\n二行")]),
        ("leading blanks go", "　　一。", [("p", "一。")]),
        ("heading", "## 小标题", [("h2", "小标题")]),
        ("heading ends a paragraph", "一。\n## 小标题\n二。", [("p", "一。"), ("h2", "小标题"), ("p", "二。")]),
        ("no blank, no heading", "##小标题", [("p", "##小标题")]),
        ("three signs, no heading", "### 小标题", [("p", "### 小标题")]),
        ("one sign, no heading", "# 小标题", [("p", "# 小标题")]),
        ("escape undone", "\\## 原文如此", [("p", "## 原文如此")]),
        ("escape of an escape", "\\\\# 原文如此", [("p", "\\# 原文如此")]),
        ("backslash elsewhere stays", "路径 C:\\# 与 \\n", [("p", "路径 C:\\# 与 \\n")]),
        ("no other markup", "**粗** <b>x</b> [链](y)", [("p", "**粗** <b>x</b> [链](y)")]),
        ("empty heading is nothing", "## ", []),
    ],
)
def test_blocks(label, body, expected):
    assert blocks(body) == tuple(Block(kind, text) for kind, text in expected), label


@given(st.text(alphabet="#\\ 字a：", min_size=1))
def test_an_escaped_line_is_read_back_as_it_was(line):
    found = blocks(escape_line(line))

    assert "".join(block.text for block in found if block.kind == "p") == line.strip()


@given(st.text())
def test_html_holds_no_tag_of_the_text(body):
    html = to_html(body.replace("\n", " ") + "<script>")

    assert "<script" not in html


def test_html_has_stable_anchors():
    assert to_html("一。\n\n## 题\n\n二。") == '<p id="p1">一。</p>\n<h2 id="s1">题</h2>\n<p id="p2">二。</p>'


def test_html_keeps_line_breaks():
    assert to_html("一行\n二行") == '<p id="p1">一行<br>二行</p>'


def test_turns_of_an_interview_are_marked():
    html = to_html("记者：怎么看？\n\n周念一：先看账。\n\n记者：再问一句。\n\n周念一：再看人。")

    assert html.count('class="turn"') == 4
    assert '<b class="speaker">周念一：</b>先看账。' in html


@pytest.mark.parametrize(
    ("label", "body"),
    [
        ("nobody asks", "会议指出：要稳。\n\n会议强调：要进。"),
        ("a label once is a phrase", "记者：怎么看？\n\n他的回答很短：先看账。"),
        ("only askers", "记者：林远舟\n\n记者：沈知秋"),
        ("half-width", "记者:a\n\n周念一:b\n\n周念一:c"),
        ("label alone", "记者：\n\n周念一：\n\n周念一："),
    ],
)
def test_what_only_looks_like_a_turn_is_left_alone(label, body):
    assert "turn" not in to_html(body), label


@pytest.mark.parametrize(
    ("label", "body", "limit", "expected"),
    [
        ("short", "一句。", 120, "一句。"),
        ("headings are left out", "## 题\n\n一句。", 120, "一句。"),
        ("cut after a sentence", "第一句话。第二句话很长。", 8, "第一句话。"),
        ("closing quote goes along", "他说：“好。”后来走了很远。", 9, "他说：“好。”"),
        ("cut with an ellipsis", "没有句号的一长段文字", 6, "没有句号的…"),
        ("no mark before the ellipsis", "没有句，后面还有很多字", 5, "没有句…"),
    ],
)
def test_excerpt(label, body, limit, expected):
    assert excerpt(body, limit) == expected, label


@given(st.text(), st.integers(min_value=2, max_value=300))
def test_excerpt_is_never_longer_than_asked(body, limit):
    assert len(excerpt(body, limit)) <= limit


@pytest.mark.parametrize(
    ("label", "body", "limit", "expected"),
    [
        ("all of a short body", "一句。\n\n二句。", 99, "一句。\n\n二句。"),
        ("stops before the paragraph that is too much", "一句。\n\n二二二二二二句。", 8, "一句。"),
        ("a first paragraph too long is cut", "第一句话。第二句话很长。", 8, "第一句话。"),
        ("text that looks like a heading stays text", "\\## 原文", 99, "\\## 原文"),
        ("nothing", "", 99, ""),
    ],
)
def test_opening(label, body, limit, expected):
    assert opening(body, limit) == expected, label
