"""The palette's answers and the page that gives the same: strict, bounded, nothing found that may not be seen."""

import json
import re

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.admin.destination import DESTINATIONS
from articles.editorial import workflow
from tests.factories import make_article, make_author, make_collection, make_source, make_topic, make_user

pytestmark = pytest.mark.django_db
SUGGEST, PAGE = "/admin/find/suggest/", "/admin/find/"
#: For session, user, and the rights of the person and of their groups.
OF_THE_LOGIN = 4


@pytest.fixture
def client(as_person):
    return as_person("编辑")


def found(client, asked):
    return {
        group["kind"]: [hit["name"] for hit in group["hits"]]
        for group in client.get(SUGGEST, {"q": asked}).json()["groups"]
    }


def test_everything_of_a_name_is_found_by_kind_with_its_page(client):
    article = make_article(title="冰雪来了", date="2024-06-28T09:00:00+08:00")
    make_collection(title="冰雪", state="draft")
    make_author(name="冰雪生", affiliation="松川大学")

    groups = client.get(SUGGEST, {"q": "冰雪"}).json()["groups"]

    assert [group["kind"] for group in groups] == ["article", "collection", "author"]
    assert groups[0] == {
        "kind": "article",
        "label": "文章",
        "hits": [
            {
                "name": "冰雪来了",
                "hint": f"第 {article.pk} 号 · 草稿 · 2024年6月28日",
                "url": f"/admin/articles/article/{article.pk}/change/",
            }
        ],
    }
    assert groups[2]["hits"][0]["hint"] == "松川大学"


def test_without_words_it_offers_what_the_person_worked_on_and_where_to_go(client, people):
    article = make_article(title="我改的")
    workflow.record(article, by=people["编辑"], reason="改")

    groups = found(client, "")

    assert groups["recent"] == ["我改的"]
    assert "导入采集件" in groups["go"]


def test_pages_are_found_by_name_and_by_pinyin(client):
    for asked in ("导入", "導入", "daoru", "drcjj"):
        assert "导入采集件" in found(client, asked)["go"], asked


def test_what_one_may_not_see_is_not_found(as_person):
    make_user("secret", display_name="冰雪人")
    make_topic(name="冰雪")

    assert "user" in found(as_person("管理员"), "冰雪")
    assert set(found(as_person("编辑"), "冰雪")) == {"topic"}
    assert not {"用户", "日志"} & set(found(as_person("编辑"), "")["go"])
    assert not {"导入采集件", "新建专题"} & set(found(as_person("只读"), "")["go"])


def test_a_right_taken_away_takes_its_kind_away():
    only_topics = make_user("only")
    only_topics.user_permissions.add(Permission.objects.get(codename="view_topic"))
    client = Client()
    client.force_login(only_topics)
    make_article(title="冰雪")
    make_source(name="冰雪报")
    make_topic(name="冰雪")

    assert set(found(client, "冰雪")) == {"topic"}
    assert "recent" not in found(client, "")


def test_every_page_that_is_offered_lets_the_person_in(as_person):
    for name in ("只读", "见习", "编辑", "管理员"):
        client = as_person(name)
        offered = next(g for g in client.get(SUGGEST).json()["groups"] if g["kind"] == "go")["hits"]

        assert {
            hit["name"]: client.get(hit["url"]).status_code for hit in offered if hit["url"] != "/admin/second/"
        } == {hit["name"]: 200 for hit in offered if hit["url"] != "/admin/second/"}


@pytest.mark.parametrize(
    ("asked", "page", "heading"),
    [
        ("kanban", "board", "看板"),
        ("收件箱", "inbox", "收件箱"),
        ("数字", "figures", "数字"),
        ("rili", "month", "发布日历"),
        ("逾期", "late", "逾期"),
        ("手册", "guide", "编辑手册"),
        ("anjian", "keys", "按键"),
    ],
)
def test_the_pages_of_a_day_are_offered_and_each_leads_there(client, asked, page, heading):
    offered = next(g for g in client.get(SUGGEST, {"q": asked}).json()["groups"] if g["kind"] == "go")["hits"]

    assert [hit["url"] for hit in offered] == [reverse(f"admin:{page}")]
    assert f"{heading}</h1>" in client.get(offered[0]["url"]).content.decode()


def test_the_same_words_name_one_page_alone():
    names = [str(each.name) for each in DESTINATIONS]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "asked", ["q=a&q=b", "q=a&limit=9", "p=1", "callback=x", f"q={'长' * 201}", "q=%00", "q=a%00b"]
)
def test_anything_but_one_query_of_bounded_length_is_refused(client, asked):
    answer = client.get(f"{SUGGEST}?{asked}")

    assert (answer.status_code, json.loads(answer.content)) == (400, {"error": "q"})


@pytest.mark.parametrize("asked", ["的" * 200, "'\"%_\\", "\ud7ff", "a" * 200, "-" * 200, "𠮷", "9" * 100, "<script>"])
def test_any_words_of_bounded_length_are_answered(client, asked):
    assert client.get(SUGGEST, {"q": asked}).status_code == 200


def test_an_answer_is_kept_by_nobody(client):
    assert "no-store" in client.get(SUGGEST).headers["Cache-Control"]


@pytest.mark.parametrize("asked", ["", "冰雪", "bingxue", "7"])
def test_an_answer_takes_three_queries_beside_the_login(client, people, asked):
    for n in range(20):
        article = make_article(title=f"冰雪{n}")
        workflow.record(article, by=people["编辑"], reason="改")
        make_topic(name=f"冰雪{n}")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(SUGGEST, {"q": asked})

    assert len(queries) <= 3 + OF_THE_LOGIN
    columns = [re.sub(r'(?i)substr\w*\("articles_article"."body", 1, 20\)', "", query["sql"]) for query in queries]
    assert not any('"body"' in each or '"packed"' in each for each in columns)


def test_the_page_shows_the_same_without_script(client):
    article = make_article(title="冰雪来了")

    page = client.get(PAGE, {"q": "冰雪"}).content.decode()

    assert f'<a href="/admin/articles/article/{article.pk}/change/" data-stop>冰雪来了</a>' in page
    assert 'value="冰雪"' in page
    assert "没有找到" in client.get(PAGE, {"q": "无此"}).content.decode()


def test_the_number_of_an_article_leads_straight_to_it_and_another_number_does_not(client):
    article = make_article(title="冰雪")

    assert client.get(PAGE, {"q": f" {article.pk} "}).headers["Location"] == reverse(
        "admin:articles_article_change", args=[article.pk]
    )
    assert client.get(PAGE, {"q": "999999"}).status_code == 200


def test_every_page_of_the_desk_has_the_button_and_a_popup_has_none(client):
    page = client.get("/admin/").content.decode()
    popup = client.get("/admin/articles/topic/?_popup=1").content.decode()

    assert 'href="/admin/find/"' in page
    assert 'id="find"' in page
    assert "/admin/find/" not in popup


def test_nobody_outside_the_desk_is_answered(db):
    assert Client().get(SUGGEST).status_code == 302
    assert Client().post(SUGGEST).status_code == 302
