"""HTML and Markdown: lines without markup, with edits that account for it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.ledger import Layer, apply, problems
from articles.text.markup import is_html, read


def shown(text):
    return [(line.folded, line.hint) for line in read(text, 0, len(text))[0] if line.folded]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<p>一。</p><p class='x'>二。</p>", [("一。", ""), ("二。", "")]),
        ("一。<br>二。<br/>三。", [("一。", ""), ("二。", ""), ("三。", "")]),
        ("<h2>小标题</h2><p>一。</p>", [("小标题", "heading"), ("一。", "")]),
        ("## 小标题 ##\n一。", [("小标题", "heading"), ("一。", "")]),
        ("<p>一&nbsp;&amp;二&#8230;</p>", [("一 &二…", "")]),
        ("**重**点和*斜*体`码`。", [("重点和*斜*体码。", "")]),
        ("见[此处](http://x.example/a)。", [("见此处。", "")]),
        ('[![图](http://x.example/a.jpg "t")](http://x.example/b "t")\n\n一。', [("一。", "")]),
        ("[[toc]]\n\n::: tip 提示\n一。\n:::\n\n{: .lead}\n二。", [("一。", ""), ("二。", "")]),
        ("> [!note] 说明\n> 一。", [("说明", ""), ("一。", "")]),
        ("见[](http://x.example/a)[此处](http://x.example/b )。", [("见此处。", "")]),
        ("一。![图](a.jpg)\n\n![图](b.jpg)", [("一。", "")]),
        ("> 引文。\n\n- 甲\n- 乙", [("引文。", ""), ("甲", "item"), ("乙", "item")]),
        ("<!-- 注\n释 -->一。", [("一。", "")]),
        ("<script>var a = '<p>';</script>一。", [("一。", "")]),
        ("一。\n\n---\n\n二。", [("一。", ""), ("二。", "")]),
        ("```\n# 码\n```\n一。", [("# 码", "code"), ("一。", "")]),
        ("{{< figure >}}一。", [("一。", "")]),
        ("<https://x.example/a>", [("https://x.example/a", "")]),
        ("![图](a.jpg)\n\n  （甲在讲解）\n\n一。", [("(甲在讲解)", "caption"), ("一。", "")]),
        ('<img src="a.jpg">\n（甲在讲解）\n\n一。', [("(甲在讲解)", "caption"), ("一。", "")]),
        ('<div class="caption-center">甲与乙</div>\n\n一。', [("甲与乙", "caption"), ("一。", "")]),
        ("<figure><img src='a'><figcaption>甲</figcaption></figure><p>一。</p>", [("甲", "caption"), ("一。", "")]),
        ("一。\n\n（甲在讲解）\n\n二。", [("一。", ""), ("(甲在讲解)", ""), ("二。", "")]),
        ("![图](a.jpg)\n\n（甲在讲解。乙在听。）", [("(甲在讲解。乙在听。)", "")]),
    ],
)
def test_markup_goes_and_text_stays(text, lines):
    assert shown(text) == lines


@pytest.mark.parametrize(
    "text",
    [
        "是***经济思想的成果",
        "3<5，5>3。",
        "a_b_c",
        "５ * ３ * ２",
        "&不是实体;",
        "#1机组",
        "C# 语言",
        "const f = [](int a)",
        "数组[](见下)",
    ],
)
def test_what_only_looks_like_markup_stays(text):
    assert apply(text, read(text, 0, len(text))[1]) == text


def test_sentence_wrapped_over_lines_is_one_line():
    text = "一个很长的句子被折成两行而且没有任何结束的标点\n后面接着写完。"

    assert shown(text) == [("一个很长的句子被折成两行而且没有任何结束的标点后面接着写完。", "")]


def test_finished_sentences_on_lines_of_their_own_stay_apart():
    assert len(shown("这一行的句子已经结束了，有句号。\n下一行是另一段。")) == 2


def test_fragment_of_html_is_known():
    assert is_html("<p>一。</p><p>二。</p>")
    assert not is_html("一。<二>。")


@given(st.text(alphabet="字。<>/pb!-[]()*_`#&;amp \n\r|~=.{}%\\'\"1", max_size=80))
def test_edits_fit_the_text_and_stay_in_bounds(text):
    lines, edits = read(text, 0, len(text))

    apply(text, edits)
    assert problems(Layer("cut", edits)) == ()
    assert all(a.end <= b.start for a, b in pairwise(lines))
