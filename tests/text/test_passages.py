"""Prints and shared passages: what counts as common, where it stands, and what only looks alike."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.passages import containment, shared_passages, winnow
from articles.text.script import fold, to_traditional

TEXT = "松川新区的车间里，新设备刚刚调试完。工人说，产量比去年多了三成，次品少了一半。厂长打算明年再添两条产线。"


def letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


def common(one: str, other: str, minimum: int = 8) -> list[str]:
    return [one[found.start : found.end] for found in shared_passages(one, other, minimum)]


@pytest.mark.parametrize(
    "change", [to_traditional, lambda t: t.replace("，", "\n"), lambda t: "“" + t.replace("。", "．")]
)
def test_script_and_punctuation_do_not_count(change: Any) -> None:
    assert winnow(change(TEXT), 8) == winnow(TEXT, 8)
    assert containment(letters(change(TEXT)), letters(TEXT)) == 1


def test_prints_stay_the_same_from_run_to_run() -> None:
    assert sorted(winnow("松川新区的车间里，新设备", 8)) == [2903712390]


@given(st.text("松川新区车间设备", max_size=50), st.integers(1, 40))
def test_the_prints_are_the_least_hash_of_every_window(text: str, window: int) -> None:
    hashes = [hash_of for n in range(len(text) - 9) for hash_of in winnow(text[n : n + 10], 1)]

    assert winnow(text, window) == {
        min(hashes[n : n + window]) for n in range(max(1, len(hashes) - window + 1)) if hashes
    }


@pytest.mark.parametrize("text", ["", "。，！", "松川新区的车间里新"])
def test_a_text_below_ten_letters_has_no_prints(text: str) -> None:
    assert winnow(text, 8) == frozenset()
    assert containment(letters(text), letters(TEXT)) == containment(letters(TEXT), letters(text)) == 0


@pytest.mark.parametrize("window", [8, 32])
@given(st.text("松川新区车间设备", max_size=60), st.text("甲乙丙丁", max_size=60), st.text("子丑寅卯", max_size=60))
def test_a_run_as_long_as_gram_and_window_always_shares_a_print(
    window: int, before: str, after: str, there: str
) -> None:
    run = (letters(TEXT) * 2)[: 9 + window]

    assert winnow(before + run + after, window) & winnow(there + run, window)


def test_an_excerpt_stands_wholly_in_the_whole() -> None:
    whole, excerpt = letters(TEXT), letters(TEXT[:27])

    assert containment(excerpt, whole) == containment(whole, excerpt) == 1


@given(st.text("松川新区", max_size=60), st.text("松川新区", max_size=60))
def test_what_is_contained_is_counted_by_runs_of_ten(one: str, other: str) -> None:
    shorter, longer = ({text[n : n + 10] for n in range(len(text) - 9)} for text in sorted((one, other), key=len))

    assert containment(one, other) == (len(shorter & longer) / len(shorter) if shorter else 0)


def test_of_two_endless_texts_the_beginning_of_the_shorter_is_weighed() -> None:
    """Memory stays bounded; a short text at the end of an endless one is still found."""
    begins, short = "".join(chr(0x4E00 + n * n % 20_011) for n in range(100_000)), letters(TEXT)

    assert containment(begins + "乙" * 50_000, "甲" * 100_000 + begins) == 1
    assert containment("乙" * 100_000 + begins, "甲" * 150_000 + begins) == 0
    assert containment("甲" * 200_000 + short, short) == 1


def test_a_passage_is_found_across_scripts_at_its_places() -> None:
    one, other = f"开头不同。{TEXT}", to_traditional(f"另一個開頭，說得很長。{TEXT}")

    (found,) = shared_passages(one, other)

    assert one[found.start : found.end] == TEXT.rstrip("。")
    assert other[found.other_start : found.other_end] == to_traditional(TEXT).rstrip("。")


def test_a_folded_word_of_another_length_moves_no_place() -> None:
    one, other = "……㈠①大家都说新设备刚刚调试完成。", "昨天，新設備剛剛調試完成。"

    assert common(one, other) == ["新设备刚刚调试完成"]


def test_a_fragment_behind_a_comma_is_cut_off() -> None:
    assert common("提高发展的平衡性、协调性，坚持改革", "增强发展的平衡性、协调性；坚持开放") == [
        "发展的平衡性、协调性"
    ]


def test_a_run_inside_one_clause_stays_whole() -> None:
    assert common("必须筑牢松川新区生态安全屏障不放", "我们守住松川新区生态安全屏障好吗") == ["松川新区生态安全屏障"]


@pytest.mark.parametrize(
    ("one", "passage"),
    [
        ("建设好这些“新车间、新设备”的人", "建设好这些“新车间、新设备”"),
        ("人们说“建设好这些”新车间、新设备的人", "“建设好这些”新车间、新设备"),
        ("人们“建设好这些新车间、新设备”的人", "建设好这些新车间、新设备"),
    ],
)
def test_a_quotation_mark_comes_along_where_its_other_half_does(one: str, passage: str) -> None:
    assert common(one, "建设好这些新车间新设备") == [passage]


def test_two_fragments_that_meet_at_a_comma_are_nothing() -> None:
    assert common("从此新设备调试，工人说产量不高", "昨天新设备调试，工人说产值很高") == []


@pytest.mark.parametrize(("size", "count"), [(7, 0), (8, 1)])
def test_only_runs_of_the_minimum_count(size: int, count: int) -> None:
    run = "松川新区车间设备"[:size]

    assert len(common(f"甲{run}乙", f"丙{run}丁")) == count


def test_the_longest_place_counts_and_no_run_inside_another() -> None:
    long = "新设备刚刚调试完成的那一天"

    assert common(f"甲{long}乙", f"丙{long[:9]}丁。戊{long}己。{long[2:]}") == [long]


@given(st.text("甲乙丙，。", max_size=40), st.text("甲乙丙，。", max_size=40))
def test_every_passage_says_the_same_in_both(one: str, other: str) -> None:
    for found in shared_passages(one, other, 4):
        here, there = one[found.start : found.end], other[found.other_start : found.other_end]
        assert letters(here) == letters(there)
        assert len(letters(here)) >= 4


def test_a_text_that_repeats_itself_takes_no_time_worth_naming() -> None:
    started = time.process_time()

    assert len(shared_passages("好" * 20_000, "好" * 20_000)) == 1
    assert time.process_time() - started < 5
