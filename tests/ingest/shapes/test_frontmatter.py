import pytest

from articles.ingest.records import NotReadable
from articles.ingest.shapes import frontmatter
from tests.ingest.reading import document, flags, kinds, outlets, people

TEXT = "松川的老厂房里，新机器转了起来。工人们说，日子越过越有奔头。"

POST = """---
layout: post
title: "松川的春天 \\"早\\"来"
subtitle: 一座城的账本
date: 2024-03-18 08:15:40 +0800
author: [何雨某, 沈某]
source: 松川日报
editor: 程以某
categories: [三农, 其他]
tags:
  - 粮食、农业
  - 黑土地
link: https://news.example/a?b=1
status: published
id: 7
slug: x
---
<p>入冬前的最后一场雨停了。</p>

## 小标题

机器赶着时间**下地**。
"""


def test_keys_become_facts():
    fields = document(POST).fields

    assert fields.title.value == '松川的春天 "早"来'
    assert fields.subtitle.value == "一座城的账本"
    assert (fields.date.value, fields.precision) == ("2024-03-18T08:15:40+08:00", "second")
    assert fields.section.value == "三农"
    assert fields.url.value == "https://news.example/a?b=1"
    assert [tag.value for tag in fields.tags] == ["粮食", "农业", "黑土地"]


def test_people_and_source():
    read_as = document(POST)

    assert people(read_as) == [("何雨某", "author"), ("沈某", "author"), ("程以某", "editor")]
    assert outlets(read_as) == [("松川日报", "published_by")]
    assert flags(read_as) == ["ignored-instruction"]


def test_body_is_freed_of_markup():
    read_as = document(POST)

    assert read_as.body == "入冬前的最后一场雨停了。\n\n## 小标题\n\n机器赶着时间下地。"
    assert read_as.headings == ("小标题",)


def test_state_and_identity_in_the_block_change_nothing_and_are_flagged():
    bare = POST.replace("status: published\nid: 7\nslug: x\n", "")

    ours, theirs = document(POST), document(bare)
    (flag,) = ours.flags
    assert (ours.body, theirs.flags) == (theirs.body, ())
    assert [one.value for one in ours.fields.tags] == [one.value for one in theirs.fields.tags]
    assert (flag.code, POST[flag.start : flag.end]) == ("ignored-instruction", "published")
    assert "status、id、slug" in flag.message


@pytest.mark.parametrize(
    ("block", "title"),
    [
        ("title: '单''引'", "单'引"),
        ("title: >\n  折成\n  两行", "折成 两行"),
        ('title: "\\u677E\\u5DDD"', "松川"),
        ("title: 关于春天: 一种说法", "关于春天：一种说法"),
        ("Title: 大写的键", "大写的键"),
        ("标题: 中文的键", "中文的键"),
    ],
)
def test_title_in_any_writing(block, title):
    read_as = document(f"---\n{block}\ndate: 2024-03-18\n---\n入冬前的最后一场雨停了。\n")

    assert read_as.fields.title.value == title
    assert read_as.fields.date.value == "2024-03-18"


@pytest.mark.parametrize("block", ["title:", "title: ~", "title: ''", "title: [[甲]]", "title: {a: 甲}"])
def test_title_that_is_none_is_not_invented(block):
    read_as = document(f"---\n{block}\n---\n入冬前的最后一场雨停了。机器赶着时间下地。\n")

    assert read_as.fields.title is None
    assert "no-title" in flags(read_as)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_do_not_matter(end):
    read_as = document(POST.replace("\n", end))

    assert read_as.body == document(POST).body


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ("title: &a 甲\nauthor: *a", "锚点"),
        ("a: " + "[" * 20 + "]" * 20, "层"),
        ("a: " + "字" * 70_000, "字符"),
    ],
)
def test_block_out_of_bounds_is_refused(block, reason):
    with pytest.raises(NotReadable, match=reason):
        frontmatter.read(f"---\n{block}\n---\n正文。\n")


def test_block_that_is_not_closed_is_refused():
    with pytest.raises(NotReadable, match="没有结束"):
        document("---\ntitle: 松川的春天\n\n入冬前的最后一场雨停了。\n")


@pytest.mark.parametrize(
    "text",
    [
        "———\n入冬前的雨停了。",
        "--\ntitle: 甲\n--\n",
        "入冬。\n---\ntitle: 甲\n---\n",
        "---\n入冬前的雨停了，天气好。\n---\n",
    ],
)
def test_text_with_a_rule_is_no_post(text):
    assert not frontmatter.recognises(text)


def test_links_that_lead_back_are_no_text_and_a_bare_address_is_the_original():
    text = POST.replace("link: https://news.example/a?b=1\n", "") + (
        "\n<https://share.example/p?id=1>\n\n[返回松川新闻](//x.example/a.html)｜[返回首页](//x.example/)\n"
    )

    read_as = document(text)

    assert read_as.fields.url.value == "https://share.example/p?id=1"
    assert "返回" not in read_as.body


def test_organisation_as_author_is_proposed_and_an_account_is_nobody():
    body = "入冬前的最后一场雨停了。"
    house = document(f"---\ntitle: 甲乙\nauthor: 松川市委讲师团\n---\n{body}")
    account = document(f"---\ntitle: 甲乙\nauthor: 系统管理员\n---\n{body}")

    assert [(one.field, one.value) for one in house.fields.proposals] == [("author", "松川市委讲师团")]
    assert people(house) == people(account) == []
    assert account.fields.proposals == ()


def test_pieces_hold_the_tokens_of_the_block():
    assert kinds('---\ntitle: "甲"\ntags: [乙, "丙"]\n---\n正文。')[:3] == [
        ("title", '"甲"'), ("tags", "乙"), ("tags", '"丙"'),
    ]  # fmt: skip


def test_person_that_is_a_link_to_a_note_is_named():
    text = f'---\ntitle: 题\nsite: 松川日报\nauthor:\n  - "[[谢某某]]"\n  - "[[人物/张某|张某]]"\n---\n\n{TEXT}\n'
    found = document(text)

    assert people(found) == [("谢某某", "author"), ("张某", "author")]
    assert ("松川日报", "published_by") in outlets(found)


def test_tags_of_a_template_are_no_text():
    text = f'---\ntitle: 题\n---\n\n{TEXT}\n\n{{% include image.html src="a.jpg" %}}\n\n增长5%的{{集合}}不变。\n'

    assert document(text).body == f"{TEXT}\n\n增长5%的{{集合}}不变。"
