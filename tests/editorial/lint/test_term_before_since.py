import pytest

from articles.editorial.lint.term_before_since import check
from articles.models import Article
from tests.factories import make_article, make_topic

pytestmark = pytest.mark.django_db


def under(topic, **changes):
    article = make_article(**changes)
    article.topics.add(topic)
    return Article.objects.get(pk=article.pk)


def test_a_term_older_than_itself_needs_a_reason_at_its_place():
    topic = make_topic(name="新质生产力", since="2023-09")
    article = under(topic, date="2022-01-03", body="要发展新质生产力。")

    (finding,) = check(article)

    assert (finding.field, finding.start, finding.end, finding.level) == ("body", 3, 8, "reason")
    assert "2023-09" in finding.message


def test_an_old_article_without_the_term_is_noted_as_background():
    topic = make_topic(name="新质生产力", since="2023-09")

    (finding,) = check(under(topic, date="2022", body="要抓好经济建设。"))

    assert (finding.field, finding.quote, finding.level) == ("topics", "", "note")


@pytest.mark.parametrize("date", ["2023-09-07", "2023", "2024", "", "XXXX-XX-23"])
def test_an_article_that_may_be_as_new_is_left_alone(date):
    topic = make_topic(name="新质生产力", since="2023-09")

    assert list(check(under(topic, date=date, body="要发展新质生产力。"))) == []


def test_a_topic_without_a_first_date_is_left_alone():
    assert list(check(under(make_topic(name="冰雪经济"), date="1999", body="冰雪经济。"))) == []


@pytest.mark.parametrize("body", ["要发展新质生产力。", "要發展新質生產力。"])
def test_a_term_in_the_text_counts_whether_or_not_its_topic_is_on_the_article(body):
    make_topic(name="新质生产力", since="2023-09")

    (finding,) = check(make_article(date="2022", body=body))

    assert (finding.level, finding.start, finding.end) == ("reason", 3, 8)


def test_a_topic_on_other_articles_whose_term_is_not_in_the_text_is_left_alone():
    under(make_topic(name="新质生产力", since="2023-09"), date="2024", body="另一篇。")

    assert list(check(make_article(date="2022", body="要抓好经济建设。"))) == []


def test_a_term_not_to_be_used_and_one_without_a_first_date_are_left_alone():
    topic = make_topic(name="新质生产力", since="2023-09")
    topic.terms.create(form="先进生产力", kind="avoided")
    make_topic(name="冰雪经济")

    assert list(check(make_article(date="1999", body="先进生产力和冰雪经济。"))) == []


def test_any_number_of_topics_costs_one_query(django_assert_num_queries):
    article = make_article(date="2001", body="甲乙丙。")
    article.topics.set([make_topic(since="2023-09") for _ in range(5)])
    read = Article.objects.prefetch_related("topics").get(pk=article.pk)

    with django_assert_num_queries(1):
        assert len(list(check(read))) == 5
