import pytest

from articles.editorial.lint.no_source import check
from articles.models import Article, Reading
from tests.factories import make_article, make_source


def test_no_source_blocks():
    (finding,) = check(Article())

    assert (finding.code, finding.field, finding.level) == ("no-source", "source", "block")


@pytest.mark.django_db
def test_being_reprinted_somewhere_is_no_source():
    article = make_article()
    article.attributions.create(role="reprinted_by", name="松川在线")

    assert [finding.code for finding in check(article)] == ["no-source"]


@pytest.mark.django_db
def test_a_publisher_passes():
    assert list(check(make_article(source=make_source()))) == []


@pytest.mark.django_db
def test_a_publisher_without_a_record_passes():
    article = make_article()
    article.attributions.create(role="published_by", name="松川日报")

    assert list(check(article)) == []


def test_an_open_benbao_is_left_to_its_own_check():
    assert list(check(Article(reading=Reading(flags=["unresolved-benbao"])))) == []
