"""Who may see and do what: read-only records, strict lookups, no change by GET, secondary pages like the main one."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.admin import REGISTERED, desk
from articles.admin.base import ReadOnlyAdmin
from articles.editorial import workflow
from articles.models import Article, Batch, Capture, Edition, Receipt, Tag, User
from tests.admin.forms import read_form, send
from tests.factories import make_article, make_collection, make_complete_article, make_topic, make_user

pytestmark = pytest.mark.django_db

#: Models without a page or a place on one, and why.
NOWHERE = {
    "bulkitem": "the page of its bulk act",
    "deskpassage": "made from the texts by reindex",
    "presspassage": "made from the texts by reindex",
    "textprint": "made from the texts as they are saved",
    "articletag": "the tag box of the article",
    "draft": "its typist's alone, on the page it was typed on",
    "previewlink": "the preview page of its article or collection",
    "comment": "the panel beside its piece, and the page of all comments on it",
    "reminder": "its person's inbox",
    "mailing": "what manage.py send_digest says",
    "refusedproposal": "the proposals of its collection",
    "presence": "the line of a page that says who else is there",
}


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def make_capture(content=b"<script>alert(1)</script>\xff"):
    capture = Capture.objects.create(sha256="a" * 64, size=len(content), packed=Capture.pack(content))
    Receipt.objects.create(capture=capture, batch=Batch.objects.create(how="test"), name=b"\xff.txt")
    return capture


def test_every_model_has_a_page_or_a_place_on_one():
    inlines = {inline.model for admin in desk._registry.values() for inline in admin.inlines}

    missing = {m._meta.model_name for m in apps.get_app_config("articles").get_models()} - {
        m._meta.model_name for m in {*desk._registry, *inlines}
    }

    assert missing == set(NOWHERE)


def test_taggits_own_admin_with_its_merge_is_not_there(as_person):
    page = as_person("管理员").get("/admin/taggit/tag/")

    assert page.status_code == 404
    assert desk._registry[Tag].actions == ("merge_action",)


@pytest.mark.parametrize("model", [model for model, admin in REGISTERED if issubclass(admin, ReadOnlyAdmin)])
def test_records_are_read_only_even_for_a_superuser(model):
    client = Client()
    client.force_login(make_user(is_superuser=True))

    assert client.get(address(model, "changelist")).status_code == 200
    assert client.get(address(model, "add")).status_code == 403
    assert client.post(address(model, "add"), {}).status_code == 403


def test_a_capture_can_be_neither_changed_nor_deleted():
    client = Client()
    client.force_login(make_user(is_superuser=True))
    capture = make_capture()

    assert client.get(address(Capture, "change", capture.pk)).status_code == 200
    assert client.post(address(Capture, "change", capture.pk), {"size": "1"}).status_code == 403
    assert client.post(address(Capture, "delete", capture.pk), {"post": "yes"}).status_code == 403


def test_the_raw_capture_comes_as_a_download_no_browser_runs(as_person):
    capture = make_capture()

    answer = as_person("编辑").get(reverse("admin:articles_capture_raw", args=[capture.pk]))

    assert answer.content == b"<script>alert(1)</script>\xff"
    assert answer.headers["Content-Type"] == "text/plain"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("model", "asked"),
    [
        (User, "username__regex=^a"),
        (User, "password__startswith=pbkdf2"),
        (User, "last_login__gt=2020-01-01"),
        (Article, "body__contains=x"),
        (Article, "reading__capture__sha256__startswith=a"),
        (Article, "pk__in=1"),
        (Article, "nosuchfield=1"),
        (Edition, "payload__contains=x"),
        (Capture, "sha256__regex=^a"),
    ],
)
def test_lookups_that_no_filter_makes_are_refused(model, asked):
    client = Client()
    client.force_login(make_user(is_superuser=True))

    assert client.get(f"{address(model, 'changelist')}?{asked}").status_code == 400


@pytest.mark.parametrize(
    ("model", "asked"),
    [
        (User, "is_active__exact=1"),
        (User, "groups__id__exact=1"),
        (Article, "state__exact=draft&flag=no-date"),
        (Article, "batch=1&q=x&o=1&p=1"),
        (Edition, "article__id__exact=1"),
        (Batch, "started_at_from=2026"),
    ],
)
def test_lookups_of_the_filters_are_answered(model, asked):
    client = Client()
    client.force_login(make_user(is_superuser=True))

    assert client.get(f"{address(model, 'changelist')}?{asked}").status_code in (200, 302)


def secondary_pages(article, capture):
    return [
        address(Article, "history", article.pk),
        address(Article, "diff", article.pk, 1),
        address(Article, "delete", article.pk),
        reverse("admin:articles_capture_raw", args=[capture.pk]),
        reverse("admin:articles_tag_suggest"),
        reverse("admin:autocomplete") + "?app_label=articles&model_name=articlelink&field_name=to_article",
    ]


def test_secondary_pages_refuse_whom_the_main_page_refuses():
    article, capture = make_complete_article(), make_capture()
    workflow.record(article, by=None, reason="导入")
    stranger = Client()
    stranger.force_login(make_user("无权"))

    answers = [
        stranger.get(page).status_code
        for page in [address(Article, "change", article.pk), *secondary_pages(article, capture)]
    ]

    assert answers == [403] * len(answers)


def test_secondary_pages_send_who_is_no_staff_to_the_login_page():
    article, capture = make_complete_article(), make_capture()
    reader = Client()
    reader.force_login(make_user("读者", is_staff=False))

    answers = [reader.get(page).status_code for page in secondary_pages(article, capture)]

    assert answers == [302] * len(answers)


def test_a_button_pressed_by_get_does_nothing(as_person):
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")
    chief = Client()
    chief.force_login(make_user(is_superuser=True))
    pages = [address(Article, "change", article.pk), address(Article, "history", article.pk), reverse("admin:index")]

    with CaptureQueriesContext(connection) as queries:
        for page in pages:
            chief.get(page, {"_move": "submit", "_save": "1", "_take": "1", "note": "x"})

    assert not [q["sql"] for q in queries.captured_queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert Article.objects.get().state == "draft"


def test_who_may_only_look_changes_nothing(people):
    article = make_complete_article()
    looker = make_user("看稿")
    looker.user_permissions.set(Permission.objects.filter(codename__in=["view_article", "view_contribution"]))
    client = Client()
    client.force_login(looker)
    topic = make_topic(name="新设备")

    for change in ({"title": "改"}, {"_take": str(topic.pk)}, {"_fix": "x:0"}):
        assert client.post(address(Article, "change", article.pk), change).status_code == 403
    assert client.get(address(Article, "change", article.pk)).status_code == 200


def test_who_may_sign_but_not_change_signs_and_changes_nothing(people):
    article = make_complete_article()
    workflow.submit(article, by=people["编辑"])
    signer = make_user("只签", ("初审",))
    signer.groups.get().permissions.remove(Permission.objects.get(codename="change_article"))
    client = Client()
    client.force_login(signer)
    page = address(Article, "change", article.pk)

    client.post(page, {**read_form(client.get(page)), "title": "改", "_move": "sign"})

    assert article.sign_offs.get().by == signer
    assert Article.objects.get().title == article.title


def test_a_signer_who_may_not_change_signs_no_stale_text(people, as_person):
    article = make_complete_article()
    workflow.submit(article, by=people["编辑"])
    signer = make_user("只签", ("初审",))
    signer.groups.get().permissions.remove(Permission.objects.get(codename="change_article"))
    client = Client()
    client.force_login(signer)
    page = address(Article, "change", article.pk)
    form = read_form(client.get(page))
    send(as_person("编辑"), page, subtitle="新副题")

    client.post(page, {**form, "_move": "sign"})

    assert not article.sign_offs.exists()


def test_an_article_with_an_edition_cannot_be_deleted(people):
    article = make_complete_article()
    workflow.submit(article, by=people["编辑"])
    for name in ("初审", "复审", "终审"):
        workflow.sign(article, by=people[name])
    workflow.publish(article, by=people["终审"])
    chief = Client()
    chief.force_login(make_user(is_superuser=True))

    answer = chief.post(address(Article, "delete", article.pk), {"post": "yes"})

    assert answer.status_code == 403
    assert Article.objects.exists()


def test_a_draft_nobody_signed_can_be_deleted_with_its_revisions():
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")
    chief = Client()
    chief.force_login(make_user(is_superuser=True))

    answer = chief.post(address(Article, "delete", article.pk), {"post": "yes"})

    assert answer.status_code == 302
    assert not Article.objects.exists()


def test_an_article_others_link_to_cannot_be_deleted():
    article, other = make_article(), make_article()
    other.links.create(to_article=article, kind="background")
    chief = Client()
    chief.force_login(make_user(is_superuser=True))

    assert chief.post(address(Article, "delete", article.pk), {"post": "yes"}).status_code == 403


def test_a_tag_or_topic_in_use_cannot_be_deleted():
    article = make_article()
    article.tags.add("冰雪")
    topic = make_topic()
    article.topics.add(topic)
    chief = Client()
    chief.force_login(make_user(is_superuser=True))

    assert chief.post(address(Tag, "delete", Tag.objects.get().pk), {"post": "yes"}).status_code == 403
    assert chief.post(address(type(topic), "delete", topic.pk), {"post": "yes"}).status_code == 403


def test_the_house_admin_makes_nobody_a_superuser(as_person, people):
    page = address(User, "change", people["编辑"].pk)

    send(as_person("管理员"), page, is_superuser="on", display_name="沈一白")

    editor = User.objects.get(pk=people["编辑"].pk)
    assert (editor.is_superuser, editor.display_name) == (False, "沈一白")


def test_the_house_admin_cannot_change_a_superuser(as_person):
    chief = make_user("chief", is_superuser=True)
    client = as_person("管理员")

    assert client.post(address(User, "change", chief.pk), {"username": "taken"}).status_code == 403
    assert client.get(reverse("admin:auth_user_password_change", args=[chief.pk])).status_code == 403


def test_the_house_admin_manages_groups_and_an_editor_does_not(as_person):
    page = reverse("admin:auth_group_changelist")

    assert as_person("管理员").get(page).status_code == 200
    assert as_person("编辑").get(page).status_code == 403


def test_a_new_user_gets_a_name_and_a_language(as_person):
    send(
        as_person("管理员"), address(User, "add"), username="xinren", display_name="新人", language="zh-hant",
        password1="a-long-pass-word", password2="a-long-pass-word", is_staff="on",
    )  # fmt: skip

    made = User.objects.get(username="xinren")
    assert (made.display_name, made.language, made.is_staff) == ("新人", "zh-hant", True)


def test_a_tag_is_renamed_but_never_into_another_one(as_person):
    first, _second = Tag.objects.create(name="新质生产力"), Tag.objects.create(name="AI")
    page = address(Tag, "change", first.pk)

    refused = send(as_person("编辑"), page, name="ａｉ")
    send(as_person("编辑"), page, name="新质 生产力")

    assert "只是写法不同" in refused.content.decode()
    assert Tag.objects.get(pk=first.pk).name == "新质 生产力"


@pytest.mark.parametrize("asked", ["新質", "新质", "ＡＩ"])
def test_tags_are_suggested_in_every_spelling(as_person, asked):
    Tag.objects.create(name="新质生产力AI")

    found = as_person("编辑").get(reverse("admin:articles_tag_suggest"), {"q": asked}).json()

    assert [tag["text"] for tag in found["results"]] == ["新质生产力AI"]


def test_the_tag_box_makes_no_tag_by_itself(as_person):
    answer = as_person("编辑").post(reverse("admin:articles_tag_suggest"), {"text": "新标签"})

    assert answer.status_code == 405
    assert not Tag.objects.exists()


def test_a_collection_page_opens_for_each_of_the_house(as_person):
    collection = make_collection(make_article())

    answers = {
        as_person(name).get(address(type(collection), "change", collection.pk)).status_code for name in ("编辑", "终审")
    }

    assert answers == {200}


def test_an_administrator_says_that_accounts_are_one_persons_and_an_editor_cannot(as_person, people):
    page = reverse("admin:articles_user_change", args=[people["编辑"].pk])

    assert 'name="same_as"' in as_person("管理员").get(page).content.decode()
    assert as_person("编辑").get(page).status_code == 403
