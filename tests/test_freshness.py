"""Answers that browsers keep for ever say that they are to be asked for anew."""

import pytest
from django.test import Client

from tests.factories import make_article
from tests.press import publish, withdraw

pytestmark = pytest.mark.django_db


def test_a_redirect_to_the_present_address_is_not_kept_for_ever(client: Client):
    article = make_article()
    publish(article)

    answer = client.get(f"/articles/{article.pk}-old/")

    assert (answer.status_code, answer.headers["Cache-Control"]) == (301, "no-cache")


def test_nor_is_the_notice_of_what_is_gone(client: Client):
    article = make_article()
    publish(article)
    withdraw(article)

    answer = client.get(f"/articles/{article.pk}/")

    assert (answer.status_code, answer.headers["Cache-Control"]) == (410, "no-cache")


def test_other_answers_say_what_they_said(client: Client):
    publish(make_article())

    assert "Cache-Control" not in client.get("/articles/").headers
    assert "no-store" in client.get("/healthz").headers["Cache-Control"]
