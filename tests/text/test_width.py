"""Half-width marks: widened where they are Chinese, left where they are not; and the defects one after the other."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.bytes_repair import find_damage
from articles.text.ledger import Layer, apply, problems, replay, undo
from articles.text.pinyin import find_edits as find_notes
from articles.text.script import find_layers
from articles.text.width import find_edits
from tests.text.cases import in_the_wild, known_failures, label, made_up, must_not_change
from tests.text.shared import captures, expected, needs_shared

texts = st.text(st.sampled_from("中文a1,.;:?!()“”，。（）\n 　.-@/"), max_size=40)


def widened(text: str) -> str:
    return apply(text, find_edits(text))


@pytest.mark.parametrize("case", [*in_the_wild.WIDTH, *made_up.WIDTH, *must_not_change.WIDTH], ids=label)
def test_marks_beside_chinese_become_full_width(case):
    assert widened(case.given) == case.expected


@pytest.mark.xfail(strict=True, reason="known failures")
@pytest.mark.parametrize("case", known_failures.WIDTH, ids=label)
def test_known_failures(case):
    assert widened(case.given) == case.expected


def test_protected_spans_stay():
    text = "推动?xùn)|北振兴,服务大局(全)"

    assert apply(text, find_edits(text, ((2, 8),))) == "推动?xùn)|北振兴，服务大局（全）"


def test_bracket_whose_partner_is_protected_stays():
    assert find_edits("(中文)", ((0, 1),)) == ()


def test_overlapping_protected_spans_count_as_one():
    assert find_edits("中,中,中", ((0, 4), (1, 2))) == ()


def test_digits_and_letters_of_full_width_stay():
    assert find_edits("２０２４年ＧＤＰ") == ()


@given(texts)
def test_doing_it_twice_changes_nothing(text):
    assert find_edits(widened(text)) == ()


@given(texts)
def test_brackets_are_widened_in_pairs(text):
    edits = find_edits(text)

    assert sum(edit.before == "(" for edit in edits) == sum(edit.before == ")" for edit in edits)


@given(texts, st.integers(0, 40), st.integers(0, 40))
def test_nothing_in_a_protected_span_is_touched(text, start, size):
    assert all(not start <= edit.start < start + size for edit in find_edits(text, ((start, start + size),)))


@given(texts)
def test_edits_stay_within_bounds(text):
    assert problems(Layer("width", find_edits(text))) == ()


@pytest.mark.parametrize(
    "bait",
    ["(" * 50_000, "?" * 50_000, "中" + "?" * 50_000, "?" * 50_000 + "中", "中(" * 20_000 + ")" * 20_000,
     "(" * 20_000 + "中" + ")" * 20_000, ")(" * 25_000 + "中", "www." * 20_000, "a@" * 25_000, ".pdf" * 20_000, "“" * 50_000],
    ids=lambda bait: bait[:6],
)  # fmt: skip
def test_time_stays_linear(bait):
    started = time.process_time()

    find_edits(bait)

    assert time.process_time() - started < 2


def clean(text: str) -> tuple[str, tuple[Layer, ...]]:
    """Return `text` with its defects mended in the order of reading, and the layers that did it."""
    notes = Layer("pinyin", find_notes(text))
    plain = apply(text, notes.edits)
    damages = find_damage(plain)
    layers = find_layers(plain)
    simple = replay(plain, layers)
    spans = tuple((damage.start, damage.end) for damage in damages)
    width = Layer("width", find_edits(simple, spans))
    return apply(simple, width.edits), (notes, *layers, width)


@needs_shared
@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_real_captures_hold_what_they_should(name):
    ours = {"(bào)", "報", "經", "(huì)", "资讯", "网路", "专案", "迴圈", "回圈", "丛集", "已开发国家", "高阶", "学科设定",
            "劳动物件", "装置更新", "大资料", "髮", "徵", "佈"}  # fmt: skip
    answer = expected()[name]

    text, _ = clean(captures()[name])

    assert [words for words in answer["in_body"] if words not in text] == []
    assert [words for words in answer["not_in_body"] if words in ours and words in text] == []


@needs_shared
@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_real_captures_can_be_had_back(name):
    text, layers = clean(captures()[name])

    assert undo(text, layers) == captures()[name]
    assert [problem for layer in layers for problem in problems(layer)] == []


@needs_shared
@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_cleaning_twice_changes_nothing(name):
    text, _ = clean(captures()[name])

    assert clean(text)[0] == text


@needs_shared
def test_twenty_thousand_characters_take_a_fifth_of_a_second():
    text = (captures()["003"] + captures()["004"]) * 3
    clean(text)
    started = time.process_time()

    clean(text[:20_000])

    assert time.process_time() - started < 0.2
