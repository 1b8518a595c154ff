"""Who is interviewed, and who is only reported on."""

import pytest

from articles.text.interview import find_interviewees, read_post


def found(*paragraphs):
    people = find_interviewees(paragraphs)
    return [
        (paragraphs[one.paragraph][one.start : one.end], one.post and paragraphs[one.paragraph][slice(*one.post)])
        for one in people
    ]


@pytest.mark.parametrize(
    ("paragraph", "person"),
    [
        ("下一步怎么走？记者采访了某省委书记张某。", ("张某", "某省委书记")),
        ("近日，记者围绕话题采訪了某发展改革委协调处处長張某某。", ("張某某", "某发展改革委协调处处長")),
        ("本报专访某某大学教授欧阳某某，请他谈谈。", ("欧阳某某", "某某大学教授")),
    ],
)
def test_person_introduced_by_post_and_name(paragraph, person):
    assert found(paragraph) == [person]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["某省委书记张某主持会议，省长李某某讲话。"],
        ["记者采访了有关部门和企业。"],
        ["记者采访了某研究院院长的学生。"],
        ["会议指出：要抓落实。", "会议强调：要抓落实。"],
        ["张某：好。", "张某：对。"],
    ],
)
def test_others_are_not_interviewed(paragraphs):
    assert found(*paragraphs) == []


def test_person_who_answers_in_turns():
    assert found("记者：一？", "许某：二。", "记者：三？", "许某：四。") == [("许某", None)]


def test_house_that_prints_a_talk_may_ask():
    assert found("松川之都：一？", "许某：二。", "松川之都：三？", "许某：四。") == [("许某", None)]


def test_statement_of_a_company_between_others_is_no_talk():
    assert found("松川公司：已收到。", "许某：二。", "界江公司：未收到。", "何某：四。") == []


def test_introduction_gives_the_post_of_who_answers():
    turns = ["记者：一？", "许某：二。", "记者：三？", "许某：四。"]

    assert found("记者采访了某市市长许某。", *turns) == [("许某", "某市市长")]


@pytest.mark.parametrize(
    ("line", "name"),
    [("省长 张某某", "张某某"), ("某某市市长 龚 某", "龚某"), ("自治区主席 艾尔某·吐尼某某", "艾尔某·吐尼某某")],
)
def test_line_of_post_and_name(line, name):
    read = read_post(line)

    assert read is not None
    assert read[1].name == name


@pytest.mark.parametrize("line", ["省长主持会议", "各位代表", "省长 主持会议", "张某某"])
def test_line_that_is_no_post_and_name(line):
    assert read_post(line) is None


@pytest.mark.parametrize(
    "opening",
    [
        "中共中央政治局常委、国务院副总理丁某某会见来华访问的联合国大会候任主席苏尔坦，双方就合作交换意见。",
        "我国同意回应外方对话代表关切，继续磋商。",
        "记者会上播出了对执行主任英格·安德森的独家专访。",
    ],
)
def test_visitor_and_side_of_a_talk_are_not_interviewed(opening):
    assert find_interviewees([opening]) == ()


def test_whom_a_reporter_visited_is_interviewed():
    (found,) = find_interviewees(["近日，记者访问了松川研究院院长何远山，请他谈谈新机器。"])

    assert found.post is not None


def test_name_without_a_surname_counts_under_a_speech_alone():
    line = "州人民政府州长  吉克阿木"

    assert read_post(line) is None
    assert read_post(line, speaks=True)[1].name == "吉克阿木"
    assert read_post(line, speaks=True)[1].confirm
    assert read_post("省长  松川市人民政府", speaks=True) is None
