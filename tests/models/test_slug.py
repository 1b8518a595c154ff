"""Slugs: made from the name, never used twice, retired when changed."""

import pytest

from articles.models import RetiredSlug, Topic
from tests.factories import make_topic

pytestmark = pytest.mark.django_db


def test_a_changed_slug_is_retired_and_not_given_to_another():
    topic = make_topic(name="冰雪经济")
    topic.slug = "bing-xue"
    topic.save()

    other = make_topic(name="冰雪经济")

    assert RetiredSlug.objects.get().slug == "bing-xue-jing-ji"
    assert other.slug == "bing-xue-jing-ji-2"


def test_a_record_may_take_its_own_old_slug_back():
    topic = make_topic(name="冰雪经济")
    topic.slug = "bing-xue"
    topic.save()

    topic.slug = "bing-xue-jing-ji"
    topic.save()

    assert list(RetiredSlug.objects.values_list("slug", flat=True)) == ["bing-xue"]


def test_the_key_of_a_topic_stays_when_its_slug_changes():
    topic = make_topic(name="冰雪经济")
    topic.slug = "bing-xue"
    topic.save()

    assert Topic.objects.get().key == "bing-xue-jing-ji"


def test_a_name_without_letters_still_gets_an_address():
    assert make_topic(name="？！").slug == "topic"
