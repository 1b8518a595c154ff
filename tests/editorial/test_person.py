"""One person with two accounts: what either has signed or changed counts for both, before and after it is known."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.editorial import workflow
from articles.editorial.workflow import Refused
from articles.editorial.workflow.person import accounts_of
from articles.models import Article, User
from tests.factories import make_complete_article, make_people, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> dict[str, User]:
    return make_people("编辑", "初审", "复审", "终审")


@pytest.fixture
def article(staff: dict[str, User]) -> Article:
    made = make_complete_article()
    workflow.submit(made, by=staff["编辑"])
    return made


def say_same(one: User, other: User) -> None:
    one.same_as = other
    one.full_clean(exclude=["password"])
    one.save()


def test_accounts_of_one_person_are_found_from_each_of_them(staff, django_assert_num_queries):
    say_same(staff["初审"], staff["终审"])
    say_same(staff["复审"], staff["终审"])

    with django_assert_num_queries(1):
        found = accounts_of(staff["初审"].pk)

    assert found == {staff[name].pk for name in ("初审", "复审", "终审")}
    assert accounts_of(staff["编辑"].pk) == {staff["编辑"].pk}


@pytest.mark.parametrize("main", ["初审", "复审"])
def test_nobody_signs_two_stages_by_two_accounts(staff, article, main):
    workflow.sign(article, by=staff["初审"])
    other = "复审" if main == "初审" else "初审"
    say_same(staff[other], staff[main])

    with pytest.raises(Refused, match="一人不得签两审"):
        workflow.sign(article, by=staff["复审"])


def test_nobody_signs_by_one_account_what_they_changed_by_another(staff, article):
    with workflow.editing(article.pk, by=staff["编辑"], reason="改") as mine:
        mine.body += "\n\n添一句。"
        mine.save()
    say_same(staff["编辑"], staff["初审"])

    with pytest.raises(Refused, match="改稿人不得审签自己的改动"):
        workflow.sign(article, by=staff["初审"])


def test_signatures_found_to_be_one_persons_do_not_count_together(staff, article):
    for name in ("初审", "复审", "终审"):
        workflow.sign(article, by=staff[name])
    say_same(staff["复审"], staff["初审"])

    with pytest.raises(Refused, match="“初审”和“复审”是同一人用两个账号签的"):
        workflow.publish(article, by=staff["终审"])
    assert not article.editions.exists()


def test_a_signature_found_to_be_the_editors_own_does_not_count(staff, article):
    with workflow.editing(article.pk, by=staff["编辑"], reason="改") as mine:
        mine.body += "\n\n添一句。"
        mine.save()
    for name in ("初审", "复审", "终审"):
        workflow.sign(article, by=staff[name])
    say_same(staff["复审"], staff["编辑"])

    with pytest.raises(Refused, match="“复审”的签发人用另一个账号改过这份文字"):
        workflow.publish(article, by=staff["终审"])


def test_other_people_and_recorded_overrides_publish(staff, article):
    chief = make_user("总编", ("初审", "复审"), is_superuser=True)
    workflow.sign(article, by=chief)
    workflow.sign(article, by=chief, override="夜班只有一人")
    say_same(make_user("别人"), make_user("别人的主账号"))
    workflow.sign(article, by=staff["终审"])

    assert workflow.publish(article, by=staff["终审"]).number == 1


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [("甲", "甲", "不能是它自己"), ("丙", "乙", "请选它的主账号"), ("甲", "丙", "它是别的账号的主账号")],
)
def test_an_account_has_one_main_account_and_that_has_none(one, other, said):
    made = {name: make_user(name) for name in "甲乙丙"}
    say_same(made["乙"], made["甲"])

    with pytest.raises(ValidationError, match=said):
        say_same(made[one], made[other])


def test_the_database_refuses_an_account_that_is_its_own_main():
    one = make_user("甲")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=one.pk).update(same_as=one)
