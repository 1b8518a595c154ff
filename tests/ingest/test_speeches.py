"""Speeches and reports as other boards print them: their buttons, who spoke where, captions, notes and headings."""

import pytest

from articles.ingest.decode import decode
from articles.ingest.reader import check
from tests.ingest.reading import document, people

FIRST = "现在，我代表市人民政府向大会报告工作，请予审议，并请市政协委员提出意见。过去一年，我们修了三座桥，通了两条路，群众的日子一天比一天好。"
MIDDLE = (
    "老厂房里装上了新机器，订单排到了明年。我们把三件大事办成了，把十件小事也办成了，为下一步打下了扎实的基础［1］。"
)
LAST = "各位代表！路就在脚下。让我们更加紧密地团结起来，把松川建设得更加美好！"
HEAD = "2026年松川市政府工作报告\n——2026年1月27日在松川市第九届人民代表大会第五次会议上\n"
SPEECH = f"各位代表：\n{FIRST}\n一、去年工作回顾\n{MIDDLE}\n二、今年工作安排\n{FIRST}\n{LAST}\n"


def speech(*, top: str = "", head: str = HEAD, who: str = "市长 林知某\n", text: str = SPEECH, foot: str = "") -> str:
    return f"{top}{head}{who}{text}{foot}"


@pytest.mark.parametrize(
    "top",
    [
        "打印\n关闭\n【字体：大 中 小】\n",
        "分享到：\n微信\n微博\n字号：\n大\n中\n小\n",
        "首页\n政务公开\n政府工作报告\n当前位置：首页 > 政务公开 > 政府工作报告\n",
        "【打印本页】\n【关闭窗口】\n扫一扫\n",
        "下載\n列印\n收藏\n",
    ],
    ids=["print", "share", "trail", "bracketed", "traditional"],
)
def test_buttons_above_are_no_text(top):
    found = document(speech(top=top, foot="【打印】\n【关闭】\n"))

    assert (found.fields.title.value, found.body.startswith("各位代表：")) == ("2026年松川市政府工作报告", True)
    assert found.body.endswith("更加美好！")


@pytest.mark.parametrize(
    "foot",
    [
        "相关报道：\n",
        "相关链接：\n一图读懂松川市政府工作报告\n",
        "责任编辑：沈某\n",
        "上一篇：松川市2025年政府工作报告\n下一篇：没有了\n",
        "主办单位：松川市人民政府办公室\n松ICP备0000001号\n",
        "扫一扫在手机打开当前页\n",
        "附件下载：\n",
    ],
)
def test_foot_is_no_text(foot):
    found = document(speech(foot=foot))

    assert found.body.endswith("更加美好！")


@pytest.mark.parametrize(
    ("who", "wanted", "post"),
    [
        ("市长 林知某\n", "林知某", "市长"),
        ("松川市人民政府市长　林 某\n", "林某", "松川市人民政府市长"),
        ("自治州州长 艾山江·买某某提\n", "艾山江·买某某提", "自治州州长"),
        ("林知某\n", "林知某", None),
    ],
)
def test_who_spoke(who, wanted, post):
    (person,) = document(speech(who=who)).fields.people

    assert (person.name.value, person.role) == (wanted, "speaker")
    assert (person.affiliation.value if person.affiliation else None) == post


@pytest.mark.parametrize(
    ("head", "session"),
    [
        (HEAD, "2026年1月27日在松川市第九届人民代表大会第五次会议上"),
        (HEAD.replace("——", ""), "2026年1月27日在松川市第九届人民代表大会第五次会议上"),
        (
            "政府工作报告\n（2026年1月27日在松川市第九届人民代表大会第五次会议上）\n",
            "2026年1月27日在松川市第九届人民代表大会第五次会议上",
        ),
        (
            "政府工作报告\n——2026年1月27日在松川市第九届\n人民代表大会第五次会议上\n",
            "2026年1月27日在松川市第九届人民代表大会第五次会议上",
        ),
    ],
    ids=["dash", "no dash", "brackets", "two lines"],
)
def test_session_and_day_are_facts(head, session):
    fields = document(speech(head=head)).fields

    assert (fields.subtitle.value, fields.date.value) == (session, "2026-01-27")


def test_date_of_the_page_counts_before_that_of_the_speech():
    fields = document(speech(head=f"{HEAD}来源：松川日报\n时间：2026-02-01\n")).fields

    assert (fields.date.value, [o.name.value for o in fields.outlets]) == ("2026-02-01", ["松川日报"])


@pytest.mark.parametrize(
    "caption",
    [
        "林知某作政府工作报告。\n",
        "林知某作政府工作报告。本报记者 方以某 摄\n",
        "1月27日，松川市第九届人民代表大会第五次会议开幕。市长林知某作政府工作报告。松川日报全媒体记者 方以某 摄\n",
    ],
)
def test_caption_before_the_salutation_is_no_text(caption):
    found = document(speech(who=f"市长 林知某\n{caption}"))

    assert found.body.startswith("各位代表：")
    assert ("林知某", "speaker") in people(found)


@pytest.mark.parametrize(
    "notes",
    [
        "注释\n［1］三件大事：\n修桥、铺路、办学。\n［2］十件小事：\n从路灯到水管的十件实事。\n",
        "名词解释\n[1]三件大事：指修桥、铺路、办学。\n[2]十件小事：指从路灯到水管的十件实事。\n",
        "附件2\n《政府工作报告》有关名词解释\n1.三件大事：修桥、铺路、办学。\n2.十件小事：从路灯到水管的十件实事。\n",
        "附：名词解释\n1、三件大事是指修桥、铺路、办学。\n2、十件小事是指从路灯到水管的十件实事。\n",
        "名詞解釋：\n①三件大事：指修橋、鋪路、辦學。\n②十件小事：指從路燈到水管的十件實事。\n",
    ],
    ids=["two lines", "one line", "appendix", "comma", "rings"],
)
def test_explanations_of_terms_are_kept_apart(notes):
    capture = speech(foot=notes)
    found = document(capture)
    rules = {edit.rule for layer in found.layers for edit in layer.edits}

    assert (found.body.endswith("更加美好！"), "十件实事" in found.body) == (True, False)
    assert "endnotes" in rules
    assert check(decode(capture.encode()).text, found) == ()


def test_numbers_that_point_to_dropped_notes_go_with_them():
    notes = "注释\n［1］三件大事：\n修桥、铺路、办学。\n［2］十件小事：\n从路灯到水管的十件实事。\n"

    assert "扎实的基础。" in document(speech(foot=notes)).body
    assert "扎实的基础［1］。" in document(speech()).body


@pytest.mark.parametrize(
    ("notes", "kept"),
    [
        (
            "注释\n①林知某：《松川史话》，松川出版社2019年版，第12页。\n②方以某：《界江志》，松川出版社2020年版，第3页。\n",
            "界江志",
        ),
        ("参考文献\n[1]林知某.松川史话[M].松川出版社,2019.\n[2]方以某.界江志[M].松川出版社,2020.\n", "界江志"),
        ("附件\n2026年市民生实事\n1.通过以工代赈发放报酬。\n2.新增就业岗位一千个。\n", "岗位一千个"),
    ],
    ids=["notes of a paper", "references", "appendix"],
)
def test_other_appendices_stay(notes, kept):
    assert kept in document(speech(foot=notes)).body


def test_an_article_about_terms_is_no_note():
    text = "名词解释\n\n低空经济是什么\n\n" + "低空经济是近来常听到的词，它指的是在低空飞行带动的经济。\n" * 3
    found = document(text)

    assert found.body.count("低空经济是近来") == 3


@pytest.mark.parametrize("jump", ["（下转第四版）（紧接第一版） ", "（上接第一版）", "【下转第A3版】", "（下轉第2版）"])
def test_jumps_of_the_printed_page_are_no_text(jump):
    found = document(speech(text=SPEECH.replace("订单排到了明年。", f"订单排到了明年。{jump}")))

    assert "订单排到了明年。我们把三件大事办成了" in found.body


@pytest.mark.parametrize("kept", ["（转第三人民医院）", "下转第四版的消息", "（上接天线，下接地气）"])
def test_what_only_looks_like_a_jump_stays(kept):
    found = document(speech(text=SPEECH.replace("订单排到了明年。", f"订单{kept}排到了明年。")))

    assert kept in found.body


def test_headings_that_end_in_a_full_stop():
    sections = "".join(f"（{n}）把{what}的事办好。\n{MIDDLE}\n" for n, what in zip("一二三", "路桥学", strict=True))
    found = document(speech(text=SPEECH.replace("二、今年工作安排\n", f"二、今年工作安排\n{sections}")))

    assert found.headings == (
        "一、去年工作回顾",
        "二、今年工作安排",
        "（一）把路的事办好。",
        "（二）把桥的事办好。",
        "（三）把学的事办好。",
    )


def test_items_of_a_list_are_no_headings():
    items = "".join(f"（{n}）把{what}的事办好。\n" for n, what in zip("一二三", "路桥学", strict=True))
    found = document(speech(text=SPEECH.replace("二、今年工作安排\n", f"{items}{MIDDLE}\n二、今年工作安排\n")))

    assert found.headings == ("一、去年工作回顾", "二、今年工作安排")


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("优良天数达到三百天，PM\n2.5\n年平均浓度继续下降。", "优良天数达到三百天，PM2.5年平均浓度继续下降。"),
        (
            "今年全市经济社会发展的\n主要目标\n是：生产总值增长百分之五，收入同步增长。",
            "今年全市经济社会发展的主要目标是：生产总值增长百分之五，收入同步增长。",
        ),
    ],
)
def test_lines_broken_by_bold_type_are_whole(broken, whole):
    found = document(speech(text=SPEECH.replace(MIDDLE, broken)))

    assert whole in found.body.split("\n\n")


def test_a_number_alone_on_a_line_is_not_joined():
    found = document(speech(text=SPEECH.replace(MIDDLE, f"{FIRST}\n2.5\n{MIDDLE}")))

    assert f"{FIRST}\n\n2.5\n\n{MIDDLE}" in found.body
