"""A revision restored is a new one equal to the old: text, people, chain, tags, topics and links; what is gone is named."""

import pytest

from articles.editorial import workflow
from articles.editorial.restore import restore
from articles.editorial.workflow import Refused
from articles.models import Article, Collection, Placement, Section
from articles.search import desk_matches
from tests.factories import (
    make_article,
    make_author,
    make_collection,
    make_complete_article,
    make_source,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db):
    return make_user("编辑", ("编辑",))


@pytest.fixture
def article(editor):
    """An article with everything, recorded, and changed in everything since."""
    made = make_complete_article(title="旧题", body="　　旧文。\r\n\n第二段。", subtitle="旧副题", section="要闻")
    made.contributions.filter(name="林远舟").update(author=make_author(), confirm=True, alternatives=[["林", "远舟"]])
    made.attributions.update(source=make_source())
    made.tags.add("口岸", "冰雪")
    made.topics.add(make_topic(name="冰雪经济"))
    made.links.create(to_article=make_article(title="另一篇"), kind="background", note="同一条产线")
    workflow.record(made, by=None, reason="导入")
    with workflow.editing(made.pk, by=editor, reason="全改了") as mine:
        mine.title, mine.body, mine.date, mine.section = "新题", "新文。", "2025", ""
        mine.date_certainty, mine.script = "inferred", "zh-Hant"
        mine.save()
        mine.contributions.first().delete()
        mine.contributions.create(name="新人", role="author", order=5)
        mine.attributions.update(role="reprinted_by", name="松川晚报")
        mine.attributions.create(name="松川网", role="published_by", order=3)
        mine.tags.set(["早市"])
        mine.topics.set([make_topic(name="早市经济")])
        mine.links.all().delete()
        mine.links.create(to_article=make_article(title="第三篇"), kind="quotes")
    return Article.objects.get(pk=made.pk)


def test_the_new_revision_equals_the_old_one(article, editor):
    missing = restore(article, 1, by=editor, version=2)

    newest, old = article.revisions.get(number=3), article.revisions.get(number=1)
    assert missing == ()
    assert newest.content == old.content
    assert newest.digest == old.digest
    assert (newest.by, newest.reason, newest.parent.number) == (editor, "恢复第 1 次修订", 2)
    assert Article.objects.get(pk=article.pk).version == 3


def test_restoring_forth_and_back_ends_where_it_began(article, editor):
    restore(article, 1, by=editor)
    restore(article, 2, by=editor)

    assert article.revisions.get(number=4).content == article.revisions.get(number=2).content
    assert [revision.number for revision in article.revisions.all()] == [4, 3, 2, 1]


def test_a_row_that_stands_keeps_what_no_revision_holds(editor):
    article = make_complete_article(title="旧题")
    article.contributions.filter(name="林远舟").update(confirm=True, alternatives=[["林", "远舟"]])
    article.links.create(to_article=make_article(), kind="quotes", by=editor)
    workflow.record(article, by=None, reason="导入")
    with workflow.editing(article.pk, by=editor, reason="改题") as mine:
        mine.title = "新题"
        mine.save()

    restore(article, 1, by=make_user("他人", ("编辑",)))

    assert article.contributions.get(name="林远舟").alternatives == [["林", "远舟"]]
    assert article.links.get().by == editor


def test_what_the_house_no_longer_has_is_named_and_the_rest_comes_back(article, editor):
    old = article.revisions.get(number=1).content["payload"]
    Article.objects.filter(title="另一篇").delete()
    topic = article.topics.model.objects.get(name="冰雪经济")
    topic.delete()

    missing = restore(article, 1, by=editor)

    assert missing == (f"主题 {topic.key}", f"关联 #{old['links'][0]['to']}")
    latest = Article.objects.get(pk=article.pk)
    assert (latest.title, latest.topics.count(), latest.links.count()) == ("旧题", 0, 0)


def test_the_restored_text_is_found_and_the_other_no_more(article, editor):
    restore(article, 1, by=editor)

    assert Article.objects.filter(desk_matches("旧文")).get() == article
    assert not Article.objects.filter(desk_matches("新文")).exists()


@pytest.mark.parametrize(("number", "version", "code"), [(9, None, "refused"), (2, None, "refused"), (1, 1, "stale")])
def test_nothing_is_restored_without_a_difference_or_on_another_version(article, editor, number, version, code):
    with pytest.raises(Refused) as refused:
        restore(article, number, by=editor, version=version)

    assert refused.value.code == code
    assert article.revisions.count() == 2


def test_who_may_not_change_restores_nothing(article):
    with pytest.raises(Refused, match="没有修改的权限"):
        restore(article, 1, by=make_user("看稿"))

    assert Article.objects.get(pk=article.pk).title == "新题"


def test_restoring_a_published_text_makes_it_a_draft_and_readers_keep_the_edition(editor):
    article = make_complete_article(title="旧题")
    workflow.record(article, by=None, reason="导入")
    with workflow.editing(article.pk, by=editor, reason="改题") as mine:
        mine.title = "新题"
        mine.save()
    workflow.submit(article, by=editor)
    for name in ("初审", "复审", "终审"):
        last = make_user(name, (name,))
        workflow.sign(article, by=last)
    workflow.publish(article, by=last)

    restore(article, 1, by=editor)

    latest = Article.objects.get()
    assert (latest.state, latest.title, latest.live_edition.title) == ("draft", "旧题", "新题")


def test_a_collection_is_restored_with_its_order_and_notes(editor):
    pieces = [make_article() for _n in range(3)]
    collection = make_collection(*pieces, standfirst="旧导语")
    Placement.objects.filter(article=pieces[1]).update(note="值得先读。", title="专题内的题")
    workflow.record(collection, by=None, reason="建专题")
    collection.placements.filter(article=pieces[0]).delete()
    second = Section.objects.create(collection=collection, title="第二部分", order=2)
    collection.placements.filter(article=pieces[1]).update(section=second, note="", order=9)
    Collection.objects.filter(pk=collection.pk).update(standfirst="新导语")
    workflow.record(collection, by=editor, reason="改")

    missing = restore(collection, 1, by=editor)

    assert missing == ()
    assert collection.revisions.first().content == collection.revisions.get(number=1).content
