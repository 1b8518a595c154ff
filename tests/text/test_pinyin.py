"""Pinyin notes: the right ones, all of them, and only in a page dense with them."""

import pytest

from articles.text.ledger import Layer, apply, problems
from articles.text.pinyin import NOTE, find_edits, find_notes, readings, strip_notes
from tests.text.cases import in_the_wild, known_failures, label, made_up, must_not_change
from tests.text.shared import captures, corpus, needs_shared


@pytest.mark.parametrize("case", [*in_the_wild.PINYIN, *made_up.PINYIN, *must_not_change.PINYIN], ids=label)
def test_notes_that_fit_their_character_go(case):
    assert strip_notes(case.given) == case.expected


@pytest.mark.xfail(strict=True, reason="known failures")
@pytest.mark.parametrize("case", known_failures.PINYIN, ids=label)
def test_known_failures(case):
    assert strip_notes(case.given) == case.expected


def test_three_notes_in_a_short_text_are_dense():
    assert len(find_edits("省委書(shū)記強(qiáng)調(diào)")) == 3


def test_two_notes_are_the_authors_own():
    assert find_edits("亳(bó)州與六(lù)安") == ()


def test_three_notes_in_a_long_text_are_the_authors_own():
    assert find_edits("亳(bó)州、六(lù)安、蚌(bèng)埠" + "在安徽。" * 200) == ()


def test_three_times_one_note_is_one_note():
    assert find_edits("亳(bó)(bó)(bó)州") == ()


def test_every_note_is_one_edit():
    edits = find_edits("省(sheng)(sheng)人口(kou)(kou)(kou)增長(zhang)")

    assert [edit.before for edit in edits] == ["(sheng)", "(sheng)", "(kou)", "(kou)", "(kou)", "(zhang)"]


def test_blank_behind_every_note_goes_with_it():
    text = "製(zhi) 度(du) 與發(fa) 展"

    assert apply(text, find_edits(text)) == "製度與發展"


def test_blank_that_separates_a_byline_stays():
    text = "本報(bào)記(jì)者杜某報(bào) 省委書(shū)記講(jiǎng)話"

    assert apply(text, find_edits(text)) == "本報記者杜某報 省委書記講話"


def test_byline_in_brackets_stays_in_a_dense_page():
    text = "本報(bào)訊 (記者 曹某) 書(shū)記強(qiáng)調(diào),各市(地)要"

    assert apply(text, find_edits(text)) == "本報訊 (記者 曹某) 書記強調,各市(地)要"


def test_readings_of_either_script_count():
    assert readings("发") == readings("發") | readings("髮")


@needs_shared
@pytest.mark.parametrize(("name", "count"), [("000", 0), ("001", 0), ("002", 325), ("003", 416), ("004", 0)])
def test_real_captures_lose_every_note_and_nothing_else(name, count):
    text = captures()[name]

    edits = find_edits(text)

    assert len(edits) == count
    assert problems(Layer("pinyin", edits)) == ()
    assert not find_notes(apply(text, edits))


@needs_shared
def test_damaged_note_of_the_real_capture_is_left_to_repair():
    text = captures()["003"]

    assert "推動?xùn)|北" in apply(text, find_edits(text))


@needs_shared
@pytest.mark.parametrize(
    ("name", "key"), [("cctv_items", "body"), ("hugo_posts", "raw"), ("traditional_hk_mo", "body")]
)
def test_news_and_posts_without_notes_are_left_alone(name, key):
    assert [text for text in corpus(name, key) if find_edits(text)] == []


def test_note_pattern_spans_no_more_than_an_edit_may_drop():
    assert all("\n" not in match.group() for match in NOTE.finditer("報(\nbào)紙報(bào\n)"))
