"""What the desk shows of a reading: fates of the capture's text, facts with evidence, marks in the clean text."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.urls import reverse

from articles.admin.clean import Mark, carried, marked_lines
from articles.admin.evidence import evidence_of, raw_lines
from articles.admin.words import printable, printed_date
from articles.editorial import workflow
from articles.ingest import reader
from articles.ingest.store import store
from articles.models import Article, Batch
from articles.text.ledger import Edit, Layer
from articles.text.segment import trace

SOURCE = "本報(bào)訊，王一。\n新(xīn)區。\n版权所有\n"


def fates(layers):
    return [[(run.kind, run.text) for run in line] for line in raw_lines(SOURCE, trace(SOURCE, layers))]


def test_each_run_of_the_capture_shows_its_fate():
    notes = Layer("pinyin", (Edit(2, 7, "pinyin", "(bào)", ""), Edit(14, 19, "pinyin", "(xīn)", "")))
    script = Layer("script", (Edit(1, 2, "script", "報", "报"),))
    furniture = Layer(
        "fields", (Edit(0, 8, "byline", "本报訊，王一。\n", ""), Edit(12, 17, "furniture", "版权所有\n", ""))
    )

    lines = fates((notes, script, furniture))

    assert lines[0][0][0] == "field"
    assert lines[1] == [("kept", "新"), ("del", "(xīn)"), ("kept", "區。")]
    assert lines[2] == [("del", "版权所有")]


def test_what_the_reading_left_alone_is_shown_as_it_stands():
    assert fates(()) == [[("kept", line)] for line in SOURCE.strip().split("\n")] + [[]]


def test_a_run_names_its_rule_and_what_it_became():
    lines = raw_lines(SOURCE, trace(SOURCE, (Layer("script", (Edit(1, 2, "script", "報", "报"),)),)))

    assert [run.why for run in lines[0]] == ["", "繁体转简体：报", ""]


def test_lone_surrogates_do_not_break_the_page():
    assert printable("甲\ud800乙\r") == "甲?乙"


@pytest.mark.parametrize(
    ("label", "edtf", "printed"),
    [("day", "2024-06-28", "2024年6月28日"), ("unknown month", "2024-XX-23", "2024年23日（月份不详）"), ("not a date", "六月", "六月"), ("none", "", "")],
)  # fmt: skip
def test_dates_are_printed_to_their_precision(label, edtf, printed):
    assert printed_date(edtf) == printed


@pytest.mark.parametrize(
    ("label", "before", "after", "spans", "expected"),
    [
        ("nothing changed", "一二三", "一二三", [(1, 2, "x")], [(1, 2, "x")]),
        ("text before it grew", "一二三", "甲乙一二三", [(1, 2, "x")], [(3, 4, "x")]),
        ("touched", "一二三", "一五三", [(1, 2, "x")], []),
        ("a later one stands", "一二三四", "五二三四", [(0, 1, "x"), (2, 3, "y")], [(2, 3, "y")]),
        ("deleted", "一二三", "一三", [(1, 2, "x"), (2, 3, "y")], [(1, 2, "y")]),
    ],
)
def test_marks_travel_with_their_words_or_go(label, before, after, spans, expected):
    assert carried(before, after, spans) == expected


def test_marks_cut_a_line_into_runs_and_the_first_of_a_finding_bears_its_anchor():
    lines = marked_lines("## 题\n\n松川新区。", [Mark(7, 9, finding=1), Mark(8, 10, why="改")])

    assert [line.is_heading for line in lines] == [True, False]
    assert [run.text for run in lines[0].runs] == ["题"]
    assert [(r.text, r.why, r.finding, r.first) for r in lines[1].runs] == [
        ("松", "", 0, False), ("川", "", 1, True), ("新", "改", 1, False), ("区", "改", 0, False), ("。", "", 0, False),
    ]  # fmt: skip


def test_a_mark_over_two_lines_is_shown_in_both():
    lines = marked_lines("一二\n三四", [Mark(1, 4, finding=1)])

    assert [[(run.text, run.first) for run in line.runs if run.finding] for line in lines] == [
        [("二", True)],
        [("三", False)],
    ]


SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def imported(name):
    return taken((SEEDS / name).read_bytes())


def taken(content):
    stored = store(content, reader.read(content), name=b"x.txt", batch=Batch(how="test"))
    article = Article.objects.get(pk=stored[0].article_id)
    workflow.record(article, by=None, reason="导入")
    return article


@pytest.mark.django_db
def test_facts_stand_with_quotation_line_and_certainty():
    evidence = evidence_of(imported("plain/san-di-lian-xi-hui-yi.txt"))

    rows = {row.label: row for row in evidence.facts}
    assert rows["标题"].value == ""
    assert (rows["日期"].value, rows["日期"].quote, rows["日期"].line) == ("23日（年月不详）", "23日", 1)
    assert (rows["记者"].value, rows["记者"].found, rows["记者"].certainty) == ("曾望舒", "署名行", "原文写明")
    assert rows["首发"].value == ""


@pytest.mark.django_db
def test_an_outlet_in_the_other_script_is_quoted_to_its_last_character_and_a_word_is_shown_as_one():
    evidence = evidence_of(
        taken(
            "三地聯(lián)席會(huì)議在松川召開(kāi)\n松川日報(bào)記者 林晚舟\n2024年7月1日 09:00\n\n"
            "會(huì)議(yì)提出，推動(dòng)三地發展經濟。\n".encode()
        )
    )

    rows = {row.label: row for row in evidence.facts}
    assert (rows["署名媒体"].value, rows["署名媒体"].quote) == ("松川日报", "松川日報")
    assert [run.text for run in evidence.lines[4] if run.kind == "chg"] == ["會", "議", "動", "發", "經濟"]


@pytest.mark.django_db
def test_what_could_not_be_filled_in_is_said_beside_the_facts():
    content = (SEEDS / "plain/ji-zhuang-xiang.txt").read_bytes()
    document = reader.read(content)[0]
    long = replace(document.fields.title, value="题" * 301)
    changed = replace(document, fields=replace(document.fields, title=long))
    stored = store(content, (changed,), name=b"x", batch=Batch(how="test"))

    notes = evidence_of(Article.objects.get(pk=stored[0].article_id)).notes

    assert ["301" in note for note in notes] == [True]


@pytest.mark.django_db
def test_a_reading_without_doubt_has_no_note():
    assert evidence_of(imported("plain/ji-zhuang-xiang.txt")).notes == ()


@pytest.mark.django_db
def test_a_fact_an_editor_changed_shows_both():
    article = imported("plain/ji-zhuang-xiang.txt")
    article.title = "另一个题目"

    row = next(row for row in evidence_of(article).facts if row.label == "标题")

    assert row.value and row.now == "另一个题目"


@pytest.mark.django_db
def test_a_fact_that_an_editor_has_chosen_is_no_doubt_though_there_is_a_way_back():
    article = imported("plain/ji-zhuang-xiang.txt")
    article.title = "另一个题目"

    rows = {row.label: row for row in evidence_of(article).facts}

    assert [one.is_way_back for one in rows["标题"].candidates] == [True]
    assert not rows["标题"].is_doubtful


@pytest.mark.django_db
def test_the_capture_is_shown_whole():
    article = imported("plain/san-di-lian-xi-hui-yi.txt")

    evidence = evidence_of(article)

    shown = "\n".join("".join(run.text for run in line) for line in evidence.lines)
    assert shown == article.reading.capture.content.decode("utf-8-sig").replace("\r", "")


@pytest.mark.django_db
def test_an_article_written_at_the_desk_has_no_capture(as_person):
    article = Article.objects.create(title="自写", body="松川新区。")

    page = as_person("编辑").get(reverse("admin:articles_article_change", args=[article.pk]))

    assert "没有采集件" in page.content.decode()


@pytest.mark.django_db
def test_what_a_capture_holds_is_never_markup(as_person):
    content = "松川新区的车间里<script>alert(1)</script>新设备刚刚调试完，工人说产量比去年多了三成。".encode()
    stored = store(content, reader.read(content), name=b"x.txt", batch=Batch(how="test"))

    page = as_person("编辑").get(reverse("admin:articles_article_change", args=[stored[0].article_id]))

    assert b"<script>alert(1)" not in page.content
    assert b"&lt;script&gt;alert(1)" in page.content
