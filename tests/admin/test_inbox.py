"""The inbox: what is in it, in which order, read and due, the count in the header, whom an @ offers. One's own alone."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Reminder, User
from tests.factories import make_article, make_collection, make_user

pytestmark = pytest.mark.django_db
INBOX = "/admin/inbox/"


@pytest.fixture
def client(as_person):
    return as_person("编辑")


@pytest.fixture
def remind(people):
    def make(note="请看", person="编辑", **more):
        piece = {} if "collection" in more else {"article": make_article(body="不该取的正文")}
        return Reminder.objects.create(
            **{"person": people[person], "kind": "mention", "by": people["终审"], "note": note, **piece, **more}
        )

    return make


def notes(page):
    return [row.note for row in page.context["shown"]]


def test_unread_ones_come_first_to_mind_and_the_newest_first(client, remind):
    remind("旧")
    remind("读过", read_at=timezone.now())
    remind("新", collection=make_collection())
    remind("别人的", person="初审")

    assert notes(client.get(INBOX)) == ["新", "旧"]
    assert notes(client.get(INBOX, {"show": "all"})) == ["新", "读过", "旧"]
    assert notes(client.get(INBOX, {"show": "x", "p": "x"})) == ["新", "旧"]


def test_what_is_due_is_ordered_by_its_day_and_what_is_late_is_said_to_be(client, remind):
    today = timezone.localdate()
    remind("后天", due_on=today + timedelta(days=2), read_at=timezone.now())
    remind("昨天", due_on=today - timedelta(days=1))
    remind("办完", due_on=today, done_at=timezone.now())
    remind("没有限期")

    page = client.get(INBOX, {"show": "due"})

    assert notes(page) == ["昨天", "后天"]
    assert page.content.decode().count("逾期") == 1


def test_one_is_marked_or_all_and_nobody_elses(client, remind):
    one, other, theirs = remind("一"), remind("二"), remind("别人的", person="初审")

    client.post(INBOX, {"_read": one.pk})
    assert notes(client.get(INBOX)) == ["二"]
    client.post(INBOX, {"_read": theirs.pk})
    client.post(INBOX, {"_read_all": "1"})

    assert set(Reminder.objects.unread()) == {theirs}
    assert Reminder.objects.get(pk=other.pk).read_at


def test_opening_one_marks_it_and_leads_to_its_place(client, remind):
    one = remind("一")

    answer = client.post(INBOX, {"_open": one.pk})

    assert answer.headers["Location"] == f"/admin/articles/article/{one.article_id}/change/"
    assert notes(client.get(INBOX)) == []


@pytest.mark.parametrize("form", [{"_open": "x"}, {"_open": "9" * 30}, {"_read": "0"}, {}])
def test_what_is_not_there_is_said_to_be_missing(client, form):
    page = client.post(INBOX, form, follow=True)

    assert "没有这一条提醒" in page.content.decode()


def test_the_header_counts_what_is_unread_without_a_query_of_its_own(client, remind):
    plain = client.get(INBOX)
    assert 'class="unread"' not in plain.content.decode()
    with CaptureQueriesContext(connection) as before:
        client.get("/admin/articles/source/")
    for n in range(3):
        remind(f"{n}")

    with CaptureQueriesContext(connection) as after:
        page = client.get("/admin/articles/source/").content.decode()

    assert re.search(r'class="unread">3<', page)
    assert len(after) == len(before)


def test_beyond_a_bound_the_header_does_not_count(client, people, remind):
    row = remind()
    Reminder.objects.bulk_create(
        Reminder(person=people["编辑"], kind="answer", by=people["终审"], article=row.article) for _ in range(120)
    )

    assert 'class="unread">99+<' in client.get(INBOX).content.decode()


def test_a_page_of_many_asks_few_queries_and_loads_no_text(client, people, remind):
    for n in range(60):
        remind(f"{n}", due_on=timezone.localdate())
    client.get(INBOX)

    for show in ("unread", "due", "all"):
        with CaptureQueriesContext(connection) as queries:
            page = client.get(INBOX, {"show": show})
        assert len(page.context["shown"]) == 50
        assert len(queries) <= 6, [query["sql"][-120:] for query in queries]
        assert not [q["sql"] for q in queries if re.search(r'"(body|standfirst|introduction)"', q["sql"])]


def test_the_daily_mail_is_turned_off_and_on_by_its_person(client, people):
    client.post(INBOX, {"_digest": "off"})
    assert not User.objects.get(pk=people["编辑"].pk).digest
    assert "邮件汇总已关" in client.get(INBOX).content.decode() or "没有登记邮箱" in client.get(INBOX).content.decode()

    client.post(INBOX, {"_digest": "on"})
    assert User.objects.get(pk=people["编辑"].pk).digest


def offered(client, **asked):
    return [each["call"] for each in client.get(f"{INBOX}people/", asked).json()["people"]]


def test_an_at_offers_colleagues_by_part_of_either_name(client):
    make_user("linyz", ("编辑",), display_name="林远舟")
    make_user("gone", ("编辑",), display_name="林走了", is_active=False)
    make_user("nobody", display_name="林无权")

    assert offered(client, q="林") == ["林远舟"]
    assert offered(client, q="NYZ") == ["林远舟"]
    assert offered(client, q="没有") == []
    assert len(offered(client, q="")) == 8


def test_of_two_who_bear_one_name_the_user_name_is_offered(client):
    make_user("a1", ("编辑",), display_name="同名")
    make_user("a2", ("编辑",), display_name="同名")

    assert offered(client, q="同名") == ["a1", "a2"]
