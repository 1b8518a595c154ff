import pytest

from articles.editorial.lint.elided_name import check
from articles.models import Article


@pytest.mark.parametrize(
    ("body", "start", "end"),
    [
        ("2023年9月，***到车间调研。", 8, 11),
        ("今年，＊＊＊主持会议。", 3, 6),
        ("他是××县人。", 2, 4),
        ("张***说。", 1, 4),
        ("据×××介绍。", 1, 4),
    ],
)
def test_a_cut_name_blocks_and_is_never_filled_in(body, start, end):
    (finding,) = check(Article(body=body))

    assert (finding.start, finding.end, finding.level) == (start, end, "block")
    assert finding.fix is None


def test_two_stars_may_be_bold_type_and_need_a_reason():
    assert [finding.level for finding in check(Article(body="这是**重点**所在。"))] == ["reason", "reason"]


@pytest.mark.parametrize(
    "body",
    [
        "长3×4米。",
        "第一段。\n\n***\n\n第二段。",
        "尾号138****1234。",
        "数据*为初步核算。",
        "2**10 = 1024",
        "编号 A×× B",
    ],
)
def test_what_only_looks_alike_is_left_alone(body):
    assert list(check(Article(body=body))) == []
