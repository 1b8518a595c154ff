"""What a newer reading proposes on an article that a person has in hand."""

import json
from typing import Any

import pytest

from articles.editorial import decide, workflow
from articles.editorial.findings import open_findings
from articles.editorial.rereading import CODE
from articles.models import Article, Capture, Reading
from tests.factories import make_complete_article, make_user

pytestmark = pytest.mark.django_db
BODY = "松川新区的車间里，新设备刚刚调试完。\n\n分享到微信\n\n工人说，产量比去年多了三成。"
BETTER = "松川新区的车间里，新设备刚刚调试完。\n\n工人说，产量比去年多了三成。"


def add_reading(reader: str, body: str, **fields: Any) -> Reading:
    """A reading of the one capture of this test, as a reader would store it."""
    capture, _made = Capture.objects.get_or_create(sha256="0" * 64, size=1, defaults={"packed": Capture.pack(b"x")})
    named = {name: [{"name": {"value": value}, "role": role} for value, role in fields.pop(name, ())] for name in ("people", "outlets")}  # fmt: skip
    facts = {name: {"value": value} for name, value in fields.items()}
    content = json.dumps({"body": body, "fields": {**facts, **named}, "findings": []}).encode()
    return Reading.objects.create(
        capture=capture, reader=reader, outcome="imported", shape="plain", encoding="utf-8", encoding_found_by="strict",
        packed=Capture.pack(content),
    )  # fmt: skip


@pytest.fixture
def editor() -> Any:
    return make_user("编辑", ("编辑",))


@pytest.fixture
def article() -> Article:
    made = make_complete_article(body=BODY, title="", reading=add_reading("1", BODY))
    workflow.record(made, by=None, reason="导入")
    return made


def proposed(article: Article) -> list[tuple[str, str, str | None]]:
    fresh = Article.objects.get(pk=article.pk)
    return [(one.field, one.quote, one.fix) for one in open_findings(fresh) if one.code == CODE]


def test_without_a_newer_reading_nothing_is_proposed(article: Article) -> None:
    assert proposed(article) == []


def test_each_place_read_otherwise_is_a_proposal_with_a_fix(article: Article) -> None:
    add_reading("2", BETTER, title="新产线")

    assert proposed(article) == [("body", "車", "车"), ("body", "\n\n分享到微信", ""), ("title", "", "新产线")]


def test_what_a_newer_reading_reads_the_same_is_no_proposal(article: Article) -> None:
    add_reading("2", BODY)

    assert proposed(article) == []


def test_a_place_that_a_person_changed_is_left_alone(article: Article, editor: Any) -> None:
    with workflow.editing(article.pk, by=editor, reason="改") as mine:
        mine.title, mine.body = "自拟的题", BODY.replace("車间", "厂房")
        mine.save()
    add_reading("2", BETTER, title="新产线")

    assert proposed(article) == [("body", "\n\n分享到微信", "")]


def test_taking_every_proposal_gives_the_newer_text_and_undo_gives_it_back(article: Article, editor: Any) -> None:
    add_reading("2", BETTER)
    decisions = []
    while rows := [one for one in open_findings(Article.objects.get(pk=article.pk)) if one.code == CODE]:
        decisions.append(decide.apply_fix(article, rows[0].key, by=editor))

    assert Article.objects.get(pk=article.pk).body == BETTER
    for decision in reversed(decisions):
        decide.undo(decision, by=editor)
    assert Article.objects.get(pk=article.pk).body == BODY


def test_a_proposal_left_with_a_reason_is_not_made_again(article: Article, editor: Any) -> None:
    add_reading("2", BODY, title="新产线")
    (finding,) = (one for one in open_findings(article) if one.code == CODE)

    decide.dismiss(article, finding.key, by=editor, reason="栏目名，不是标题")

    assert proposed(article) == []


def test_a_text_read_wholly_otherwise_is_one_proposal_and_none_where_it_was_touched(
    article: Article, editor: Any
) -> None:
    other = "".join(f"第{n}句，" for n in range(200))
    add_reading("2", other + "工人说。")
    assert len(proposed(article)) <= 60

    with workflow.editing(article.pk, by=editor, reason="改") as mine:
        mine.body = "重写的一篇。"
        mine.save()

    assert proposed(article) == []


def test_names_only_the_newer_reading_found_are_told_once(article: Article) -> None:
    add_reading(
        "2", BODY, people=[("林远舟", "reporter"), ("杜青", "reporter")], outlets=[("界江晚报", "reprinted_by")]
    )

    said = [one.message for one in open_findings(article) if one.code == CODE]

    assert said == ["新版读取器另读出署名：记者 杜青。属实请补上。", "新版读取器另读出来源：界江晚报。属实请补上。"]


def test_a_newer_reading_costs_one_query_where_there_is_none(article: Article, django_assert_num_queries: Any) -> None:
    reading = article.reading
    assert reading is not None
    with django_assert_num_queries(1):
        assert reading.newer is None
