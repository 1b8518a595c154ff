"""Texts and the passes made over them, drawn for the tests of ledger and segments."""

from hypothesis import strategies as st

from articles.text.ledger import (
    RULES,
    Edit,
    Layer,
    apply,
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
