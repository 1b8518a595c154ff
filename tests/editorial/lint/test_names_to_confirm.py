import pytest

from articles.editorial.lint.names_to_confirm import check
from articles.models import Article, Contribution
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_every_name_to_confirm_blocks_by_itself():
    article = make_article(people=(("林远舟", "reporter"), ("沈知秋", "reporter")))
    Contribution.objects.filter(article=article).update(confirm=True)

    found = list(check(Article.objects.get(pk=article.pk)))

    assert [(finding.field, finding.before, finding.quote, finding.level) for finding in found] == [
        ("author", "林远舟", "", "block"),
        ("author", "沈知秋", "", "block"),
    ]
    assert len({finding.key for finding in found}) == 2


def test_a_confirmed_name_passes():
    assert list(check(make_article(people=(("林远舟", "reporter"),)))) == []


def test_an_unsaved_article_has_no_names():
    assert list(check(Article())) == []
