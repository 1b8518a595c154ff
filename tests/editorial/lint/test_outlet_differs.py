import pytest

from articles.editorial.lint.outlet_differs import check
from articles.models import Article
from tests.factories import make_article, make_source

pytestmark = pytest.mark.django_db


def chain(*links):
    article = make_article()
    for order, (role, name, source) in enumerate(links):
        article.attributions.create(role=role, name=name, source=source, order=order)
    return article


def test_a_byline_of_another_outlet_is_noted():
    (finding,) = check(chain(("published_by", "松川日报", None), ("byline_outlet", "北岸晚报", None)))

    assert (finding.field, finding.quote, finding.level) == ("source", "", "note")
    assert "北岸晚报" in finding.message and "松川日报" in finding.message


def test_two_records_differ_whatever_their_names():
    article = chain(("published_by", "松川日报", make_source()), ("byline_outlet", "松川日报客户端", make_source()))

    assert len(list(check(article))) == 1


@pytest.mark.parametrize("outlet", ["松川日报", "松川日报客户端", "松川"])
def test_the_publisher_and_its_site_or_app_are_left_alone(outlet):
    assert list(check(chain(("published_by", "松川日报", None), ("byline_outlet", outlet, None)))) == []


def test_nothing_can_differ_from_an_unknown_publisher():
    assert list(check(chain(("byline_outlet", "北岸晚报", None)))) == []
    assert list(check(Article())) == []
