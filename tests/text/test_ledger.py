"""The ledger: what was changed can be replayed and undone, whatever the edits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.ledger import (
    MAX_CHANGED,
    Edit,
    Layer,
    LedgerError,
    apply,
    drop_lines,
    invert,
    problems,
    replay,
    spell,
    undo,
)
from tests.text.ledgers import ALPHABET, ledgers


@given(ledgers())
def test_undoing_what_was_replayed_gives_the_source(ledger):
    source, layers = ledger

    assert undo(replay(source, layers), layers) == source


@given(ledgers())
def test_inverting_twice_gives_the_edits(ledger):
    _, layers = ledger

    assert all(invert(invert(layer.edits)) == layer.edits for layer in layers)


@given(ledgers(), st.data())
def test_one_altered_edit_is_noticed(ledger, data):
    source, layers = ledger
    text = replay(source, layers)
    places = [(i, j) for i, layer in enumerate(layers) for j in range(len(layer.edits))]
    if not places:
        return
    i, j = data.draw(st.sampled_from(places))
    edit = layers[i].edits[j]
    broken = Edit(edit.start, edit.end, edit.rule, edit.before, edit.after + "改")
    edits = (*layers[i].edits[:j], broken, *layers[i].edits[j + 1 :])
    altered = (*layers[:i], Layer(layers[i].name, edits), *layers[i + 1 :])

    try:
        same = replay(source, altered) == text
    except LedgerError:
        same = False

    assert not same or overwritten(layers, i)


def overwritten(layers: tuple[Layer, ...], number: int) -> bool:
    """Return whether a later pass changed anything: it may have dropped what the altered edit put in."""
    return any(layer.edits for layer in layers[number + 1 :])


line_words = st.text(st.sampled_from(ALPHABET.replace("\n", "")), max_size=5)


@given(line_words, line_words, st.integers(0, 9))
def test_spelling_makes_one_text_into_the_other_within_bounds(before, after, start):
    edits = spell(before, after, start, "script")

    assert apply("・" * start + before, edits) == "・" * start + after
    assert problems(Layer("spelt", edits)) == ()


@given(st.text(st.sampled_from("報導甲乙"), max_size=60), st.text(st.sampled_from("报导丙丁"), max_size=60))
def test_spelling_long_texts_stays_within_bounds(before, after):
    edits = spell(before, after, 0, "script")

    assert apply(before, edits) == after
    assert all(len(e.before) <= MAX_CHANGED and len(e.after) <= MAX_CHANGED for e in edits)


@given(st.text(st.sampled_from("甲乙\n\r"), max_size=30))
def test_dropping_lines_drops_all_of_them_one_by_one(text):
    edits = drop_lines(text, 0, len(text), "furniture")

    assert apply(text, edits) == ""
    assert problems(Layer("dropped", edits)) == ()


@pytest.mark.parametrize(
    ("edits", "why"),
    [
        ((Edit(0, 1, "script", "乙", "丙"),), "another text stands there"),
        ((Edit(0, 2, "script", "甲乙", "丙"), Edit(1, 3, "script", "乙丙", "丁")), "edits overlap"),
        ((Edit(2, 3, "script", "丙", "丁"), Edit(0, 1, "script", "甲", "乙")), "edits are not in order"),
        ((Edit(2, 1, "script", "", "丁"),), "an edit ends before it begins"),
        ((Edit(3, 4, "script", "丁", "甲"),), "an edit lies beyond the end"),
    ],
)
def test_edits_that_do_not_fit_are_refused(edits, why):
    with pytest.raises(LedgerError, match="is not there"):
        apply("甲乙丙", edits)


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (Edit(0, 1, "guess", "甲", "乙"), "unknown rule"),
        (Edit(0, 1, "script", "甲", "甲"), "changes nothing"),
        (Edit(0, 9, "script", "甲" * 9, "乙"), "spans more than"),
        (Edit(0, 1, "script", "甲", "乙" * 9), "spans more than"),
        (Edit(0, 3, "furniture", "甲\n乙", ""), "more than one block"),
    ],
)
def test_edits_out_of_bounds_are_named(edit, problem):
    (found,) = problems(Layer("layer", (edit,)))

    assert problem in found


@pytest.mark.parametrize(
    "edit",
    [
        Edit(0, 8, "script", "甲" * 8, "乙" * 8),
        Edit(0, 99, "furniture", "甲" * 98 + "\n", ""),
        Edit(0, 0, "heading", "", "## "),
        Edit(0, 2, "line", "\r\n", "\n"),
    ],
)
def test_edits_within_bounds_have_no_problems(edit):
    assert problems(Layer("layer", (edit,))) == ()
