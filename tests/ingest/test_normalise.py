"""Cutting and mending: what is dropped, by which rule, and what must stay as it is."""

from collections import Counter
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.normalise import BETWEEN, carry, clean
from articles.ingest.records import Draft, Piece
from articles.text import ledger
from articles.text.ledger import Edit, apply
from tests.ingest.reading import cleaned

PARAGRAPH = "松川的老厂房里，新机器转了起来。"


def rules(made):
    return Counter(edit.rule for layer in made.layers for edit in layer.edits)


@pytest.mark.parametrize(
    "between", ["\n", "\n\n", "\n\n\n\n", "\r\n", "\r\n\r\n", "\r", "\u2028", "\n \u3000\n", "\n菜单\n页脚\n"]
)
def test_one_blank_line_stands_between_two_pieces(between):
    text = f"甲。{between}乙。"
    draft = Draft("plain", (Piece("body", 0, 2), Piece("body", len(text) - 2, len(text))))

    made = clean(text, draft)

    assert made.text == f"甲。{BETWEEN}乙。"
    assert ledger.replay(text, made.layers) == made.text
    assert ledger.undo(made.text, made.layers) == text
    assert [problem for layer in made.layers for problem in ledger.problems(layer)] == []


def test_line_that_is_no_piece_is_one_edit_by_its_rule():
    text = "甲。\n菜单一\n菜单二\n乙。"
    draft = Draft("portal", (Piece("body", 0, 2), Piece("body", 11, 13)), rules=((3, 6, "repeated-title"),))

    made = clean(text, draft)

    assert [(e.rule, e.before) for layer in made.layers for e in layer.edits] == [
        ("repeated-title", "菜单一\n"), ("furniture", "菜单二"),
    ]  # fmt: skip


def test_pieces_are_carried_to_clean_text():
    made = cleaned(f"松川開會(huì)了\n\n{PARAGRAPH}")

    assert [made.text[piece.start : piece.end] for piece in made.pieces] == made.text.split(BETWEEN)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("当前， 松川振兴。", "当前，松川振兴。"),
        ("　　松川振兴。  ", "松川振兴。"),
        ("松川\u200b振兴\ufeff。", "松川振兴。"),
        ("他说： “好。”", "他说：“好。”"),
    ],
)
def test_stray_blanks_go(given_text, expected):
    assert cleaned(f"{given_text}\n{PARAGRAPH}").text.startswith(expected)


@pytest.mark.parametrize(
    "line",
    ["使用 GPU 集群的 AI 应用。", "New York Times 报道。", "张某 李某出席。", "增长 5 % 左右。"],
)
def test_blanks_between_words_stay(line):
    assert cleaned(f"{line}\n{PARAGRAPH}").text.startswith(line)


def test_blank_between_the_halves_of_a_title_stays():
    assert cleaned(f"松川振兴 新机器转起来\n{PARAGRAPH}").text.startswith("松川振兴 新机器转起来")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("u\u0308\u0304", "ǖ"),
        ("ü\u0304", "ǖ"),
        ("か\u3099", "が"),
        ("\u1112\u1161\u11ab", "한"),
        ("\u064a\u0654", "ئ"),
    ],
)
def test_letters_taken_apart_are_composed(text, expected):
    whole = f"甲{text}乙。"

    made = clean(whole, Draft("plain", (Piece("body", 0, len(whole)),)))

    assert made.text == f"甲{expected}乙。"
    assert ledger.undo(made.text, made.layers) == whole


@pytest.mark.parametrize("text", ["豈", "豈\u0301", "K", "Ω", "か\u309a", "５\u20dd", "①", "ﬁ"])
def test_character_that_has_another_form_is_not_exchanged(text):
    whole = f"甲{text}乙。"

    assert clean(whole, Draft("plain", (Piece("body", 0, len(whole)),))).text == whole


def test_mark_between_a_character_and_its_note_is_taken_away_first():
    text = "省委書\ufeff(shū)記強(qiáng)調(diào)，要準(zhǔn)確把握。"

    made = clean(text, Draft("plain", (Piece("body", 0, len(text)),)))

    assert made.text == "省委书记强调，要准确把握。"
    assert rules(made)["byte-order-mark"] == 1


def test_letters_with_loose_tone_marks_are_composed_first():
    text = normalize("NFD", "書(shū)記強(qiáng)調(diào)：要發(fā)展。\n")

    made = cleaned(text * 2)

    assert made.layers[0].name == "cut"
    assert made.layers[1].name == "compose"
    assert rules(made)["pinyin"] == 8
    assert made.text.startswith("书记强调：要发展。")


def test_loose_mark_on_a_chinese_character_stays():
    assert "好\u0301" in cleaned(f"好\u0301事。\n{PARAGRAPH}").text


def test_notes_settle_that_a_page_was_converted():
    noted = cleaned("松川的廠(chǎng)房裡(lǐ)，機(jī)器轉(zhuǎn)起來(lái)。")
    bare = cleaned("「松川」的廠房裡，機器轉起來。")

    assert noted.text == "松川的厂房里，机器转起来。"
    assert bare.text == "「松川」的廠房裡，機器轉起來。"
    assert (noted.script, bare.script) == ("zh-Hant", "zh-Hant")


def test_broken_character_is_a_finding_and_stays_in_the_text():
    made = cleaned("會(huì)議強(qiáng)調(diào)，推動(dòng)?xùn)|北振興(xīng)。\n")

    (finding,) = made.findings
    assert (finding.code, finding.level, finding.quote, finding.fix) == ("damaged-bytes", "block", "?xùn)|", "东")
    assert made.text[finding.start : finding.end] == finding.quote
    assert "96 7C" in finding.proof


def test_address_is_left_alone():
    made = cleaned("---\ntitle: 题\nlink: https://x.example/?a=1,b(2)\n---\n正文到此为止。\n")

    assert "https://x.example/?a=1,b(2)" in made.text


def test_spans_are_carried_around_edits():
    edits = (Edit(0, 2, "space", "  ", ""), Edit(4, 5, "script", "發", "发"), Edit(6, 6, "line", "", "\n"))

    assert carry([(2, 4), (4, 6), (6, 8), (0, 2)], edits) == ((0, 2), (2, 4), (5, 7), (0, 0))


@given(st.data())
def test_carried_spans_hold_the_same_text_where_nothing_changed(data):
    text = data.draw(st.text(alphabet="甲乙丙丁", min_size=6, max_size=20))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=4, max_size=4)))
    edits = (Edit(cuts[0], cuts[1], "space", text[cuts[0] : cuts[1]], ""), Edit(cuts[3], cuts[3], "line", "", "\n"))

    ((start, end),) = carry([(cuts[1], cuts[2])], edits)

    assert apply(text, edits)[start:end] == text[cuts[1] : cuts[2]]
