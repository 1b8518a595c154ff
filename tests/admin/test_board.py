"""The board: a column for each place on the way, cards in order, bounded, with a list behind each column."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.admin.board import MOST
from articles.editorial import workflow
from articles.models import Collection, Stage
from tests.admin.places import a_day, days_ago, in_hands, in_review, sent_back, to_come
from tests.factories import make_collection

pytestmark = pytest.mark.django_db
BOARD = "/admin/board/"


def titles(client, **asked):
    return {
        column.heading: [card.title for card in column.cards] for column in client.get(BOARD, asked).context["columns"]
    }


def test_each_piece_stands_in_the_column_of_its_place(people, as_person):
    made = a_day(people)

    found = titles(as_person("编辑"))

    assert found == {
        "在手的草稿": ["过期", "别人的", "在手", "退回"],
        "待初审": ["待初审的"],
        "待复审": ["待复审的", made["collection"].title],
        "待终审": ["待终审的"],
        "待发布": ["待发布的"],
        "已定时": ["将上线的"],
    }


def test_a_stage_of_the_house_has_a_column_and_a_retired_one_has_none(people, as_person):
    Stage.objects.create(key="chief", name="总编审", order=9, group=Group.objects.get(name="管理员"))
    Stage.objects.filter(name="复审").update(active=False)
    in_review(people)

    assert list(titles(as_person("编辑"))) == ["在手的草稿", "待初审", "待终审", "待总编审", "待发布", "已定时"]


def test_only_what_concerns_me_on_demand(people, as_person):
    a_day(people)

    found = titles(as_person("复审"), mine="1")
    editor = titles(as_person("编辑"), mine="1")

    assert [len(cards) for cards in found.values()] == [0, 0, 2, 0, 0, 0]
    assert set(editor["在手的草稿"]) == {"过期", "在手", "退回"}
    assert titles(as_person("终审"), mine="1")["已定时"] == ["将上线的"]


@pytest.mark.parametrize("mine", [{}, {"mine": "1"}])
@pytest.mark.parametrize("name", ["编辑", "复审", "终审"])
def test_every_count_leads_to_a_list_of_as_many(people, as_person, name, mine):
    a_day(people)
    client = as_person(name)

    counts = [each for column in client.get(BOARD, mine).context["columns"] for each in column.counts]

    assert counts
    listed = {each.address: client.get(each.address).context["cl"].result_count for each in counts}
    assert listed == {each.address: each.count for each in counts}


def test_a_column_is_bounded_and_says_how_many_more(people, as_person):
    for n in range(MOST + 3):
        in_hands(people, "编辑", n)

    draft = next(iter(as_person("编辑").get(BOARD).context["columns"]))

    assert (len(draft.cards), draft.count, draft.more) == (MOST, MOST + 3, 3)
    assert "还有 3 件" in as_person("编辑").get(BOARD).content.decode()


def test_what_is_late_is_said_in_words(people, as_person):
    in_hands(people, "编辑", -3)
    in_hands(people, "编辑", 0)

    page = as_person("编辑").get(BOARD).content.decode()

    assert re.findall(r"逾期 \d+ 天", page) == ["逾期 3 天"]


def days_of(client):
    return {
        card.title: card.days
        for column in client.get(BOARD).context["columns"]
        for card in column.cards
        if hasattr(card, "days")
    }


def test_the_age_is_counted_from_the_coming_to_the_stage(people, as_person):
    with days_ago(9):
        in_hands(people, "编辑", title="没送过的")
        signed = in_review(people, title="签过的")
    with days_ago(5):
        in_review(people, title="送审的")
    with days_ago(4):
        sent_back(people, title="退回的")
    with days_ago(2):
        workflow.sign(signed, by=people["初审"])

    assert days_of(as_person("编辑")) == {"送审的": 5, "签过的": 2, "没送过的": 9, "退回的": 4}


def test_words_changed_in_review_begin_the_age_anew(people, as_person):
    with days_ago(6):
        article = in_review(people, 1, title="改前")
    with workflow.editing(article.pk, by=people["编辑"], reason="改题") as mine:
        mine.title = "改后"
        mine.save()

    assert days_of(as_person("编辑")) == {"改后": 0}


def test_of_two_editions_to_come_the_next_is_shown(people, as_person):
    article = to_come(people, 2, title="先来的")
    with workflow.editing(article.pk, by=people["编辑"], reason="改题") as mine:
        mine.title = "后来的"
        mine.save()
    article.refresh_from_db()
    workflow.submit(article, by=people["编辑"])
    for name in ("初审", "复审", "终审"):
        workflow.sign(article, by=people[name])
    workflow.publish(article, by=people["终审"], at=timezone.now() + timedelta(days=5))

    assert titles(as_person("编辑"))["已定时"] == ["先来的"]


def test_as_many_queries_for_many_as_for_few_and_no_text(people, as_person):
    client = as_person("编辑")
    a_day(people)
    client.get(BOARD)
    with CaptureQueriesContext(connection) as few:
        client.get(BOARD)
    for _ in range(12):
        in_hands(people, "编辑")
        workflow.claim(make_collection(), by=people["编辑"])
    to_come(people)

    with CaptureQueriesContext(connection) as many:
        client.get(BOARD)

    assert len(many) == len(few) <= 10
    assert Collection.objects.count() == 14
    assert not [q["sql"] for q in many if re.search(r'"(body|standfirst|packed|payload|introduction)"', q["sql"])]


def test_it_takes_no_form(as_person):
    assert as_person("管理员").post(BOARD).status_code == 405
