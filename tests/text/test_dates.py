"""Dates: what is printed, with its precision, and nothing that is not printed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from edtf import parse_edtf as oracle
from hypothesis import given
from hypothesis import strategies as st

from articles.text.dates import PressDate, display, find_dates, parse_edtf, read_date, with_zone

ANY_DATE = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("printed", "edtf", "precision"),
    [
        ("2024年6月28日", "2024-06-28", "day"),
        ("2024 年 6 月 28 日", "2024-06-28", "day"),
        ("二〇二四年六月二十八日", "2024-06-28", "day"),
        ("二○二四年十二月三十一日", "2024-12-31", "day"),
        ("2024-06-28 09:53:21", "2024-06-28T09:53:21", "second"),
        ("2022-01-03 07:29:30 +0800", "2022-01-03T07:29:30+08:00", "second"),
        ("2012-06-25T00:25:06Z", "2012-06-25T00:25:06Z", "second"),
        ("2024年06月28日09:53", "2024-06-28T09:53", "minute"),
        ("2024年6月28日下午3时05分", "2024-06-28T15:05", "minute"),
        ("2024/6/8", "2024-06-08", "day"),
        ("2024.06.28", "2024-06-28", "day"),
        ("２０２４年６月", "2024-06", "month"),
        ("2026年", "2026", "year"),
        ("6月28日", "XXXX-06-28", "partial"),
        ("23日", "XXXX-XX-23", "partial"),
        ("二十三日", "XXXX-XX-23", "partial"),
        ("March 4, 2024 10:32 AM", "2024-03-04T10:32", "minute"),
        ("Mar 4, 2024 12:05 AM", "2024-03-04T00:05", "minute"),
        ("December 9, 2023", "2023-12-09", "day"),
    ],
)
def test_printed_form_keeps_exactly_its_parts(printed, edtf, precision):
    (found,) = find_dates(f"（{printed}）")

    assert (found.date.to_edtf(), found.date.precision) == (edtf, precision)
    assert f"（{printed}）"[found.start : found.end] == printed


@pytest.mark.parametrize(
    "text",
    [
        "Copyright©2002-2006 某网",
        "版权所有 2024-06-28",
        "2024-13-01",
        "2023年2月30日",
        "2024-06-28-1",
        "10日内答复",
        "近30日游客",
        "第3日",
        "某河日报",
        "3.5.1版",
        "比例为24-06",
        "12345年",
        "Marching 4, 2024",
        "May 32, 2024",
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert find_dates(text) == ()


@pytest.mark.parametrize(("text", "edtf"), [("2024-06", "2024-06"), ("20240628", "2024-06-28"), (" 2026 ", "2026")])
def test_value_that_is_a_date_as_a_whole_may_be_shorter(text, edtf):
    found = read_date(text)

    assert found is not None
    assert found.to_edtf() == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Fri, 28 Jun 2024 09:53:21 +0800", "2024-06-28T09:53:21+08:00"),
        ("Tue, 27 Dec 2005 13:08:54+0900", "2005-12-27T13:08:54+09:00"),
        ("28 Jun 2024 09:53 GMT", "2024-06-28T09:53Z"),
        ("1 june 24", "2024-06-01"),
        ("3 Mar 99 00:00:00 EST", "1999-03-03T00:00:00-05:00"),
        ("Mon, 1 Jan 2024 08:00:00 CST", "2024-01-01T08:00:00"),
        ("28-Jun-2024", "2024-06-28"),
    ],
)
def test_date_of_a_feed_keeps_its_zone(text, edtf):
    found = read_date(text)

    assert found
    assert found.to_edtf() == edtf


@pytest.mark.parametrize("text", ["30 Feb 2024", "28 Foo 2024", "12 May", "May 2024", "Fri, 28 Jun 2024 25:00:00 GMT"])
def test_what_only_looks_like_the_date_of_a_feed_is_none(text):
    assert read_date(text) is None
    assert find_dates(text) == ()


@pytest.mark.parametrize("text", ["2024-06-28 某报", "去年", "", "2024-06-31", "20241301"])
def test_value_that_is_more_or_less_than_a_date_is_none(text):
    assert read_date(text) is None


@pytest.mark.parametrize("edtf", ["2024", "2024-06", "2024-06-28", "2024-06-28T09:53:21+08:00", "2024-06-28T09:53", "XXXX-XX-23", "XXXX-06-28", "2024-XX-23", "XXXX-06"])  # fmt: skip
def test_edtf_goes_round(edtf):
    assert parse_edtf(edtf).to_edtf() == edtf


@pytest.mark.parametrize("text", ["", "2024-6", "XXXX", "XXXX-XX-XX", "2024-06-31", "2024-06-28T9:53", "2024-06-28T25:00", "24-06", "２０２４"])  # fmt: skip
def test_other_writing_is_no_edtf_of_ours(text):
    with pytest.raises(ValueError, match="EDTF"):
        parse_edtf(text)


@pytest.mark.parametrize(
    "edtf", ["2024", "2024-06", "2024-06-28", "XXXX-06-28", "2024-XX-23", "2024-06-28T09:53:21+08:00"]
)
def test_oracle_knows_our_forms(edtf):
    assert str(oracle(edtf)) == parse_edtf(edtf).to_edtf()


@given(ANY_DATE)
def test_bounds_of_a_day_are_the_oracles(day):
    ours = parse_edtf(day.isoformat()).bounds()
    theirs = oracle(day.isoformat())

    assert ours is not None
    first, last = (when.astimezone(UTC) + timedelta(hours=8) for when in ours)
    assert tuple(theirs.lower_strict()[:3]) == (first.year, first.month, first.day)
    assert last - first == timedelta(days=1)


@given(st.integers(1900, 2099), st.integers(1, 12))
def test_bounds_of_a_month_are_the_oracles(year, month):
    text = f"{year:04}-{month:02}"
    ours = parse_edtf(text).bounds()

    assert ours is not None
    last = ours[1] + timedelta(hours=8) - timedelta(days=1)
    assert tuple(oracle(text).upper_strict()[:3]) == (last.year, last.month, last.day)


@pytest.mark.parametrize("edtf", ["XXXX-06-28", "XXXX-XX-23", "XXXX-06"])
def test_bounds_are_unknown_without_a_year(edtf):
    assert parse_edtf(edtf).bounds() is None


def test_bounds_of_a_day_in_an_unknown_month_span_the_year():
    assert parse_edtf("2024-XX-31").bounds() == (
        datetime(2024, 1, 30, 16, tzinfo=UTC),
        datetime(2024, 12, 31, 16, tzinfo=UTC),
    )


def test_bounds_keep_the_zone_that_is_stated():
    assert parse_edtf("2024-06-28T09:53:21Z").bounds() == (
        datetime(2024, 6, 28, 9, 53, 21, tzinfo=UTC),
        datetime(2024, 6, 28, 9, 53, 22, tzinfo=UTC),
    )


def test_zone_is_assumed_for_a_second_and_marked():
    assumed = with_zone(PressDate(2024, 6, 28, 9, 53, 21))

    assert (assumed.to_edtf(), assumed.certainty) == ("2024-06-28T09:53:21+08:00", "assumed")


def test_zone_is_not_assumed_where_one_is_stated_or_none_is_needed():
    stated, day = PressDate(2024, 6, 28, 9, 53, 21, "Z"), PressDate(2024, 6, 28)

    assert (with_zone(stated), with_zone(day)) == (stated, day)


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [
        ("2024-06-28T09:53:21+08:00", "2024年6月28日 09:53:21"),
        ("2024-06-28T09:53", "2024年6月28日 09:53"),
        ("2026", "2026年"),
        ("XXXX-XX-23", "23日（年份、月份不详）"),
        ("2024-XX-23", "2024年23日（月份不详）"),
    ],
)
def test_display_says_what_is_unknown(edtf, shown):
    assert display(parse_edtf(edtf)) == shown


@given(st.text(alphabet="0123456789年月日-/.: T+十二〇23", max_size=60))
def test_found_dates_lie_in_the_text_and_go_round(text):
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
        assert parse_edtf(found.date.to_edtf()).precision == found.date.precision


@pytest.mark.parametrize("text", ["2024-04-22 HKT 09:18", "2024年4月22日 北京时间 09:18", "2024-04-22 香港時間09:18"])
def test_name_of_the_zone_may_stand_before_the_time(text):
    assert read_date(text).to_edtf() == "2024-04-22T09:18"
