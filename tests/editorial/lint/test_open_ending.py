import pytest

from articles.editorial.lint.open_ending import check
from articles.models import Article

LONG = "松川新区的车间里，新设备刚刚调试完，工人们围着机器看了又看，产量比去年"


def test_a_paragraph_cut_short_is_noted_at_its_end():
    (finding,) = check(Article(body=f"{LONG}\n\n另一段。"))

    assert (finding.start, finding.end, finding.level) == (len(LONG), len(LONG), "note")


@pytest.mark.parametrize("end", ["高。", "高！”", "高（记者摄）", "高：", "高……", "高——"])
def test_a_paragraph_that_ends_in_a_mark_is_left_alone(end):
    assert list(check(Article(body=LONG + end))) == []


@pytest.mark.parametrize("body", ["短行，无句号", "## " + LONG, "林远舟 " * 12])
def test_headings_signatures_and_lists_are_left_alone(body):
    assert list(check(Article(body=body))) == []
