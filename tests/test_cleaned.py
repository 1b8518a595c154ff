"""The five real captures, cleaned as an editor would: nothing false blocks them; 004 lacks facts, 001 is published."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from articles.editorial import decide, workflow
from articles.editorial.findings import open_findings
from articles.editorial.workflow import Refused
from articles.models import Article, Attribution, Contribution, Source, User
from tests.factories import make_user
from tests.once import once

REAL = Path(__file__).resolve().parents[2] / "shared" / "seeds"

pytestmark = [
    once,
    pytest.mark.django_db,
    pytest.mark.skipif(
        not REAL.is_dir() and not os.environ.get("CI"), reason="the real captures are not beside the project"
    ),
]


def capture(number: str) -> Article:
    (path,) = REAL.glob(f"{number}_*")
    call_command("ingest", str(path), stdout=StringIO())
    return Article.objects.get()


def clean(article: Article) -> None:
    """Do what an editor does: take the proved fixes, confirm the names, name the outlet and those who answer for it."""
    editor = make_user("清稿", ("编辑",))
    for code in ("damaged-bytes", "furniture-left", "title-in-body"):
        for finding in [f for f in open_findings(article) if f.code == code and f.fix is not None]:
            decide.apply_fix(article, finding.key, by=editor)
            article.refresh_from_db()
    decide.confirm_names(article, by=editor)
    with workflow.editing(article.pk, by=editor, reason="补齐事实") as mine:
        mine.title = mine.title or "补上的原标题"
        mine.save()
        outlet = Source.objects.create(name="松川晚报", kind="newspaper")
        mine.attributions.filter(role="published_by").delete()
        Attribution.objects.create(article=mine, source=outlet, role="published_by")
        for name, role in (("林远舟", "reporter"), ("沈知秋", "editor")):
            Contribution.objects.create(article=mine, name=name, role=role, order=90)


def against(article: Article) -> str:
    """Return why the article cannot be signed, in the words of the desk."""
    with pytest.raises(Refused) as refused:
        workflow.sign(article, by=make_user("签稿", ("初审",)))
    return str(refused.value)


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_the_cleaned_captures_are_blocked_by_nothing_false(number: str) -> None:
    article = capture(number)
    clean(article)

    blocks = [(f.code, f.quote) for f in open_findings(Article.objects.get()) if f.level == "block"]

    # 004 has a name cut to stars, which nobody may make up: that block is true.
    assert {code for code, _quote in blocks} <= ({"elided-name"} if number == "004" else set())


def test_004_cannot_be_published_and_the_page_says_which_facts_are_missing() -> None:
    article = capture("004")
    workflow.submit(article, by=make_user("编", ("编辑",)))
    client = Client()
    client.force_login(make_user("看稿", ("终审",)))

    reasons = against(article)
    page = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()

    for fact in ("没有来源", "没有日期", "没有原作者", "没有责任编辑"):
        assert fact in reasons
        assert fact in page
    with pytest.raises(Refused, match="没有来源"):
        workflow.publish(article, by=make_user("发稿", ("终审",)))
    assert not article.editions.exists()


def test_001_can_be_published_once_cleaned() -> None:
    article = capture("001")
    clean(article)
    editor = User.objects.get(username="清稿")
    for finding in [f for f in open_findings(article) if f.level == "reason"]:
        decide.dismiss(article, finding.key, by=editor, reason="原文如此")
    workflow.submit(article, by=editor)
    for name in ("初审", "复审", "终审"):
        workflow.sign(article, by=make_user(name, (name,)))

    assert workflow.publish(article, by=User.objects.get(username="终审")).number == 1
