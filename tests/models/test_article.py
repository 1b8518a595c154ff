"""The article's derived columns."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2024-06-28", datetime(2024, 6, 27, 16, tzinfo=UTC), datetime(2024, 6, 28, 15, 59, 59, 999999, tzinfo=UTC)),
        ("XXXX-XX-23", None, None),
        ("", None, None),
    ],
)
def test_bounds_of_a_date_are_kept_in_utc_and_null_where_the_year_is_unknown(date, first, last):
    article = make_article(date=date)

    assert article.dated_from == first
    assert (article.dated_until is None) if last is None else abs((article.dated_until - last).total_seconds()) <= 1


@pytest.mark.parametrize("date", ["2024-13-01", "昨天", "2024年6月"])
def test_what_is_no_date_is_refused_with_a_code(date):
    article = Article(title="甲", date=date)

    with pytest.raises(ValidationError) as refused:
        article.clean_fields(exclude=["reading"])
    assert refused.value.error_dict["date"][0].code == "date"


def test_the_fingerprint_is_one_for_both_scripts_and_another_for_other_words():
    one, same, other = (make_article(body=body) for body in ("新質生產力。", "新质生产力", "新质生产"))

    assert one.fingerprint == same.fingerprint != other.fingerprint


def test_an_address_that_is_not_http_is_refused():
    with pytest.raises(ValidationError):
        Article(title="甲", original_url="javascript:alert(1)").clean_fields(exclude=["reading"])


@pytest.mark.parametrize(
    ("title", "body", "shown"),
    [
        ("", "一" * 21, "（无标题）" + "一" * 20 + "……"),
        ("", "一" * 20, "（无标题）" + "一" * 20),
        ("", "", "（无标题）"),
        ("题", "一" * 21, "题"),
    ],
)
def test_the_start_of_a_text_stands_in_for_a_title_and_says_that_more_follows(title, body, shown):
    assert str(Article(title=title, body=body)) == shown
