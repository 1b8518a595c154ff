"""Races that only a server with real concurrency shows: they run where DATABASE_URL names PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from articles.editorial import workflow
from articles.editorial.workflow import Refused
from articles.models import Article, Edition
from tests.factories import make_complete_article, make_people, make_user

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=False),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time"),
]
THREADS = 8


def race(act) -> list[object]:
    """Call `act` in THREADS threads at once; return what each answered or raised."""
    barrier = Barrier(THREADS)

    def run(_: int) -> object:
        barrier.wait(10)
        try:
            return act()
        except Refused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


def test_eight_threads_racing_one_publish_give_one_edition():
    staff = make_people("编辑", "初审", "复审", "终审")
    article = make_complete_article()
    workflow.submit(article, by=staff["编辑"])
    for name in ("初审", "复审", "终审"):
        workflow.sign(article, by=staff[name])

    answers = race(lambda: workflow.publish(Article.objects.get(pk=article.pk), by=staff["终审"]))

    assert Edition.objects.count() == 1
    assert sum(isinstance(answer, Edition) for answer in answers) == 1


def test_eight_threads_saving_one_version_leave_one_winner():
    editor = make_user("编辑", ("编辑",))
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")

    def save() -> str:
        with workflow.editing(article.pk, by=editor, reason="改", version=1) as mine:
            mine.title += "一"
            mine.save()
        return mine.title

    answers = race(save)

    assert sum(isinstance(answer, str) for answer in answers) == 1
    assert Article.objects.get().title == article.title + "一"
