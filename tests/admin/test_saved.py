"""Saved views: what a list asks under a name, one's own or the house's, and nothing that the list would not answer."""

import pytest
from django.urls import reverse

from articles.models import Event, SavedView
from tests.admin.forms import told
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_article_changelist")
KEEP = reverse("admin:keep_view", args=["articles", "article"])
SHARED, OWN = "共用的一个", "自己的一个"


def keep(client, name, query, **more):
    return client.post(KEEP, {"name": name, "query": query, **more}, follow=True)


def views(page):
    return [(each.view.name, each.current) for each in page.context["tools"]["views"]]


def titles(page):
    return [row.title for row in page.context["cl"].result_list]


def test_a_view_brings_back_filters_search_columns_and_order(as_person):
    for title in ("乙", "甲", "丙"):
        make_article(title=title, section="要闻")
    client = as_person("编辑")
    shown = client.get(LIST, {"state__exact": "draft", "_cols": "headline,length", "o": "-1"})

    page = keep(client, OWN, "state__exact=draft&_cols=headline,length&o=-1&p=1&_facets=True")

    assert titles(page) == titles(shown)
    assert list(page.context["cl"].list_display) == ["action_checkbox", "headline", "length", "peek_link"]
    assert views(page) == [(OWN, True)]
    assert SavedView.objects.get().query == "_by=-headline&_cols=headline%2Clength&state__exact=draft"


def test_a_view_keeps_its_columns_and_order_whatever_columns_are_chosen_later(as_person):
    client = as_person("编辑")
    keep(client, OWN, "o=-2")
    before = client.get(f"{LIST}?{SavedView.objects.get().query}").context["cl"]

    client.post(reverse("admin:list_columns", args=["articles", "article"]), {"column": ["length", "section"]})

    after = client.get(f"{LIST}?{SavedView.objects.get().query}").context["cl"]
    assert list(after.list_display) == list(before.list_display)
    assert after.queryset.query.order_by == before.queryset.query.order_by == ("-state", "-pk")


def test_the_same_name_again_changes_the_view(as_person):
    client = as_person("编辑")
    keep(client, OWN, "state__exact=draft")

    keep(client, OWN, "state__exact=review")

    assert "state__exact=review" in SavedView.objects.get().query


def test_others_see_a_shared_view_and_not_ones_own(as_person):
    chief = as_person("复审")
    keep(chief, OWN, "state__exact=draft")
    keep(chief, SHARED, "state__exact=review", shared="on")

    page = as_person("编辑").get(LIST)

    assert views(page) == [(SHARED, False)]
    assert Event.objects.get(kind="changed").row_name == SHARED


def test_sharing_takes_a_right(as_person):
    page = keep(as_person("编辑"), SHARED, "state__exact=draft", shared="on")

    assert "没有让全社共用视图的权限" in told(page)
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        "body__contains=x",
        "reading__capture__sha256__startswith=a",
        "state__regex=d",
        "assignee__password__startswith=a",
        "state__exact=draft&nosuchfield=1",
        "dated_from=六月",
        "length_from=9&length_until=1",
        "batch=1&_to_field=password",
    ],
)
def test_a_view_holds_nothing_that_the_list_would_not_answer(as_person, query):
    page = keep(as_person("管理员"), OWN, query)

    assert told(page)
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    ("name", "said"), [("", "请给视图起个名称"), ("　 ", "请给视图起个名称"), ("长" * 61, "最多 60 个字")]
)
def test_a_view_wants_a_name(as_person, name, said):
    page = keep(as_person("编辑"), name, "")

    assert said in told(page)
    assert not SavedView.objects.exists()


def test_a_view_that_is_too_much_is_refused(as_person):
    page = keep(as_person("编辑"), OWN, "q=" + "长" * 1000)

    assert "存不下" in told(page)


def test_the_house_has_one_view_of_a_name(as_person):
    keep(as_person("复审"), SHARED, "state__exact=draft", shared="on")

    page = keep(as_person("终审"), SHARED, "state__exact=review", shared="on")

    assert "全社已有叫“共用的一个”的视图" in told(page)
    assert SavedView.objects.count() == 1


def test_who_may_not_see_a_list_keeps_no_view_of_it(as_person):
    answer = as_person("编辑").post(reverse("admin:keep_view", args=["articles", "user"]), {"name": "x", "query": ""})

    assert answer.status_code == 403


@pytest.mark.parametrize("place", [("articles", "nothing"), ("auth", "group"), ("sessions", "session")])
def test_lists_that_are_not_the_desks_have_no_views(as_person, place):
    assert as_person("管理员").post(reverse("admin:keep_view", args=place), {"name": "x"}).status_code == 404


def test_a_view_the_list_no_longer_answers_is_shown_and_leads_nowhere(as_person, people):
    SavedView.objects.create(owner=people["编辑"], model="article", name="旧的", query="gone__exact=1")

    page = as_person("编辑").get(LIST)

    assert "列表已不能这样筛选" in page.content.decode()
    assert "gone__exact" not in page.content.decode()


def change(view):
    return reverse("admin:articles_savedview_change", args=[view.pk])


def test_ones_own_view_is_renamed_and_deleted(as_person, people):
    view = SavedView.objects.create(owner=people["编辑"], model="article", name="旧名")
    client = as_person("编辑")

    client.post(change(view), {"name": "新名"})
    renamed = SavedView.objects.get().name
    client.post(reverse("admin:articles_savedview_delete", args=[view.pk]), {"post": "yes"})

    assert renamed == "新名"
    assert not SavedView.objects.exists()


def test_anothers_own_view_is_not_there_and_a_shared_one_only_to_look_at(as_person, people):
    own = SavedView.objects.create(owner=people["复审"], model="article", name="他的")
    shared = SavedView.objects.create(owner=people["复审"], model="article", name="共用", shared=True)
    client = as_person("编辑")

    answers = [client.post(change(view), {"name": "抢"}).status_code for view in (own, shared)]

    assert answers == [403, 403]
    assert set(SavedView.objects.values_list("name", flat=True)) == {"他的", "共用"}


@pytest.mark.parametrize(("name", "shared"), [("有了", ""), ("社里的", "on")])
def test_a_name_that_is_taken_is_refused_by_the_form(as_person, people, name, shared):
    SavedView.objects.create(owner=people["复审"], model="article", name="有了")
    SavedView.objects.create(owner=make_user("别人"), model="article", name="社里的", shared=True)
    view = SavedView.objects.create(owner=people["复审"], model="article", name="我的")

    page = as_person("复审").post(change(view), {"name": name, "shared": shared})

    assert "视图" in str(page.context["adminform"].form.errors["name"])
    assert SavedView.objects.get(pk=view.pk).name == "我的"


def test_the_same_name_serves_another_list(as_person, people):
    SavedView.objects.create(owner=people["编辑"], model="topic", name=OWN)

    page = keep(as_person("编辑"), OWN, "state__exact=draft")

    assert views(page) == [(OWN, True)]
