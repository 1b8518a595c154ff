"""The ledger: what was changed can be replayed, undone, traced and counted, whatever the edits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.ledger import (
    MAX_CHANGED,
    RULES,
    Account,
    Edit,
    Layer,
    LedgerError,
    Segment,
    account,
    apply,
    drop_lines,
    invert,
    problems,
    read_span,
    replay,
    source_span,
    spell,
    trace,
    undo,
)

ALPHABET = "中文記者報導ab,(\n"
words = st.text(st.sampled_from(ALPHABET), max_size=5)


@st.composite
def passes(draw: st.DrawFn, text: str, name: str) -> Layer:
    """Draw the edits of one pass over `text`: sorted, not overlapping, none of them idle."""
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    rule = draw(st.sampled_from(sorted(RULES)))
    edits: list[Edit] = []
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        after = draw(words)
        if text[start:end] != after and not (edits and start == end == edits[-1].start == edits[-1].end):
            edits.append(Edit(start, end, rule, text[start:end], after))
    return Layer(name, tuple(edits))


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[str, tuple[Layer, ...]]:
    """Draw a text and up to four passes, each over what the one before it made."""
    source = text = draw(st.text(st.sampled_from(ALPHABET), max_size=40))
    layers: list[Layer] = []
    for number in range(draw(st.integers(0, 4))):
        layers.append(draw(passes(text, f"pass {number}")))
        text = apply(text, layers[-1].edits)
    return source, tuple(layers)


@given(ledgers())
def test_undoing_what_was_replayed_gives_the_source(ledger):
    source, layers = ledger

    assert undo(replay(source, layers), layers) == source


@given(ledgers())
def test_inverting_twice_gives_the_edits(ledger):
    _, layers = ledger

    assert all(invert(invert(layer.edits)) == layer.edits for layer in layers)


@given(ledgers())
def test_segments_cover_the_source_and_make_the_text(ledger):
    source, layers = ledger

    segments = trace(source, layers)

    edges = [(segment.start, segment.end) for segment in segments]
    assert "".join(source[start:end] for start, end in edges) == source
    assert [start for start, _ in edges] == [0, *(end for _, end in edges)][: len(edges)]
    assert "".join(segment.text for segment in segments) == replay(source, layers)


@given(ledgers())
def test_kept_segments_are_as_in_the_source(ledger):
    source, layers = ledger

    assert all(s.text == source[s.start : s.end] for s in trace(source, layers) if s.kept)


@given(ledgers())
def test_rules_of_segments_are_rules_of_the_edits(ledger):
    source, layers = ledger
    rules = {edit.rule for layer in layers for edit in layer.edits}

    assert {rule for segment in trace(source, layers) for rule in segment.rules} <= rules


@given(ledgers())
def test_every_character_is_accounted_for(ledger):
    source, layers = ledger

    counted = account(trace(source, layers))

    assert counted.kept + counted.dropped + counted.changed == len(source)


@given(ledgers(), st.data())
def test_untouched_text_is_found_again_in_the_source(ledger, data):
    source, layers = ledger
    segments = trace(source, layers)
    at = 0
    for segment in segments:
        if segment.kept and segment.text:
            low = data.draw(st.integers(0, len(segment.text) - 1))
            high = data.draw(st.integers(low + 1, len(segment.text)))
            start, end = source_span(segments, at + low, at + high)
            assert (start, end) == (segment.start + low, segment.start + high)
        at += len(segment.text)


@given(ledgers(), st.data())
def test_source_span_holds_all_that_the_text_came_from(ledger, data):
    source, layers = ledger
    segments = trace(source, layers)
    text = replay(source, layers)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    low, high = source_span(segments, start, end)

    assert 0 <= low <= high <= len(source)
    assert text[start:end] in read_span_with_edges(segments, low, high)


def read_span_with_edges(segments: tuple[Segment, ...], low: int, high: int) -> str:
    """Return what became of a span, text inserted at its very edges counted in."""
    return "".join(
        s.text[max(low, s.start) - s.start : min(high, s.end) - s.start] if s.kept else s.text
        for s in segments
        if s.start <= high and s.end >= low
    )


@given(ledgers())
def test_reading_the_whole_span_leaves_out_only_what_was_put_at_its_ends(ledger):
    source, layers = ledger
    segments = trace(source, layers)

    inner = [s for s in segments if s.start != s.end or 0 < s.start < len(source)]

    assert read_span(segments, 0, len(source)) == "".join(s.text for s in inner)


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


def test_insertion_is_a_changed_segment_of_no_width():
    segments = trace("甲乙", [Layer("heading", (Edit(1, 1, "heading", "", "## "),))])

    assert segments == (Segment(0, 1, "甲"), Segment(1, 1, "## ", ("heading",)), Segment(1, 2, "乙"))


def test_two_passes_over_one_place_leave_both_rules():
    layers = [
        Layer("script", (Edit(0, 2, "script", "資訊", "资讯"),)),
        Layer("glossary", (Edit(0, 2, "glossary", "资讯", "信息"),)),
    ]

    assert trace("資訊業", layers) == (Segment(0, 2, "信息", ("script", "glossary")), Segment(2, 3, "業"))


def test_account_tells_kept_dropped_and_changed_apart():
    layer = Layer("mixed", (Edit(1, 6, "pinyin", "(bào)", ""), Edit(6, 7, "script", "紙", "纸")))

    assert account(trace("報(bào)紙", [layer])) == Account(kept=1, dropped=5, changed=1)


def test_empty_span_answers_where_it_stands():
    segments = trace("報(bào)紙", [Layer("pinyin", (Edit(1, 6, "pinyin", "(bào)", ""),))])

    assert [source_span(segments, at, at) for at in (0, 1, 2)] == [(0, 0), (6, 6), (7, 7)]


def test_span_across_a_dropped_note_holds_it():
    segments = trace("報(bào)紙", [Layer("pinyin", (Edit(1, 6, "pinyin", "(bào)", ""),))])

    assert source_span(segments, 0, 2) == (0, 7)
    assert read_span(segments, 0, 7) == "報紙"
