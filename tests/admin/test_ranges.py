"""Filters from one boundary to another: what is typed is understood in any form, or told to be nothing of the kind."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_article_changelist")


@pytest.fixture
def chief():
    client = Client()
    client.force_login(make_user("chief", is_superuser=True))
    return client


@pytest.fixture
def dated(db):
    """Articles named by the date they bear."""
    for date in ("2023-12-31", "2024", "2024-06", "2024-06-28", "2024-07-01", "XXXX-XX-23", ""):
        make_article(title=date or "无", date=date)


def titles(page):
    return {row.title for row in page.context["cl"].result_list}


@pytest.mark.parametrize(
    ("label", "first", "last", "expected", "why"),
    [
        ("a month", "2024-06", "2024-06", {"2024", "2024-06", "2024-06-28"}, "what may lie in it is in it"),
        ("a year", "2024", "2024", {"2024", "2024-06", "2024-06-28", "2024-07-01"}, "to its last day"),
        ("one day", "2024-06-28", "2024-06-28", {"2024", "2024-06", "2024-06-28"}, "both ends are within"),
        ("the day after", "2024-06-29", "2024-06-30", {"2024", "2024-06"}, "28 June is over"),
        ("from only", "2024-07", "", {"2024", "2024-07-01"}, "a year may end late"),
        ("until only", "", "2023", {"2023-12-31"}, "2024 begins after it"),
        ("as people write", "2024年6月28日", "2024/6/28", {"2024", "2024-06", "2024-06-28"}, "any form"),
        ("blanks", " 2024-07-01 ", "", {"2024", "2024-07-01"}, "blanks at the ends are nothing"),
        ("neither", "", "", {"2023-12-31", "2024", "2024-06", "2024-06-28", "2024-07-01", "XXXX-XX-23", "无"}, "no filter"),
    ],
)  # fmt: skip
def test_dates_are_found_from_one_boundary_to_the_other(chief, dated, label, first, last, expected, why):
    assert titles(chief.get(LIST, {"dated_from": first, "dated_until": last})) == expected


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"dated_from": "六月"}, "日期：“六月”不是日期。可以写 2024、2024-06、2024-06-28 或“今天”。"),
        ({"dated_from": "2024-02-30"}, "日期：“2024-02-30”不是日期。"),
        ({"dated_from": "2024-07", "dated_until": "2024-06"}, "日期：“从”在“到”之后。"),
        ({"changed_at_until": "XXXX-06"}, "改动：“XXXX-06”不是日期。"),
        ({"length_from": "很长"}, "字数：“很长”不是整数。"),
        ({"length_from": "-5"}, "字数：“-5”不是整数。"),
        ({"length_from": "10", "length_until": "9"}, "字数：“从”在“到”之后。"),
        ({"doubt_from": "1.5"}, "存疑程度：“1.5”不是整数。"),
    ],
)
def test_what_is_no_boundary_is_told_in_words_and_lists_nothing(chief, dated, asked, said):
    page = chief.get(LIST, asked)

    assert said in page.content.decode()
    assert titles(page) == set()
    assert 'aria-invalid="true"' in page.content.decode()


def test_a_day_ends_at_midnight_of_the_house(chief):
    early, late = make_article(title="早"), make_article(title="晚")
    Article.objects.filter(pk=early.pk).update(
        changed_at=datetime(2024, 6, 27, 16, 0, tzinfo=UTC)
    )  # 28 June, 00:00 here
    Article.objects.filter(pk=late.pk).update(
        changed_at=datetime(2024, 6, 28, 16, 0, tzinfo=UTC)
    )  # 29 June, 00:00 here

    assert titles(chief.get(LIST, {"changed_at_from": "2024-06-28", "changed_at_until": "2024-06-28"})) == {"早"}


def test_today_and_yesterday_are_days(chief):
    today = make_article(title="今")
    Article.objects.filter(pk=make_article(title="昨").pk).update(changed_at=timezone.now() - timedelta(days=1))

    assert titles(chief.get(LIST, {"changed_at_from": "今天"})) == {today.title}
    assert titles(chief.get(LIST, {"changed_at_from": "昨天", "changed_at_until": "昨天"})) == {"昨"}


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("3", "4", {"三", "四"}),
        ("4", "", {"四", "五"}),
        ("", "3", {"三"}),
        ("３", "３", {"三"}),
        ("0", "99999999999999999", {"三", "四", "五"}),
        ("1,000", "", set()),
    ],
)
def test_lengths_are_found_between_two_numbers(chief, first, last, expected):
    for n, title in enumerate("三四五", 3):
        make_article(title=title, body="字" * n)

    assert titles(chief.get(LIST, {"length_from": first, "length_until": last})) == expected


def test_the_length_follows_the_text(chief):
    article = make_article(title="长短", body="一二三")
    article.body = "一二三四𠮷"
    article.save()

    assert titles(chief.get(LIST, {"length_from": "5", "length_until": "5"})) == {"长短"}


def test_other_filters_and_the_search_stay_when_a_range_is_typed(chief, dated):
    page = chief.get(LIST, {"state__exact": "draft", "q": "x", "length_from": "1"}).content.decode()

    form = page.split('aria-label="日期"')[1].split("</form>")[0]
    assert '<input type="hidden" name="state__exact" value="draft">' in form
    assert '<input type="hidden" name="q" value="x">' in form
    assert '<input type="hidden" name="length_from" value="1">' in form


@pytest.mark.parametrize("asked", ["dated_from__gte=2024", "body_from=1", "dated_from_from=2024", "title_until=x"])
def test_ranges_that_the_list_does_not_have_are_refused(chief, asked):
    assert chief.get(f"{LIST}?{asked}").status_code == 400
