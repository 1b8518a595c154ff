"""Filters and tags of the public pages."""

import json
from datetime import UTC, datetime
from html import unescape

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from articles.search import Run
from articles.templatetags.press import (
    as_read,
    headline,
    html_date,
    json_ld,
    marked,
    month_name,
    on_day,
    press_date,
    press_day,
    press_month,
)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2024-06-28", "2024年6月28日"),
        ("2024-06-28T09:53", "2024年6月28日 09:53"),
        ("2024-06-28T09:53:21+08:00", "2024年6月28日 09:53:21"),
        ("2024-06", "2024年6月"),
        ("2024", "2024年（月份不详）"),
        ("2024-XX-23", "2024年23日（月份不详）"),
        ("XXXX-06-28", "6月28日（年份不详）"),
        ("XXXX-XX-23", "23日（年月不详）"),
        ("", "日期不详"),
    ],
)
def test_press_date(edtf, expected):
    assert press_date(edtf) == expected


@pytest.mark.parametrize(
    ("edtf", "day", "month", "machine"),
    [
        ("2024-06-28T09:53", "2024年6月28日", "2024年6月", "2024-06-28T09:53"),
        ("2024", "2024年（月份不详）", "2024年", "2024"),
        ("2024-XX-23", "2024年23日（月份不详）", "2024年", ""),
        ("XXXX-XX-23", "23日（年月不详）", "23日（年月不详）", ""),
    ],
)
def test_coarser_dates(edtf, day, month, machine):
    assert (press_day(edtf), press_month(edtf), html_date(edtf)) == (day, month, machine)


def test_a_moment_is_printed_by_the_sites_zone():
    assert on_day(datetime(2024, 6, 28, 17, tzinfo=UTC)) == "2024年6月29日"


def test_month_names():
    assert (month_name(6), month_name(0)) == ("6月", "月份不详")


@pytest.mark.parametrize(
    ("label", "title", "expected"),
    [
        ("no phrase", "口岸账本", "口岸账本"),
        ("comma", "先看账，再看人", "先看账，<wbr>再看人"),
        ("quotation", "他说“好”就好", "他说<wbr>“好”<wbr>就好"),
        ("two marks meet", "问：“好？”", "问：“好？”"),
        ("blank", "一问 二答", "一问 <wbr>二答"),
        ("long", "边城怎样把口岸优势变成产业", '<span class="long">边城怎样把口岸优势变成产业</span>'),
        ("markup is text", "<b>，<i>", "&lt;b&gt;，<wbr>&lt;i&gt;"),
        ("marks alone", "……", "……"),
        ("nothing", "", ""),
    ],
)
def test_headline(label, title, expected):
    assert headline(title) == expected, label


@given(st.text())
def test_headline_keeps_every_sign_of_the_title(title):
    bare = headline(title).replace("<wbr>", "").replace('<span class="long">', "").replace("</span>", "")

    assert unescape(bare) == " ".join(title.split())


def test_as_read_converts_on_traditional_pages_alone():
    assert as_read("发展") == "发展"
    with translation.override("zh-hant"):
        assert (as_read("发展"), as_read("里巷", "zh-Hant")) == ("發展", "里巷")


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8))
def test_json_ld_never_leaves_its_element_and_reads_back(value):
    html = json_ld({"a": value})
    inside = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")

    assert not {"<", ">", "&", "\u2028"} & set(inside)
    assert json.loads(inside) == {"a": value}


def test_marked_escapes_text_and_marks():
    assert marked((Run("<i>", False), Run("<b>", True))) == "&lt;i&gt;<mark>&lt;b&gt;</mark>"


def test_only_this_module_marks_text_safe(settings):
    code = [p for p in (settings.BASE_DIR / "articles").rglob("*.py") if "mark_safe" in p.read_text(encoding="utf-8")]
    templates = [
        p for p in (settings.BASE_DIR / "templates").rglob("*.html") if "|safe" in p.read_text(encoding="utf-8")
    ]

    assert [p.name for p in code] == ["press.py"]
    assert templates == []
