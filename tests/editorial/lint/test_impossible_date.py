import pytest

from articles.editorial.lint.impossible_date import check
from articles.models import Article


@pytest.mark.parametrize(
    ("body", "quote"), [("定于2月30日。", "2月30日"), ("于13月1日开", "13月1日"), ("在2023年2月29日", "2023年2月29日")]
)
def test_a_day_no_calendar_has_is_found(body, quote):
    (finding,) = check(Article(body=body))

    assert finding.quote == quote
    assert body[finding.start : finding.end] == quote


@pytest.mark.parametrize("body", ["2024年2月29日", "2月29日", "12月31日", "2月30号楼", "共32日", "历时13月"])
def test_days_that_are_and_other_numbers_are_left_alone(body):
    assert list(check(Article(body=body))) == []
