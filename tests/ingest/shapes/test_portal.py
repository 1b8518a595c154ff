import pytest

from articles.ingest.shapes import portal
from tests.ingest.reading import document, flags, kinds, outlets, people

PARAGRAPH = "　　松川的老厂房里,新机器转了起来。工人们说,日子越过越有奔头,订单排到了明年。"
PAGE = f"""首 页 本地要闻 松川时政 社会新闻 民生在线 县区动态
爱护一草一木,共享绿色家园。 出门一盏灯,回家一份暖,用电记心间。

  您当前的位置 : 松川在线  >  松川新闻网  >  理论
立足“老家底” 培育新动能
//news.songchuan.example  2024-04-22 09:18:36

立足“老家底”

培育新动能

林知某 周 某

{PARAGRAPH}

{PARAGRAPH}

(作者单位为松川市发展研究中心)

作者: 来源:松川日报 编辑:沈某
松川时政 更多>>
相关新闻 更多>>
· 别的一条新闻
点击排行
Copyright©2008-2024 songchuan.example All Rights Reserved.
松川新闻网联系方式:0000-5550123 QQ:100000001
"""


def test_page_gives_its_facts():
    read_as = document(PAGE)

    assert read_as.shape == "portal"
    assert read_as.fields.title.value == "立足“老家底” 培育新动能"
    assert (read_as.fields.date.value, read_as.fields.date.certainty) == ("2024-04-22T09:18:36+08:00", "assumed")
    assert read_as.fields.section.value == "理论"
    assert read_as.fields.url.value == "http://news.songchuan.example"
    assert outlets(read_as) == [("松川日报", "published_by"), ("松川新闻网", "captured_from")]


def test_page_gives_its_people():
    read_as = document(PAGE)

    assert people(read_as) == [("林知某", "author"), ("周某", "author"), ("沈某", "editor")]
    assert {p.affiliation.value for p in read_as.fields.people if p.affiliation} == {"松川市发展研究中心"}
    assert flags(read_as) == []


def test_page_leaves_its_paragraphs():
    body = document(PAGE).body

    assert body.count("\n\n") == 1
    assert body.startswith("松川的老厂房里，新机器转了起来。")
    assert body.endswith("订单排到了明年。")


def test_copyright_years_are_no_date():
    page = PAGE.replace("//news.songchuan.example  2024-04-22 09:18:36\n", "")

    assert document(page).fields.date is None


REPORT = f"""下载
打印
【字号：
加大
还原
】
2026年松川市政府工作报告
——2026年1月27日在松川市第十届人民代表大会第五次会议上
来源：松川日报
时间：2026-02-01
市长 王新某
各位代表：
{PARAGRAPH}
一、工作回顾
{PARAGRAPH}
相关报道：
"""


def test_report_between_buttons():
    read_as = document(REPORT)

    assert read_as.shape == "portal"
    assert read_as.fields.title.value == "2026年松川市政府工作报告"
    assert read_as.fields.subtitle.value == "2026年1月27日在松川市第十届人民代表大会第五次会议上"
    assert read_as.fields.date.value == "2026-02-01"
    assert people(read_as) == [("王新某", "speaker")]
    assert read_as.body.startswith("各位代表：\n\n松川")
    assert read_as.headings == ("一、工作回顾",)


@pytest.mark.parametrize(
    ("line", "date", "source"),
    [
        ("2024-06-28 09:53 来源：松川日报 作者：张某", "2024-06-28T09:53", "松川日报"),
        ("发布时间：2024年6月28日 来源：《求知》2024年第11期", "2024-06-28", "求知"),
        ("2024/06/28 松川日报", "2024-06-28", "松川日报"),
        ("来源：本站原创 日期：2024-06-28", "2024-06-28", None),
        ("来源：网络 更新时间：2024-07-01 发布时间：2024-06-28", "2024-06-28", None),
    ],
)
def test_date_line_in_many_writings(line, date, source):
    page = f"首页 新闻 客户端 理论\n您现在的位置：首页 > 理论\n松川的春天来了\n{line}\n{PARAGRAPH}\n{PARAGRAPH}\nCopyright© 松川\n"
    read_as = document(page)

    assert read_as.fields.date.value == date
    assert next((name for name, role in outlets(read_as) if role == "published_by"), None) == source


def test_page_with_little_furniture():
    page = f"您当前的位置 : 东北某网  >  东北某网松川  >  精彩图片\n搜 索\n松川的春天来了\n2008-11-24 09:44:43 来源:松川日报  作者:\n关注东北网\n微博\n{PARAGRAPH}\n责任编辑:路某某\n"
    read_as = document(page)

    assert read_as.shape == "portal"
    assert read_as.fields.title.value == "松川的春天来了"
    assert outlets(read_as) == [("松川日报", "published_by"), ("东北某网", "captured_from")]
    assert read_as.body.startswith("松川的老厂房里")


def test_title_without_breadcrumb_is_the_line_over_the_date():
    page = f"松川新闻网\n首页 新闻 客户端 理论\n讲文明话，办文明事，做文明人。\n\n松川的春天来了\n2024-06-28 来源：松川日报\n{PARAGRAPH}\n责任编辑：沈某\n版权所有©松川新闻网\n"

    assert document(page).fields.title.value == "松川的春天来了"


def test_list_inside_the_text_does_not_end_it():
    page = f"首页 新闻 客户端 理论\n您现在的位置：首页 > 理论\n松川的春天来了\n{PARAGRAPH}\n相关新闻\n{PARAGRAPH}\n{PARAGRAPH}\n"

    assert [kind for kind, _ in kinds(page)].count("body") == 3


@pytest.mark.parametrize(
    "text",
    [
        f"松川的春天来了\n{PARAGRAPH}\n责任编辑：沈某\n",
        f"松川的春天来了\n2024-06-28 来源：松川日报\n{PARAGRAPH}\n",
        f"当前位置 /首页/文稿/列表\n松川的春天来了\n{PARAGRAPH}\n上一篇：别的\n",
    ],
)
def test_other_texts_are_no_portal(text):
    assert not portal.recognises(text)


def test_headings_that_a_document_marks_are_headings_beside_furniture():
    text = f"松川的春天来了\n松川日报 2024年7月3日\n{PARAGRAPH.strip()}\n## 一本账\n{PARAGRAPH.strip()}\n## 旱时不慌\n{PARAGRAPH.strip()}\n（责任编辑：沈某）\n打印本页"
    one = text.replace("## 旱时不慌\n", "")

    assert document(text).headings == ("一本账", "旱时不慌")
    assert document(one).headings == ()
