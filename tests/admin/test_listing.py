"""Long lists: counted up to a bound, the same cost on every page, a stable order, counts on demand, chosen columns."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.admin import desk, listing
from articles.models import Article, Batch, Capture, Event, Reading, Receipt, User
from tests.factories import make_article, make_collection, make_topic, make_user

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_article_changelist")
COLUMNS = reverse("admin:list_columns", args=["articles", "article"])


@pytest.fixture
def chief():
    client = Client()
    client.force_login(make_user("chief", is_superuser=True))
    return client


@pytest.fixture
def many(db):
    Article.objects.bulk_create(Article(title=f"第{n}篇", body="字" * n) for n in range(1, 131))
    return list(Article.objects.order_by("-pk"))


def titles(page):
    return [row.title for row in page.context["cl"].result_list]


def test_every_page_of_a_long_list_can_be_reached_and_none_repeats(chief, many):
    pages = [titles(chief.get(LIST, {"p": number})) for number in (1, 2, 3)]

    assert [len(page) for page in pages] == [50, 50, 30]
    assert [title for page in pages for title in page] == [article.title for article in many]


def test_what_is_more_than_is_counted_is_said_so_and_a_later_page_is_still_there(chief, many, monkeypatch):
    monkeypatch.setattr(listing, "COUNTED", 10)

    first, last = chief.get(LIST), chief.get(LIST, {"p": 3})

    assert "60 条以上" in first.content.decode()
    assert "130 文章" in last.content.decode()
    assert titles(last)[-1] == "第1篇"


def test_a_short_list_tells_its_number_and_no_more(chief, many):
    page = chief.get(LIST).content.decode()

    assert "130 文章" in page
    assert "条以上" not in page


def test_rows_that_are_equal_in_the_chosen_order_keep_one_order(chief, many):
    Article.objects.update(section="要闻")
    chief.post(COLUMNS, {"column": ["section"]})

    pages = [titles(chief.get(LIST, {"o": "2", "p": number})) for number in (1, 2, 3)]

    assert [title for page in pages for title in page] == [article.title for article in many]


def test_a_page_far_down_reads_no_rows_but_its_own(chief, many):
    with CaptureQueriesContext(connection) as queries:
        chief.get(LIST, {"p": 3})

    (paged,) = [q["sql"] for q in queries if "OFFSET" in q["sql"]]
    assert paged.count('"articles_article"."') == paged.count('"articles_article"."id"')


@pytest.fixture
def imported(db):
    """Six drafts of two batches, with flags."""
    batches = [Batch.objects.create(how="desk"), Batch.objects.create(how="ingest")]
    for n in range(6):
        capture = Capture.objects.create(sha256=f"{n:064x}", size=1, packed=Capture.pack(b"x"))
        Receipt.objects.create(capture=capture, batch=batches[n % 2], name=b"x.txt")
        reading = Reading.objects.create(
            capture=capture, reader="1", outcome="flagged", shape="plain", encoding="utf-8", encoding_found_by="strict",
            flags=["no-date", "no-title"] if n < 4 else ["no-date"], packed=Capture.pack(b"{}"),
        )  # fmt: skip
        Article.objects.filter(pk=make_article().pk).update(reading=reading)
    return batches


def shown(page, title):
    spec = next(each for each in page.context["cl"].filter_specs if str(each.title) == title)
    return [choice["display"] for choice in spec.choices(page.context["cl"])]


def test_counts_stand_beside_the_choices_when_they_are_asked_for(chief, imported):
    plain, counted = chief.get(LIST), chief.get(LIST, {"_facets": "True"})

    assert "缺标题" in shown(plain, "疑点")
    assert {"缺标题 (4)", "缺日期 (6)", "缺来源 (0)"} <= set(shown(counted, "疑点"))
    assert [name.rpartition(" ")[2] for name in shown(counted, "导入批次")[1:]] == ["(3)", "(3)"]
    assert {"草稿 (6)", "在审 (0)"} <= set(shown(counted, "状态"))


def test_counts_follow_the_other_filters_and_not_their_own(chief, imported):
    page = chief.get(LIST, {"_facets": "True", "flag": "no-title", "batch": str(imported[0].pk)})

    assert {"缺标题 (2)", "缺日期 (3)"} <= set(shown(page, "疑点"))
    assert [name.rpartition(" ")[2] for name in shown(page, "导入批次")[1:]] == ["(2)", "(2)"]


@pytest.mark.parametrize(
    "model", [m for m in desk._registry if m._meta.app_label == "articles"], ids=lambda m: m._meta.model_name
)
def test_counts_cost_a_query_a_filter_and_never_more_than_fifteen(chief, imported, model):
    Event.note("changed", by=None, about=make_topic())
    make_collection(make_article())
    page = reverse(f"admin:articles_{model._meta.model_name}_changelist")
    with CaptureQueriesContext(connection) as before:
        filters = len(chief.get(page).context["cl"].filter_specs)

    with CaptureQueriesContext(connection) as after:
        chief.get(page, {"_facets": "True"})

    assert len(after) <= min(15, len(before) + filters)


def test_a_person_chooses_columns_and_nobody_else_sees_it(chief, many):
    other = Client()
    other.force_login(make_user("另一位", is_superuser=True))

    chief.post(COLUMNS, {"column": ["length", "state"], "query": "state__exact=draft"})

    assert list(chief.get(LIST).context["cl"].list_display) == [
        "action_checkbox",
        "headline",
        "state",
        "length",
        "peek_link",
    ]
    assert "length" not in other.get(LIST).context["cl"].list_display


def test_the_usual_columns_come_back(chief, many):
    chief.post(COLUMNS, {"column": ["length"]})

    chief.post(COLUMNS, {"_usual": "1"})

    assert User.objects.get(username="chief").list_columns == {}
    assert "state" in chief.get(LIST).context["cl"].list_display


def test_columns_that_there_are_not_are_left_out(chief, many):
    chief.post(COLUMNS, {"column": ["length", "body", "assignee__password"]})

    assert User.objects.get(username="chief").list_columns == {"article": ["headline", "length"]}


def test_choosing_leads_back_to_what_was_listed_and_to_no_other_place(chief, many):
    answer = chief.post(COLUMNS, {"column": ["length"], "query": "state__exact=draft&o=3&_cols=state"})
    away = chief.post(COLUMNS, {"column": ["length"], "query": "https://elsewhere.example/?a=1"})

    assert answer.headers["Location"] == f"{LIST}?state__exact=draft"
    assert away.headers["Location"].startswith(LIST)


def test_every_column_of_an_article_costs_no_query_a_row(chief, imported):
    every = ",".join(desk._registry[Article].all_columns())
    with CaptureQueriesContext(connection) as queries:
        page = chief.get(LIST, {"_cols": every})

    assert page.status_code == 200
    assert len(queries) <= 15
    assert not [q["sql"] for q in queries if '."body"' in q["sql"] or '."packed"' in q["sql"]]


@pytest.mark.parametrize("width", ["", "_cols=", "_cols=nothing,body", "_by=-nothing", "_by=", "p=x", "p=99999999999"])
def test_an_address_that_makes_no_sense_shows_the_list_or_leads_to_it(chief, many, width):
    assert chief.get(f"{LIST}?{width}").status_code in (200, 302)
