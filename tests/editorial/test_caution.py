"""What readers of a collection would miss or meet twice, and what only looks like it."""

import pytest

from articles.editorial import workflow
from articles.editorial.caution import cautions
from articles.models import ArticleLink, Collection, LinkDecision, Placement, Section
from articles.search import index_article
from articles.text.script import to_traditional
from tests.factories import BODY, make_article, make_collection, make_complete_article, make_people, make_user

pytestmark = pytest.mark.django_db

LONG = "松川新区的车间里，新设备刚刚调试完。工人说，产量比去年多了三成，次品少了一半。" * 3 + "".join(
    f"第{n}条产线从今年起改用新的办法，每月省电若干度，另有说明。" for n in "一二三四五六七八九十"
)


def told(collection):
    """What is said of the whole, and of the pieces by their titles."""
    row = Collection.objects.get(pk=collection.pk)
    rows = list(Placement.objects.filter(collection=row).with_standing().in_reading_order())
    found = cautions(row, list(row.sections.all()), rows)
    return found.whole, {p.article.title: found.pieces[p.pk] for p in rows if p.pk in found.pieces}


@pytest.fixture
def published():
    """A complete article that readers see."""
    people = make_people("编辑", "初审", "复审", "终审")
    article = make_complete_article(title="甲")
    workflow.record(article, by=None, reason="导入")
    workflow.submit(article, by=people["编辑"])
    for name in ("初审", "复审", "终审"):
        workflow.sign(article, by=people[name])
    workflow.publish(article, by=people["终审"])
    return article


def test_a_public_piece_with_a_source_is_nothing_to_warn_of(published):
    assert told(make_collection(published, introduction="引言。")) == ((), {})


def test_a_piece_that_is_not_public_and_has_no_source_is_told():
    assert told(make_collection(make_article(title="甲")))[1] == {"甲": ("尚未公开，读者看不到这一篇", "没有首发来源")}


def test_a_piece_changed_since_its_edition_is_told(published):
    collection = make_collection(published)
    published.body += "\n\n又一段。"
    published.save()
    workflow.record(published, by=None, reason="编辑")

    assert told(collection)[1] == {"甲": ("现稿已改，读者看到的还是第 1 版",)}


def test_a_revision_that_changes_no_word_of_the_edition_is_nothing_to_warn_of(published):
    collection = make_collection(published)
    published.section = "要闻"
    published.save()
    workflow.record(published, by=None, reason="栏目")

    assert told(collection)[1] == {}


def test_a_withdrawn_piece_is_told_and_nothing_else_of_it(published):
    collection = make_collection(published)
    workflow.withdraw(published, by=make_user("终审二", ("终审",)), text="撤。")

    assert told(collection)[1] == {"甲": ("已撤稿，读者在这里看到的是撤稿启事",)}


def test_an_empty_section_and_a_missing_introduction_are_told():
    collection = make_collection(make_article())
    Section.objects.create(collection=collection, title="第二部分", order=2)

    assert told(collection)[0] == ("还没有引言", "“第二部分”里还没有篇目")


def same(rows, title):
    return [words for words in rows.get(title, ()) if "文字相同" in words]


@pytest.mark.parametrize("how", ["letters", "other script", "link", "accepted"])
def test_a_story_that_stands_twice_is_told_of_both(how):
    one = make_article(title="甲", body=LONG)
    bodies = {"letters": LONG, "other script": to_traditional(LONG) + "記者另有報道。"}
    other = make_article(title="乙", body=bodies.get(how, "另一篇的正文。"))
    for article in (one, other):
        index_article(article)
    if how == "link":
        ArticleLink.objects.create(from_article=other, to_article=one, kind="same_text")
    if how == "accepted":
        LinkDecision.objects.create(article=one, other=other, kind="same_text", accepted=True, by=make_user())

    rows = told(make_collection(one, other))[1]

    assert (same(rows, "甲"), same(rows, "乙")) == (["与第 2 篇文字相同"], ["与第 1 篇文字相同"])


@pytest.mark.parametrize("how", ["quotes", "refused", "short", "empty", "elsewhere"])
def test_what_only_looks_like_the_same_story_is_not_told(how):
    one = make_article(title="甲", body="" if how == "empty" else LONG)
    bodies = {"empty": "", "short": "松川新区的车间里。", "quotes": BODY}
    other = make_article(title="乙", body=bodies.get(how, "另一篇的正文。"))
    for article in (one, other):
        index_article(article)
    if how == "quotes":
        ArticleLink.objects.create(from_article=other, to_article=one, kind="quotes")
    if how == "refused":
        LinkDecision.objects.create(article=one, other=other, kind="same_text", accepted=False, by=make_user())
    if how == "elsewhere":
        ArticleLink.objects.create(from_article=make_article(), to_article=one, kind="same_text")

    rows = told(make_collection(one, other))[1]

    assert same(rows, "甲") + same(rows, "乙") == []


def test_cautions_ask_one_query_beside_the_rows(django_assert_num_queries):
    collection = make_collection(*(make_article(body=f"第{n}篇。") for n in range(20)))
    rows = list(collection.placements.with_standing().in_reading_order())

    with django_assert_num_queries(1):
        cautions(collection, [], rows)
