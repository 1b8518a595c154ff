"""What a page shows and what its head declares: where they differ both are kept, the other as a proposal, and flagged."""

import pytest

from articles.ingest.fields.differing import differ
from articles.ingest.reader import check
from articles.text.dates import parse_edtf
from tests.ingest.reading import document, flags

TEXT = "<p>松川县城西的老厂房里，三十台新机器上个月转了起来。工人们说，订单排到了明年。</p><p>三年前，这家厂停过四个月的工。</p>"
DIFFERS = {"title-differs", "date-differs", "source-differs"}


def page(head, line="2024-06-28 09:53 来源：松川日报", title="老厂房里装上新机器"):
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_松川网</title>{head}</head>'
        f"<body><h1>{title}</h1><div>{line}</div><div>{TEXT}</div></body></html>"
    )


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        (
            '<meta property="article:published_time" content="2024-06-29T09:53:21+08:00">',
            "date",
            "2024-06-29T09:53:21+08:00",
        ),
        ('<meta name="publishdate" content="2024-06-27">', "date", "2024-06-27"),
        ('<meta name="source" content="来源：河湾晚报">', "source", "河湾晚报"),
        ('<meta property="og:title" content="三十台机器救活一座老厂">', "title", "三十台机器救活一座老厂"),
    ],
)
def test_both_are_kept_and_flagged(head, field, value):
    text = page(head)

    read_as = document(text)
    (other,) = read_as.fields.proposals

    assert (other.field, other.value) == (field, value)
    assert text[other.evidence[0].start : other.evidence[0].end] == value
    assert {flag for flag in flags(read_as) if flag in DIFFERS} == {f"{field}-differs"}
    assert (read_as.fields.title.value, read_as.fields.date.value) == ("老厂房里装上新机器", "2024-06-28T09:53")
    assert check(text, read_as) == ()


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (
            '<meta property="article:published_time" content="2024-06-28T09:53:21+08:00">',
            "2024-06-28 09:53 来源：松川日报",
        ),
        ('<meta property="article:published_time" content="2024-06-28T01:53:21Z">', "2024-06-28 09:53 来源：松川日报"),
        ('<meta name="publishdate" content="2024-06-28">', "2024-06-28 09:53 来源：松川日报"),
        ('<meta name="source" content="来源：松川网－松川日报">', "2024-06-28 来源：松川日报"),
        ('<meta name="source" content="松川日报客户端">', "2024-06-28 来源：松川日报"),
        ('<meta property="og:title" content="老厂房里装上新机器 - 松川网">', "2024-06-28 来源：松川日报"),
        ('<meta property="og:title" content="老厂房里装上新机器 松川纺织走出低谷">', "2024-06-28 来源：松川日报"),
        ("", "2024-06-28 来源：松川日报 更新时间：2024-06-30"),
    ],
)
def test_what_says_the_same_otherwise_is_no_conflict(head, line):
    read_as = document(page(head, line))

    assert read_as.fields.proposals == ()
    assert not DIFFERS.intersection(flags(read_as))


def test_second_day_that_a_post_prints_is_kept():
    text = "---\ntitle: 老厂房里装上新机器\ndate: 2024-06-28\n---\n2024-06-26 来源：松川日报\n\n松川县城西的老厂房里，新机器转了起来。\n"

    read_as = document(text)

    assert [(one.field, one.value) for one in read_as.fields.proposals] == [("date", "2024-06-26")]
    assert "date-differs" in flags(read_as)


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("2024-06", "2024-06-28", False),
        ("2024", "2025-01-01", True),
        ("2024-06-28T09:53:21+08:00", "2024-06-28T09:53:59+08:00", False),
        ("2024-06-28T09:53", "2024-06-28T09:54", True),
        ("2024-06-28T23:30:00Z", "2024-06-29", False),
        ("XXXX-XX-23", "2024-06-24", False),
    ],
)
def test_dates_differ_where_no_minute_lies_in_both(one, other, wanted):
    assert differ(parse_edtf(one), parse_edtf(other)) is wanted
