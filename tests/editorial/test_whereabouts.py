"""Where pieces stand: the same answer one by one (`workflow.standing`), as small values, and as a narrowed list."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from articles.editorial import workflow
from articles.editorial.spot import asker, spots
from articles.editorial.whereabouts import DRAFT, READY, narrowed, waiting_for
from articles.models import Article, Collection, Stage
from tests.admin.places import a_day, in_hands, in_review, sent_back, to_come
from tests.factories import make_article, make_people, make_user

pytestmark = pytest.mark.django_db
NAMES = ("只读", "见习", "编辑", "初审", "复审", "终审", "管理员")


@pytest.fixture
def people(db):
    return make_people(*NAMES)


def spot_of(piece, by):
    kind = piece._meta.model_name
    return next(spot for spot in spots(asker(by)) if (spot.kind, spot.pk) == (kind, piece.pk))


def waits(piece):
    """What a piece waits for, asked of its very words."""
    if piece.state == "draft":
        return DRAFT
    return next((row.stage.pk for row in workflow.standing(piece) if row.sign_off is None), READY)


def test_a_piece_waits_for_what_its_words_say(people):
    made = a_day(people)

    found = {(spot.kind, spot.pk): spot.waits for spot in spots(asker(people["编辑"]))}

    expected = {name: waits(piece) for name, piece in made.items() if name not in ("nobody's draft", "to come")}
    assert {
        name: found[piece._meta.model_name, piece.pk] for name, piece in made.items() if name in expected
    } == expected
    assert ("article", made["nobody's draft"].pk) not in found
    assert ("article", made["to come"].pk) not in found


def test_words_changed_in_review_put_a_piece_back_to_the_first_stage(people):
    article = in_review(people, 2)
    with workflow.editing(article.pk, by=people["编辑"], reason="改题") as mine:
        mine.title = "改过的题"
        mine.save()
    article.refresh_from_db()

    assert spot_of(article, people["编辑"]).waits == waits(article) == Stage.objects.get(key="first").pk


def test_a_stage_that_the_house_adds_is_waited_for_and_one_it_retires_is_not(people):
    article = in_review(people, 3)
    added = Stage.objects.create(key="chief", name="总编审", order=9, group=Group.objects.get(name="管理员"))

    assert spot_of(article, people["编辑"]).waits == added.pk
    assert spot_of(article, people["管理员"]).turn

    Stage.objects.filter(pk=added.pk).update(active=False)
    assert spot_of(article, people["编辑"]).waits == READY


@pytest.mark.parametrize(("signed", "whose"), [(0, {"初审"}), (1, {"复审"}), (2, {"终审"}), (3, {"终审", "管理员"})])
def test_it_is_the_turn_of_the_group_of_the_stage_then_of_those_who_publish(people, signed, whose):
    article = in_review(people, signed)

    assert {name for name in NAMES if spot_of(article, people[name]).turn} == whose
    assert {name for name in NAMES if article in waiting_for(Article.objects.all(), people[name])} == whose


def test_it_is_not_the_turn_of_who_signed_or_wrote_these_words(people):
    both = make_user("两组", ("初审", "复审"))
    signed, written, other = in_review(people), in_review(people), in_review(people)
    workflow.sign(signed, by=both)
    with workflow.editing(written.pk, by=both, reason="改题") as mine:
        mine.title = "两组改的题"
        mine.save()

    assert [spot_of(piece, both).turn for piece in (signed, written, other)] == [False, False, True]
    assert [*waiting_for(Article.objects.all(), both)] == [other]


@pytest.mark.parametrize("name", NAMES)
def test_pages_lead_through_the_pieces_of_one_s_turn_as_the_front_page_has_it(people, name):
    a_day(people)

    found = {spot.pk for spot in spots(asker(people[name])) if spot.turn and spot.kind == "article"}

    assert {row.pk for row in waiting_for(Article.objects.all(), people[name])} == found


def test_other_accounts_of_a_person_count_as_theirs(people):
    main = people["初审"]
    second = make_user("初审之二", ("复审",), same_as=main)
    article = in_review(people, 1)

    assert not spot_of(article, second).turn
    assert spot_of(article, people["复审"]).turn


def test_what_was_sent_back_is_returned_to_who_sent_it_and_who_holds_it(people):
    article = sent_back(people)
    assert [spot_of(article, people[name]).mine_returned for name in ("编辑", "见习", "初审")] == [True, False, False]

    workflow.assign(article, by=people["终审"], to=people["见习"])
    assert spot_of(article, people["见习"]).mine_returned


def test_what_was_taken_back_from_review_is_not_returned(people):
    article = in_review(people)
    workflow.recall(article, by=people["编辑"])
    workflow.claim(article, by=people["编辑"])

    assert not spot_of(article, people["编辑"]).returned


def test_what_is_sent_to_review_again_is_returned_no_more(people):
    article = sent_back(people)
    workflow.submit(article, by=people["编辑"])

    assert not spot_of(article, people["编辑"]).returned


def test_who_may_not_see_articles_is_told_of_none(people):
    in_review(people)

    assert spots(asker(make_user("外人"))) == []


PLACES = {
    "draft": lambda spot: spot.in_work and spot.waits == DRAFT,
    "ready": lambda spot: spot.waits == READY,
    "to-do": lambda spot: spot.to_do,
    "returned-mine": lambda spot: spot.mine_returned,
    "returned-others": lambda spot: spot.returned and not spot.mine_returned,
    "mine": lambda spot: spot.mine,
    "review-others": lambda spot: spot.waits != DRAFT and not spot.to_do,
    "late": lambda spot: spot.late,
}


@pytest.mark.parametrize("name", NAMES)
def test_a_narrowed_list_holds_what_was_counted(people, name):
    a_day(people)
    by = people[name]
    places = {**PLACES, **{f"stage-{s.pk}": lambda spot, pk=s.pk: spot.waits == pk for s in Stage.objects.all()}}
    found = spots(asker(by))

    for where, asked in places.items():
        for model in (Article, Collection):
            listed = set(narrowed(model.objects.all(), where, by).values_list("pk", flat=True))
            counted = {spot.pk for spot in found if spot.kind == model._meta.model_name and asked(spot)}
            assert listed == counted, where


@pytest.mark.parametrize("where", ["", "x", "stage-", "stage-x", "stage-99999999999", "stage-0"])
def test_a_place_nobody_made_holds_nothing(people, where):
    in_review(people)

    assert not narrowed(Article.objects.all(), where, people["编辑"]).exists()


def test_what_comes_within_seven_days_is_soon_and_what_comes_later_is_not(people):
    near, far = to_come(people, 6), to_come(people, 8)
    ending = to_come(people, 0.0001, until=3)

    found = set(narrowed(Article.objects.all(), "soon", people["编辑"]))

    assert found == {near, ending}
    assert far in narrowed(Article.objects.all(), "scheduled", people["编辑"])


def test_what_is_due_today_is_not_late(people):
    today, yesterday = in_hands(people, "编辑", 0), in_hands(people, "编辑", -1)

    assert [spot_of(piece, people["编辑"]).late for piece in (today, yesterday)] == [False, True]


def test_what_is_published_is_not_late_whatever_its_day(people):
    article = in_review(people, 3)
    workflow.publish(article, by=people["终审"])
    Article.objects.filter(pk=article.pk).update(due_on=timezone.localdate() - timedelta(days=9))

    assert not narrowed(Article.objects.all(), "late", people["编辑"]).exists()
    assert make_article().due_on is None
