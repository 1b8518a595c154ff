"""A quotation found anew in a changed text: surely, or not at all. Never in another place."""

import os
import random

import pytest

from articles.text.anchor import find_place, make_anchor, places

SEED = int(os.environ.get("SEED", "5"))
TEXT = (
    "松川新区的车间里，新设备刚刚调试完。\n\n## 先看一条产线\n\n工人说，产量比去年多了三成，次品少了一半。\n\n"
    "甲县新增企业12家，同比增长3%；乙县新增企业15家，同比增长3%。\n\n“订单排到了明年三月。”厂长说，订单还会多。"
)


def kept(quote, text=TEXT, nth=0):
    at = places(text, quote)[nth]
    return make_anchor(text, at, at + len(quote))


def words_at(text, anchor):
    place = find_place(text, anchor)
    return None if place is None else (place[0], text[slice(*place)])


@pytest.mark.parametrize(
    ("label", "quote", "before", "after"),
    [
        ("words put in before it", "多了三成", "松川新区", "据记者了解，松川新区"),
        ("words changed beside it", "多了三成", "产量比去年", "产量比前年"),
        ("words changed on both sides", "产量比去年多了三成", "工人说，", "工人们说：“"),
        ("a paragraph taken out elsewhere", "多了三成", "松川新区的车间里，新设备刚刚调试完。\n\n", ""),
        ("a character of one length as two", "多了三成", "松川", "𠮷川"),
        ("its paragraph moved to the end", "工人说，产量比去年多了三成，次品少了一半。", "", ""),
    ],
)
def test_it_is_found_where_it_went(label, quote, before, after):
    anchor = kept(quote)
    text = TEXT.replace(before, after) if before else "\n\n".join(sorted(TEXT.split("\n\n"), key=lambda p: quote in p))

    assert words_at(text, anchor) == (text.index(quote), quote), label


@pytest.mark.parametrize(
    ("label", "quote", "nth", "before", "after"),
    [
        ("the words themselves changed", "多了三成", 0, "多了三成", "多了两成"),
        ("taken out", "多了三成", 0, "产量比去年多了三成，", ""),
        ("taken out, its like left", "同比增长3%", 1, "；乙县新增企业15家，同比增长3%", ""),
        ("taken out, its like left at its old place", "订单", 1, "，订单还会多", ""),
        ("taken out, its like left with its full stop", "比增长3%。", 0, "；乙县新增企业15家，同比增长3%", ""),
        ("taken out and typed elsewhere", "刚刚", 0, "新设备刚刚调试完", "新设备调试完，明天刚刚好"),
        ("its like put in with the same words around it", "多了三成", 0, "工人说，", "工人说，产量比去年多了三成，次品少了一半。工人说，"),
    ],
)  # fmt: skip
def test_it_is_nowhere_where_that_is_not_sure(label, quote, nth, before, after):
    anchor = kept(quote, nth=nth)
    text = TEXT.replace(before, after, 1)

    assert text != TEXT
    assert find_place(text, anchor) is None, label


def test_of_two_alike_the_right_one_is_found_as_long_as_both_stand():
    anchor = kept("同比增长3%", nth=1)
    text = TEXT.replace("松川新区", "上半年，松川新区").replace("乙县", "丙县")

    assert find_place(text, anchor)[0] == places(text, "同比增长3%")[1]


def test_of_two_paragraphs_quite_alike_neither_is_taken_once_the_text_has_changed():
    long = "这一段一字不差地写了两遍，前后左右都一样，没有谁分得清楚，哪怕把前前后后的字一个一个地对过去也一样。"
    text = f"开头。\n\n{long}\n\n{long}\n\n结尾。"
    anchor = kept("没有谁分得清楚", text, 1)

    assert find_place(text, anchor)[0] == places(text, "没有谁分得清楚")[1]
    assert find_place(text.replace("开头", "起头"), anchor) is None


@pytest.mark.parametrize("quote", ["松川新区的一条产线", "松川"])
def test_a_whole_title_is_its_own_context(quote):
    anchor = kept(quote, quote)

    assert words_at(f"{quote}（下）", anchor) == (0, quote)
    assert find_place("别的题目", anchor) is None


def test_a_page_of_one_character_does_not_hang():
    anchor = kept("的", "我的家" + "乡" * 40)

    assert find_place("的" * 200_000, anchor) is None


def looks_untouched(now, at, start, size, around=8):
    return now[at - around : at + size + around] == TEXT[start - around : start + size + around]


def test_edits_by_chance_never_lead_to_another_place():
    """Characters are numbered beside the text, so that the true place is known after any edit."""
    dice = random.Random(SEED)
    found = lost = 0
    for _ in range(1500):
        text = list(enumerate(TEXT))
        start = dice.randrange(len(TEXT) - 12)
        size = dice.randint(1, 12)
        anchor = make_anchor(TEXT, start, start + size)
        for _ in range(dice.randint(1, 6)):
            at = dice.randrange(len(text))
            kind = dice.randrange(4)
            stretch = text[at : at + dice.randint(1, 20)]
            if kind == 0:
                del text[at : at + len(stretch)]
            elif kind == 1:
                text[at:at] = [(-1, char) for char in dice.choice(("又据", "，同比增长3%", "订单", "多了三成"))]
            elif kind == 2:
                to = dice.randrange(len(text))
                text[to:to] = stretch  # moved or doubled: it is still the passage
            else:
                text[at : at + 1] = [(-1, "某")]
        now = "".join(char for _number, char in text)
        numbers = [number for number, _char in text]
        true = [n for n in range(len(now)) if numbers[n : n + size] == list(range(start, start + size))]
        place = find_place(now, anchor)
        near = slice(max(0, place[0] - size), place[1] + size) if place else slice(0)
        own = sum(start <= number < start + size for number in numbers[near]) if place else size
        # Of 刚刚 either may be the one that was left, and what was taken out may have been typed anew.
        assert own * 2 >= size or looks_untouched(now, place[0], start, size), (TEXT[start : start + size], now)
        found += place is not None
        lost += place is None and len(true) == 1

    assert found > 3 * lost
