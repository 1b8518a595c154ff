"""The head, the headings and the tail of an article among the lines of a page."""

import pytest

from articles.ingest import page
from articles.text.lines import fold, split

PARAGRAPH = "松川的老厂房里，新机器转了起来。工人们说，日子越过越有奔头。"


def pieces(text, shape="plain", **how):
    draft = page.read(shape, tuple(split(text)), **how)
    return [(piece.kind, text[piece.start : piece.end]) for piece in draft.pieces]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("", "blank"),
        ("松川的春天来了", "short"),
        ("从样品到产品，要过几道关？", "short"),
        ("松川的春天来了。", "para"),
        ("各位代表：", "para"),
        ("记者：为什么？", "para"),
        ("2024-06-28 09:53:21", "date"),
        ("//x.example  2024-06-28 09:53:21", "date"),
        ("（2024年6月28日）", "date"),
        ("2024年目标", "short"),
        ("来源：松川日报 2024-06-28", "date"),
        ("责任编辑：张某", "credit"),
        ("□本报记者 张某", "byline"),
        ("（作者单位：松川大学）", "affiliation"),
        ("作者认为创新是关键", "short"),
        ("https://x.example/a", "link"),
        ("您的位置：首页 > 新闻 > 正文", "breadcrumb"),
        ("【打印】 【关闭】", "toolbar"),
        ("上一篇：别的", "navigation"),
    ],
)
def test_kind_of_a_line(line, kind):
    assert page.classify(fold(line)) == kind


def test_title_repeated_whole_and_in_halves_is_dropped():
    text = f"让松川的机器转起来 让日子有奔头\n\n让松川的机器转起来 让日子有奔头\n\n让松川的机器转起来\n\n让日子有奔头\n{PARAGRAPH}"

    draft = page.read("plain", tuple(split(text)))

    assert [piece.kind for piece in draft.pieces] == ["title", "body"]
    assert [rule for *_, rule in draft.rules] == ["repeated-title"] * 3


@pytest.mark.parametrize("name", ["张庆某 孙 某", "张某某"])
def test_names_alone_under_the_title_are_a_byline(name):
    assert pieces(f"松川的春天来了\n{name}\n{PARAGRAPH}\n{PARAGRAPH}")[1] == ("byline", name)


@pytest.mark.parametrize("line", ["高举旗帜 团结奋斗", "松川 临原 云岭"])
def test_words_under_the_title_are_no_byline(line):
    assert ("byline", line) not in pieces(f"松川的春天来了\n{line}\n{PARAGRAPH}\n{PARAGRAPH}")


@pytest.mark.parametrize("heading", ["先问土壤", "一、工作回顾", "（二）把渠修通", "县城有没有机会？", "打造“大粮仓”"])
def test_short_line_over_a_paragraph_is_a_heading(heading):
    assert ("heading", heading) in pieces(f"松川的春天来了\n{PARAGRAPH}\n{heading}\n{PARAGRAPH}")


@pytest.mark.parametrize(
    "line", ["各位代表！", "种子，", "记者：好", "（笑声）", "begin LOOP", "#1机组", "长" * 50, "来源：松川日报"]
)
def test_other_short_lines_are_no_heading(line):
    assert ("heading", line) not in pieces(f"松川的春天来了\n{PARAGRAPH}\n{line}\n{PARAGRAPH}")


def test_last_short_line_is_no_heading_but_stays():
    assert pieces(f"松川的春天来了\n{PARAGRAPH}\n写于松川")[-1] == ("body", "写于松川")


def test_heading_over_a_heading_of_another_level():
    found = pieces(f"松川的春天来了\n{PARAGRAPH}\n一、工作\n（一）种地\n{PARAGRAPH}")

    assert [kind for kind, _ in found] == ["title", "body", "heading", "heading", "body"]


@pytest.mark.parametrize("line", ["图为生产现场。张某摄", "本报记者 张某 摄", "▲老厂房外景"])
def test_caption_is_no_text(line):
    found = pieces(f"松川的春天来了\n{PARAGRAPH}\n{line}\n{PARAGRAPH}")

    assert ("caption", line) in found


def test_long_first_line_parted_from_the_text_is_the_title():
    title = "松川市召开会议" + "研究部署冬季生产" * 8

    assert pieces(f"{title}\n\n{PARAGRAPH}")[0] == ("title", title)
    assert pieces(f"{title}\n{PARAGRAPH}")[0] == ("body", title)


def test_numbered_first_line_is_no_title():
    assert pieces(f"一、总体要求\n{PARAGRAPH}")[0][0] == "heading"


def test_every_line_of_a_bare_text_is_kept_or_named():
    text = f"松川的春天来了\n{PARAGRAPH}\n相关链接\n推进许可证管理\n{PARAGRAPH}\n目录管理\n{PARAGRAPH}"

    assert "".join(quote for _, quote in pieces(text)) == text.replace("\n", "")
