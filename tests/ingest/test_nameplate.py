"""Short lines in the head of a page that are no title."""

import pytest

from articles.ingest import page
from articles.text.lines import split

PARAGRAPH = "松川的老厂房里，新机器转了起来。工人们说，日子越过越有奔头。"


def pieces(text, shape="portal"):
    draft = page.read(shape, tuple(split(text)))
    return [(piece.kind, text[piece.start : piece.end]) for piece in draft.pieces if piece.kind != "body"]


def test_paper_over_the_title_is_an_account_and_its_page_a_section():
    text = f"松川日报\n2024年06月05日 星期三\n第03版：乡村\n上一版 下一版\n把农技课开进直播间\n{PARAGRAPH}"

    assert pieces(text) == [
        ("account", "松川日报"),
        ("date", "2024年06月05日 星期三"),
        ("section", "乡村"),
        ("title", "把农技课开进直播间"),
    ]


def test_section_over_the_title_is_none():
    assert pieces(f"港聞\n舊區街市延長夜間營業\n{PARAGRAPH}") == [
        ("section", "港聞"),
        ("title", "舊區街市延長夜間營業"),
    ]


@pytest.mark.parametrize("title", ["井台", "乡村", "松川日报"])
def test_short_line_with_no_other_title_under_it_is_the_title(title):
    assert pieces(f"{title}\n李　某\n{PARAGRAPH}", "plain")[0] == ("title", title)


def test_title_that_ends_like_a_paper_stays_the_title():
    assert pieces(f"我家门口有了新报社\n一家报社的第一天\n{PARAGRAPH}", "plain")[0] == ("title", "我家门口有了新报社")


def test_account_under_the_title_is_known_by_its_line():
    text = f"凌晨三点，菜市场的秤先醒了\n松川发布\n2024-08-09 12:30 发布于云南 松川发布官方账号\n{PARAGRAPH}"

    assert pieces(text)[1] == ("account", "松川发布")


def test_line_over_the_day_that_names_no_account_is_a_subtitle():
    text = f"凌晨三点，菜市场的秤先醒了\n一杆秤的早晨\n2024-08-09 12:30\n{PARAGRAPH}"

    assert pieces(text)[1] == ("subtitle", "一杆秤的早晨")


def test_menu_of_one_word_a_line_is_no_title():
    assert pieces(f"行情\n股吧\n新闻\n外汇\n小水电站改造之后\n2024年07月12日 06:31\n{PARAGRAPH}")[0] == (
        "title",
        "小水电站改造之后",
    )


def test_names_one_on_a_line_are_no_menu():
    found = pieces(f"松川的春天来了\n张庆某\n孙某\n李晓某\n王某某\n{PARAGRAPH}")

    assert [text for kind, text in found if kind == "byline"] == ["张庆某", "孙某", "李晓某", "王某某"]


def test_three_words_of_a_poem_under_a_title_stay():
    text = f"松川的春天来了\n2024-05-06\n{PARAGRAPH}\n风来\n雨来\n{PARAGRAPH}"
    draft = page.read("portal", tuple(split(text)))

    assert "风来" in [text[piece.start : piece.end] for piece in draft.pieces]


def test_title_in_brackets_before_the_first_sentence():
    text = f"松川发布\n2024-5-1 08:00 来自 微博网页版\n【松川跨江步行桥今天开放】{PARAGRAPH}"

    assert pieces(text) == [
        ("account", "松川发布"),
        ("date", "2024-5-1 08:00 来自 微博网页版"),
        ("title", "松川跨江步行桥今天开放"),
    ]


def test_bracket_under_a_title_opens_the_text():
    text = f"松川的春天来了\n【乡村振兴一线看变化】{PARAGRAPH}"
    draft = page.read("plain", tuple(split(text)))

    assert [(piece.kind, text[piece.start : piece.start + 5]) for piece in draft.pieces] == [
        ("title", "松川的春天"),
        ("body", "【乡村振兴"),
    ]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("【转帖】老城墙根下的裁缝铺 [复制链接]", "老城墙根下的裁缝铺"),
        ("标　　题：松川市关于城市公园的通知", "松川市关于城市公园的通知"),
        ("主题: 码头工人学起了编程", "码头工人学起了编程"),
        ("主题教育走深走实", "主题教育走深走实"),
    ],
)
def test_title_without_what_stands_around_it(line, title):
    assert pieces(f"{line}\n{PARAGRAPH}", "plain")[0] == ("title", title)


def test_title_of_a_table_of_facts_gives_way_to_the_printed_one():
    text = f"标题：松川市城市公园通知\n发布日期：2024年03月21日\n\n松川市城市公园通知\n\n{PARAGRAPH}"

    assert [one for one in pieces(text, "plain") if one[0] == "title"] == [("title", "松川市城市公园通知")]
    assert pieces(text, "plain")[0][0] == "credit"


def test_page_ends_behind_its_editor():
    text = f"首页 > 新闻 > 正文\n松川的春天来了\n{PARAGRAPH * 8}\n责任编辑：张某某\n松川新闻里的一把扳手\n{PARAGRAPH}"
    draft = page.read("portal", tuple(split(text)))

    assert text[draft.pieces[-1].start : draft.pieces[-1].end] == "责任编辑：张某某"


def test_text_behind_an_editor_named_early_stays():
    text = f"松川的春天来了\n{PARAGRAPH}\n责任编辑：张某某\n{PARAGRAPH * 3}"
    draft = page.read("portal", tuple(split(text)))

    assert draft.pieces[-1].kind == "body"


def test_number_of_a_newsletter_names_it():
    assert pieces(f"松川通讯 第 112 期\n2024-11-23\n为一棵树改一张图纸\n{PARAGRAPH}", "plain") == [
        ("account", "松川通讯"),
        ("date", "2024-11-23"),
        ("title", "为一棵树改一张图纸"),
    ]


def test_name_over_a_section_is_that_of_the_site():
    text = f"海角電視\n港聞\n離島渡輪今起加班次\n2024年7月3日 18:40\n{PARAGRAPH}"

    assert pieces(text)[:3] == [("account", "海角電視"), ("section", "港聞"), ("title", "離島渡輪今起加班次")]


def test_account_is_known_by_its_reporters_at_the_end():
    text = f"这片果园装上了体温计\n秦川云\n2024-03-28 17:22\n{PARAGRAPH}\n秦川云记者：张某某\n"

    assert pieces(text, "plain")[1] == ("account", "秦川云")


def test_title_over_the_day_and_a_dateline_in_brackets_stays_the_title():
    text = f"海邊教室的最後一課\n2024年06月28日\n【灣區時報專訊】（記者林某某）{PARAGRAPH}"

    assert pieces(text, "plain")[0] == ("title", "海邊教室的最後一課")
