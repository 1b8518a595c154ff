"""Lines of labelled entries."""

import pytest

from articles.text.credits import is_credit, read_entries


def entries(line):
    return [(entry.kind, line[entry.start : entry.end]) for entry in read_entries(line)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("作者: 来源:某河日报 编辑:吴某", [("author", ""), ("source", "某河日报"), ("editor", "吴某")]),
        ("來源：某河日報　責任編輯：吳某", [("source", "某河日報"), ("editor", "吳某")]),
        ("（文章来源：某江日报）", [("source", "某江日报")]),
        ("来源：某河日报 2024-06-28 09:53 字号：大 中 小", [("source", "某河日报"), ("nothing", "大 中 小")]),
        ("来源：某河日报 【打印】", [("source", "某河日报")]),
        ("来 源：某河日报", [("source", "某河日报")]),
        ("编辑：汤某 2025年1月12日", [("editor", "汤某")]),
        ("15:24作者:侯某来源:某北网", [("author", "侯某"), ("source", "某北网")]),
        ("【关键词】粮食；农业", [("tags", "粮食；农业")]),
        ("发布时间：2024-06-28 点击：12", [("date", "2024-06-28"), ("nothing", "12")]),
        ("来源 | 某河日报", [("source", "某河日报")]),
        ("原标题：某某题", [("original", "某某题")]),
        ("标签：粮食、农业", [("tags", "粮食、农业")]),
        ("索 引 号：0112/2024-00321", [("nothing", "0112/2024-00321")]),
        ("发文机关：某市人民政府办公室", [("source", "某市人民政府办公室")]),
        ("转自《某屏晚报》2013年5月6日 A07版", [("source", "《某屏晚报》")]),
        ("以下文章来源于某陵日报 ，作者姚某", [("source", "某陵日报 ，作者姚某")]),
        ("转载自《某岭晚报》，作者：闻某，原文有删节。", [("source", "《某岭晚报》"), ("author", "闻某")]),
        ("[中图分类号] D63　[文章编号] 1009-0000", [("nothing", "D63"), ("nothing", "1009-0000")]),
        ("校对 | 高某", [("nothing", "高某")]),
        ("栏目主编：龚某 题图来源：某库", [("editor", "龚某"), ("nothing", "某库")]),
        ("Author: 许某", [("author", "许某")]),
        ("秦川云记者：岳某某 童某", [("reporter", "岳某某 童某")]),
        ("作者：祝某 | 光影周报 | 2024-10-02", [("author", "祝某")]),
    ],
)
def test_values_stand_where_the_labels_say(line, expected):
    assert entries(line) == expected


@pytest.mark.parametrize(
    "line", ["作者：张某 来源：某报", "2024-06-28 09:53:21 来源：某河日报", "（责任编辑：张某）", "点击：12"]
)
def test_line_of_entries_is_a_credit(line):
    assert is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "记者：有哪些考虑？",
        "资金来源：一是财政拨款。二是自筹。",
        "他强调，要关注的是文化：城市的灵魂。",
        "某河日报",
        "",
        "来源：" + "长" * 80,
    ],
)
def test_sentence_is_no_credit(line):
    assert not is_credit(line)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("来源：松川日报 记者 何小满", [("source", "松川日报"), ("reporter", "何小满")]),
        (
            "来源：松川日报 本报通讯员 何小满 编辑：沈小禾",
            [("source", "松川日报"), ("correspondent", "何小满"), ("editor", "沈小禾")],
        ),
        ("（编辑：沈小禾）1130422", [("editor", "沈小禾")]),
        ("来源：松川记者协会网", [("source", "松川记者协会网")]),
        ("来源：松川记者站", [("source", "松川记者站")]),
    ],
)
def test_reporter_behind_the_source_is_no_part_of_it(line, wanted):
    assert [(entry.kind, line[entry.start : entry.end]) for entry in read_entries(line)] == wanted


@pytest.mark.parametrize(
    "line", ["北辰社记者：请问由谁负责？", "松川日报记者：", "转自己的弯，走自己的路", "校对工作 | 一场马拉松"]
)
def test_turns_and_titles_are_no_credits(line):
    assert not is_credit(line)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("播报人：何小满", [("nothing", "何小满")]),
        ("发布：松川学习平台", [("date", "松川学习平台")]),
        ("采访：何小满；整理：沈小禾；审校：杨乐", [("reporter", "何小满"), ("author", "沈小禾"), ("nothing", "杨乐")]),
        ("文 | 何小满 编辑 | 沈小禾返回松狐，查看更多", [("author", "何小满"), ("editor", "沈小禾")]),
    ],
)
def test_labels_of_apps_and_interviews(line, wanted):
    assert [(entry.kind, line[entry.start : entry.end]) for entry in read_entries(line)] == wanted


@pytest.mark.parametrize("line", ["播报人员名单", "发布会：现场直击", "整理房间的人"])
def test_words_like_these_labels_are_none(line):
    assert read_entries(line) == ()
