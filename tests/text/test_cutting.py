"""Passages are cut within what the databases keep, and no phrase is cut in two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import cutting
from articles.text.cutting import BREAK, cut_passages
from articles.text.tokens import search_tokens


def test_paragraphs_are_parted_by_a_break() -> None:
    (cut,) = cut_passages(["农机", "", "，。", "粮"])

    assert (cut.text, cut.tokens) == ("农机\n\n粮", f"农机 机 {BREAK} 粮")


def test_paragraphs_with_a_folded_word_come_again_as_printed() -> None:
    cuts = cut_passages(["粮食", "人工智慧", "网络"])

    assert [(cut.text, cut.as_printed) for cut in cuts] == [("粮食\n\n人工智慧\n\n网络", False), ("人工智慧", True)]


def test_passages_are_cut_at_the_ends_of_paragraphs() -> None:
    paragraphs = ["甲乙丙丁" * 50, "戊己庚辛" * 50] * 25

    cuts = cut_passages(paragraphs)

    assert [p for cut in cuts for p in cut.text.split("\n\n")] == paragraphs
    assert all(len(cut.text) <= 8000 for cut in cuts)


@pytest.mark.parametrize(
    "paragraphs",
    [["哈" * 600], ["粮食，" * 300], ["粮食"] * 300, ["a" * 64_000], ["甲" + "，" * 9_000 + "乙"], ["网路"] * 300],
    ids=["one run", "one paragraph", "many paragraphs", "one word", "marks", "twice"],
)
def test_no_token_stands_in_a_passage_as_often_as_postgresql_forgets(paragraphs: list[str]) -> None:
    for cut in cut_passages(paragraphs):
        words = cut.tokens.split(" ")
        assert max(words.count(word) for word in set(words) - {BREAK}) <= 255
        assert len(words) <= cutting.MAX_TOKENS + 1
        assert len(cut.text) <= cutting.MAX_CHARACTERS


PIECES = st.sampled_from(["甲", "乙", "丙丁", "，甲", " 乙", "a", " 1"])


@given(st.lists(st.lists(PIECES, max_size=60).map("".join), max_size=6), st.data())
def test_every_phrase_of_a_paragraph_stands_whole_in_some_passage(paragraphs: list[str], data: st.DataObject) -> None:
    with pytest.MonkeyPatch.context() as limits:
        limits.setattr(cutting, "MAX_CHARACTERS", 30)
        limits.setattr(cutting, "MAX_REPEATS", 5)
        limits.setattr(cutting, "MAX_PHRASE", 3)
        cuts = cut_passages(paragraphs)
    found = [search_tokens(paragraph) for paragraph in paragraphs]
    words = data.draw(st.sampled_from(found)) if found else []
    first = data.draw(st.integers(0, max(len(words) - 3, 0)))
    phrase = words[first : first + 3]

    assert not phrase or any(f" {' '.join(phrase)} " in f" {cut.tokens} " for cut in cuts)
