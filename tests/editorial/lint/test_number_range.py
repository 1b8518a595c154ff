import pytest

from articles.editorial.lint.number_range import check
from articles.models import Article


def test_a_percentage_without_its_first_sign_is_noted_with_the_fix():
    (finding,) = check(Article(body="增长15～30%左右。"))

    assert (finding.start, finding.end, finding.fix) == (2, 8, "15%～30%")


def test_a_range_that_can_be_read_twice_is_only_noted():
    (finding,) = check(Article(body="投资9-16亿元。"))

    assert (finding.quote, finding.fix, finding.choices) == ("9-16亿", None, ("9亿-16亿",))


@pytest.mark.parametrize(
    "body",
    ["增长15%～30%。", "投资9亿～16亿元。", "2020-2025年", "电话0451-8234万", "1-2-3万", "5000至6000人", "A-3万"],
)
def test_other_figures_are_left_alone(body):
    assert list(check(Article(body=body))) == []
