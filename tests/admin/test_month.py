"""The calendar: what goes up and down on which day of the house, month by month, from Monday."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.admin.month import MOST
from articles.editorial import workflow
from articles.models import Article, Edition
from tests.admin.places import days_ago, in_hands, in_review, to_come

pytestmark = pytest.mark.django_db
MONTH = "/admin/calendar/"


def entries(client, **asked):
    """What each day says: the day, the word, the title."""
    weeks = client.get(MONTH, asked).context["weeks"]
    return {(day.on, entry.word, entry.title) for week in weeks for day in week for entry in day.entries}


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def of(on):
    return {"month": f"{on:%Y-%m}"}


def test_what_comes_what_ends_and_what_is_due_stand_on_their_days(people, as_person):
    to_come(people, 2, until=5, title="上了又下")
    in_hands(people, "编辑", 3, title="要交的")
    held = in_review(people, title="禁发的")
    workflow.embargo(held, by=people["编辑"], until=timezone.now() + timedelta(days=4))
    client = as_person("编辑")

    found = entries(client, **of(today(2))) | entries(client, **of(today(5)))

    assert found == {
        (today(2), "发布", "上了又下"),
        (today(5), "到期", "上了又下"),
        (today(3), "限期", "要交的"),
        (today(4), "禁发到此", "禁发的"),
    }


def test_what_was_withdrawn_went_down(people, as_person):
    with days_ago(2):
        article = in_review(people, 3, title="撤了的")
        workflow.publish(article, by=people["终审"])
    workflow.withdraw(article, by=people["终审"], text="撤。")
    client = as_person("编辑")

    found = entries(client, **of(today())) | entries(client, **of(today(-2)))

    assert found == {(today(-2), "发布", "撤了的"), (today(), "撤下", "撤了的")}


def test_what_was_cancelled_neither_comes_nor_ends(people, as_person):
    workflow.cancel(to_come(people, 2, until=4), by=people["终审"])

    assert entries(as_person("编辑"), **of(today(2))) == set()


def test_the_due_day_of_what_is_out_is_not_shown(people, as_person):
    article = in_review(people, 3)
    workflow.publish(article, by=people["终审"])
    Article.objects.filter(pk=article.pk).update(due_on=today())

    assert "限期" not in {word for _on, word, _title in entries(as_person("编辑"))}


@pytest.mark.parametrize(
    ("moment", "day"),
    [("2031-03-04T15:59:59+00:00", date(2031, 3, 4)), ("2031-03-04T16:00:00+00:00", date(2031, 3, 5))],
)
def test_a_day_begins_at_midnight_in_beijing(people, as_person, moment, day):
    to_come(people, title="夜里的")
    Edition.objects.update(live_from=datetime.fromisoformat(moment))

    assert entries(as_person("编辑"), month="2031-03") == {(day, "发布", "夜里的")}


def test_a_week_begins_on_monday_and_a_month_is_shown_in_whole_weeks(as_person):
    weeks = as_person("编辑").get(MONTH, {"month": "2026-11"}).context["weeks"]

    assert (weeks[0][0].on, weeks[-1][-1].on) == (date(2026, 10, 26), date(2026, 12, 6))
    assert {len(week) for week in weeks} == {7}


@pytest.mark.parametrize(
    "asked", [{"month": "x"}, {"month": "2026-13"}, {"month": "0001-01"}, {"day": "2026-02-30"}, {}]
)
def test_a_month_nobody_can_mean_is_the_present_one(as_person, asked):
    assert as_person("编辑").get(MONTH, asked).context["first"] == today().replace(day=1)


@pytest.mark.parametrize(
    ("month", "before", "after"),
    [("2026-01", date(2025, 12, 1), date(2026, 2, 1)), ("1990-01", None, date(1990, 2, 1))],
)
def test_the_months_on_either_side(as_person, month, before, after):
    context = as_person("编辑").get(MONTH, {"month": month}).context

    assert (context["before"], context["after"]) == (before, after)


def test_a_full_day_is_bounded_and_has_a_page_of_its_own(people, as_person):
    for n in range(MOST + 2):
        in_hands(people, "编辑", 1, title=f"第{n}")
    client = as_person("编辑")

    days = [day for week in client.get(MONTH, of(today(1))).context["weeks"] for day in week]
    day = next(day for day in days if day.on == today(1))
    whole = client.get(day.address).context["day"]

    assert (len(day.entries), day.count, day.more) == (MOST, MOST + 2, 2)
    assert (len(whole.entries), whole.more) == (MOST + 2, 0)


def test_the_table_has_heads_and_each_entry_leads_to_its_piece(people, as_person):
    article = in_hands(people, "编辑", 0, title="要交的")

    page = as_person("编辑").get(MONTH).content.decode()

    assert re.findall(r'<th scope="col">([^<]+)</th>', page)[::6] == ["星期一", "星期日"]
    assert f'href="/admin/articles/article/{article.pk}/change/" data-stop>要交的</a>' in page


def test_as_many_queries_for_many_as_for_few_and_no_text(people, as_person):
    client = as_person("编辑")
    client.get(MONTH)
    for n in range(6):
        to_come(people, n / 24, until=n / 12 + 1)
        in_hands(people, "编辑", n)

    with CaptureQueriesContext(connection) as queries:
        client.get(MONTH)

    assert len(queries) <= 12
    assert not [q["sql"] for q in queries if re.search(r'"(body|standfirst|packed|payload|html)"', q["sql"])]
