"""What is different between two states of a collection, told in the fewest moves, and nothing where nothing is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.editorial.rearrangement import rearranged


def state(*sections, notes=None, titles=None):
    """A payload of sections written as `"上编:1,2"`, an introduction after a `|`."""
    notes, titles = notes or {}, titles or {}
    rows = []
    for written in sections:
        name, _, numbers = written.partition(":")
        title, _, introduction = name.partition("|")
        placed = [int(number) for number in numbers.split(",") if number]
        rows.append(
            {
                "title": title,
                "introduction": introduction,
                "placements": [{"article": n, "title": titles.get(n, ""), "note": notes.get(n, "")} for n in placed],
            }
        )
    return {"sections": rows}


def told(found):
    """What is different, as short words."""

    def at(seat):
        return f"{seat.article} in {seat.part.title} {seat.place}"

    def part(one):
        return f"{one.title} {one.number}"

    return [
        *(f"+{part(one)}" for one in found.parts_added),
        *(f"-{part(one)}" for one in found.parts_removed),
        *(f"{part(a)} > {b.number}" for a, b in found.parts_moved),
        *(f"{a.title}|{a.introduction} = {b.title}|{b.introduction}" for a, b in found.parts_reworded),
        *(f"+{at(one)}" for one in found.added),
        *(f"-{at(one)}" for one in found.removed),
        *(f"{at(a)} > {at(b)}" for a, b in found.moved),
        *(f"{a.article} {a.title}|{a.note} = {b.title}|{b.note}" for a, b in found.reworded),
    ]


@pytest.mark.parametrize(
    ("label", "before", "after", "different"),
    [
        ("nothing", ["甲:1,2", "乙|引:3"], ["甲:1,2", "乙|引:3"], []),
        ("nothing, and empty", [], [], []),
        ("a section more", ["甲:1"], ["甲:1", "乙:"], ["+乙 2"]),
        ("a section less", ["甲:1", "乙:"], ["甲:1"], ["-乙 2"]),
        ("a section renamed", ["甲:1,2", "乙:3"], ["丙:1,2", "乙:3"], ["甲| = 丙|"]),
        ("its introduction", ["甲|旧:1"], ["甲|新:1"], ["甲|旧 = 甲|新"]),
        ("renamed, empty, of one introduction", ["甲|引:"], ["乙|引:"], ["甲|引 = 乙|引"]),
        ("another in its place", ["甲:1,2,3,4"], ["乙:4,5,6,7"], [
            "+乙 1", "-甲 1", "+5 in 乙 2", "+6 in 乙 3", "+7 in 乙 4", "-1 in 甲 1", "-2 in 甲 2", "-3 in 甲 3",
            "4 in 甲 4 > 4 in 乙 1",
        ]),
        ("the last section first", ["甲:1", "乙:2", "丙:3"], ["丙:3", "甲:1", "乙:2"], ["丙 3 > 1"]),
        ("the first section last", ["甲:1", "乙:2", "丙:3"], ["乙:2", "丙:3", "甲:1"], ["甲 1 > 3"]),
        ("a piece more", ["甲:1,2"], ["甲:1,3,2"], ["+3 in 甲 2"]),
        ("a piece less", ["甲:1,3,2"], ["甲:1,2"], ["-3 in 甲 2"]),
        ("the first piece last", ["甲:1,2,3,4"], ["甲:2,3,4,1"], ["1 in 甲 1 > 1 in 甲 4"]),
        ("the last piece first", ["甲:1,2,3,4"], ["甲:4,1,2,3"], ["4 in 甲 4 > 4 in 甲 1"]),
        ("into another section", ["甲:1,2", "乙:3"], ["甲:2", "乙:3,1"], ["1 in 甲 1 > 1 in 乙 2"]),
        ("into a new section", ["甲:1,2,3"], ["甲:1,2", "乙:3"], ["+乙 2", "3 in 甲 3 > 3 in 乙 1"]),
        ("moved in a section that is renamed and moved", ["甲:1,2,3", "乙:4"], ["乙:4", "丙:3,1,2"], [
            "甲 1 > 2", "甲| = 丙|", "3 in 甲 3 > 3 in 丙 1",
        ]),
        ("one put in and one moved", ["甲:1,2,3"], ["甲:9,3,1,2"], ["+9 in 甲 1", "3 in 甲 3 > 3 in 甲 2"]),
        ("two sections of one title", ["甲:1,2", "甲:3"], ["甲:3", "甲:1,2"], ["甲 1 > 2"]),
    ],
)  # fmt: skip
def test_what_is_different_is_told_in_the_fewest_moves(label, before, after, different):
    assert told(rearranged(state(*before), state(*after))) == different


def test_own_titles_and_notes_are_told_of_a_piece_wherever_it_stands():
    before = state("甲:1,2", notes={1: "旧"})
    after = state("甲:2,1", notes={1: "新"}, titles={2: "另题"})

    found = rearranged(before, after)

    assert told(found)[-2:] == ["2 | = 另题|", "1 |旧 = |新"]
    assert found.both == (2, 1)


@given(st.permutations(range(1, 9)))
def test_the_moves_told_and_no_fewer_lead_from_one_order_to_the_other(order):
    before, after = list(range(1, 9)), list(order)

    moved = {a.article for a, _b in rearranged(state(_row(before)), state(_row(after))).moved}

    assert [n for n in before if n not in moved] == [n for n in after if n not in moved]
    assert len(after) - len(moved) == _longest(after)


def _row(numbers):
    return "甲:" + ",".join(map(str, numbers))


def _longest(numbers):
    """The length of the longest rising run, the plain way."""
    best = []
    for at, number in enumerate(numbers):
        best.append(1 + max((best[n] for n in range(at) if numbers[n] < number), default=0))
    return max(best, default=0)
