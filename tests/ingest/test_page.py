"""The head, the headings and the tail of an article among the lines of a page."""

import pytest

from articles.ingest import page
from articles.text.lines import split

PARAGRAPH = "松川的老厂房里，新机器转了起来。工人们说，日子越过越有奔头。"


def pieces(text, shape="plain", **how):
    draft = page.read(shape, tuple(split(text)), **how)
    return [(piece.kind, text[piece.start : piece.end]) for piece in draft.pieces]


def test_title_repeated_whole_and_in_halves_is_dropped():
    text = f"让松川的机器转起来 让日子有奔头\n\n让松川的机器转起来 让日子有奔头\n\n让松川的机器转起来\n\n让日子有奔头\n{PARAGRAPH}"

    draft = page.read("plain", tuple(split(text)))

    assert [piece.kind for piece in draft.pieces] == ["title", "body"]
    assert [rule for *_, rule in draft.rules] == ["repeated-title"] * 3


@pytest.mark.parametrize("name", ["张庆某 孙 某", "张某某"])
def test_names_alone_under_the_title_are_a_byline(name):
    assert pieces(f"松川的春天来了\n{name}\n{PARAGRAPH}\n{PARAGRAPH}")[1] == ("byline", name)


def test_row_of_names_over_the_text_is_no_title():
    assert pieces(f"韩 某 赵阳某\n{PARAGRAPH}\n{PARAGRAPH}")[0] == ("byline", "韩 某 赵阳某")


def test_name_in_brackets_closes_the_text():
    assert pieces(f"松川的春天来了\n{PARAGRAPH}\n（张晓某）")[-1] == ("byline", "（张晓某）")
    assert pieces(f"松川的春天来了\n{PARAGRAPH}\n（笑声）")[-1] == ("body", "（笑声）")


def test_line_over_the_author_is_a_subtitle():
    found = pieces(f"松川的春天来了\n老厂房里机器转起来\n梁某某（某省委书记）\n{PARAGRAPH}")

    assert [kind for kind, _ in found] == ["title", "subtitle", "byline", "body"]


def test_head_goes_on_to_the_subtitle_and_the_byline():
    found = pieces(f"新机器转起来\n松川的春天来了\n——一座城的账本\n\n本报记者 张某\n\n{PARAGRAPH}\n{PARAGRAPH}")

    assert [kind for kind, _ in found] == ["title", "subtitle", "subtitle", "byline", "body", "body"]


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


def test_button_alone_under_the_day_is_no_heading_and_a_word_over_a_paragraph_is():
    button = pieces(f"松川的春天来了\n2024-06-28\n订阅\n{PARAGRAPH}\n{PARAGRAPH}", "portal")
    heading = pieces(f"松川的春天来了\n2024-06-28\n{PARAGRAPH}\n订阅\n{PARAGRAPH}", "portal")

    assert [kind for kind, _ in button] == ["title", "date", "body", "body"]
    assert ("heading", "订阅") in heading


def test_team_under_the_title_signs_the_text_and_a_place_does_not():
    assert ("author", "松川县水利局课题组") in pieces(f"松川的春天来了\n松川县水利局课题组\n{PARAGRAPH}\n{PARAGRAPH}")
    assert "author" not in dict(pieces(f"松川的春天来了\n松川县水利局灌区\n{PARAGRAPH}\n{PARAGRAPH}"))


def test_day_behind_the_end_is_the_day_where_none_stands_before():
    text = f"松川的春天来了\n{PARAGRAPH}\n{PARAGRAPH}\n完\n2024年5月6日（星期一）"

    assert ("date", "2024年5月6日（星期一）") in pieces(text)
    assert ("date", "2024年5月6日（星期一）") not in pieces(text.replace("\n", "\n2024-05-01\n", 1), "portal")
