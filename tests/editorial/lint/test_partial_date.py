import pytest

from articles.editorial.lint.partial_date import check
from articles.models import Article


@pytest.mark.parametrize("date", ["2026", "2024-06", "XXXX-XX-23", "2024-XX-23"])
def test_a_date_with_a_part_unknown_is_noted(date):
    (finding,) = check(Article(date=date))

    assert (finding.field, finding.level) == ("date", "note")
    assert date in finding.message


@pytest.mark.parametrize("date", ["", "2024-06-28", "2024-06-28T09:53", "2024-06-28T09:53:21+08:00"])
def test_a_whole_day_or_no_date_passes(date):
    assert list(check(Article(date=date))) == []
