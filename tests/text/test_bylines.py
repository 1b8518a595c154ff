"""Bylines: people, roles and outlets from the words around the names; sentences are none."""

import pytest

from articles.text.bylines import read_byline, role_of


def people(line, **how):
    byline = read_byline(line, **how)
    return [(one.name.name, one.role) for one in byline.people] if byline else None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("□本报记者 杜某某", [("杜某某", "reporter")]),
        ("□本報記者　杜某某", [("杜某某", "reporter")]),
        ("《某某日报》记者张某某李某某", [("张某某", "reporter"), ("李某某", "reporter")]),
        (
            "本报记者 张某 通讯员 李某 王某某",
            [("张某", "reporter"), ("李某", "correspondent"), ("王某某", "correspondent")],
        ),
        ("本报全媒体见习记者 张某", [("张某", "reporter")]),
        ("本报驻哈尔滨记者 张某", [("张某", "reporter")]),
        ("文/张某 图/李某", [("张某", "author"), ("李某", "photographer")]),
        ("张某/文 李某/图", [("张某", "author"), ("李某", "photographer")]),
        ("文/图 张某", [("张某", "author")]),
        ("张某 文/图", [("张某", "author")]),
        ("记者 张某 文 李某 摄", [("张某", "reporter"), ("李某", "photographer")]),
        ("本报记者 张某 摄", [("张某", "photographer")]),
        ("摄影记者 张某", [("张某", "photographer")]),
        ("记者 张某 李某 报道", [("张某", "reporter"), ("李某", "reporter")]),
        ("作者：张某（某某大学教授）", [("张某", "author")]),
        ("责任编辑：张某、李某", [("张某", "editor"), ("李某", "editor")]),
        ("特约评论员 张某", [("张某", "commentator")]),
        ("翻译：张某", [("张某", "translator")]),
        ("■ 张某某 李某", [("张某某", "author"), ("李某", "author")]),
        ("编辑 张某 校对 李某", [("张某", "editor")]),
        ("（记者 曹某某）", [("曹某某", "reporter")]),
    ],
)
def test_byline_gives_people_with_roles(line, expected):
    assert people(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "记者采访了张某。",
        "记者：贯彻落实，有哪些考虑？",
        "记者：为什么",
        "记者从会上获悉",
        "文化强国 建设",
        "图为张某在工作",
        "图片来源网络",
        "通讯员 市委宣传部",
        "报道称，形势向好",
        "张某某 李某",
        "省长 张某某",
        "",
        "本报讯",
    ],
)
def test_other_lines_are_no_byline(line):
    assert read_byline(line) is None


def test_names_alone_are_a_byline_only_where_the_place_says_so():
    assert people("张庆某 孙 某", bare=True) == [("张庆某", "author"), ("孙某", "author")]
    assert people("高举旗帜 团结奋斗", bare=True) is None
    assert people("吴齐强郝迎灿张艺开", bare=True) is None


def test_outlets_are_named_for_those_behind_them():
    line = "某民日报记者 张某 《某江晚报》记者 李某"
    byline = read_byline(line)

    assert byline is not None
    assert [line[slice(*one.outlet)] for one in byline.people if one.outlet] == ["某民日报", "某江晚报"]
    assert [line[slice(*outlet)] for outlet in byline.outlets] == ["某民日报", "某江晚报"]
    assert byline.own is None


def test_own_outlet_is_marked_and_not_named():
    byline = read_byline("□本报记者 张某")

    assert byline is not None
    assert (byline.own, byline.outlets, byline.people[0].outlet) == ((1, 3), (), None)


def test_unit_in_brackets_is_an_affiliation():
    line = "作者：张某（某某大学教授）"
    byline = read_byline(line)

    assert byline is not None
    assert line[slice(*byline.people[0].affiliation or (0, 0))] == "某某大学教授"


def test_comment_of_the_house_names_nobody():
    byline = read_byline("□本报评论员")

    assert byline is not None
    assert (byline.people, byline.own) == ((), (1, 3))


def test_roles_of_labels():
    assert [role_of(label) for label in ("责任编辑", "全媒体记者", "摄", "校对", "来源")] == [
        "editor", "reporter", "photographer", None, None,
    ]  # fmt: skip


def test_names_stand_between_the_paper_and_the_place():
    (person,) = read_byline("松川日報／ 記者何小滿／松川即時報導").people

    assert (person.name.name, person.role) == ("何小滿", "reporter")


@pytest.mark.parametrize("line", ["何某出席 张伟主持并讲话", "张伟主持会议", "张伟主持召开"])
def test_who_presided_is_no_presenter(line):
    assert read_byline(line) is None


def test_presenter_of_a_broadcast_is_one():
    assert [(one.name.name, one.role) for one in read_byline("主持人：张伟").people] == [("张伟", "speaker")]


@pytest.mark.parametrize("line", ["来源", "时政", "云南", "时政 云南", "关切", "和平", "解读"])
def test_word_that_begins_like_a_name_is_nobody_on_a_line_of_its_own(line):
    assert read_byline(line, bare=True) is None


def test_two_names_on_a_line_of_their_own_are_authors():
    assert len(read_byline("时小满 云青松", bare=True).people) == 2


def test_numbers_of_units_behind_names_are_no_part_of_them():
    found = read_byline("曲某某1，景某2*", bare=True)

    assert found is not None
    assert [(one.name.name, one.role) for one in found.people] == [("曲某某", "author"), ("景某", "author")]
    assert read_byline("增长1，下降2", bare=True) is None


def test_picture_and_text_of_one_hand_are_an_author():
    found = read_byline("图/文 张某某")

    assert found is not None
    assert [(one.name.name, one.role) for one in found.people] == [("张某某", "author")]
