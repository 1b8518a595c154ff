import pytest

from articles.editorial.lint.name_blank import check
from articles.models import Attribution
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_a_blank_inside_a_name_is_found_where_it_stands():
    (finding,) = check(make_article(people=(("孙 惠", "reporter"),)))

    assert (finding.field, finding.start, finding.quote, finding.level) == ("people", 1, " ", "reason")
    assert "孙惠" in finding.message


def test_a_blank_inside_the_name_of_an_outlet_is_found():
    article = make_article()
    Attribution.objects.create(article=article, name="松川\u3000日报", role="published_by")

    assert [finding.field for finding in check(article)] == ["source"]


@pytest.mark.parametrize("name", ["孙惠", "Ivan Petrov", "买买提·艾力", "林远舟 Lin"])
def test_names_in_order_and_in_other_letters_are_left_alone(name):
    assert list(check(make_article(people=((name, "reporter"),)))) == []
