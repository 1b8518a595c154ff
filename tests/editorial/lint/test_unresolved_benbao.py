import pytest

from articles.editorial.lint.unresolved_benbao import check
from articles.models import Article, Reading
from tests.factories import make_article, make_source


def test_a_flagged_reading_without_a_publisher_blocks():
    (finding,) = check(Article(reading=Reading(flags=["no-title", "unresolved-benbao"])))

    assert (finding.code, finding.field, finding.level) == ("unresolved-benbao", "source", "block")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["本报", "本報", "本网"])
def test_a_publisher_that_only_says_benbao_blocks(name):
    article = make_article()
    article.attributions.create(role="published_by", name=name)

    assert [finding.code for finding in check(article)] == ["unresolved-benbao"]


@pytest.mark.django_db
def test_a_chosen_publisher_resolves_it():
    article = make_article(source=make_source())
    article.reading = Reading(flags=["unresolved-benbao"])

    assert list(check(article)) == []


@pytest.mark.django_db
def test_a_name_that_only_begins_so_passes():
    article = make_article()
    article.attributions.create(role="published_by", name="本溪日报")

    assert list(check(article)) == []


def test_a_missing_source_is_left_to_its_own_check():
    assert list(check(Article())) == []
