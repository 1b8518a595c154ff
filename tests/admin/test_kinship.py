"""Suggested links in the rail of the article page: shown with their reason, taken, refused, and what they cost."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from articles.editorial import workflow
from articles.models import ArticleLink, LinkDecision
from articles.text.script import to_traditional
from tests.admin.forms import buttons, send, told
from tests.factories import make_complete_article, make_user

pytestmark = pytest.mark.django_db
BODY = "松川新区的车间里，新设备刚刚调试完毕。\n\n工人说，产量比去年多了三成，次品少了一半。厂长打算明年再添两条产线。"


def page_of(article):
    return reverse("admin:articles_article_change", args=[article.pk])


@pytest.fixture
def pair():
    made = [make_complete_article(body=body) for body in (BODY, f"{BODY}\n\n本报记者还看了仓库。")]
    for article in made:
        workflow.record(article, by=None, reason="导入")
    return made


def test_the_page_shows_the_link_its_kind_and_why(pair, as_person):
    article, other = pair

    page = as_person("编辑").get(page_of(article))

    html = page.content.decode()
    assert f'同一文本 <a href="{page_of(other)}">{other.title}</a>' in html
    assert "短的一篇有 100% 见于另一篇，共有 47 字：松川新区" in html
    assert {("_take_link", f"same_text:{other.pk}"), ("_refuse_link", f"same_text:{other.pk}")} <= set(buttons(page))
    assert "没有新的建议" not in html


def test_taking_it_links_the_two_and_it_is_gone(pair, as_person):
    article, other = pair
    client = as_person("编辑")

    page = send(client, page_of(article), _take_link=f"same_text:{other.pk}")

    assert f"已关联“{other}”" in told(page)
    assert [(link.to_article, link.kind) for link in article.links.all()] == [(other, "same_text")]
    assert "_take_link" not in {name for name, _value in buttons(client.get(page_of(other)))}


def test_refusing_it_is_remembered(pair, as_person):
    article, other = pair
    client = as_person("编辑")

    page = send(client, page_of(article), _refuse_link=f"same_text:{other.pk}")

    assert f"不再建议关联“{other}”" in told(page)
    assert LinkDecision.objects.get().accepted is False
    assert "没有新的建议" in client.get(page_of(article)).content.decode()


@pytest.mark.parametrize("value", ["", "x", "same_text:", "same_text:99999", "same_text:-1", ":"])
def test_a_button_with_a_value_nobody_made_is_refused_in_words(pair, as_person, value):
    page = send(as_person("编辑"), page_of(pair[0]), _take_link=value)

    assert "这篇文章已不在了" in told(page)
    assert not ArticleLink.objects.exists()


def beside(article, other):
    return reverse("admin:articles_article_beside", args=[article.pk, other.pk])


def test_the_difference_is_shown_character_by_character(pair, as_person):
    page = as_person("编辑").get(beside(*pair)).content.decode()

    assert f'href="{beside(*pair)}"' in as_person("编辑").get(page_of(pair[0])).content.decode()
    assert "本篇多 0 字，另一篇多 10 字" in page
    assert re.search("<del>\\s*本报记者还看了仓库。</del>", page)


def test_where_only_the_script_differs_that_is_said_and_nothing_else_shown(as_person):
    made = [make_complete_article(body=body) for body in (BODY, to_traditional(BODY))]

    page = as_person("编辑").get(beside(*made)).content.decode()

    assert "只有字体不同" in page
    assert "<del>" not in page


@pytest.mark.parametrize(("button", "linked"), [("_take_link", 1), ("_refuse_link", 0)])
def test_it_is_answered_where_it_is_looked_at_and_never_asked_again(pair, as_person, button, linked):
    client = as_person("编辑")

    page = client.post(beside(*pair), {button: f"same_text:{pair[1].pk}"}, follow=True)

    assert page.redirect_chain == [(page_of(pair[0]), 302)]
    assert ArticleLink.objects.count() == linked
    assert LinkDecision.objects.count() == 1
    assert {"_take_link", "_refuse_link"}.isdisjoint(name for name, _value in buttons(client.get(beside(*pair))))


def test_who_may_not_change_may_look_and_not_answer(pair):
    client = Client()
    client.force_login(user := make_user("看客"))
    assert client.get(beside(*pair)).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="view_article"))

    assert client.get(beside(*pair)).status_code == 200
    assert client.post(beside(*pair), {"_take_link": f"same_text:{pair[1].pk}"}).status_code == 403
    assert not LinkDecision.objects.exists()


def test_an_article_that_is_not_there_has_no_other_side(pair, as_person):
    assert as_person("编辑").get(beside(pair[0], type(pair[0])(pk=99999))).status_code == 404


def test_the_rail_costs_no_more_for_more_kin(pair, as_person, django_assert_max_num_queries):
    client = as_person("编辑")
    client.get(page_of(pair[0]))
    with django_assert_max_num_queries(100) as before:
        client.get(page_of(pair[0]))
    for _ in range(4):
        make_complete_article(body=BODY)

    with django_assert_max_num_queries(len(before)):
        page = client.get(page_of(pair[0]))

    assert len(page.context["kin"]) == 5
