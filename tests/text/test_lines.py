"""Lines and their folded forms."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text.lines import fold, narrow, split


@given(st.text())
def test_narrowing_keeps_every_place(text):
    assert len(narrow(text)) == len(text)


def test_narrowing_is_simplified_and_half_width():
    assert narrow("責任編輯：張三　１") == "责任编辑:张三 1"


def test_folding_takes_notes_and_blanks_away():
    assert fold("　□本報(bào)記者　 杜某 ") == "□本报记者 杜某"


@given(st.text(alphabet="字 \t\u3000\n\r\u2028\x85", max_size=40))
def test_lines_are_trimmed_and_in_order(text):
    end = 0
    for line in split(text):
        assert end <= line.start <= line.end
        assert text[line.start : line.end] == text[line.start : line.end].strip()
        end = line.end
