"""Taking a piece in hand at the desk, giving it to somebody, and the front page that tells of both."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.editorial import workflow
from articles.models import Article, Collection, User
from tests.admin.forms import read_form, send
from tests.factories import make_article, make_collection, make_complete_article, make_user

pytestmark = pytest.mark.django_db


def page(piece):
    return reverse(f"admin:articles_{piece._meta.model_name}_change", args=[piece.pk])


@pytest.mark.parametrize("make", [make_complete_article, make_collection])
def test_a_piece_is_claimed_and_put_back_at_its_page(as_person, people, make):
    piece = make()
    workflow.record(piece, by=None, reason="导入")

    send(as_person("见习"), page(piece), _move="claim")
    claimed = type(piece).objects.get()
    shown = as_person("编辑").get(page(piece)).content.decode()
    send(as_person("见习"), page(piece), _move="release")

    assert (claimed.assignee, type(piece).objects.get().assignee) == (people["见习"], None)
    assert "见习在办" in shown


def test_a_piece_is_given_to_somebody_until_a_day(as_person, people):
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")

    send(as_person("终审"), page(article), _move="assign", to=str(people["编辑"].pk), due_on="2020-02-03")

    assert Article.objects.values_list("assignee", "due_on").get() == (people["编辑"].pk, date(2020, 2, 3))
    assert "逾期" in as_person("编辑").get(page(article)).content.decode()


def test_who_has_a_piece_in_hand_is_not_deleted_and_is_once_it_is_put_back(as_person, people):
    article, newcomer = make_complete_article(), make_user("新来的", ("见习",))
    workflow.record(article, by=None, reason="导入")
    workflow.assign(article, by=people["终审"], to=newcomer)
    delete = reverse("admin:articles_user_delete", args=[newcomer.pk])

    refused = as_person("管理员").post(delete, {"post": "yes"})
    held = Article.objects.get().assignee
    workflow.release(Article.objects.get(), by=people["终审"])
    as_person("管理员").post(delete, {"post": "yes"})

    assert (held, "文章 × 1" in refused.content.decode()) == (newcomer, True)
    assert not User.objects.filter(pk=newcomer.pk).exists()


def test_who_gives_nothing_out_is_shown_no_such_form_and_refused(as_person, people):
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")

    assert 'value="assign"' not in as_person("编辑").get(page(article)).content.decode()
    send(as_person("编辑"), page(article), _move="assign", to=str(people["编辑"].pk))

    assert Article.objects.get().assignee is None


def test_the_front_page_shows_what_is_in_hand_and_what_is_late(as_person, people):
    mine, late, other = (make_article(title=title) for title in ("在手的", "过期的", "别人的"))
    for article, due in ((mine, None), (late, date.today() - timedelta(days=2)), (other, None)):
        to = people["编辑"] if article is mine else people["复审"]
        workflow.assign(article, by=people["终审"], to=to, due_on=due)

    shown = as_person("编辑").get(reverse("admin:index")).context["home"]

    assert [card.piece for card in shown.boxes[0].cards] == [mine]
    assert shown.late == 1


def test_the_front_page_costs_the_same_with_many_in_hand(as_person, people):
    client = as_person("编辑")
    client.get(reverse("admin:index"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("admin:index"))
    for _ in range(8):
        workflow.claim(make_article(), by=people["编辑"])
        workflow.claim(make_collection(), by=people["编辑"])

    with CaptureQueriesContext(connection) as many:
        client.get(reverse("admin:index"))

    assert Collection.objects.filter(assignee=people["编辑"]).count() == 8
    assert len(many) <= len(few) + 2


def test_sending_to_review_says_what_still_stands_against_signing(as_person):
    article = make_article(title="")
    workflow.record(article, by=None, reason="导入")

    answer = as_person("编辑").post(
        page(article), {**read_form(as_person("编辑").get(page(article))), "_move": "submit"}, follow=True
    )

    assert "处须改，改好才能签发" in answer.content.decode()


@pytest.mark.parametrize("name", ["只读", "见习"])
def test_a_trainee_edits_and_a_reader_only_looks(as_person, name):
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")
    shown = as_person(name).get(page(article))

    as_person(name).post(page(article), {**read_form(shown), "title": "改过", "_move": "submit"})

    changed = name == "见习"
    assert shown.status_code == 200
    assert Article.objects.get().state == "draft"
    assert (Article.objects.get().title == "改过") == changed
