"""The figures: each counted on made cases, in weeks of the house, with what lies just outside left out."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from articles.editorial import workflow
from articles.editorial.figures import Span, captures, findings, people, published, waiting
from articles.models import Batch, Capture, FindingDecision, Reading
from tests.admin.places import collection_in_review, days_ago, in_review, sent_back, to_come
from tests.factories import make_article, make_people, make_user

pytestmark = pytest.mark.django_db
SPAN = Span(5)


@pytest.fixture
def people_of_the_desk(db):
    return make_people("编辑", "初审", "复审", "终审")


def total(weekly):
    return tuple(map(sum, zip(*(numbers for _week, numbers in weekly), strict=True)))


def arrived(at, **totals):
    batch = Batch.objects.create(how="test", totals=totals)
    Batch.objects.filter(pk=batch.pk).update(started_at=at)


def test_weeks_begin_on_monday_and_end_with_the_present_one():
    mondays = SPAN.mondays

    assert {monday.weekday() for monday in mondays} == {0}
    assert len(mondays) == 5
    assert mondays[-1] <= timezone.localdate() < mondays[-1] + timedelta(days=7)


def test_captures_are_counted_by_outcome_in_the_week_they_came():
    first = SPAN.start
    arrived(first, imported=2, flagged=1, rejected=4)
    arrived(first + timedelta(days=6, hours=23), imported=3)
    arrived(first + timedelta(days=7), ignored=5, unchanged=6)
    arrived(first - timedelta(seconds=1), imported=100)
    Batch.objects.create(how="stopped")

    found = captures(SPAN)

    assert [numbers for _week, numbers in found[:2]] == [(5, 1, 0, 0, 4, 0), (0, 0, 0, 6, 0, 5)]
    assert total(found) == (5, 1, 0, 6, 4, 5)


def test_a_week_begins_at_midnight_in_beijing():
    monday = SPAN.mondays[1]
    midnight = datetime.fromisoformat(f"{monday}T00:00:00+08:00")
    arrived(midnight - timedelta(seconds=1), imported=1)
    arrived(midnight, imported=2)

    assert [numbers[0] for _week, numbers in captures(SPAN)[:2]] == [1, 2]


def test_what_was_published_is_told_apart(people_of_the_desk):
    house = people_of_the_desk
    article, other = in_review(house, 3), in_review(house, 3)
    for piece in (article, other):
        workflow.publish(piece, by=house["终审"])
    with workflow.editing(article.pk, by=house["编辑"], reason="改题") as mine:
        mine.title = "改过的题"
        mine.save()
    article.refresh_from_db()
    workflow.submit(article, by=house["编辑"])
    for name in ("初审", "复审", "终审"):
        workflow.sign(article, by=house[name])
    workflow.correct(article, by=house["终审"], text="改了题。")
    workflow.withdraw(other, by=house["终审"], text="撤。")
    to_come(house, 2)
    workflow.cancel(to_come(house, 2), by=house["终审"])

    assert total(published(SPAN)) == (2, 1, 0, 1)


def test_a_collection_published_is_counted_as_such(people_of_the_desk):
    house = people_of_the_desk
    workflow.publish(collection_in_review(house, 3), by=house["终审"])

    assert total(published(SPAN)) == (1, 0, 1, 0)


def hours(span=SPAN):
    return {stage.name: numbers for stage, numbers in waiting(span)}


def test_the_time_in_a_stage_runs_from_the_one_before(people_of_the_desk):
    house = people_of_the_desk
    with days_ago(9):
        article = in_review(house)
    with days_ago(7):
        workflow.sign(article, by=house["初审"])
    with days_ago(4):
        workflow.sign(article, by=house["复审"])

    assert hours() == {"初审": (1, 48, 48), "复审": (1, 72, 72)}


def test_the_median_is_that_of_all_decisions_returns_among_them(people_of_the_desk):
    house = people_of_the_desk
    for days in (1, 2, 9):
        with days_ago(10):
            article = in_review(house)
        with days_ago(10 - days):
            if days == 9:
                workflow.send_back(article, by=house["初审"], note="请改。")
            else:
                workflow.sign(article, by=house["初审"])

    assert hours() == {"初审": (3, 48, 216)}


def test_words_changed_between_begin_the_wait_anew(people_of_the_desk):
    house = people_of_the_desk
    with days_ago(9):
        article = in_review(house, 1)
    with days_ago(3), workflow.editing(article.pk, by=house["编辑"], reason="改题") as mine:
        mine.title = "改过的题"
        mine.save()
    article.refresh_from_db()
    with days_ago(2):
        workflow.sign(article, by=house["初审"])

    assert hours()["初审"] == (2, 12, 24)


def test_each_round_begins_with_its_own_sending(people_of_the_desk):
    house = people_of_the_desk
    with days_ago(20):
        article = sent_back(house)
    with days_ago(3):
        workflow.submit(article, by=house["编辑"])
    with days_ago(2):
        workflow.sign(article, by=house["初审"])

    assert hours()["初审"] == (2, 12, 24)


def test_a_collection_waits_in_stages_too_and_what_was_decided_before_is_not_counted(people_of_the_desk):
    house = people_of_the_desk
    with days_ago(60):
        in_review(house, 3)
    assert hours() == {}
    with days_ago(2):
        collection = collection_in_review(house)
    before = hours()["初审"][0]
    workflow.sign(collection, by=house["初审"])

    assert hours()["初审"] == (before + 1, 24, 48)


def read(*flags, at=None, outcome="flagged"):
    number = Capture.objects.count()
    capture = Capture.objects.create(sha256=f"{number:064x}", size=1, packed=Capture.pack(b"x"))
    reading = Reading.objects.create(
        capture=capture, reader="1", outcome=outcome, shape="plain", encoding="utf-8", encoding_found_by="strict",
        flags=list(flags), packed=Capture.pack(b"{}"),
    )  # fmt: skip
    if at:
        Reading.objects.filter(pk=reading.pk).update(at=at)


def test_findings_are_counted_by_code_as_read_and_as_decided():
    for flags in (("no-date",), ("no-date", "no-source"), ("no-date", "no-source")):
        read(*flags)
    read("no-date", at=SPAN.start - timedelta(seconds=1))
    article, editor = make_article(), make_user("编辑")
    for n, (code, decision, undone) in enumerate(
        [("no-date", "dismissed", None), ("half-width", "applied", None), ("half-width", "applied", timezone.now())]
    ):
        FindingDecision.objects.create(
            article=article, key=str(n), code=code, decision=decision, by=editor, undone_at=undone
        )

    assert findings(SPAN) == [("no-date", (3, 0, 1)), ("no-source", (2, 0, 0)), ("half-width", (0, 1, 0))]


def test_people_are_counted_by_what_they_decided(people_of_the_desk):
    house = people_of_the_desk
    in_review(house, 2)
    sent_back(house)
    with days_ago(60):
        in_review(house, 3)

    assert people(SPAN) == [("初审", (1, 1)), ("复审", (1, 0))]


def test_nothing_gives_weeks_of_nothing_and_no_rows(db):
    assert (total(captures(SPAN)), total(published(SPAN))) == ((0,) * 6, (0,) * 4)
    assert (waiting(SPAN), findings(SPAN), people(SPAN)) == ([], [], [])
