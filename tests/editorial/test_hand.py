"""Claiming, giving out and putting back: one pair of hands, by those who could make the next move, until a day."""

from datetime import date

import pytest

from articles.editorial import workflow
from articles.editorial.workflow import Refused
from articles.models import Article
from tests.factories import make_complete_article, make_people, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return make_people("见习", "编辑", "初审", "复审", "终审")


@pytest.fixture
def in_review(staff):
    article = make_complete_article()
    workflow.submit(article, by=staff["编辑"])
    return article


def test_a_second_claim_is_refused_with_the_name_of_the_first(staff):
    article = make_complete_article()
    workflow.claim(article, by=staff["见习"])

    with pytest.raises(Refused, match="“见习”已经认领"):
        workflow.claim(article, by=staff["编辑"])
    assert Article.objects.get().assignee == staff["见习"]


def test_only_who_claimed_or_gives_out_puts_back(staff):
    article = make_complete_article()
    workflow.claim(article, by=staff["见习"])

    with pytest.raises(Refused, match="不能放回"):
        workflow.release(article, by=staff["编辑"])
    workflow.release(article, by=staff["见习"])
    assert Article.objects.get().assignee is None


def test_a_piece_is_given_out_until_a_day(staff, in_review):
    workflow.assign(in_review, by=staff["终审"], to=staff["初审"], due_on=date(2026, 12, 1))

    given = Article.objects.get()
    assert (given.assignee, given.due_on) == (staff["初审"], date(2026, 12, 1))


@pytest.mark.parametrize("name", ["见习", "编辑", "复审"])
def test_a_piece_in_review_is_given_to_nobody_who_may_not_sign_it(staff, in_review, name):
    with pytest.raises(Refused, match="不能派给"):
        workflow.assign(in_review, by=staff["终审"], to=staff[name])


def test_a_piece_is_not_given_to_who_changed_it_nor_to_who_has_left(staff, in_review):
    with workflow.editing(in_review.pk, by=staff["初审"], reason="改") as mine:
        mine.title += "一"
        mine.save()

    for person in (staff["初审"], make_user("离职", ("初审",), is_active=False)):
        with pytest.raises(Refused, match="不能派给"):
            workflow.assign(in_review, by=staff["终审"], to=person)


def test_a_move_takes_the_piece_out_of_hand_and_the_day_stays_until_it_is_published(staff, in_review):
    workflow.assign(in_review, by=staff["终审"], to=staff["初审"], due_on=date(2026, 12, 1))

    workflow.sign(in_review, by=staff["初审"])

    assert Article.objects.values_list("assignee", "due_on").get() == (None, date(2026, 12, 1))
    workflow.sign(in_review, by=staff["复审"])
    workflow.sign(in_review, by=staff["终审"])
    workflow.publish(in_review, by=staff["终审"])
    assert Article.objects.get().due_on is None


def test_having_a_piece_in_hand_is_no_lock(staff, in_review):
    workflow.claim(in_review, by=staff["初审"])

    assert workflow.sign(in_review, by=make_user("另一位", ("初审",))).stage.key == "first"


def test_taking_in_hand_makes_no_revision_and_no_new_version(staff):
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")

    workflow.claim(article, by=staff["编辑"])

    assert (Article.objects.get().version, article.revisions.count()) == (1, 1)
