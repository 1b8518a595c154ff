"""How much the page of an article asks of the database: the same few queries for every role, however much hangs on it."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.editorial import comment, decide, merge, workflow
from articles.editorial.findings import open_findings
from articles.ingest import reader
from articles.ingest.store import store
from articles.models import (
    Article,
    ArticleLink,
    Batch,
    Draft,
    LinkDecision,
    Presence,
    SuggestionDecision,
    Topic,
    ask,
    question,
)
from tests.admin.conftest import NAMES
from tests.factories import make_author, make_complete_article, make_source, make_topic

pytestmark = pytest.mark.django_db
SEEDS = Path(__file__).resolve().parents[2] / "seeds"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "seeds"
#: What the page asks at most, the comments beside it among it, one left for the second step of signing in.
MOST = 12


def stored(content):
    made = store(content, reader.read(content), name=b"x.txt", batch=Batch.objects.create(how="test"))
    article = Article.objects.get(pk=made[0].article_id)
    workflow.record(article, by=None, reason="导入")
    return article


def asked(client, article, query=""):
    address = reverse("admin:articles_article_change", args=[article.pk]) + query
    client.get(address)  # content types and the like are asked for once a process
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.fixture
def burdened(people):
    """An article with everything on it: signed, words, links and topics changed since, commented, decided on, typed on by two."""
    article = make_complete_article(body="雪场边的修理铺。\n\n雪场边的修理铺，第二次写到这里 ，三次。")
    other, third = make_complete_article(), make_complete_article()
    article.contributions.update(author=make_author())
    article.attributions.update(source=make_source())
    merged = make_topic()
    article.topics.add(make_topic(), merged)
    article.tags.add("冰雪")
    ArticleLink.objects.create(from_article=article, to_article=make_complete_article(), kind="background")
    workflow.record(article, by=None, reason="导入")
    workflow.submit(article, by=people["编辑"])
    for name in ("初审", "复审", "终审"):
        workflow.sign(article, by=people[name], note="好")
    workflow.publish(article, by=people["终审"])
    article.links.all().delete()
    merge.merge("topic", merged.pk, make_topic().pk, by=people["管理员"], reason="重了")
    comment.comment(article, comment.Draft(text="看一看"), by=people["编辑"])
    ArticleLink.objects.create(from_article=article, to_article=other, kind="quotes")
    ArticleLink.objects.create(from_article=third, to_article=article, kind="background")
    LinkDecision.objects.create(article=article, other=third, kind="quotes", accepted=False, by=people["编辑"])
    SuggestionDecision.objects.create(article=article, topic=make_topic(), accepted=False, by=people["编辑"])
    with workflow.editing(article.pk, by=people["编辑"], reason="改") as mine:
        mine.standfirst = "改过的导语。"
        mine.save()
    article.refresh_from_db()
    for finding in [one for one in open_findings(article) if one.level != "block"][:2]:
        decide.dismiss(article, finding.key, by=people["编辑"], reason="原文如此")
    for name in NAMES:
        Draft.objects.create(
            by=people[name], page=f"article/{article.pk}", token=name, packed=b"", saved_at=timezone.now()
        )
        Presence.note(people[name], f"article/{article.pk}")
    return article


@pytest.mark.parametrize("name", NAMES)
def test_the_page_asks_few_queries_of_every_role(name, burdened, as_person):
    client = as_person(name)

    # The revision that a void signature was on is fetched to show what has changed since, and the names of links changed.
    assert asked(client, burdened) <= MOST + 2
    assert asked(client, burdened, "?queue=all-whole") <= MOST + 2


@pytest.mark.parametrize("name", ["plain/san-di-lian-xi-hui-yi.txt", "plain/ji-zhuang-xiang.txt"])
def test_a_reading_adds_no_query_and_neither_does_the_queue(name, as_person):
    article = stored((SEEDS / name).read_bytes())

    for role in ("编辑", "终审"):
        assert asked(as_person(role), article) <= MOST
        assert asked(as_person(role), article, "?queue=all") <= MOST


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real captures are not on this machine")
def test_the_real_captures_ask_no_more(as_person):
    articles = [stored(path.read_bytes()) for path in sorted(SHARED.glob("0*.txt"))]

    for role in ("编辑", "终审"):
        assert [asked(as_person(role), each, "?queue=all") <= MOST for each in articles] == [True] * 5


def test_many_rows_ask_no_more_than_one(as_person, burdened):
    before = asked(as_person("终审"), burdened)
    for n in range(5):
        burdened.contributions.create(name=f"记者{n}", role="reporter", author=make_author(), order=n + 9)
        ArticleLink.objects.create(from_article=burdened, to_article=make_complete_article(), kind="background")

    assert asked(as_person("终审"), burdened) == before


def test_many_questions_are_answered_in_one_query(django_assert_num_queries):
    make_topic(name="冰雪经济")
    author = make_author(name="王一")

    with django_assert_num_queries(1):
        found = ask(
            people=question(type(author).objects.filter(pk=author.pk), key="pk", one="name"),
            nobody=question(type(author).objects.none(), key="pk"),
            topics=question(Topic.objects.filter(name="冰雪经济"), one="name", key="pk"),
        )

    assert [(one.key, one.one) for one in found["people"]] == [(author.pk, "王一")]
    assert found["nobody"] == []
    assert [one.one for one in found["topics"]] == ["冰雪经济"]
