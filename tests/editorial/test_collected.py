"""Lint of a collection's own texts: every place is looked at, what only looks alike is left alone, and what blocks blocks."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from articles.editorial import workflow
from articles.editorial.collected import CHECKS, collection_findings, places
from articles.editorial.lint import CHECKS as ALL
from tests.factories import make_article, make_collection
from tests.press import publish

pytestmark = pytest.mark.django_db
PRIVATE = "身份证号11010519491231002X"


def written(**texts):
    """A collection with one published piece, and `texts` by where they stand."""
    article = make_article()
    publish(article)
    own = {name: texts[name] for name in ("title", "standfirst", "introduction") if name in texts}
    collection = make_collection(article, **own)
    collection.sections.update(
        title=texts.get("section_title", "第一部分"), introduction=texts.get("section_introduction", "")
    )
    collection.placements.update(title=texts.get("piece_title", ""), note=texts.get("note", ""))
    return collection


@pytest.mark.parametrize(
    ("where", "field"),
    [
        ("title", "title"), ("standfirst", "standfirst"), ("introduction", "introduction"),
        ("section_title", "section-1-title"), ("section_introduction", "section-1-introduction"),
        ("piece_title", "placement-1-1-title"), ("note", "placement-1-1-note"),
    ],
)  # fmt: skip
def test_an_error_is_found_in_every_text_of_the_collection(where, field):
    ((place, finding),) = collection_findings(written(**{where: "他说：“效益要算清楚。"}))

    assert (place.field, finding.field, finding.code) == (field, field, "unpaired-marks")
    assert finding.quote == "“"


def test_clean_texts_have_no_findings():
    collection = written(
        title="新质生产力", standfirst="一个新词怎样落进车间？", introduction="先读引言。\n\n再读正文。",
        section_introduction="两篇评论，“因地制宜”是落点。", note="为什么收它：数据翔实。", piece_title="先看一条产线",
    )  # fmt: skip

    assert collection_findings(collection) == ()
    assert len(list(places(collection))) == 7


def test_facts_that_only_an_article_has_are_not_asked_for():
    asked = {check.CODE for check in CHECKS}

    assert asked < {check.CODE for check in ALL}
    assert asked.isdisjoint({"no-date", "no-source", "reprint-gate", "names-to-confirm", "title-in-body"})


def test_what_blocks_stands_against_signing_and_the_rest_does_not():
    assert any("身份证" in reason for reason in workflow.blocking(written(note=PRIVATE)))
    assert workflow.blocking(written(note="他说：“效益要算清楚。")) == []


def test_the_page_of_the_collection_shows_them(admin_client):
    collection = written(note="他说：“效益要算清楚。")

    page = admin_client.get(reverse("admin:articles_collection_change", args=[collection.pk])).content.decode()

    assert "第 1 部分第 1 篇 编者按" in page
    assert "unpaired-marks" in page


def test_the_command_lists_them_with_the_articles():
    collection, out = written(note=PRIVATE), StringIO()

    with pytest.raises(SystemExit):
        call_command("lint", stdout=out)

    assert f"collection {collection.pk} block personal-data placement-1-1-note" in out.getvalue()
