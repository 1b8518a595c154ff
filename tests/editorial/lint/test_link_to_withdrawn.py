import pytest

from articles.editorial.lint.link_to_withdrawn import check
from articles.models import Article, ArticleLink
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def linked(*states):
    article = make_article()
    for state in states:
        other = make_article()
        Article.objects.filter(pk=other.pk).update(state=state)
        ArticleLink.objects.create(from_article=article, to_article=other, kind="quotes")
    return article


def test_a_link_to_a_withdrawn_article_needs_a_reason():
    (finding,) = check(linked("withdrawn", "published"))

    assert (finding.field, finding.quote, finding.level) == ("links", "", "reason")
    assert "已撤稿" in finding.message


def test_links_to_others_are_left_alone():
    assert list(check(linked("draft", "review", "published"))) == []


def test_any_number_of_links_costs_one_query(django_assert_num_queries):
    article = Article.objects.prefetch_related("links").get(pk=linked(*["withdrawn"] * 4).pk)

    with django_assert_num_queries(1):
        assert len(list(check(article))) == 4


def test_an_unsaved_article_has_no_links():
    assert list(check(Article())) == []
