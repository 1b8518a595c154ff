"""Lists of a hundred rows at the desk: few queries, and no texts loaded."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.admin import REGISTERED
from articles.editorial import workflow
from articles.models import Article, Batch, Capture, FindingDecision, Notice, Reading, Receipt
from tests.factories import (
    make_article,
    make_author,
    make_collection,
    make_people,
    make_source,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db

ROWS = 100
LIMIT = 15


@pytest.fixture(scope="module")
def full(rows_of_the_module):
    """A hundred rows of what lists are long of."""
    source, author = make_source(), make_author()
    batch = Batch.objects.create(how="test", by=make_user("importer"))
    people = make_people("初审", "复审", "终审")
    for n in range(ROWS):
        capture = Capture.objects.create(sha256=f"{n:064x}", size=1, packed=Capture.pack(b"x"))
        Receipt.objects.create(capture=capture, batch=batch, name=b"x.txt")
        reading = Reading.objects.create(
            capture=capture, reader="1", outcome="flagged", shape="plain", encoding="utf-8", encoding_found_by="strict",
            flags=["no-date"], packed=Capture.pack(b"{}"),
        )  # fmt: skip
        article = make_article(title="" if n % 2 else f"第{n}篇", source=source)
        Article.objects.filter(pk=article.pk).update(reading=reading)
        workflow.record(article, by=people["初审"], reason="导入")
        article.tags.add(f"标签{n}")
        make_topic(parent=None)
        make_collection(article)
        FindingDecision.objects.create(article=article, key=str(n), code="A", decision="dismissed", by=people["初审"])
        Notice.objects.create(kind="correction", article=article, text="更正", at=batch.started_at, by=people["终审"])
    author.contributions.create(article=Article.objects.first(), name="林远舟")


@pytest.mark.parametrize("model", [model for model, _admin in REGISTERED], ids=lambda model: model._meta.model_name)
def test_a_list_of_a_hundred_asks_few_queries_and_loads_no_text(model, chief, full):
    page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")

    with CaptureQueriesContext(connection) as queries:
        answer = chief.get(page, {"all": ""})

    assert answer.status_code == 200
    assert len(queries) <= LIMIT, [q["sql"][-160:] for q in queries]
    heavy = ('."body"', '."packed"', '."payload"', '."html"')
    assert not [q["sql"] for q in queries.captured_queries if any(name in q["sql"] for name in heavy)]


def test_the_front_page_asks_as_many_queries_for_many_as_for_few(chief, full):
    with CaptureQueriesContext(connection) as queries:
        chief.get(reverse("admin:index"))

    assert len(queries) <= LIMIT
    assert not [q["sql"] for q in queries.captured_queries if '."body"' in q["sql"]]
