import pytest

from articles.ingest.records import NotReadable
from tests.ingest.reading import document, flags, kinds, outlets, people

PARAGRAPH = "松川的老厂房里，新机器转了起来。工人们说，日子越过越有奔头，订单排到了明年。"


def test_title_byline_and_paragraphs():
    read_as = document(f"松川的春天来了\n——一座城的账本\n本报记者 张某\n{PARAGRAPH}\n{PARAGRAPH}\n")

    assert (read_as.shape, read_as.fields.title.value) == ("plain", "松川的春天来了")
    assert read_as.fields.subtitle.value == "一座城的账本"
    assert people(read_as) == [("张某", "reporter")]
    assert read_as.body == f"{PARAGRAPH}\n\n{PARAGRAPH}"


def test_text_without_title_gets_none():
    read_as = document(f"□本报记者 张某\n{PARAGRAPH}\n{PARAGRAPH}\n")

    assert read_as.fields.title is None
    assert flags(read_as) == ["no-title", "no-date", "no-source", "unresolved-benbao"]


def test_opening_goes_and_the_day_stays():
    read_as = document(f"本报讯 (记者 张某) 23日,会议在松川召开。\n{PARAGRAPH}\n")

    assert read_as.body.startswith("23日，会议在松川召开。")
    assert (read_as.fields.date.value, read_as.fields.precision) == ("XXXX-XX-23", "partial")
    assert people(read_as) == [("张某", "reporter")]


@pytest.mark.parametrize("first", ["去年9月,会议召开。", "会议于23日召开。", "近日,会议召开。"])
def test_day_elsewhere_is_no_date(first):
    assert document(f"本报讯 (记者 张某) {first}\n{PARAGRAPH}\n").fields.date is None


def test_agency_is_the_outlet_of_the_byline_and_no_source():
    read_as = document(f"松川开会\n新华社松川6月28日电（记者张某）{PARAGRAPH}\n")

    assert outlets(read_as) == [("新华社", "byline_outlet")]
    assert read_as.fields.date.value == "XXXX-06-28"
    assert "no-source" in flags(read_as)


def test_brackets_at_the_end_are_credits():
    read_as = document(f"松川开会\n{PARAGRAPH}（作者系松川大学教授）（来源：松川日报）\n")

    assert outlets(read_as) == [("松川日报", "published_by")]
    assert read_as.body.startswith(PARAGRAPH)
    assert "来源" not in read_as.body


def test_title_of_many_words_is_no_menu():
    read_as = document(f"稳增长 促改革 调结构 惠民生 防风险 保稳定\n{PARAGRAPH}\n")

    assert read_as.fields.title.value == "稳增长 促改革 调结构 惠民生 防风险 保稳定"


def test_names_of_those_present_stay_in_the_text():
    read_as = document(f"松川开会\n{PARAGRAPH}\n张某 李某 王某 赵某 钱某 孙某 周某\n{PARAGRAPH}\n")

    assert "张某 李某 王某 赵某 钱某 孙某 周某" in read_as.body


def test_captured_mark_of_a_heading_is_escaped():
    read_as = document(f"松川开会\n{PARAGRAPH}\n## 不是小标题\n#1机组投产。\n{PARAGRAPH}\n")

    assert "\n\\## 不是小标题\n" in read_as.body
    assert "\n\\#1机组投产。\n" in read_as.body
    assert read_as.headings == ()


def test_markdown_under_a_title_of_its_own_is_read_as_such():
    read_as = document(f"# 松川开会\n\n{PARAGRAPH}\n\n## 第一节\n\n**机器**转了起来。\n")

    assert read_as.fields.title.value == "松川开会"
    assert read_as.headings == ("第一节",)
    assert read_as.body.endswith("机器转了起来。")


def test_fragment_of_html_is_read_as_such():
    assert document(f"<p>松川开会</p><p>{PARAGRAPH}</p>").body == PARAGRAPH


def test_list_of_short_lines_is_no_row_of_headings():
    read_as = document(f"松川开会\n{PARAGRAPH}\n种子\n化肥\n农机\n{PARAGRAPH}\n")

    assert [quote for kind, quote in kinds(f"松川开会\n{PARAGRAPH}\n种子\n化肥\n农机\n") if kind == "heading"] == []
    assert len(read_as.headings) <= 1


def test_capture_without_text_is_refused():
    with pytest.raises(NotReadable, match="正文"):
        document("□本报记者 张某某\n来源：松川日报 编辑：李某\n")


def test_several_marked_headings_make_a_text_markdown_and_reading_it_again_changes_nothing():
    line = "松川县城西的老厂房里，三十台新机器上个月转了起来。"
    text = f"老厂房里装上新机器\n\n{line}\n\n## 图纸重新画了一遍\n\n{line}\n\n## 订单\n\n**{line}**\n"

    read_as = document(text)
    again = document(f"老厂房里装上新机器\n\n{read_as.body}")

    assert read_as.headings == ("图纸重新画了一遍", "订单")
    assert read_as.body.endswith(f"## 订单\n\n{line}")
    assert (again.body, again.headings) == (read_as.body, read_as.headings)


def test_links_of_markdown_are_taken_off_where_there_are_several():
    head = "[松川的春天来了](https://a.example/1)\n\n作者：[张某某](https://a.example/u)\n\n"
    text = f"{head}![图](https://a.example/1.jpg)\n\n{PARAGRAPH}\n\n[阅读原文](https://a.example/1)\n"

    found = document(text)

    assert found.fields.title.value == "松川的春天来了"
    assert found.body == PARAGRAPH


def test_one_link_in_a_text_stays():
    text = f"松川的春天来了\n{PARAGRAPH}\n他写下 [网址](https://a.example/1) 三个字，又划掉了。\n"

    assert "[网址](https://a.example/1)" in document(text).body
