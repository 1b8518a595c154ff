"""Digests: one article an item, the opening shared, contents dropped; an article with headings is none."""

import time

import pytest

from articles.ingest.decode import decode
from articles.ingest.reader import check, read
from articles.ingest.records import NotReadable
from articles.ingest.shapes import digest
from tests.ingest.reading import document, flags, outlets, people

ONE = "松川的老厂房里，新机器转了起来。工人们说，日子越过越有奔头。"
TWO = "第二条产线六月投产，试验数据从两百多公里外的实验室传回来。"
THREE = "界江的早市天不亮就开了，老板娘正把刚出锅的豆腐切成小块。"

BROADCAST = f"""# 《松川晚间新闻》 (20240628)

## 新闻摘要

本期节目主要内容：

1.老厂房里的新机器；

2.第二条产线六月投产；

（1）界江早市开张；

## 详细新闻

### 老厂房里的新机器

<p><strong>松川台消息</strong>：{ONE}</p><p>{TWO}</p>

[查看原文](https://tv.songchuan.example/1.shtml)

### 快讯

<p><strong>界江早市开张</strong></p><p>{THREE}</p><p><strong>产线投产</strong></p><p>{TWO}</p>

[查看原文](https://tv.songchuan.example/2.shtml)

### 只有标题的一条

[查看原文](https://tv.songchuan.example/3.shtml)

---

(更新时间戳: 1709297267617)
"""

SECTIONS = f"""# 松川要闻早报
2024年6月28日 星期五
编辑：沈一禾

导语：今天的要闻如下，一共三条，请看。

## 工业

### 1. 老厂房里的**新机器**
{ONE}

来源：青岭日报

### 2. [第二条产线](https://x.example/2)
{TWO}

## 民生

### 3. 界江早市
{THREE}

#### 早市的价钱
豆腐两块五一斤，比上月便宜了一角钱，大家都说合算。
"""

NUMBERED = f"""每日要闻（2024年6月28日）

目录
1. 老厂房里的新机器
2. 第二条产线投产
3. 界江早市

1. 老厂房里的新机器
{ONE}

2. 第二条产线投产
{TWO}
3. 界江早市
{THREE}
"""

LINKED = f"""# 老廠房裡的新機器

{ONE}

---

原文連結：[https://x.example/1](https://x.example/1)

===

# 第二條產線

{TWO}

---

原文連結：[https://x.example/2](https://x.example/2)
"""


def documents(text):
    found = read(text.encode())
    decoded = decode(text.encode()).text
    assert [check(decoded, one) for one in found] == [()] * len(found)
    return found


def titles(text):
    return [one.fields.title.value for one in documents(text)]


def bodies(text):
    return [one.body for one in documents(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (BROADCAST, ["老厂房里的新机器", "快讯", "只有标题的一条"]),
        (SECTIONS, ["老厂房里的新机器", "第二条产线", "界江早市"]),
        (NUMBERED, ["老厂房里的新机器", "第二条产线投产", "界江早市"]),
        (LINKED, ["老廠房裡的新機器", "第二條產線"]),
        (BROADCAST.replace("\n", "\r\n"), ["老厂房里的新机器", "快讯", "只有标题的一条"]),
    ],
)
def test_each_item_is_an_article_with_its_title(text, found):
    assert titles(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SECTIONS, [ONE, TWO, f"{THREE}\n\n## 早市的价钱\n\n豆腐两块五一斤，比上月便宜了一角钱，大家都说合算。"]),
        (NUMBERED, [ONE, TWO, THREE]),
        (LINKED, [ONE, TWO]),
    ],
)
def test_each_item_has_its_own_text_and_nothing_else(text, found):
    assert bodies(text) == found


def test_a_short_item_with_several_briefs_stays_one_article_with_headings():
    found = documents(BROADCAST)[1]

    assert found.headings == ("界江早市开张", "产线投产")
    assert found.body == f"## 界江早市开张\n\n{THREE}\n\n## 产线投产\n\n{TWO}"


def test_an_item_that_is_only_a_heading_is_an_article_without_text():
    found = documents(BROADCAST)[2]

    assert (found.body, flags(found)[-1]) == ("", "no-text")
    assert found.fields.url.value == "https://tv.songchuan.example/3.shtml"


def test_day_and_outlet_of_the_opening_are_those_of_every_item():
    found = documents(BROADCAST)

    assert {(one.fields.date.value, one.fields.precision) for one in found} == {("2024-06-28", "day")}
    assert {outlets(one)[0] for one in found} == {("松川晚间新闻", "published_by")}


def test_an_item_with_a_source_of_its_own_was_only_captured_from_the_digest():
    first, second, third = documents(SECTIONS)

    assert outlets(first) == [("青岭日报", "published_by"), ("松川要闻早报", "captured_from")]
    assert [role for _, role in outlets(second)] == ["published_by"]
    assert {one.fields.date.value for one in (first, second, third)} == {"2024-06-28"}
    assert people(third) == [("沈一禾", "editor")]
    assert second.fields.url.value == "https://x.example/2"


def test_of_a_paper_and_its_digest_the_paper_is_the_outlet():
    found = documents(NUMBERED.replace("每日要闻", "松川日报要闻速览"))

    assert [outlets(one) for one in found] == [[("松川日报", "published_by")]] * 3


def test_a_digest_with_a_common_name_is_no_outlet():
    assert [outlets(one) for one in documents(NUMBERED)] == [[]] * 3


@pytest.mark.parametrize("text", [BROADCAST, SECTIONS, NUMBERED, LINKED])
def test_opening_and_items_cover_the_digest(text):
    parts = digest.split(text)

    assert text[slice(*parts[0].head)] + "".join(text[part.start : part.end] for part in parts) == text
    assert all(part.head == parts[0].head for part in parts)


def test_contents_are_dropped_by_a_rule_of_the_first_item():
    first, *rest = documents(BROADCAST)
    dropped = "".join(edit.before for edit in first.layers[0].edits if edit.rule == "contents")

    assert "本期节目主要内容" in dropped
    assert all("本期节目" not in edit.before for one in rest for edit in one.layers[0].edits)


@pytest.mark.parametrize(
    "text",
    [
        f"# 在松川座谈会上的讲话\n\n2024年6月28日\n\n## 一、总体要求\n\n{ONE}\n\n## 二、重点任务\n\n{TWO}\n",
        f"# 松川工作简报\n\n2024年6月28日\n\n## 一、总体要求\n\n{ONE}\n\n## 二、重点任务\n\n{TWO}\n",
        f"松川新闻工作快讯\n2024年6月28日\n\n一、基本情况\n{ONE}\n\n二、下一步打算\n{TWO}\n",
        f"# 老厂房里的新机器\n\n{ONE}\n\n## 第二条产线\n\n{TWO}\n\n## 早市\n\n{THREE}\n\n来源：松川日报\n",
        f"# 老厂房里的新机器\n\n## 目录\n\n- 一\n- 二\n\n## 背景\n\n{ONE}\n\n## 经过\n\n{TWO}\n",
        f"# 几样软件\n\n## [甲](https://x.example/1)\n\n{ONE}\n\n## [乙](https://x.example/2)\n\n{TWO}\n",
        f"老厂房里的新机器\n松川日报 2024年6月28日\n\n1. 第一条产线\n{ONE}\n2. 第二条产线\n{TWO}\n",
        f"松川座谈会上的发言\n\n一、总体要求\n{ONE}\n二、重点任务\n{TWO}\n",
        f"日报改版的十年（2014-06-28）\n\n1. 缘起\n{ONE}\n2. 经过\n{TWO}\n",
        f"# 每日要闻 2024-06-28\n\n## 老厂房里的新机器\n\n{ONE}\n",
        f"---\ntitle: 每日要闻\ndate: 2024-06-28\n---\n\n## 甲事\n\n{ONE}\n\n## 乙事\n\n{TWO}\n",
    ],
)
def test_one_article_with_headings_stays_one(text):
    assert document(text).shape != "digest"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"# 每日要闻 2024-06-28\n\n## 甲地的事\n{ONE}\n\n## 乙地的事\n{TWO}\n", 2),
        (f"松川早报｜2024年6月28日\n\n【1】甲地的事\n{ONE}\n【2】乙地的事\n{TWO}\n", 2),
        (f"**今日要闻** 2024.06.28\n\n**1、甲地的事**\n\n{ONE}\n\n**2、乙地的事**\n\n{TWO}\n", 2),
        (f"今日速览\n\n2024-06-28\n\n# 甲地的事\n{ONE}\n# 乙地的事\n{TWO}\n# 丙地的事\n{THREE}\n", 3),
        (f"一、甲地的事\n{ONE}\n来源：甲报\n二、乙地的事\n{TWO}\n来源：乙报\n", 2),
    ],
)
def test_digests_of_many_makes_are_known(text, count):
    assert [one.shape for one in documents(text)] == ["digest"] * count


def test_more_items_than_a_digest_has_are_refused():
    text = "# 每日要闻 2024-06-28\n\n" + f"## 甲地的事\n{ONE}\n" * (digest.MOST + 1)

    with pytest.raises(NotReadable, match="上限"):
        read(text.encode())


@pytest.mark.parametrize(
    "bait", ["# 题\n", "1. 题目\n2. 题目\n", "[原文](", "### \n", "（1）题\n", "来源：\n", "---\n", "[[["]
)
def test_bait_costs_linear_time(bait):
    text = "# 每日要闻 2024-06-28\n" + bait * (200_000 // len(bait))

    began = time.process_time()
    digest.recognises(text)

    assert time.process_time() - began < 3


BULLETS = f"""【松川早知道】2024年7月8日

● 老厂房里的新机器
{ONE}（松川日报）

● 第二条产线六月投产
{TWO}
"""


def test_titles_behind_bullets_are_items():
    found = read(BULLETS.encode())

    assert [one.fields.title.value for one in found if one.fields.title] == ["老厂房里的新机器", "第二条产线六月投产"]
    assert [one.body for one in found] == [ONE, TWO]
    assert ("松川日报", "published_by") in outlets(found[0])


def test_bullets_under_a_title_of_an_article_are_none():
    text = f"松川的春天来了\n2024年7月8日\n{ONE}\n● 老厂房里的新机器\n{TWO}\n● 第二条产线投产\n{THREE}"

    assert len(read(text.encode())) == 1


def test_titles_in_brackets_before_their_texts_are_items():
    text = f"松川要闻速览（2024年6月5日）\n\n【老厂房里的新机器】{ONE}\n\n【第二条产线投产】{TWO}\n\n【界江早市开张】{THREE}\n"
    found = read(text.encode())

    assert [one.fields.title.value for one in found if one.fields.title] == [
        "老厂房里的新机器",
        "第二条产线投产",
        "界江早市开张",
    ]
    assert [one.body for one in found] == [ONE, TWO, THREE]


def test_brackets_in_an_article_are_no_items():
    text = f"松川的春天来了\n2024年6月5日\n【现场镜头】{ONE}\n{TWO}\n【记者手记】{THREE}\n【数说松川】{TWO}\n{ONE}\n{TWO}\n{THREE}"

    assert len(read(text.encode())) == 1
