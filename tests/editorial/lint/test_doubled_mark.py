import pytest

from articles.editorial.lint.doubled_mark import check
from articles.models import Article


@pytest.mark.parametrize(
    ("body", "quote", "fix"),
    [
        ("车间里，，机器响。", "，，", "，"),
        ("结束。。", "。。", "。"),
        ("结束，。", "，。", None),
        ("真的？，他说", "？，", None),
    ],
)
def test_two_stops_in_a_row_are_noted(body, quote, fix):
    (finding,) = check(Article(body=body))

    assert (finding.quote, finding.fix, finding.level) == (quote, fix, "note")
    assert body[finding.start : finding.end] == quote


@pytest.mark.parametrize("body", ["真的？！", "好！！！", "等等……。", "他说：“好。”，走了。", "一、二、三"])
def test_what_the_standard_allows_is_left_alone(body):
    assert list(check(Article(body=body))) == []
