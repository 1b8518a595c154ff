import pytest

from articles.editorial.lint.unit_conversion import check
from articles.models import Article


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        ("播种1500亩（1000公顷）。", "1500亩（1000公顷）"),
        ("投资3亿元（3000万元）建厂。", "3亿元（3000万元）"),
        ("亩产2000斤（2吨）。", "2000斤（2吨）"),
        ("共12万亩，折合8万公顷。", "12万亩，折合8万公顷"),
        ("全长30公里（3000米）。", "30公里（3000米）"),
    ],
)
def test_quantities_that_are_not_the_same_need_a_reason(body, quote):
    (finding,) = check(Article(body=body))

    assert (finding.quote, finding.level, finding.fix) == (quote, "reason", None)


@pytest.mark.parametrize(
    "body",
    [
        "播种1500亩（100公顷）。",
        "播种1510亩（约100公顷）。",
        "投资3亿元（30000万元）。",
        "亩产2000斤（1吨）。",
        "每亩（约667平方米）收1亩（667平方米）。",
        "收入100万元（上年50万元）。",
        "收入100万元（50万元）。",
        "20吨（300公里）外运来。",
        "投资0亿元（0万元）。",
    ],
)
def test_quantities_that_fit_or_say_something_else_are_left_alone(body):
    assert list(check(Article(body=body))) == []
