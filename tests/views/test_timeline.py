"""The geometry of a collection's timeline."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.views.timeline import LABEL, Dated, draw


def day(number: int, year: int, month: int, of_month: int) -> Dated:
    start = datetime(year, month, of_month, tzinfo=UTC)
    return Dated(number, str(number), start, start + timedelta(days=1))


def whole_year(number: int, year: int) -> Dated:
    return Dated(number, str(number), datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC))


def test_a_day_is_a_dot_and_a_year_is_a_bar():
    line = draw([day(1, 2024, 6, 28), whole_year(2, 2025)], [], 1000)

    assert line
    assert [(s.number, s.kind) for s in line.shapes] == [(1, "dot"), (2, "bar")]


def test_two_of_one_day_do_not_cover_each_other():
    line = draw([day(1, 2024, 6, 28), day(2, 2024, 6, 28), day(3, 2025, 6, 28)], [], 1000)

    assert line
    low, high = (s.y for s in line.shapes[:2])
    assert low > high


@pytest.mark.parametrize("pieces", [[], [day(1, 2024, 6, 28)]])
def test_fewer_than_two_make_no_line(pieces):
    assert draw(pieces, [], 1000) is None


def test_an_event_shortly_before_widens_the_line():
    line = draw([day(1, 2024, 6, 28), day(2, 2025, 6, 28)], [(datetime(2023, 9, 1, tzinfo=UTC), "始")], 1000)

    assert line
    assert [event.label for event in line.events] == ["始"]


def test_an_event_long_before_is_left_out():
    line = draw([day(1, 2024, 6, 28), day(2, 2025, 6, 28)], [(datetime(2003, 9, 1, tzinfo=UTC), "始")], 1000)

    assert line
    assert line.events == ()


@given(
    st.lists(
        st.tuples(st.integers(1950, 2050), st.integers(1, 12), st.integers(1, 28), st.booleans()),
        min_size=2,
        max_size=40,
    ),
    st.sampled_from([350, 1100]),
)
def test_everything_drawn_lies_inside_the_drawing(dates, width):
    pieces = [whole_year(n, y) if whole else day(n, y, m, d) for n, (y, m, d, whole) in enumerate(dates, 1)]

    line = draw(pieces, [], width)

    assert line
    assert all(0 <= s.x <= s.end <= width and 0 < s.y <= line.axis for s in line.shapes)
    assert all(b.x - a.x >= LABEL for a, b in zip(line.ticks, line.ticks[1:], strict=False))
    assert all(tick.x <= width for tick in line.ticks)
