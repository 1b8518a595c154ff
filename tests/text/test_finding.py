"""Findings: cut from the text they remark on, and remembered by what they quote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.finding import CONTEXT, Finding, find


def remark(text: str, start: int, end: int, *, code: str = "half-width", field: str = "body") -> Finding:
    return find(code, "note", field, text, start, end, "半角标点")


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 10))
def test_quotation_and_context_are_cut_from_the_text(text, start, size):
    start = min(start, len(text))
    end = min(start + size, len(text))

    finding = remark(text, start, end)

    assert finding.quote == text[start:end]
    assert text[:start].endswith(finding.before)
    assert text[end:].startswith(finding.after)
    assert len(finding.before) <= CONTEXT >= len(finding.after)


def test_context_is_as_long_as_it_may_be():
    finding = remark("前" * 40 + "," + "后" * 40, 40, 41)

    assert (finding.before, finding.after) == ("前" * CONTEXT, "后" * CONTEXT)


def test_key_does_not_know_the_place():
    nearer, farther = "甲" * 20 + "," + "乙" * 20, "丙" + "甲" * 30 + "," + "乙" * 30 + "丙"

    assert remark(nearer, 20, 21).key == remark(farther, 31, 32).key


@pytest.mark.parametrize(
    "other",
    [
        remark("甲,乙", 1, 2, code="doubled-mark"),
        remark("甲,乙", 1, 2, field="title"),
        remark("甲;乙", 1, 2),
        remark("丙,乙", 1, 2),
        remark("甲,丙", 1, 2),
    ],
    ids=["code", "field", "quote", "before", "after"],
)
def test_key_knows_code_field_quotation_and_context(other):
    assert remark("甲,乙", 1, 2).key != other.key


def test_key_does_not_run_its_parts_together():
    assert remark("甲乙,", 1, 2).key != remark("甲乙,", 0, 2).key


def test_key_of_broken_text_can_be_made():
    assert len(remark("甲\ud800乙", 1, 2).key) == 64


def test_message_level_and_fix_do_not_enter_the_key():
    one = find("x", "note", "body", "甲,乙", 1, 2, "半角", fix="，", choices=("、",), proof="规则")
    other = find("x", "block", "body", "甲,乙", 1, 2, "另一句话")

    assert one.key == other.key
    assert (one.fix, one.choices, one.proof) == ("，", ("、",), "规则")
