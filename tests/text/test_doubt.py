"""The weight of a reading's flags: each once, unknown ones a little, notes nothing."""

import pytest

from articles.text.doubt import UNKNOWN, WEIGHTS, weigh


@pytest.mark.parametrize(
    ("label", "flags", "weight"),
    [
        ("nothing", [], 0),
        ("a note only", ["assumed-zone"], 0),
        ("the same twice", ["no-title", "no-title"], WEIGHTS["no-title"]),
        ("one that a later reader may raise", ["never-heard-of"], UNKNOWN),
        ("several", ["no-title", "partial-date"], WEIGHTS["no-title"] + WEIGHTS["partial-date"]),
    ],
)
def test_flags_are_weighed_once_each(label, flags, weight):
    assert weigh(flags) == weight


def test_what_blocks_outweighs_what_may_be_right_as_it_stands():
    assert min(WEIGHTS[flag] for flag in ("no-title", "damaged-bytes", "names-to-confirm")) > max(
        WEIGHTS[flag] for flag in ("partial-date", "outlet-differs", "no-date")
    )
