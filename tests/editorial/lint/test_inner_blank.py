import pytest

from articles.editorial.lint.inner_blank import check
from articles.models import Article


@pytest.mark.parametrize(
    ("body", "start", "end"),
    [("车间 里，机器响。", 2, 3), ("结束。\u3000\u3000他又说。", 3, 5), ("孙\u00a0惠说，好。", 1, 2)],
)
def test_a_stray_blank_is_noted_and_can_be_taken_out(body, start, end):
    (finding,) = check(Article(body=body))

    assert (finding.start, finding.end, finding.fix, finding.level) == (start, end, "", "note")


@pytest.mark.parametrize(
    "body",
    [
        "\u3000\u3000段首空两格，正常。",
        "使用 GPU 训练，正常。",
        "## 小标题 两半，正常",
        "主编 林远舟 校对 沈知秋",
        "以“携手同行 共创未来”为题，开幕。",
        "（林远舟 沈知秋）报道，正常。",
        "行末有空格，正常。  ",
    ],
)
def test_blanks_with_a_purpose_are_left_alone(body):
    assert list(check(Article(body=body))) == []


def test_a_headline_in_two_halves_is_left_alone():
    assert list(check(Article(title="抓发展第一要务 聚精会神，搞建设"))) == []
