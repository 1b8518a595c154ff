"""The page of figures: drawn, told in tables, sent as files; few queries, and for whom."""

import csv
import re
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.admin.capture import FLAGS
from articles.admin.chart import HEIGHT, LEFT, WIDTH, lying, standing
from articles.admin.words import worded
from articles.editorial.lint import CHECKS
from articles.editorial.rereading import CODE
from articles.models import Batch
from tests.admin.places import a_day, in_review
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PAGE = "/admin/figures/"


def test_every_figure_has_a_name_a_description_and_a_table(people, as_person):
    a_day(people)
    Batch.objects.create(how="test", totals={"imported": 3})

    page = as_person("编辑").get(PAGE).content.decode()

    names = re.findall(r'role="img" aria-labelledby="(\w+)-title \1-desc"', page)
    assert names == ["captures", "published", "waiting", "people"]
    assert len(re.findall(r"<caption", page)) == len(names)
    assert " style=" not in page


@pytest.mark.parametrize(("asked", "weeks"), [("month", 5), ("quarter", 13), ("year", 53), ("x", 13), ("", 13)])
def test_a_period_is_chosen(as_person, asked, weeks):
    figures = as_person("编辑").get(PAGE, {"period": asked}).context["figures"]

    assert [len(figure.rows) for figure in figures[:2]] == [weeks, weeks]


def test_a_table_is_sent_as_a_file_and_no_cell_is_a_formula(people, as_person):
    in_review({**people, "初审": make_user("login", ("初审",), display_name="=1+1")}, 1)

    answer = as_person("编辑").get(f"{PAGE}people.csv", {"period": "month"})

    text = answer.content.decode("utf-8-sig")
    assert list(csv.reader(StringIO(text))) == [["审签人", "签发", "退回"], ["'=1+1", "1", "0"]]
    assert answer["Content-Disposition"] == 'attachment; filename="people-month.csv"'


@pytest.mark.parametrize("name", ["captures", "published", "waiting", "findings", "people"])
def test_a_file_holds_what_the_page_shows(people, as_person, name):
    a_day(people)
    client = as_person("编辑")
    figure = next(each for each in client.get(PAGE).context["figures"] if each.name == name)

    rows = list(csv.reader(StringIO(client.get(f"{PAGE}{name}.csv").content.decode("utf-8-sig"))))

    assert rows == [list(figure.heads), *([label, *numbers] for label, numbers in figure.printed)]


def test_a_table_nobody_made_is_not_there(as_person):
    assert as_person("编辑").get(f"{PAGE}x.csv").status_code == 404


def test_who_may_not_see_articles_sees_no_figures(db):
    stranger = Client()
    stranger.force_login(make_user("外人"))

    assert [stranger.get(page).status_code for page in (PAGE, f"{PAGE}people.csv")] == [403, 403]


def test_as_many_queries_for_many_as_for_few_and_no_text(people, as_person):
    client = as_person("编辑")
    a_day(people)

    with CaptureQueriesContext(connection) as queries:
        client.get(PAGE, {"period": "year"})

    assert len(queries) <= 15
    assert not [q["sql"] for q in queries if re.search(r'SELECT[^(]*"(body|packed|payload|html)"', q["sql"])]


@pytest.mark.parametrize("code", [CODE, *(check.CODE for check in CHECKS)])
def test_every_kind_of_finding_has_words(code):
    assert str(FLAGS.get(code) or worded("finding", code)) != code


# The drawing


def test_a_stack_is_as_high_as_its_numbers():
    chart = standing([("一", (5, 5)), ("二", (0, 0))])

    lower, upper = chart.bars
    assert lower.height == upper.height
    assert (lower.series, upper.series, upper.y + upper.height) == (0, 1, lower.y)
    assert all(bar.x >= LEFT and bar.x + bar.width <= WIDTH and bar.y + bar.height <= HEIGHT for bar in chart.bars)


def test_lying_bars_are_as_long_as_their_numbers():
    chart = lying([("一", (10,)), ("二", (5,)), ("三", (0,))])

    long, short = chart.bars
    assert abs(long.width - 2 * short.width) <= 1


@pytest.mark.parametrize("draw", [standing, lying])
def test_no_rows_and_rows_of_nothing_are_drawn_without_bars(draw):
    assert (draw([]).bars, draw([("一", (0, 0))]).bars) == ((), ())
