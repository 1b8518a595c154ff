"""What the database itself refuses, whatever the code above it does."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.editorial.digest import article_payload, canonical
from articles.models import (
    Article,
    ArticleLink,
    Attribution,
    Capture,
    Contribution,
    Edition,
    SiteVersion,
    Source,
    Topic,
)
from tests.factories import make_article, make_collection, make_source, make_topic, make_user

pytestmark = pytest.mark.django_db


def make_edition(article, **changes):
    now = timezone.now()
    values = {
        "number": 1, "digest": "0" * 64, "payload": canonical(article_payload(article)), "revision_number": 1, "live_from": now, "first_live_from": now,
        "published_by": make_user(), "slug": "x", "title": "甲", "script": "zh-Hans",
    }  # fmt: skip
    return Edition.objects.create(article=article, **{**values, **changes})


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda: Article.objects.filter().update(state="secret"), id="an unknown state"),
        pytest.param(lambda: Article.objects.update(version=0), id="version nought"),
        pytest.param(lambda: Source.objects.update(kind="blog"), id="an unknown kind of source"),
        pytest.param(lambda: Contribution.objects.update(role="owner"), id="an unknown role"),
        pytest.param(lambda: SiteVersion.objects.create(pk=2), id="a second site version"),
        pytest.param(lambda: Capture.objects.create(sha256="z" * 64, size=1, packed=b""), id="a digest that is none"),
    ],
)
def test_the_database_refuses(act):
    make_article(source=make_source(), people=(("林远舟", "reporter"),))

    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def test_an_article_has_one_publisher_at_most():
    article = make_article(source=make_source())

    with pytest.raises(IntegrityError), transaction.atomic():
        Attribution.objects.create(article=article, source=make_source(), role="published_by")


def test_an_article_may_have_two_reprinters():
    article = make_article(source=make_source())

    for _ in range(2):
        Attribution.objects.create(article=article, source=make_source(), role="reprinted_by")

    assert article.attributions.count() == 3


def test_no_article_links_to_itself():
    article = make_article()

    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleLink.objects.create(from_article=article, to_article=article, kind="quotes")


def test_no_topic_is_its_own_parent():
    topic = make_topic()

    with pytest.raises(IntegrityError), transaction.atomic():
        Topic.objects.filter(pk=topic.pk).update(parent=topic)


def test_an_article_stands_once_in_a_collection():
    article = make_article()
    collection = make_collection(article)

    with pytest.raises(IntegrityError), transaction.atomic():
        collection.placements.create(article=article, section=collection.sections.get())


def test_an_article_has_one_open_edition():
    article = make_article()
    make_edition(article)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_edition(article, number=2)


def test_an_edition_does_not_end_before_it_begins():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_edition(make_article(), live_until=timezone.now() - timedelta(days=1))


def test_a_capture_is_never_changed_nor_deleted():
    capture = Capture.objects.create(sha256="a" * 64, size=1, packed=Capture.pack(b"x"))

    with pytest.raises(TypeError):
        capture.save()
    with pytest.raises(TypeError):
        capture.delete()
    assert Capture.objects.get().content == b"x"
