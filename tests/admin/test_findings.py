"""Findings and suggestions on the article page: fixing, leaving with a reason, undoing."""

import pytest
from django.urls import reverse

from articles.editorial import workflow
from articles.editorial.findings import open_findings
from articles.models import Article
from tests.admin.forms import buttons, send, told
from tests.factories import make_complete_article

pytestmark = pytest.mark.django_db


def page_of(article):
    return reverse("admin:articles_article_change", args=[article.pk])


@pytest.fixture
def article():
    article = make_complete_article(body="松川新区的车间,新设备刚刚调试完。\n\n工人说，产量比去年多了三成。")
    workflow.record(article, by=None, reason="导入")
    return article


def finding_with_fix(article):
    return next(finding for finding in open_findings(article) if finding.fix is not None)


def test_a_fix_is_applied_by_its_button_and_can_be_undone(article, as_person):
    finding = finding_with_fix(article)
    client = as_person("编辑")

    page = send(client, page_of(article), _fix=f"{finding.key}:0")
    mended = Article.objects.get().body
    back = send(client, page_of(article), _undo=str(article.decisions.get().pk))

    assert "可以撤销" in told(page)
    assert mended == article.body.replace(",", "，")
    assert "恢复原样" in told(back)
    assert Article.objects.get().body == article.body


def test_the_page_offers_the_fix_and_links_it_with_the_marked_words(article, as_person):
    finding = finding_with_fix(article)

    page = as_person("编辑").get(page_of(article))

    html = page.content.decode()
    row = next(row for row in page.context["findings"] if row.finding.key == finding.key)
    assert ("_fix", f"{finding.key}:0") in buttons(page)
    assert f'href="#{row.anchor}-text"' in html
    assert f'href="#{row.anchor}" id="{row.anchor}-text">,</a>' in html


def test_text_typed_before_the_fix_is_kept(article, as_person):
    finding = finding_with_fix(article)

    send(as_person("编辑"), page_of(article), _fix=f"{finding.key}:0", subtitle="副题")

    stored = Article.objects.get()
    assert (stored.subtitle, stored.body) == ("副题", article.body.replace(",", "，"))


def test_leaving_a_finding_needs_a_reason(article, as_person):
    finding = next(f for f in open_findings(article) if f.level != "block")
    client = as_person("编辑")

    refused = send(client, page_of(article), _dismiss=finding.key)
    page = send(client, page_of(article), _dismiss=finding.key, **{f"reason-{finding.key}": "原文如此"})

    assert "不改须写明理由" in told(refused)
    assert "已记下" in told(page)
    assert article.decisions.get().reason == "原文如此"


def test_a_finding_that_is_gone_is_refused_in_words(article, as_person):
    page = send(as_person("编辑"), page_of(article), _fix="0" * 64 + ":0")

    assert "这一条已经不在了" in told(page)


@pytest.mark.parametrize("value", ["", "x", "99999", "-1"])
def test_a_button_with_a_value_nobody_made_is_refused_in_words(article, as_person, value):
    page = send(as_person("编辑"), page_of(article), _undo=value)

    assert "没有这一条校对决定" in told(page)
