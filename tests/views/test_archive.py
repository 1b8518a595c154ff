"""The archive by the pieces' own dates."""

import pytest
from django.test import Client

from tests.factories import make_article
from tests.press import publish

pytestmark = pytest.mark.django_db

DATES = [
    "2024-06-28",
    "2024-06-01T00:10:00+09:00",
    "2024-01-02",
    "2024-01",
    "2024",
    "2024-XX-23",
    "2023-12-31",
    "XXXX-06-28",
    "",
]


@pytest.fixture
def pieces(db):
    for date in DATES:
        publish(make_article(title=f"日期{date or '无'}", date=date))


def titles(page) -> list[str]:
    return [edition.title.removeprefix("日期") for edition in page]


def test_years_and_months_are_counted(pieces, client: Client):
    context = client.get("/archive/").context

    assert context["years"] == [(2024, 6, [(6, 2), (1, 2), (0, 2)]), (2023, 1, [(12, 1)])]
    assert context["undated"] == 2


def test_a_month_holds_what_states_it(pieces, client: Client):
    assert titles(client.get("/archive/2024/06/").context["page"]) == ["2024-06-28", "2024-06-01T00:10:00+09:00"]
    assert titles(client.get("/archive/2024/01/").context["page"]) == ["2024-01-02", "2024-01"]


def test_a_year_lists_dates_without_a_month_last_and_marked(pieces, client: Client):
    response = client.get("/archive/2024/")

    assert [(month, len(rows)) for month, rows in response.context["months"]] == [(6, 2), (1, 2), (0, 2)]
    assert "月份不详" in response.content.decode()


def test_without_a_year_is_undated(pieces, client: Client):
    assert sorted(titles(client.get("/archive/undated/").context["page"])) == ["XXXX-06-28", "无"]


@pytest.mark.parametrize("path", ["2022/", "2024/13/", "2024/00/", "2024/6/", "0001/", "9999/", "2024/02/"])
def test_what_holds_nothing_is_not_found(pieces, client: Client, path):
    assert client.get(f"/archive/{path}").status_code == 404


@pytest.mark.parametrize("path", ["1000/", "2999/", "2999/12/"])
def test_the_ends_of_time_are_not_found_either(pieces, client: Client, path):
    assert client.get(f"/archive/{path}").status_code == 404
