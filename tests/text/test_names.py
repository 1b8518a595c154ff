"""Lists of names: cut where they are parted, joined where one is spread, split where nothing parts them."""

import random

import pytest

from articles.text.names import is_body, is_name, is_nobody, split_names, split_run, surname_of, surnames

GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂华建国志红玉海春晓东云庆宇浩欣怡思雨佳嘉俊凯婷鹏雪丹晨博新永成光辉峰家齐迎艺灿开清忠义维亮"


def names_in(text):
    return [name.name for name in split_names(text) or ()]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张庆某 孙 某", ["张庆某", "孙某"]),
        ("王 某 李 某", ["王某", "李某"]),
        ("张某、李某某，王某；赵某", ["张某", "李某某", "王某", "赵某"]),
        ("张某和李某", ["张某", "李某"]),
        ("王和平", ["王和平"]),
        ("司马 某", ["司马某"]),
        ("欧阳某某", ["欧阳某某"]),
        ("阿不都某某·买买某", ["阿不都某某·买买某"]),
        ("Justin Wong、李某", ["Justin Wong", "李某"]),
        ("张某等", ["张某"]),
        ("張某某　李某", ["張某某", "李某"]),
        ("系统管理员", []),
    ],
)
def test_list_is_cut_into_names(text, names):
    assert split_names(text) is not None
    assert names_in(text) == names


@pytest.mark.parametrize(
    "text", ["欢迎投稿！", "高举旗帜", "某市委讲师团", "一二三四五六七八九十" * 3, "张某（某大学）", "统计之都"]
)
def test_what_is_no_list_of_names_is_none(text):
    assert split_names(text) is None


def test_run_is_split_and_asks_for_confirmation():
    found = split_names("吴齐强郝迎灿张艺开")

    assert [(name.name, name.confirm) for name in found or ()] == [("吴齐强", True), ("郝迎灿", True), ("张艺开", True)]
    assert all(name.alternatives for name in found or ())


@pytest.mark.parametrize("text", ["罗布次仁", "乌云其木格", "阿依努尔", "古丽巴合提"])
def test_name_of_no_surname_is_one_name_to_be_confirmed(text):
    assert [(name.name, name.confirm) for name in split_names(f"张某 {text}") or ()] == [("张某", False), (text, True)]


@pytest.mark.parametrize("text", ["云河网", "江城晚报", "罗布泊之春", "努力向前走", "阿尔泰山下"])
def test_name_of_an_outlet_is_nobodys(text):
    assert text not in names_in(text)


@pytest.mark.parametrize("text", ["张庆某", "欧阳某某", "孙 某", "张某、李某"])
def test_names_that_are_parted_need_no_confirmation(text):
    assert not any(name.confirm for name in split_names(text) or ())


def test_spans_are_those_of_the_printed_name():
    text = "张庆某 孙 某"

    assert [text[name.start : name.end] for name in split_names(text) or ()] == ["张庆某", "孙 某"]


@pytest.mark.parametrize(("count", "floor"), [(2, 0.95), (3, 0.95), (4, 0.93)])
def test_made_up_runs_are_split_as_they_were_joined(count, floor):
    chance = random.Random(7)
    common = [name for name, cost in surnames().items() if cost <= 1.0 and len(name) == 1]
    runs = [
        [chance.choice(common) + "".join(chance.sample(GIVEN, chance.choice((1, 2, 2, 2, 2)))) for _ in range(count)]
        for _ in range(300)
    ]

    right = sum(list(split_run("".join(run))[0]) == run for run in runs)

    assert right >= floor * len(runs)


@pytest.mark.parametrize("text", ["", "张", "张" * 25])
def test_run_too_short_or_too_long_is_not_split(text):
    assert split_run(text) == ()


@pytest.mark.parametrize(("name", "surname"), [("欧阳某", "欧阳"), ("張某", "張"), ("的某", ""), ("张", "")])
def test_surname(name, surname):
    assert surname_of(name) == surname


def test_names_bodies_and_nobody():
    assert is_name("张某某")
    assert not is_name("张")
    assert not is_name("某某")
    assert is_body("某河日报")
    assert not is_body("张某某")
    assert is_nobody("佚名")
    assert not is_nobody("管某")


def test_every_surname_stands_once_in_the_table():
    tiers = [set(), set(), set()]
    for name, cost in surnames().items():
        tiers[(0.0, 1.0, 3.0).index(cost)].add(name)

    assert len(surnames()) == sum(map(len, tiers)) > 450


def test_surname_that_is_not_among_the_hundred_is_one():
    assert surname_of("骆某某") == "骆"
    assert names_in("资料室 温某某") == ["温某某"]
