import pytest

from articles.editorial.lint.doubled_unit import check
from articles.models import Article


@pytest.mark.parametrize(
    ("body", "quote", "fix"),
    [
        ("产值3亿亿元。", "亿亿", "亿"),
        ("播种500亩亩。", "亩亩", "亩"),
        ("增长20%%。", "%%", "%"),
        ("投资6亿元元。", "亿元元", "亿元"),
        ("全长30公里公里。", "公里公里", "公里"),
        ("投资3亿万元。", "亿万", None),
    ],
)
def test_a_unit_written_twice_needs_a_reason(body, quote, fix):
    (finding,) = check(Article(body=body))

    assert (finding.quote, finding.level, finding.fix) == (quote, "reason", fix)


@pytest.mark.parametrize(
    "body",
    [
        "产值3万亿元。",
        "亿万富翁。",
        "千千万万人。",
        "元元本本，500元。",
        "斤斤计较，3斤。",
        "增长20%，2%。",
        "过亿万人次？",
        "15元元旦套票。",
    ],
)
def test_words_that_repeat_a_character_are_left_alone(body):
    assert list(check(Article(body=body))) == []
