"""Reading a query: words, phrases, single characters; nothing in it is an operator."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.query import MAX_WORDS, Phrase, read_query
from articles.text.cutting import MAX_PHRASE

CASES = [
    ("two characters", "粮食", [("粮食",)]),
    ("a phrase drops the token of its end", "粮食安全", [("粮食", "食安", "安全")]),
    ("blanks part words", "粮食 安全　冰雪", [("粮食",), ("安全",), ("冰雪",)]),
    ("once each, in any spelling", "粮食 糧食", [("粮食",)]),
    ("quoted", '"粮食 安全"', [("粮食", "食", "安全")]),
    ("quoted in Chinese", "“粮食 安全”「冰 雪」", [("粮食", "食", "安全"), ("冰", "雪")]),
    ("a quotation mark alone parts", '粮食"安全', [("粮食",), ("安全",)]),
    ("marks inside a word", "粮食、安全", [("粮食", "食", "安全")]),
    ("words of operators are words", "AND OR near", [("and",), ("or",), ("near",)]),
    ("marks of operators are none", '-粮食* (冰雪) ^甲乙: "', [("粮食",), ("冰雪",), ("甲乙",)]),
    ("pinyin notes", "新質(zhì)生產(chǎn)力", [("新质", "质生", "生产", "产力")]),
    ("a note with blanks", "新質( zhì )生", [("新质", "质生")]),
    ("letters and figures", "GDP增长3.5%", [("gdp", "增长", "长", "3.5")]),
    ("nothing", " ，。\0\ud800", []),
]


@pytest.mark.parametrize(("why", "query", "expected"), CASES)
def test_a_query_is_read_as(why: str, query: str, expected: list[tuple[str, ...]]) -> None:
    assert [word.folded.tokens for word in read_query(query)] == expected


@pytest.mark.parametrize(
    ("query", "prefix"),
    [
        ("粮", True),
        ("粮食", False),
        ("粮食、安", True),
        ("GDP增", True),
        ("安GDP", False),
        ("A", False),
        ("粮 食", True),
    ],
)
def test_a_lone_character_at_the_end_begins_any_token(query: str, prefix: bool) -> None:
    assert read_query(query)[0].folded.prefix is prefix


def test_a_folded_word_is_asked_as_printed_too() -> None:
    (folded,), (same,) = read_query("人工智慧"), read_query("粮食")

    assert folded.phrases == (Phrase(("人工", "工智", "智能")), Phrase(("人工", "工智", "智慧")))
    assert same.phrases == (Phrase(("粮食",)),)


@given(st.text(max_size=400))
def test_any_query_is_read_within_bounds(query: str) -> None:
    words = read_query(query)

    assert len(words) <= MAX_WORDS
    assert all(0 < len(phrase.tokens) <= MAX_PHRASE for word in words for phrase in word.phrases)


def test_a_long_query_is_read_in_part() -> None:
    (word,) = read_query("新质" * 5_000)

    assert len(word.folded.tokens) == 199
    assert len(read_query("甲乙 丙丁 " * 100 + "戊己")) == 2
