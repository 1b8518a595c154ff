import pytest

from articles.editorial.lint.half_width import MOST, check
from articles.models import Article


@pytest.mark.parametrize(
    ("body", "start", "fix"), [("车间里,机器响。", 3, "，"), ("他说:好。", 2, "："), ("全会(扩大)", 2, "（")]
)
def test_a_half_width_mark_is_noted_with_its_fix(body, start, fix):
    finding = next(iter(check(Article(body=body))))

    assert (finding.start, finding.end, finding.fix, finding.level) == (start, start + 1, fix, "note")


@pytest.mark.parametrize("body", ["增长3.5%，共1,000项。", "见 https://example.org/a,b 。", "10:30开会", "U.S. GDP"])
def test_numbers_addresses_and_latin_stay(body):
    assert list(check(Article(body=body))) == []


def test_the_marks_of_a_broken_character_stay():
    assert list(check(Article(body="要推动?xùn)|北振兴。"))) == []


def test_no_more_than_a_screenful_is_listed():
    assert len(list(check(Article(body="字," * 100)))) == MOST
