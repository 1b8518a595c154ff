import pytest

from articles.ingest.shapes import aggregator
from tests.ingest.reading import document, flags, outlets

PARAGRAPH = "松川的老厂房里，新机器转了起来。工人们说，日子越过越有奔头，订单排到了明年。"
PAGE = f"""时评文萃

当前位置 /首页/时评/产业观察/列表

让创新的种子落地

让创新的种子落地

让创新的种子落地

{PARAGRAPH}

先问土壤再问种子

{PARAGRAPH}

把渠修通

{PARAGRAPH}
"""


def test_title_stands_once_and_headings_are_marked():
    read_as = document(PAGE)

    assert read_as.shape == "aggregator"
    assert read_as.fields.title.value == "让创新的种子落地"
    assert read_as.headings == ("先问土壤再问种子", "把渠修通")
    assert read_as.body == "\n\n".join([PARAGRAPH, "## 先问土壤再问种子", PARAGRAPH, "## 把渠修通", PARAGRAPH])


def test_site_is_where_it_was_captured_and_not_who_published():
    read_as = document(PAGE)

    assert outlets(read_as) == [("时评文萃", "captured_from")]
    assert read_as.fields.section.value == "产业观察"
    assert flags(read_as) == ["no-date", "no-source", "no-author"]


def test_the_menu_above_a_breadcrumb_names_no_site():
    menu = "首页\n要闻\n三农\n您当前的位置：首页 > 三农\n"
    page = menu + PAGE.partition("列表\n")[2]

    assert document(page).shape == "aggregator"
    assert outlets(document(page)) == []
    assert outlets(document("时评文萃\n" + page)) == [("时评文萃", "captured_from")]


def test_traditional_page_is_known():
    assert aggregator.recognises(PAGE.replace("当前位置", "當前位置").replace("首页", "首頁"))


def test_foot_of_a_collection_is_dropped():
    page = PAGE + "\n上一篇：别的文章\n下一篇：又一篇\n本文由网友投稿，版权归作者所有\n热门文章\n1. 别的\n"

    assert document(page).body == document(PAGE).body


@pytest.mark.parametrize(
    "text",
    [
        f"让创新的种子落地\n{PARAGRAPH}\n",
        f"{PARAGRAPH}\n{PARAGRAPH}\n{PARAGRAPH}\n",
        f"他把创新摆在突出位置，\n{PARAGRAPH}\n",
        "张某：好。\n张某：好。\n张某：好。\n",
    ],
)
def test_other_texts_are_no_aggregator(text):
    assert not aggregator.recognises(text)
