"""Which topics an article's words suggest, why, and what is not suggested."""

import time

import pytest

from articles.editorial.suggest import suggest_topics
from articles.models import Article, SuggestionDecision
from tests.factories import make_article, make_topic, make_user

pytestmark = pytest.mark.django_db


def named(article):
    return [suggestion.topic.name for suggestion in suggest_topics(article)]


def test_a_topic_is_suggested_with_its_count_reason_and_places():
    topic = make_topic(name="新质生产力")
    article = make_article(title="话说新质生产力", body="新质生产力，还是新质生产力。")

    (suggestion,) = suggest_topics(article)

    assert (suggestion.topic, suggestion.count, suggestion.background) == (topic, 3, False)
    assert suggestion.reason == "“新质生产力”3 次"
    assert suggestion.spans == (("title", 2, 7), ("body", 0, 5), ("body", 8, 13))


@pytest.mark.parametrize("body", ["發展新質生產力。", "发展新质生产力。"])
def test_either_script_counts(body):
    make_topic(name="新质生产力")

    (suggestion,) = suggest_topics(make_article(body=body))

    assert suggestion.spans == (("body", 2, 7),)


def test_a_taiwan_word_counts_at_its_place_as_written():
    make_topic(name="人工智能")
    body = "谈资讯，人工智慧来了。"

    (suggestion,) = suggest_topics(make_article(body=body))

    (_field, start, end) = suggestion.spans[0]
    assert body[start:end] == "人工智慧"


def test_variants_count_with_the_name_and_are_told_apart():
    make_topic(name="冰雪经济").terms.create(form="冰雪旅游", kind="variant")

    (suggestion,) = suggest_topics(make_article(body="冰雪旅游热，冰雪经济旺，冰雪旅游好。"))

    assert (suggestion.count, suggestion.reason) == (3, "“冰雪旅游”2 次、“冰雪经济”1 次")


def test_a_term_inside_a_longer_one_does_not_count():
    make_topic(name="生产力")
    make_topic(name="新质生产力")

    assert named(make_article(body="发展新质生产力。")) == ["新质生产力"]


def test_a_term_to_be_avoided_does_not_count_nor_what_it_holds():
    make_topic(name="边境贸易").terms.create(form="边贸", kind="avoided")
    make_topic(name="贸易").terms.create(form="旧边境贸易", kind="avoided")

    assert named(make_article(body="边贸兴旺，旧边境贸易不提。")) == []


@pytest.mark.parametrize(
    ("body", "found"), [("用AI办事", ["AI"]), ("用ＡＩ办事", ["AI"]), ("MAIN street", []), ("AI2 号", [])]
)
def test_a_latin_term_counts_only_as_a_whole_word(body, found):
    make_topic(name="AI")

    assert named(make_article(body=body)) == found


def test_topics_the_article_has_are_left_out():
    topic = make_topic(name="冰雪经济")
    article = make_article(body="冰雪经济。")
    article.topics.add(topic)

    assert named(article) == []


@pytest.mark.parametrize("accepted", [True, False])
def test_decided_topics_are_not_offered_again(accepted):
    topic = make_topic(name="冰雪经济")
    article = make_article(body="冰雪经济。")
    SuggestionDecision.objects.create(article=article, topic=topic, accepted=accepted, by=make_user())

    assert named(article) == []


def test_the_most_often_named_comes_first_then_by_name():
    for name in ("粮食安全", "冰雪经济", "边境贸易"):
        make_topic(name=name)

    assert named(make_article(body="边境贸易、冰雪经济、粮食安全、粮食安全。")) == ["粮食安全", "冰雪经济", "边境贸易"]


def test_an_older_article_is_background_and_says_why():
    make_topic(name="新质生产力", since="2023-09")

    (suggestion,) = suggest_topics(make_article(body="新质生产力。", date="2022-01-03"))

    assert suggestion.background
    assert "背景" in suggestion.reason and "2022-01-03" in suggestion.reason and "2023-09" in suggestion.reason


@pytest.mark.parametrize("date", ["2023", "2023-09-01", "", "XXXX-XX-23"])
def test_an_article_that_may_be_as_new_is_no_background(date):
    make_topic(name="新质生产力", since="2023-09")

    (suggestion,) = suggest_topics(make_article(body="新质生产力。", date=date))

    assert not suggestion.background


def test_nothing_is_suggested_where_there_are_no_topics():
    assert suggest_topics(make_article()) == ()


def test_an_unsaved_article_can_be_asked_about():
    make_topic(name="冰雪经济")

    assert named(Article(title="冰雪经济")) == ["冰雪经济"]


def test_any_number_of_topics_costs_three_queries(django_assert_num_queries):
    for _ in range(12):
        make_topic()
    article = make_article(body="冰雪经济。")

    with django_assert_num_queries(3):
        suggest_topics(article)


@pytest.mark.parametrize("unit", ["新", "新质", "AI", "人工智慧", "\n"])
def test_a_hundred_thousand_of_anything_takes_linear_time(unit):
    for name in ("新新新新新质", "AI", "人工智能"):
        make_topic(name=name)
    article = Article(body=unit * (100_000 // len(unit)))

    before = time.process_time()
    suggest_topics(article)

    assert time.process_time() - before < 2
