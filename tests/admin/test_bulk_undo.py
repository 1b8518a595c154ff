"""What was done to many at once: foreseen for each, kept with a result for each, and taken back as one where that can be."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.editorial import merge, takeback, workflow
from articles.editorial.together import Task, carry_out
from articles.editorial.workflow import MOVES, Refused
from articles.models import BULK_KINDS, Article, BulkAct, BulkItem, Tag
from tests.admin.forms import read_form, told
from tests.factories import make_article, make_complete_article, make_topic, make_user

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_article_changelist")


@pytest.fixture
def three(db):
    made = [make_complete_article(title=f"第{n}篇", section="要闻", date="2024-06") for n in "一二三"]
    for article in made:
        workflow.record(article, by=None, reason="导入")
    return made


def ask(client, action, articles, **typed):
    """Tick `articles`, choose an action, and press on its page what `typed` says."""
    ticked = {"action": action, "_selected_action": [str(each.pk) for each in articles]}
    page = client.post(LIST, {**ticked, "index": "0"})
    return client.post(LIST, {**read_form(page), **typed}, follow=True)


def file(client, articles, **typed):
    return ask(client, "file_under_action", articles, _file="1", **typed)


def move(client, articles, step, **typed):
    return ask(client, "advance_action", articles, step=step, _go="1", **typed)


def undo(client, act=None):
    act = act or BulkAct.objects.exclude(kind="undo").first()
    return client.post(reverse("admin:articles_bulkact_undo", args=[act.pk]), follow=True)


def tags(article):
    return {tag.name for tag in article.tags.all()}


def edit(article, by=None, **changes):
    with workflow.editing(article.pk, by=by, reason="改") as mine:
        for name, value in changes.items():
            setattr(mine, name, value)
        mine.save()


def test_looking_at_a_filing_tells_of_each_and_writes_nothing(as_person, three):
    three[0].tags.add("早市")
    topic = make_topic(name="早市经济")

    page = ask(
        as_person("编辑"),
        "file_under_action",
        three,
        tags="早市、冰雪",
        topics=[str(topic.pk)],
        section="副刊",
        _look="1",
    )

    html = page.content.decode()
    assert html.count("栏目 要闻 → 副刊") == 3
    assert html.count("主题 ＋早市经济") == 3
    assert html.count("标签 ＋早市 ＋冰雪") + html.count("标签 ＋冰雪 ＋早市") == 2
    assert "照此办（3 篇）" in html
    assert (BulkAct.objects.count(), Tag.objects.filter(name="冰雪").count()) == (0, 0)
    assert set(Article.objects.values_list("section", "version")) == {("要闻", 1)}


def test_a_filing_sets_section_and_date_and_takes_off_topics_and_tags(as_person, three):
    topic = make_topic(name="旧主题")
    three[0].topics.add(topic)
    three[0].tags.add("旧标签", "留着")

    page = file(
        as_person("编辑"), three[:1], topics_off=[str(topic.pk)], tags_off="舊標籤", section="副刊", date="2024-06-28"
    )

    first = Article.objects.get(pk=three[0].pk)
    assert (first.section, first.date, tags(first), list(first.topics.all())) == ("副刊", "2024-06-28", {"留着"}, [])
    assert first.dated_from is not None
    assert "已归类 1 篇" in told(page)


@pytest.mark.parametrize(("typed", "said"), [({"date": "六月"}, "不是"), ({}, "没有选主题，也没有写标签")])
def test_a_filing_that_makes_no_sense_is_told_and_does_nothing(as_person, three, typed, said):
    page = file(as_person("编辑"), three, **typed)

    assert said in page.content.decode()
    assert not BulkAct.objects.exists()


def test_one_that_may_not_be_filed_holds_up_no_other(as_person, people, three):
    workflow.submit(three[1], by=people["编辑"])

    page = file(as_person("见习"), three, tags="早市")

    assert [tags(each) for each in three] == [{"早市"}, set(), {"早市"}]
    html = page.content.decode()
    assert "没有办成：在审或已发布的，只有能送审的人才能改动。" in html
    assert [(item.name, item.is_done) for item in BulkItem.objects.all()] == [
        ("第一篇", True),
        ("第二篇", False),
        ("第三篇", True),
    ]


def test_a_filing_is_taken_back_as_one_each_with_its_revision(as_person, people, three):
    three[0].tags.add("早市")
    client = as_person("编辑")
    file(client, three, tags="早市、冰雪", section="副刊", date="2024-06-28")

    page = undo(client)

    assert "已撤销 3 篇；0 篇没有动" in told(page)
    assert [tags(each) for each in three] == [{"早市"}, set(), set()]
    assert set(Article.objects.values_list("section", "date", "version")) == {("要闻", "2024-06", 3)}
    assert [each.revisions.count() for each in three] == [3, 3, 3]
    assert three[0].revisions.first().by == people["编辑"]


def test_what_others_changed_since_stays_and_is_told(as_person, three):
    client = as_person("编辑")
    file(client, three, tags="早市", section="副刊")
    edit(three[0], section="头版")
    three[1].tags.remove("早市")
    edit(three[2], title="他们的题")

    foreseen = client.get(reverse("admin:articles_bulkact_undo", args=[BulkAct.objects.get().pk])).content.decode()
    page = undo(client)

    first, second, third = Article.objects.order_by("pk")
    assert (first.section, tags(first)) == ("头版", {"早市"})
    assert (second.section, tags(second)) == ("副刊", set())
    assert (third.section, third.title, tags(third)) == ("要闻", "他们的题", set())
    for html in (foreseen, page.content.decode()):
        assert "栏目后来改成了“头版”。" in html
        assert "“早市”后来已经去掉了。" in html
    assert "已撤销 1 篇；2 篇没有动" in told(page)


def test_a_topic_and_a_tag_taken_off_come_back(as_person, three):
    topic = make_topic(name="旧主题")
    three[0].topics.add(topic)
    three[0].tags.add("旧标签")
    client = as_person("编辑")
    file(client, three[:1], topics_off=[str(topic.pk)], tags_off="旧标签")

    undo(client)

    assert (list(three[0].topics.all()), tags(three[0])) == ([topic], {"旧标签"})


def test_a_tag_that_was_merged_since_is_taken_off_as_what_it_became(as_person, people, three):
    client = as_person("编辑")
    file(client, three[:1], tags="早市")
    other = Tag.objects.create(name="集市")
    merge.merge("tag", Tag.objects.get(name="早市").pk, other.pk, by=people["终审"])

    undo(client)

    assert tags(three[0]) == set()


def test_who_did_not_may_take_back_what_they_could_do_themselves(as_person, three):
    file(as_person("编辑"), three, tags="早市")

    page = undo(as_person("见习"))

    assert "已撤销 3 篇" in told(page)


def test_sending_to_review_is_taken_back_and_what_was_signed_stays(as_person, people, three):
    client = as_person("编辑")
    move(client, three, "submit")
    workflow.sign(three[0], by=people["初审"])
    workflow.send_back(three[1], by=people["初审"], note="改。")

    page = undo(client)

    assert list(Article.objects.order_by("pk").values_list("state", flat=True)) == ["review", "draft", "draft"]
    html = page.content.decode()
    assert "已经有人签发，撤回会作废他们的签发。" in html
    assert "后来又走了别的步，不在那一步上了。" in html
    assert "已撤销 1 篇；2 篇没有动" in told(page)


def test_whoever_may_not_recall_takes_no_sending_back(as_person, three):
    move(as_person("编辑"), three, "submit")

    page = undo(as_person("见习"))

    assert "您没有“撤回送审”的权限" in page.content.decode()
    assert set(Article.objects.values_list("state", flat=True)) == {"review"}


def test_taking_in_hand_is_taken_back_unless_it_went_on(as_person, people, three):
    client = as_person("编辑")
    move(client, three, "claim")
    workflow.assign(three[0], by=people["终审"], to=people["见习"])

    page = undo(client)

    assert list(Article.objects.order_by("pk").values_list("assignee__username", flat=True)) == ["见习", None, None]
    assert "后来换了人经手，现在是：见习。" in page.content.decode()


def test_giving_out_is_taken_back_to_whose_it_was(as_person, people, three):
    workflow.assign(three[0], by=people["终审"], to=people["见习"], due_on=date(2026, 12, 1))
    client = as_person("终审")
    move(client, three, "assign", to=str(people["编辑"].pk), due_on="2026-12-24")

    undo(client)

    rows = Article.objects.order_by("pk").values_list("assignee__username", "due_on")
    assert list(rows) == [("见习", date(2026, 12, 1)), (None, None), (None, None)]


def test_putting_back_is_taken_back(as_person, people, three):
    for article in three[:2]:
        workflow.claim(article, by=people["编辑"])
    client = as_person("编辑")
    move(client, three[:2], "release")

    undo(client)

    assert list(Article.objects.order_by("pk").values_list("assignee__username", flat=True)) == ["编辑", "编辑", None]


@pytest.mark.parametrize("kind", ["recall", "sign", "send_back"])
def test_what_cannot_be_taken_back_says_why_before_and_after(as_person, people, three, kind):
    for article in three:
        workflow.submit(article, by=people["编辑"])
    client = as_person("初审")

    before = ask(client, "advance_action", three, step=kind, note="意见", _look="1").content.decode()
    after = move(client, three, kind, note="意见")
    page = undo(client)

    why = str(takeback.NOT_TAKEN_BACK[kind])
    assert "办了不能撤销" in before
    assert why in before
    assert why in after.content.decode()
    assert why in told(page)
    assert not BulkAct.objects.filter(kind="undo").exists()


def test_an_act_is_taken_back_once(as_person, three):
    client = as_person("编辑")
    file(client, three, tags="早市")
    undo(client)

    page = undo(client)

    assert "这一次已经撤销过了" in told(page)
    assert BulkAct.objects.filter(kind="undo").count() == 1


def test_an_undo_is_not_undone(as_person, three):
    client = as_person("编辑")
    file(client, three, tags="早市")
    undo(client)

    assert undo(client, BulkAct.objects.get(kind="undo")).status_code == 404


def test_a_page_says_once_which_act_is_taken_back_and_of_no_other_that_none_is(as_person, three):
    client = as_person("编辑")
    file(client, three, tags="早市")
    undo(client)
    filed, undone = BulkAct.objects.order_by("pk")

    addresses = {act: reverse("admin:articles_bulkact_change", args=[act.pk]) for act in (filed, undone)}
    pages = {act: client.get(address).content.decode() for act, address in addresses.items()}

    assert pages[undone].count(str(filed)) == 1
    assert "撤销的是" not in pages[filed]
    assert "早市" in pages[filed]


def test_what_is_changed_in_the_list_is_kept_and_taken_back_too(as_person, three):
    client = as_person("编辑")
    page = client.get(f"{LIST}?in_place=1")
    form = read_form(page)
    row = next(name.split("-")[1] for name in form if name.endswith("-id") and form[name] == [str(three[1].pk)])
    saved = client.post(f"{LIST}?in_place=1", {**form, f"form-{row}-section": "副刊", "_save": "1"}, follow=True)
    (item,) = BulkItem.objects.all()

    undo(client)

    assert (item.article, item.before["section"], item.after["section"]) == (three[1].pk, "要闻", "副刊")
    assert reverse("admin:articles_bulkact_change", args=[item.act_id]) in saved.content.decode()
    assert set(Article.objects.values_list("section", flat=True)) == {"要闻"}


def test_an_article_deleted_since_is_told_and_the_others_are_taken_back(as_person, three):
    client = as_person("编辑")
    file(client, three, tags="早市")
    BulkItem.objects.bulk_create(
        [BulkItem(act=BulkAct.objects.get(), article=0, name="没了的", before={"section": "y"}, after={"section": "x"})]
    )

    page = client.get(reverse("admin:articles_bulkact_undo", args=[BulkAct.objects.get().pk])).content.decode()
    after = undo(client)

    assert "稿件已经删去。" in page
    assert "已撤销 3 篇" in told(after)


def test_the_pages_of_an_act_ask_few_queries_for_many_articles(as_person, people, db):
    many = [make_article(title=f"第{n}篇") for n in range(40)]
    for article in many:
        workflow.record(article, by=None, reason="导入")
    client = as_person("编辑")
    file(client, many, tags="早市")
    act = BulkAct.objects.get()

    counts = []
    for page in (
        reverse("admin:articles_bulkact_change", args=[act.pk]),
        reverse("admin:articles_bulkact_undo", args=[act.pk]),
    ):
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        counts.append(len(queries))

    assert max(counts) <= 15, counts


def test_more_than_a_list_shows_are_not_done_at_once(as_person, db):
    many = Article.objects.bulk_create(Article(title=f"第{n}篇") for n in range(101))

    page = as_person("编辑").post(
        LIST,
        {"action": "file_under_action", "_selected_action": [str(each.pk) for each in many], "index": "0"},
        follow=True,
    )

    assert "一次最多 100 篇，您选了 101 篇" in told(page)


def test_acts_and_items_are_never_changed(people, three):
    act, _moved = carry_out([(three[0].pk, 1)], Task("claim", lambda one: None), by=people["编辑"])

    for row in (act, act.items.get()):
        with pytest.raises(TypeError):
            row.save()
        with pytest.raises(TypeError):
            row.delete()
    with pytest.raises(TypeError):
        BulkItem.objects.update(name="x")


def test_who_may_not_change_articles_takes_nothing_back(three, people):
    act, _moved = carry_out(
        [(three[0].pk, 1)], Task("claim", lambda one: workflow.claim(one, by=people["编辑"])), by=people["编辑"]
    )

    with pytest.raises(Refused):
        takeback.take_back(act, by=people["只读"])
    with pytest.raises(Refused):
        takeback.take_back(act, by=make_user("无权"))


def test_every_move_made_together_has_a_name_and_a_way_back_or_a_reason():
    moves = {move.name for move in MOVES} & set(BULK_KINDS)

    assert moves == set(BULK_KINDS) - {"file", "in_place", "undo"}
    assert moves == set(takeback._TURNS) | set(takeback.NOT_TAKEN_BACK) - {"undo"}
