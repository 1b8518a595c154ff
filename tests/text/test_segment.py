"""Segments: they cover the capture, make the text, and find each place again."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text.ledger import Edit, Layer, replay
from articles.text.segment import Account, Segment, account, read_span, source_span, trace
from tests.text.ledgers import ledgers


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


def test_a_word_turned_to_the_other_script_can_be_told_apart_by_its_characters_though_a_note_stood_inside():
    notes = Layer("pinyin", (Edit(4, 9, "pinyin", "(bào)", ""),))
    segments = trace("松川日報(bào)記者", [notes, Layer("script", (Edit(3, 5, "script", "報記", "报记"),))])

    assert [source_span(segments, *span) for span in ((0, 4), (4, 6))] == [(0, 4), (9, 11)]
    assert [read_span(segments, *span) for span in ((0, 4), (9, 11))] == ["松川日报", "记者"]


def test_a_word_of_another_length_or_of_the_glossary_stays_whole():
    longer = trace("軟體", [Layer("glossary", (Edit(0, 2, "glossary", "軟體", "软件"),))])
    shorter = trace("甲乙丙", [Layer("script", (Edit(0, 2, "script", "甲乙", "丁"),))])

    assert [source_span(segments, 0, 1) for segments in (longer, shorter)] == [(0, 2), (0, 2)]
