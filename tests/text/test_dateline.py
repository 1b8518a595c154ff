"""The opening of a news piece and the brackets at its end."""

import pytest

from articles.text.dateline import find_ending, find_lead_date, read_dateline


@pytest.mark.parametrize(
    ("paragraph", "rest", "people", "date"),
    [
        ("本报讯 （记者 曹某某） 23日，会议召开。", "23日，会议召开。", ["曹某某"], None),
        ("本報訊(記者 曹某某)會議召開。", "會議召開。", ["曹某某"], None),
        ("本报讯（记者张某 通讯员李某）会议召开。", "会议召开。", ["张某", "李某"], None),
        ("本报讯 会议召开。", "会议召开。", [], None),
        ("新华社北京6月28日电（记者张某、李某）会议召开。", "会议召开。", ["张某", "李某"], "XXXX-06-28"),
        ("本报松川6月28日讯（记者张某）会议召开。", "会议召开。", ["张某"], "XXXX-06-28"),
        ("某某网消息（新闻节目）：会议召开。", "会议召开。", [], None),
        ("（记者 张某）会议召开。", "会议召开。", ["张某"], None),
        ("【某球时报记者 张某】会议召开。", "会议召开。", ["张某"], None),
        ("本报记者张某报道：会议召开。", "会议召开。", ["张某"], None),
        ("【某湾日报】（记者 张某）会议召开。", "会议召开。", ["张某"], None),
        ("【本报讯】（记者 张某）会议召开。", "会议召开。", ["张某"], None),
        ("【本报讯】会议召开。", "会议召开。", [], None),
        ("某湾之声舟城8月26日消息（记者张某）会议召开。", "会议召开。", ["张某"], "XXXX-08-26"),
        ("某河社拉康2024年8月21日电（记者 蔺某 罗布次仁）会议召开。", "会议召开。", ["蔺某", "罗布次仁"], "2024-08-21"),
    ],
)
def test_opening_is_read_and_ends_before_the_text(paragraph, rest, people, date):
    found = read_dateline(paragraph)

    assert found is not None
    assert paragraph[found.end :] == rest
    assert ([one.name.name for one in found.byline.people] if found.byline else []) == people
    assert (found.date.date.to_edtf() if found.date else None) == date


@pytest.mark.parametrize(
    "paragraph",
    [
        "本报电视栏目今天开播。",
        "网络安全消息灵通人士说，情况属实。",
        "记者：为什么？",
        "社区电力供应恢复。",
        "（一）坚持创新驱动。",
        "会议召开。",
        "【某湾日报】会议召开（记者张某）。",
        "【本报讯息】会议召开。",
        "【走基层】会议召开。",
        "他在8月26日消息（见附件）中说，情况属实。",
        "",
    ],
)
def test_ordinary_sentence_has_no_opening(paragraph):
    assert read_dateline(paragraph) is None


def test_outlet_and_own_outlet():
    paragraph = "新华社北京电 会议召开。"
    agency, own = read_dateline(paragraph), read_dateline("本报讯 会议召开。")

    assert agency is not None and agency.outlet is not None and agency.own is None
    assert paragraph[slice(*agency.outlet)] == "新华社"
    assert own is not None and own.own == (0, 2) and own.outlet is None


@pytest.mark.parametrize(
    ("paragraph", "edtf"),
    [
        ("23日，会议召开。", "XXXX-XX-23"),
        ("6月28日上午，会议召开。", "XXXX-06-28"),
        ("记者23日从会上获悉，", "XXXX-XX-23"),
    ],
)
def test_first_words_give_a_date(paragraph, edtf):
    found = find_lead_date(paragraph)

    assert found is not None
    assert found.date.to_edtf() == edtf


@pytest.mark.parametrize(
    "paragraph", ["近日，会议召开。", "去年9月，会议召开。", "会议于23日召开。", "记者采访了23日到场的人。"]
)
def test_date_further_on_is_not_the_pieces(paragraph):
    assert find_lead_date(paragraph) is None


def test_bracket_at_the_end():
    text = "会议召开。（责任编辑：张某）"

    assert find_ending(text) == (5, 6, 13)
    assert find_ending("会议（扩大）召开。") is None
