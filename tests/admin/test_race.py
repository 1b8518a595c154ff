"""Several editors saving the same page at one moment: one wins, the others are told, and nobody's text is mixed."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from articles.editorial import workflow
from articles.models import Article
from tests.admin.forms import read_form
from tests.factories import make_complete_article, make_user

EDITORS = 6


@pytest.mark.django_db(transaction=True)
def test_of_six_saves_on_one_version_one_wins_and_five_are_refused():
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")
    page = reverse("admin:articles_article_change", args=[article.pk])
    clients = []
    for n in range(EDITORS):
        client = Client()
        client.force_login(make_user(f"editor{n}", ("编辑",)))
        clients.append((client, read_form(client.get(page))))
    start = Barrier(EDITORS)

    def save(n: int) -> Any:
        client, form = clients[n]
        start.wait()
        try:
            return client.post(page, {**form, "title": f"第{n}人的题", "tags": [f"标签{n}"]}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(EDITORS) as pool:
        answers = sorted(pool.map(save, range(EDITORS)))

    stored = Article.objects.get()
    assert answers == [200] * (EDITORS - 1) + [302]
    assert stored.version == 2
    assert [tag.name for tag in stored.tags.all()] == [f"标签{stored.title[1]}"]
