"""Snippets: the original text, marked where the words stand, cut around the best place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.query import Phrase, read_query
from articles.search.snippet import LEAD, WIDTH, Run, count, cut_snippet, mark

MARKED = [
    ("whole word", "讲粮食安全。", "粮食", ["粮食"]),
    ("in the other script", "講糧食安全。", "粮食", ["糧食"]),
    ("overlapping occurrences are one", "哈哈哈哈", "哈哈", ["哈哈哈哈"]),
    ("one character", "粮，粮食，存粮", "粮", ["粮", "粮", "粮"]),
    ("one character marks no other", "粮食", "粮", ["粮"]),
    ("words side by side", "粮食安全", "粮食 安全", ["粮食", "安全"]),
    ("with pinyin notes inside", "新質(zhì)生產(chǎn)力強(qiáng)", "新质生产力", ["新質(zhì)生產(chǎn)力"]),
    ("across a mark", "三基地、一屏障", "三基地，一屏", ["三基地、一屏"]),
    ("a word of Taiwan", "在人工智慧上", "人工智能", ["人工智慧"]),
    ("a part of a word of Taiwan", "在人工智慧上", "智慧", ["智慧"]),
    ("letters", "ＧＤＰ与gdp，不是GDPR", "gdp", ["ＧＤＰ", "gdp"]),
    ("nothing of it", "讲冰雪", "粮食", []),
]


def text_of(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


@pytest.mark.parametrize(("why", "text", "query", "expected"), MARKED)
def test_the_words_are_marked_as_printed(why: str, text: str, query: str, expected: list[str]) -> None:
    runs = mark(text, read_query(query))

    assert [run.text for run in runs if run.marked] == expected
    assert text_of(runs) == text


@given(
    st.text(alphabet="新質质产力，网路(zhì)a1 \n", max_size=200), st.text(alphabet="新质产力网路网络a1 ", max_size=6)
)
def test_a_snippet_is_a_piece_of_the_text(text: str, query: str) -> None:
    words = read_query(query)
    shown = cut_snippet(text, words)

    assert text_of(mark(text, words)) == text
    assert text_of(shown).strip("…") in text
    assert "\n\n" not in text_of(shown)


def test_a_snippet_shows_the_place_with_most_words() -> None:
    text = "粮食一句。" + "无关的话，" * 40 + "这里冰雪与粮食都说到。" + "无关的话，" * 40

    shown = cut_snippet(text, read_query("粮食 冰雪"))

    assert [run.text for run in shown if run.marked] == ["冰雪", "粮食"]
    assert (shown[0], shown[-1]) == (Run("…", False), Run("…", False))


def test_a_snippet_begins_with_a_sentence_near_the_word() -> None:
    text = "很远的一句" * 20 + "。近处的一句说到粮食。" + "后文" * 100

    shown = text_of(cut_snippet(text, read_query("粮食")))

    assert shown.startswith("…近处的一句说到粮食。")
    assert len(shown) <= WIDTH + 2


def test_a_snippet_without_a_sentence_near_begins_a_little_before_the_word() -> None:
    shown = text_of(cut_snippet("甲" * 500 + "粮食" + "乙" * 500, read_query("粮食")))

    assert shown == "…" + "甲" * LEAD + "粮食" + "乙" * (WIDTH - LEAD - 2) + "…"


def test_a_snippet_stays_within_a_paragraph_and_cuts_no_word() -> None:
    long_word = "粮" * 199
    shown = cut_snippet(f"上一段\n\n{long_word}食\n\n下一段", read_query(long_word))

    assert [run for run in shown if run.marked] == [Run(long_word, True)]
    assert "一段" not in text_of(shown)


def test_a_text_without_the_words_shows_its_beginning() -> None:
    assert cut_snippet("头一句。\n\n第二段", read_query("粮食")) == (Run("头一句。", False),)
    assert cut_snippet("", read_query("粮食")) == ()


def test_occurrences_are_counted_once_each() -> None:
    assert count("粮食 食安 安", Phrase(("粮食",))) == 1
    assert count("粮食 食安 安", Phrase(("粮食", "安"))) == 0
    assert count("粮 粮食 食", Phrase(("粮",), prefix=True)) == 2
    assert count("gdp gdpr", Phrase(("gdp",))) == 1
