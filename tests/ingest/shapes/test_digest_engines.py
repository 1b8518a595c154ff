"""Digests as other engines write them: links to the original, numbers without contents, broadcasts by their names, press reviews."""

import pytest

from articles.ingest.reader import read
from tests.ingest.reading import outlets, people

ONE = "松川的老厂房里，新机器转了起来。工人们说，日子越过越有奔头。"
TWO = "第二条产线六月投产，试验数据从两百多公里外的实验室传回来。"


def documents(text):
    return read(text.encode())


@pytest.mark.parametrize(
    "link", ["[原文链接](https://x.example/1)", "[原文](https://x.example/1)", "【[阅读全文](https://x.example/1)】"]
)
def test_link_to_the_original_is_an_address_and_no_text(link):
    first, _ = documents(f"# 每日要闻 2024-06-28\n\n## 甲事\n\n{ONE}\n\n{link}\n\n---\n\n## 乙事\n\n{TWO}\n\n{link}\n")

    assert (first.body, first.fields.url.value) == (ONE, "https://x.example/1")


def test_link_within_the_text_stays_text():
    first, _ = documents(
        f"# 每日要闻 2024-06-28\n\n## 甲事\n\n{ONE}\n\n[原文](https://x.example/1)\n\n{TWO}\n\n## 乙事\n\n{TWO}\n\n[原文](https://x.example/2)\n"
    )

    assert first.body.splitlines()[-1] == TWO


def test_news_numbered_in_chinese_without_contents_are_items():
    found = documents(
        f"松川日报今日要闻\n2024年6月28日 星期五\n\n一、老厂房里的新机器\n{ONE}\n\n二、第二条产线投产\n{TWO}\n"
    )

    assert [(one.fields.title.value, one.body) for one in found] == [("老厂房里的新机器", ONE), ("第二条产线投产", TWO)]
    assert {outlets(one)[0] for one in found} == {("松川日报", "published_by")}


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("2022年11月08日新闻联播文字版", [("新闻联播", "published_by")]),
        ("松川新闻联播 2022年11月08日", [("松川新闻联播", "published_by")]),
        ("每日要闻 2022年11月08日", []),
    ],
)
def test_broadcast_is_known_without_the_marks_of_a_title(name, outlet):
    first, _ = documents(f"# {name}\n\n## 目录\n\n- 甲事\n- 乙事\n\n## 甲事\n\n{ONE}\n\n## 乙事\n\n{TWO}\n")

    assert outlets(first) == outlet


def test_press_review_says_of_each_item_where_it_was_printed():
    found = documents(
        f"# 松川新闻摘要（2022年9月14日）\n\n整理：温小岚\n\n### 甲事\n《松川日报》第1版 记者 闵某\n\n{ONE}\n\n### 乙事\n《松川晚报》第5版\n\n{TWO}\n"
    )

    assert [outlets(one)[0] for one in found] == [("松川日报", "published_by"), ("松川晚报", "published_by")]
    assert [people(one) for one in found] == [[("温小岚", "editor"), ("闵某", "reporter")], [("温小岚", "editor")]]
    assert [one.body for one in found] == [ONE, TWO]
