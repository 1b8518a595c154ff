"""Tokens: the same for every spelling, whole for words and numbers, and never a phrase cut in two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.tokens import Token, search_tokens, tokenise

SAME = [
    ("traditional", "新質生產力", "新质生产力"),
    ("variants of Taiwan and Hong Kong", "裏面著重啓動羣衆", "里面着重启动群众"),
    ("a phrase that a converter reads as a whole", "資金鍊與鍛鍊的答覆，瞭解藉口", "资金链与锻炼的答复，了解借口"),
    ("full width", "ＧＤＰ增３．５％", "GDP增3.5%"),
    ("case", "Ai Gdp", "aI gDP"),
    ("pinyin notes", "新質(zhì)生產(chǎn)力", "新质生产力"),
    ("a word of Taiwan", "人工智慧與網路", "人工智能与网络"),
    ("thousands", "1,000吨", "1000吨"),
    ("marks that print nothing", "新\u200b质\ufeff生\u00ad产力", "新质生产力"),
    ("a variation selector", "葛\U000e0100城", "葛城"),
    ("composed and not", "cafe\u0301", "caf\u00e9"),
    ("half-width kana", "ｶﾞ", "ガ"),
    ("compatibility characters", "㎡與㈱", "m2与(株)"),
]
DIFFERENT = [
    ("another word", "生产", "产生"),
    ("a blank divides", "新质", "新 质"),
    ("a stop divides", "粮食安全", "粮食。安全"),
    ("a unit is no note", "公顷(ha)", "公顷"),
    ("a decimal is no list", "3.5", "3、5"),
    ("a Chinese comma makes no number", "1，000", "1000"),
    ("no thousands", "12,34", "1234"),
    ("information of either kind", "资讯", "信息"),
]
EXACT = [
    ("one character", "粮", ["粮"]),
    ("two", "粮食", ["粮食", "食"]),
    ("mixed", "5G基站GDP", ["5g", "基站", "站", "gdp"]),
    ("version", "v2.0.1。", ["v2.0.1"]),
    ("other letters", "Россия 한국", ["россия", "한국", "국"]),
    ("numeral nought", "二〇二四", ["二〇", "〇二", "二四", "四"]),
    ("nothing", "", []),
    ("punctuation", '，。·—…“”()*"^:-', []),
    ("unprintable", "\0\ud800\udfff\u200b", []),
    ("marks without a letter", "\u0301" * 100, []),
    ("a word no dictionary has", "a" * 100, ["a" * 64, "a" * 36]),
]


@pytest.mark.parametrize(("why", "one", "other"), SAME)
def test_spellings_of_one_text_have_the_same_tokens(why: str, one: str, other: str) -> None:
    assert search_tokens(one) == search_tokens(other)


@pytest.mark.parametrize(("why", "one", "other"), DIFFERENT)
def test_texts_that_only_look_alike_differ(why: str, one: str, other: str) -> None:
    assert search_tokens(one) != search_tokens(other)


@pytest.mark.parametrize(("why", "text", "expected"), EXACT)
def test_tokens_are_exactly(why: str, text: str, expected: list[str]) -> None:
    assert search_tokens(text) == expected


def test_offsets_count_in_the_original_text() -> None:
    text = "（新質(zhì)生產，ＧＤＰ"

    assert tokenise(text) == (
        Token("新质", 1, 3),
        Token("质生", 2, 9),
        Token("生产", 8, 10),
        Token("产", 9, 10),
        Token("gdp", 11, 14),
    )


def test_a_folded_word_of_another_length_keeps_the_place_of_the_whole() -> None:
    text = "在網際網路上"

    assert [(t.text, text[t.start : t.end]) for t in tokenise(text)] == [
        ("在互", "在網際網路"),
        ("互联", "網際網路"),
        ("联网", "網際網路"),
        ("网上", "網際網路上"),
        ("上", "上"),
    ]


def test_as_printed_leaves_words_of_taiwan_alone() -> None:
    assert [token.text for token in tokenise("人工智慧", as_printed=True)] == ["人工", "工智", "智慧", "慧"]


@given(st.text(max_size=200))
def test_any_text_gives_tokens_a_database_can_hold(text: str) -> None:
    for token in tokenise(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.text.replace(".", "").isalnum() and len(token.text) <= 64
        token.text.encode()


@given(st.text(alphabet="新質质著乾瞭解网路網人工智慧", min_size=2, max_size=30), st.data())
def test_tokens_of_any_part_of_a_run_stand_in_the_whole(text: str, data: st.DataObject) -> None:
    low = data.draw(st.integers(0, len(text) - 2))
    part = text[low : data.draw(st.integers(low + 2, len(text)))]

    whole, pairs = (" ".join(t.text for t in tokenise(each, as_printed=True)) for each in (text, part))

    assert pairs[: pairs.rindex(" ")] in whole


def test_a_line_of_marks_takes_no_quadratic_time() -> None:
    assert search_tokens("e" + "\u0301\u0323" * 200_000) == ["\u1eb9"]
