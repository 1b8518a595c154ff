"""What is typed and not saved: kept as a private draft, given back, also after a login that ran out; who else is here."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.admin.expired import unpacked
from articles.editorial import workflow
from articles.models import Article, Collection, Draft, Presence, Topic
from articles.models.draft import MOST
from tests.admin.forms import read_form, send, told
from tests.factories import make_article, make_collection, make_complete_article, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "pass-word-for-tests"


def page_of(row):
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])


def here_of(row):
    return reverse(f"admin:articles_{row._meta.model_name}_here", args=[row.pk])


@pytest.fixture
def article(db):
    made = make_complete_article()
    workflow.record(made, by=None, reason="导入")
    return made


def type_in(client, row, **changes):
    """Open a page, type, and let the script send its beat; return the form as typed, and the answer."""
    form = {**read_form(client.get(page_of(row))), **changes}
    return form, client.post(here_of(row), {**form, "_typed": "1"})


class _Field(HTMLParser):
    """Finds the value of the field that a form waits in."""

    value = ""

    def handle_starttag(self, tag, attrs):
        at = dict(attrs)
        if at.get("name") == "kept":
            self.value = at["value"]


def waiting(page):
    """Return what the login page keeps."""
    parser = _Field()
    parser.feed(page.content.decode())
    return parser.value


# Drafts


def test_a_draft_is_kept_and_is_no_revision(as_person, people, article):
    _form, answer = type_in(as_person("编辑"), article, body="我还在写。")

    draft = Draft.objects.get()
    assert (draft.by, draft.form["body"]) == (people["编辑"], "我还在写。")
    assert answer.json()["kept"].startswith("草稿存于")
    assert (article.revisions.count(), Article.objects.get().version) == (1, 1)
    assert Article.objects.get().body == article.body
    assert "csrfmiddlewaretoken" not in draft.form


def test_the_same_form_keeps_one_draft_and_another_opening_a_second(as_person, article):
    client = as_person("编辑")
    form, _answer = type_in(client, article, body="一")
    client.post(here_of(article), {**form, "body": "二", "_typed": "1"})
    type_in(client, article, body="三")

    assert {draft.form["body"] for draft in Draft.objects.all()} == {"二", "三"}


def test_a_draft_is_offered_when_the_page_is_opened_again_and_shown_in_the_form(as_person, article):
    client = as_person("编辑")
    rows = {"contributions-TOTAL_FORMS": "3", "contributions-2-name": "沈禾", "contributions-2-role": "translator"}
    type_in(client, article, body="我还在写。", tags=["早市"], _reason="补写", **rows)

    token = Draft.objects.get().token
    offered = client.get(page_of(article))
    shown = client.get(page_of(article), {"draft": token})

    form = read_form(shown)
    assert f"?draft={token}" in offered.content.decode()
    assert read_form(offered)["body"] != ["我还在写。"]
    assert [form["body"], form["tags"], form["contributions-2-name"]] == [["我还在写。"], ["早市"], ["沈禾"]]
    assert "还没有保存" in shown.content.decode()
    assert form["_reason"] == ["补写"]
    assert Article.objects.get().version == 1


def test_a_draft_taken_back_is_saved_by_saving_and_then_gone(as_person, article):
    client = as_person("编辑")
    type_in(client, article, body="我还在写。")
    page = f"{page_of(article)}?draft={Draft.objects.get().token}"

    client.post(page, read_form(client.get(page)))

    assert Article.objects.get().body == "我还在写。"
    assert not Draft.objects.exists()


def test_a_draft_on_an_older_version_is_brought_together_with_the_newer(as_person, article):
    client = as_person("编辑")
    type_in(client, article, body="我还在写。")
    send(as_person("初审"), page_of(article), title="他们的题")
    page = f"{page_of(article)}?draft={Draft.objects.get().token}"

    client.post(page, read_form(client.get(page)))

    latest = Article.objects.get()
    assert (latest.title, latest.body) == ("他们的题", "我还在写。")


def test_saving_drops_the_draft_of_that_form_and_no_other(as_person, article):
    client = as_person("编辑")
    form, _answer = type_in(client, article, body="一")
    type_in(client, article, body="二")

    client.post(page_of(article), form)

    assert [draft.form["body"] for draft in Draft.objects.all()] == ["二"]


def test_a_refused_save_keeps_the_draft(as_person, article):
    client = as_person("编辑")
    form, _answer = type_in(client, article, date="六月")

    client.post(page_of(article), form)

    assert Draft.objects.get().form["date"] == "六月"


def test_a_draft_is_its_typists_alone(as_person, article):
    type_in(as_person("编辑"), article, body="我还在写。")
    other = as_person("初审")

    shown = other.get(page_of(article), {"draft": Draft.objects.get().token}).content.decode()
    other.post(here_of(article), {"_drop": Draft.objects.get().token})

    assert "我还在写。" not in shown
    assert Draft.objects.exists()


def test_a_draft_is_dropped_at_a_press(as_person, article):
    client = as_person("编辑")
    form, _answer = type_in(client, article, body="我还在写。")

    answer = client.post(here_of(article), {**form, "_drop": form["draft_token"][0]})

    assert answer.headers["Location"] == page_of(article)
    assert not Draft.objects.exists()


def test_old_drafts_and_too_many_go(as_person, people, article):
    client = as_person("编辑")
    type_in(client, article, body="旧")
    Draft.objects.update(saved_at=timezone.now() - timedelta(days=31))
    for n in range(MOST + 2):
        type_in(client, article, body=f"第{n}份")

    assert [draft.form["body"] for draft in Draft.objects.all()] == [f"第{n}份" for n in range(MOST + 1, 1, -1)]


def test_a_new_article_has_drafts_too(as_person):
    client, page = as_person("编辑"), reverse("admin:articles_article_add")
    form = {**read_form(client.get(page)), "title": "新写的一篇"}
    client.post(reverse("admin:articles_article_here", args=["add"]), {**form, "_typed": "1"})

    shown = client.get(page, {"draft": Draft.objects.get().token})
    client.post(page, read_form(shown))

    assert read_form(shown)["title"] == ["新写的一篇"]
    assert Article.objects.get().title == "新写的一篇"
    assert not Draft.objects.exists()


def test_a_collection_has_drafts_too(as_person):
    collection = make_collection(make_article())
    workflow.record(collection, by=None, reason="建专题")
    client = as_person("编辑")
    type_in(client, collection, standfirst="我的导语")
    page = f"{page_of(collection)}?draft={Draft.objects.get().token}"

    client.post(page, read_form(client.get(page)))

    assert Collection.objects.get().standfirst == "我的导语"


def test_a_beat_is_a_post_by_who_may_save(article, as_person):
    stranger = Client()
    stranger.force_login(make_user("无权"))

    assert as_person("编辑").get(here_of(article)).status_code == 405
    assert stranger.post(here_of(article), {"_typed": "1", "draft_token": "x"}).status_code == 403
    assert as_person("编辑").post(here_of(article).replace(str(article.pk), "9999")).status_code == 404
    assert not Draft.objects.exists()


# Who else is here


def test_it_says_who_else_has_the_page_open(as_person, article):
    as_person("编辑").post(here_of(article), {})

    answer = as_person("初审").post(here_of(article), {}).json()
    page = as_person("初审").get(page_of(article)).content.decode()

    assert answer["others"] == "也在这一页：编辑"
    assert "也在这一页：编辑" in page


def test_nobody_is_here_alone_on_another_page_or_after_a_while(as_person, article):
    other = make_article()
    as_person("编辑").post(here_of(article), {})
    alone = as_person("编辑").post(here_of(article), {}).json()["others"]
    elsewhere = as_person("初审").post(here_of(other), {}).json()["others"]
    Presence.objects.filter(by__username="编辑").update(seen_at=timezone.now() - timedelta(minutes=2))

    assert [alone, elsewhere, as_person("初审").post(here_of(article), {}).json()["others"]] == ["", "", ""]


def test_a_beat_tells_of_a_newer_version(as_person, article):
    client = as_person("编辑")
    before = client.post(here_of(article), {"opened_version": "1"}).json()["newer"]
    send(as_person("初审"), page_of(article), title="他们的题")

    assert before == ""
    assert "现稿已是第 2 稿" in client.post(here_of(article), {"opened_version": "1"}).json()["newer"]


def test_opening_a_page_writes_nothing(as_person, article):
    client = as_person("编辑")
    type_in(client, article, body="我还在写。")

    with CaptureQueriesContext(connection) as queries:
        client.get(page_of(article))
        client.get(page_of(article), {"draft": Draft.objects.get().token})

    assert [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []


# A login that ran out


def test_a_form_sent_after_the_login_ran_out_comes_back_after_signing_in(as_person, article):
    client = as_person("编辑")
    form = {
        **read_form(client.get(page_of(article))),
        "body": "写了一下午。\r\n\r\n　　第二段。",
        "tags": ["早市", "口岸"],
    }
    client.session.flush()

    asked = client.post(page_of(article), form)
    signed = {"username": "编辑", "password": PASSWORD, "next": "/admin/", "kept": waiting(asked)}
    page = client.post(reverse("admin:login"), signed, follow=True)

    shown = read_form(page)
    assert "您写的没有丢" in asked.content.decode()
    assert page.redirect_chain[-1][0].startswith(page_of(article))
    assert (shown["body"], sorted(shown["tags"])) == (["写了一下午。\r\n\r\n　　第二段。"], ["口岸", "早市"])
    assert "还没有保存" in told(page)
    assert Article.objects.get().version == 1

    client.post(page.redirect_chain[-1][0], shown)
    assert Article.objects.get().body == "写了一下午。\n\n　　第二段。"


def test_a_wrong_password_keeps_the_form(article):
    client = Client()
    make_user("编辑")
    asked = client.post(page_of(article), {"title": "我的题"})

    again = client.post(reverse("admin:login"), {"username": "编辑", "password": "wrong", "kept": waiting(asked)})

    assert unpacked(waiting(again)).words["title"] == "我的题"


def test_a_new_article_comes_back_too(as_person):
    client, page = as_person("编辑"), reverse("admin:articles_article_add")
    form = {**read_form(client.get(page)), "title": "新写的一篇"}
    client.session.flush()
    asked = client.post(page, form)

    back = client.post(
        reverse("admin:login"), {"username": "编辑", "password": PASSWORD, "kept": waiting(asked)}, follow=True
    )

    assert read_form(back)["title"] == ["新写的一篇"]
    assert not Article.objects.exists()


def test_any_other_form_comes_back_with_a_button_to_send_it_again(as_person):
    client, page = as_person("编辑"), reverse("admin:articles_topic_add")
    form = {**read_form(client.get(page)), "name": "早市经济"}
    client.session.flush()
    asked = client.post(page, form)

    back = client.post(reverse("admin:login"), {"username": "编辑", "password": PASSWORD, "kept": waiting(asked)})

    html = back.content.decode()
    assert (f'action="{page}"' in html, 'name="name" value="早市经济"' in html) == (True, True)
    assert not Topic.objects.exists()


@pytest.mark.parametrize("kept", ["", "x", "eJw", "QUJD"])
def test_what_is_no_form_of_ours_leads_where_signing_in_leads(kept, people):
    answer = Client().post(
        reverse("admin:login"), {"username": "编辑", "password": PASSWORD, "next": "/admin/", "kept": kept}
    )

    assert answer.headers["Location"] == "/admin/"


def test_an_empty_post_of_nobody_is_sent_to_the_login_page_as_ever(article):
    answer = Client().post(page_of(article), {})

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("admin:login"))


def test_nobody_fills_the_database_without_signing_in(article):
    with CaptureQueriesContext(connection) as queries:
        Client().post(page_of(article), {"body": "字" * 10_000})

    assert not [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def careful(name):
    """Return a client whose tokens are looked at, signed in."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(name, ("编辑",)))
    return client


def test_a_form_with_a_token_of_an_earlier_login_comes_back_unsaved(article):
    client = careful("甲")
    form = {**read_form(client.get(page_of(article))), "title": "我的题", "csrfmiddlewaretoken": "x" * 64}

    page = client.post(page_of(article), form, headers={"origin": "http://testserver"}, follow=True)

    assert read_form(page)["title"] == ["我的题"]
    assert Article.objects.get().title == article.title


@pytest.mark.parametrize("origin", [{}, {"origin": "https://elsewhere.example"}, {"origin": "null"}])
def test_a_form_from_elsewhere_is_refused_and_kept_nowhere(article, origin):
    client = careful("甲")
    form = {**read_form(client.get(page_of(article))), "title": "我的题", "csrfmiddlewaretoken": "x" * 64}

    page = client.post(page_of(article), form, headers=origin)

    assert page.status_code == 403
    assert not Draft.objects.exists()
