"""How two texts of one piece differ: replayable, script said apart, linear on long texts."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.likeness import CLOSE, likeness
from articles.text.script import to_traditional

PIECE = "松川新区的车间里，新设备刚刚调试完毕。\n\n工人说，产量比去年多了三成，次品少了一半。"


@pytest.mark.parametrize(
    ("label", "one", "other", "same", "only_script", "added", "missing"),
    [
        ("the same", PIECE, PIECE, True, False, 0, 0),
        ("another script", PIECE, to_traditional(PIECE), False, True, 0, 0),
        ("a word more", PIECE.replace("设备", "一批设备"), PIECE, False, False, 2, 0),
        ("a paragraph less", PIECE.split("\n")[0], PIECE, False, False, 0, 21),
        (
            "another script and a word more",
            PIECE.replace("设备", "一批设备"),
            to_traditional(PIECE),
            False,
            False,
            2,
            0,
        ),
        ("nothing at all", "", "", True, False, 0, 0),
    ],
)
def test_what_differs_is_said(label, one, other, same, only_script, added, missing):
    found = likeness(one, other)

    assert (found.is_same, found.only_script_differs) == (same, only_script)
    assert (found.added, found.missing) == (added, missing)


@given(st.text("一二三四，。\n", max_size=60), st.text("一二三四，。\n", max_size=60))
def test_the_runs_make_up_both_texts(one, other):
    runs = likeness(one, other).runs

    assert "".join(run.text for run in runs if run.kind != "del") == one
    assert "".join(run.text for run in runs if run.kind != "ins") == other


def long_text(seed):
    return "\n\n".join(
        f"{chr(0x4E00 + (seed * 37 + n * 91) % 5000)}区第{n}条产线投产，产量{n * seed}台。" for n in range(900)
    )


@pytest.mark.parametrize(
    "other", [long_text(7), long_text(3) + "尾声，完。", "一" * 20_000], ids=["edited", "longer", "bait"]
)
def test_long_texts_are_compared_in_time_and_whole(other):
    one = long_text(3)
    assert len(one) > CLOSE
    started = time.process_time()

    runs = likeness(one, other).runs

    assert "".join(run.text for run in runs if run.kind != "del") == one
    assert "".join(run.text for run in runs if run.kind != "ins") == other
    assert time.process_time() - started < 10
