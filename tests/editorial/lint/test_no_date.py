from articles.editorial.lint.no_date import check
from articles.models import Article


def test_a_missing_date_needs_a_reason():
    (finding,) = check(Article(date=""))

    assert (finding.field, finding.quote, finding.level) == ("date", "", "reason")


def test_a_partial_date_is_a_date():
    assert list(check(Article(date="XXXX-XX-23"))) == []
