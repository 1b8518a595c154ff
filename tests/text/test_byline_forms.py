"""Bylines as other houses print them: forms made up after what papers do, and lines that only look like one."""

import pytest

from articles.text.bylines import read_byline
from tests.ingest.reading import document, people


def said(line):
    found = read_byline(line, bare=True)
    return found and [(one.name.name, one.role) for one in found.people]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("本报见习记者 何雨某", [("何雨某", "reporter")]),
        ("见习记者何雨某 实习生沈某", [("何雨某", "reporter"), ("沈某", "reporter")]),
        ("□ 本报记者 何 雨 某", [("何雨某", "reporter")]),
        ("本报记者 何 某 沈 某", [("何某", "reporter"), ("沈某", "reporter")]),
        ("■ 何雨某 沈某", [("何雨某", "author"), ("沈某", "author")]),
        ("文/图 本报记者 何雨某", [("何雨某", "reporter")]),
        ("文/本报记者 何雨某 图/沈某", [("何雨某", "reporter"), ("沈某", "photographer")]),
        ("何雨某/文 沈某/图", [("何雨某", "author"), ("沈某", "photographer")]),
        ("文｜何雨某 编辑｜沈某", [("何雨某", "author"), ("沈某", "editor")]),
        ("（本报记者 何雨某 通讯员 沈某 摄影报道）", [("何雨某", "reporter"), ("沈某", "correspondent")]),
        (
            "记者 艾尔肯·吐尼亚孜 通讯员 古丽娜尔·某某",
            [("艾尔肯·吐尼亚孜", "reporter"), ("古丽娜尔·某某", "correspondent")],
        ),
        ("作者 | 卡尔·某某 译者 | 何雨某", [("卡尔·某某", "author"), ("何雨某", "translator")]),
        ("本报特派记者 何雨某 发自松川", [("何雨某", "reporter")]),
        ("【记者 何雨某 松川报道】", [("何雨某", "reporter")]),
        ("記者何雨某／台北報導", [("何雨某", "reporter")]),
        ("（中央社記者何雨某台北3日電）", [("何雨某", "reporter")]),
        ("（中松社記者何小滿松川3日電）", [("何小滿", "reporter")]),
        ("（特約記者何雨某在松川報道）", [("何雨某", "reporter")]),
        ("口述：何雨某 整理：沈某", [("何雨某", "interviewee"), ("沈某", "author")]),
        ("何雨某 综合整理", [("何雨某", "author")]),
        ("（参与采写：何雨某）", [("何雨某", "reporter")]),
        ("(松川电视台 何雨某 沈某)", [("何雨某", "author"), ("沈某", "author")]),
        ("松川日报全媒体记者 何雨某", [("何雨某", "reporter")]),
    ],
)
def test_form_is_read(line, wanted):
    assert said(line) == wanted


@pytest.mark.parametrize(
    "line",
    ["记者 何雨某 沈某报道", "记者 何雨某 沈某 报道"],
)
def test_second_name_before_the_word_for_report_is_no_place(line):
    assert said(line) == [("何雨某", "reporter"), ("沈某", "reporter")]


@pytest.mark.parametrize(
    "line",
    [
        "记者从松川获悉，项目已经开工",
        "口述历史的价值",
        "讲述松川的故事",
        "何 某 同志",
        "编辑室的灯",
        "通讯员制度的由来",
        "本报综合报道",
    ],
)
def test_what_only_looks_like_a_byline(line):
    assert not said(line)


BODY = "入冬前的最后一场雨停了。机器赶着时间下地，订单排到了明年。\n\n人们说，日子越过越有奔头。\n"


def test_body_that_signs_behind_a_bullet_is_an_author_to_confirm():
    found = document(f"松川的春天\n\n□ 松川市发展研究中心课题组\n\n{BODY}")

    assert [(one.field, one.value) for one in found.fields.proposals] == [("author", "松川市发展研究中心课题组")]
    assert (people(found), found.body) == ([], BODY.strip())


def test_line_behind_a_bullet_that_is_no_body_is_text():
    assert "□ 松川的第一场雨" in document(f"松川的春天\n\n□ 松川的第一场雨\n\n{BODY}").body


def test_contents_of_a_book_stay_in_a_post():
    contents = "目录\n\n1.1 数学函数 83\n\n1.2 图形尺寸 49\n"
    found = document(f"---\ntitle: 新书上市\n---\n{BODY}\n{contents}")

    assert "1.2 图形尺寸 49" in found.body


@pytest.mark.parametrize("end", ["（何雨某）", "(何雨某　沈某)", "（何雨某、沈某）"])
def test_names_in_brackets_behind_the_last_sentence_sign_the_text(end):
    read_as = document(f"老厂房里装上新机器\n\n{BODY.rstrip()}{end}\n")

    assert people(read_as)[0] == ("何雨某", "author")
    assert read_as.body.endswith("越有奔头。")


@pytest.mark.parametrize(
    "end", ["他指的是老师傅（何雨某）", "越过越好。（完）", "越过越好。（本文有删节）", "越过越好。（河西路）"]
)
def test_other_words_in_brackets_are_text(end):
    read_as = document(f"老厂房里装上新机器\n\n{BODY}{end}\n")

    assert people(read_as) == []


def test_names_that_end_a_text_of_macau_are_read_and_stay():
    text = "(澳城電台消息) 本澳市民昨日表示，對新安排感到滿意。\n當局稱，會繼續跟進。 (何嘉某　李芬某)"

    read_as = document(text)

    assert people(read_as) == [("何嘉某", "author"), ("李芬某", "author")]
    assert read_as.body.endswith("會繼續跟進。 (何嘉某　李芬某)")
