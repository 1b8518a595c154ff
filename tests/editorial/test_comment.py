"""Comments: who may say, change, strike, settle and take up what; whom it tells; what must be fixed stands in the way."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.editorial import comment as comments
from articles.editorial import workflow
from articles.editorial.comment import Draft
from articles.editorial.workflow import Refused
from articles.models import Article, Comment, Event, Reminder
from tests.factories import make_article, make_collection, make_complete_article, make_people, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    names = ("只读", "见习", "编辑", "初审", "复审", "终审")
    return make_people(*names)


@pytest.fixture
def article(house):
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")
    return article


def say(piece, by, text="请核对。", **more):
    return comments.comment(piece, Draft(text, **more), by=by).comment


def told(person):
    return [(row.kind, row.note) for row in Reminder.objects.filter(person=person).order_by("pk")]


# Saying


def test_a_comment_keeps_what_it_quotes_and_what_stands_around(house, article):
    row = say(article, house["编辑"], quote="多了三成")

    assert (row.field, row.quote, row.article) == ("body", "多了三成", article)
    assert row.anchor.before.endswith("产量比去年")
    assert (row.by, row.round, row.head) == (house["编辑"], 0, None)


def test_a_chosen_place_counts_where_it_holds_the_words(house):
    article = make_article(body="一样。\n\n一样。")

    row = say(article, house["编辑"], field="body", quote="一样", start=5, end=7)

    assert row.anchor.start == 5


def test_words_chosen_over_a_break_of_lines_are_taken_as_they_stand(house):
    article = make_article(body="第一段。\n\n## 小题\n\n第二段。")

    row = say(article, house["编辑"], field="body", quote="第一段。\n## 小题", start=0, end=11)

    assert row.quote == "第一段。\n\n## 小题"


@pytest.mark.parametrize(("quote", "said"), [("没有这句话", "文中没有所引的话"), ("一样", "文中有 2 处"), ("  ", None)])
def test_a_quotation_stands_once_or_is_refused(house, quote, said):
    article = make_article(body="一样。\n\n一样。")

    if said is None:
        assert say(article, house["编辑"], quote=quote).anchor is None
    else:
        with pytest.raises(Refused, match=said):
            say(article, house["编辑"], quote=quote)


def test_a_quotation_typed_after_the_text_changed_is_looked_for_elsewhere_than_chosen(house):
    article = make_article(body="多了三成，又多了一半。")

    assert say(article, house["编辑"], field="body", quote="一半", start=0, end=2).anchor.start == 8


def test_a_collection_is_quoted_in_its_own_fields(house):
    collection = make_collection(make_article(), introduction="先看产线。")

    row = say(collection, house["编辑"], quote="先看产线")

    assert (row.field, row.collection) == ("introduction", collection)
    with pytest.raises(Refused, match="不能引"):
        say(collection, house["编辑"], field="body", quote="先看")


@pytest.mark.parametrize(("text", "said"), [(" \n", "是空的"), ("字" * 4001, "最多 4000 字")])
def test_empty_and_endless_words_are_refused(house, article, text, said):
    with pytest.raises(Refused, match=said):
        say(article, house["编辑"], text)


@pytest.mark.parametrize("name", ["见习", "编辑", "初审", "终审"])
def test_who_changes_or_signs_may_comment_in_any_state(house, article, name):
    Article.objects.filter(pk=article.pk).update(state="withdrawn")

    assert say(article, house[name]).pk


def test_who_may_only_look_may_not_comment(house, article):
    row = say(article, house["编辑"])

    for act in (
        lambda: say(article, house["只读"]),
        lambda: comments.answer(row, "好", by=house["只读"]),
        lambda: comments.resolve(row, by=house["只读"]),
    ):
        with pytest.raises(Refused, match="没有写批注的权限"):
            act()


def test_a_comment_changes_no_version_and_voids_no_signature(house, article):
    workflow.submit(article, by=house["编辑"])
    workflow.sign(article, by=house["初审"])
    version = Article.objects.get(pk=article.pk).version

    say(article, house["编辑"], quote="多了三成")

    assert Article.objects.get(pk=article.pk).version == version
    assert workflow.standing(article)[0].sign_off is not None


# One's own words


def test_ones_own_words_can_be_changed_for_a_while_and_the_log_keeps_what_stood(house, article):
    row = say(article, house["编辑"], "旧话")

    comments.edit(row, "新话", by=house["编辑"])

    row.refresh_from_db()
    assert (row.text, row.edited_at is not None) == ("新话", True)
    assert Event.objects.filter(kind="comment_edited", row=article.pk).get().detail["was"] == "旧话"


def test_after_a_while_they_can_only_be_struck(house, article):
    row = say(article, house["编辑"])
    Comment.objects.filter(pk=row.pk).update(at=timezone.now() - timedelta(minutes=16))

    with pytest.raises(Refused, match="超过 15 分钟"):
        comments.edit(row, "新话", by=house["编辑"])
    struck = comments.strike(row, by=house["编辑"])

    assert struck.struck_at and struck.resolved_at and struck.text == "请核对。"
    with pytest.raises(Refused, match="已经划去"):
        comments.strike(row, by=house["编辑"])
    with pytest.raises(Refused, match="划去的不能重开"):
        comments.take_up(row, by=house["编辑"])


def test_the_words_of_others_can_be_neither_changed_nor_struck(house, article):
    row = say(article, house["编辑"])

    for act in (comments.strike, lambda row, by: comments.edit(row, "改", by=by)):
        with pytest.raises(Refused, match="别人的批注"):
            act(row, by=house["终审"])


# Whom it tells


def test_who_is_called_is_told_with_the_day(house, article):
    day = timezone.localdate()

    say(article, house["编辑"], "@初审请核对", due_on=day)

    reminder = Reminder.objects.get(person=house["初审"])
    assert (reminder.kind, reminder.due_on, reminder.note, reminder.by) == (
        "mention",
        day,
        "@初审请核对",
        house["编辑"],
    )


@pytest.mark.parametrize(("text", "day", "said"), [("没有人", 1, "限期要有人"), ("@初审 昨天", -1, "限期已经过了")])
def test_a_day_needs_somebody_and_lies_ahead(house, article, text, day, said):
    with pytest.raises(Refused, match=said):
        say(article, house["编辑"], text, due_on=timezone.localdate() + timedelta(days=day))


def test_nobody_is_told_of_their_own_words(house, article):
    say(article, house["编辑"], "@编辑 记得")

    assert told(house["编辑"]) == []


def test_only_colleagues_in_service_with_sight_are_called_and_others_are_named(house, article):
    make_user("走了", ("编辑",), is_active=False)
    make_user("外人", ("编辑",), is_staff=False)
    make_user("无权")
    make_user("a1", ("编辑",), display_name="同名")
    make_user("a2", ("编辑",), display_name="同名")

    said = comments.comment(article, Draft("@走了 @外人 @无权 @同名 @复审 @谁也不是"), by=house["编辑"])

    assert [person.username for person in said.called.people] == ["复审"]
    assert said.called.unknown == ("走了", "外人", "无权", "谁也不是")
    assert said.called.shared == ("同名",)


def test_an_answer_tells_everybody_in_the_thread_once(house, article):
    head = say(article, house["编辑"], "@初审 看看")

    comments.answer(head, "@复审 您说呢", by=house["终审"])

    assert told(house["编辑"]) == [("answer", "@复审 您说呢")]
    assert told(house["初审"]) == [("mention", "@初审 看看"), ("answer", "@复审 您说呢")]
    assert told(house["复审"]) == [("mention", "@复审 您说呢")]
    assert told(house["终审"]) == []


def test_who_answers_has_read_and_what_is_settled_is_done(house, article):
    head = say(article, house["编辑"], "@初审 看看", due_on=timezone.localdate())
    comments.answer(head, "看了", by=house["初审"])
    reminder = Reminder.objects.get(person=house["初审"])

    assert (reminder.read_at is not None, reminder.done_at) == (True, None)
    comments.resolve(head, by=house["编辑"])
    assert Reminder.objects.due().count() == 0
    comments.take_up(head, by=house["编辑"])
    assert Reminder.objects.due().get() == reminder


def test_an_answer_is_no_thread_of_its_own(house, article):
    one = comments.answer(say(article, house["编辑"]), "好", by=house["初审"]).comment

    for act in (comments.resolve, comments.take_up):
        with pytest.raises(Refused, match="第一条"):
            act(one, by=house["编辑"])


# What must be fixed


def reviewed(house, article):
    workflow.submit(article, by=house["编辑"])
    return article


def test_what_must_be_fixed_stands_against_every_signature_and_publishing(house, article):
    reviewed(house, article)
    row = say(article, house["见习"], "人名不对", must_fix=True)
    with pytest.raises(Refused, match="须改还没有解决：人名不对"):
        workflow.sign(article, by=house["初审"])
    comments.resolve(row, by=house["见习"])
    for name in ("初审", "复审", "终审"):
        workflow.sign(article, by=house[name])

    say(article, house["编辑"], "数字不对", must_fix=True)

    with pytest.raises(Refused, match="数字不对"):
        workflow.publish(article, by=house["终审"])
    boss = make_user("超级", is_superuser=True)
    with pytest.raises(Refused, match="数字不对"):
        workflow.publish(article, by=boss)


@pytest.mark.parametrize("kind", ["comment", "answer", "settled", "struck", "elsewhere"])
def test_what_need_not_be_fixed_stands_against_nothing(house, article, kind):
    reviewed(house, article)
    by = house["编辑"]
    row = say(make_article() if kind == "elsewhere" else article, by, must_fix=kind not in ("comment", "answer"))
    if kind == "answer":
        comments.answer(row, "须改！", by=by)
    if kind == "settled":
        comments.resolve(row, by=by)
    if kind == "struck":
        comments.strike(row, by=by)

    assert workflow.sign(article, by=house["初审"]).pk


def test_what_was_to_be_fixed_in_a_round_before_still_is(house, article):
    reviewed(house, article)
    say(article, house["初审"], "人名不对", must_fix=True)
    workflow.send_back(article, by=house["初审"], note="退")
    reviewed(house, article)

    with pytest.raises(Refused, match="人名不对"):
        workflow.sign(article, by=house["初审"])


def test_a_collection_is_held_up_too(house, article):
    collection = make_collection(article)
    say(collection, house["编辑"], "次序不对", must_fix=True)

    assert any("次序不对" in reason for reason in workflow.blocking(collection))


def test_only_who_began_it_or_may_sign_its_stage_settles_it(house, article):
    reviewed(house, article)
    row = say(article, house["见习"], must_fix=True)
    assert row.stage.key == "first"

    for name in ("编辑", "复审", "终审"):
        with pytest.raises(Refused, match="只有提出的人和能签那一审的人"):
            comments.resolve(row, by=house[name])
    assert comments.resolve(row, by=house["初审"]).resolved_by == house["初审"]
    comments.take_up(row, by=house["编辑"])
    assert comments.resolve(row, by=house["见习"]).resolved_at


def test_who_changed_the_words_does_not_settle_what_others_want_fixed_in_them(house, article):
    with workflow.editing(article.pk, by=house["初审"], reason="改") as mine:
        mine.title = "初审改过的题目"
        mine.save()
    row = say(article, house["见习"], must_fix=True)

    with pytest.raises(Refused, match="改稿人不得审签"):
        comments.resolve(row, by=house["初审"])


def test_who_holds_the_piece_is_told_what_must_be_fixed(house, article):
    workflow.claim(article, by=house["编辑"])
    say(article, house["初审"], "人名不对", must_fix=True)
    workflow.release(article, by=house["编辑"])
    say(article, house["初审"], "没有人经手", must_fix=True)
    workflow.submit(article, by=house["编辑"])
    say(article, house["初审"], "送审的人", must_fix=True)

    assert told(house["编辑"]) == [("must_fix", "人名不对"), ("must_fix", "送审的人")]


# Pieces that change hands


def test_who_is_given_a_piece_is_told_until_it_is_in_other_hands(house, article):
    day = timezone.localdate() + timedelta(days=2)
    workflow.assign(article, by=house["终审"], to=house["编辑"], due_on=day)
    assert [(row.kind, row.due_on) for row in Reminder.objects.due()] == [("assigned", day)]

    workflow.assign(article, by=house["终审"], to=house["初审"], due_on=day)

    assert [row.person for row in Reminder.objects.due()] == [house["初审"]]
    workflow.submit(article, by=house["编辑"])
    assert Reminder.objects.due().count() == 0


def test_taking_ones_own_piece_in_hand_again_leaves_it_asked(house, article):
    workflow.assign(article, by=house["终审"], to=house["编辑"], due_on=timezone.localdate())

    workflow.claim(article, by=house["编辑"])

    assert Reminder.objects.due().count() == 1


def test_who_sent_it_is_told_that_it_came_back(house, article):
    reviewed(house, article)
    workflow.send_back(article, by=house["初审"], note="人名不对")

    assert told(house["编辑"]) == [("returned", "人名不对")]


def test_deleting_a_piece_takes_comments_and_reminders_along(house, article):
    comments.answer(say(article, house["编辑"], "@初审 看"), "好", by=house["初审"])

    Article.objects.get(pk=article.pk).delete()

    assert (Comment.objects.count(), Reminder.objects.count()) == (0, 0)


def test_the_log_has_every_act(house, article):
    row = say(article, house["编辑"], must_fix=True)
    comments.answer(row, "好", by=house["初审"])
    comments.resolve(row, by=house["编辑"])
    comments.take_up(row, by=house["编辑"])
    comments.strike(row, by=house["编辑"])

    kinds = Event.objects.filter(model="article", row=article.pk).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["must_fix", "answered", "resolved", "taken_up", "comment_struck"]
