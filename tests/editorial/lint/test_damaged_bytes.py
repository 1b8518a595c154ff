import pytest

from articles.editorial.lint.damaged_bytes import check
from articles.models import Article


def test_a_broken_character_is_found_in_a_simplified_text_with_its_proof():
    body = "会议强调，要推动?xùn)|北全面振兴。"

    (finding,) = check(Article(body=body))

    assert (finding.start, finding.end, finding.quote) == (8, 14, "?xùn)|")
    assert "东" in (finding.fix, *finding.choices)
    assert "96 7C" in finding.proof
    assert (finding.code, finding.level) == ("damaged-bytes", "block")


@pytest.mark.parametrize("run", ["？xùn)|", "?xùn）|"])
def test_a_run_whose_marks_were_widened_is_found_as_it_stands(run):
    (finding,) = check(Article(body=f"要推动{run}北全面振兴。"))

    assert finding.quote == run


def test_a_fix_is_put_in_simplified():
    (finding,) = check(Article(body="工业基地?zé)òl(fā)生机"))

    assert finding.fix == "焕发"


def test_a_fix_in_a_traditional_text_is_traditional():
    (finding,) = check(Article(body="我們這裏的工業基地?zé)òl(fā)生機", script="zh-Hant"))

    assert finding.fix == "煥發"


@pytest.mark.parametrize("remains", ["笆濉", "逼陂", "匦"])
def test_what_cannot_be_rebuilt_is_flagged_without_a_fix(remains):
    (finding,) = check(Article(body=f"这是{remains}的事。"))

    assert (finding.start, finding.quote, finding.fix, finding.level) == (2, remains, None, "block")


def test_a_fix_is_offered_in_the_title_too():
    (finding,) = check(Article(title="推动?xùn)|北振兴"))

    assert finding.field == "title"


@pytest.mark.parametrize(
    "body",
    [
        "好吗?ok)就这样。",
        "铜匦之制，见于史书，设匦使一人。",
        "（真的吗？）他问（yes?no）。",
        "推动(dòng)东北振兴。",
        "a ? b : c)",
    ],
)
def test_what_only_looks_alike_is_left_alone(body):
    assert list(check(Article(body=body))) == []
