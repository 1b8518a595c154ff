from articles.editorial.lint.repeated_paragraph import check
from articles.models import Article

FIRST = "松川新区的车间里，新设备刚刚调试完。"


def test_the_second_occurrence_is_found_with_the_gap_before_it():
    body = f"{FIRST}\n\n另一段。\n\n{FIRST}\n\n末段。"

    (finding,) = check(Article(body=body))

    assert body[: finding.start] + body[finding.end :] == f"{FIRST}\n\n另一段。\n\n末段。"
    assert (finding.fix, finding.level) == ("", "reason")


def test_other_marks_do_not_make_another_paragraph():
    assert len(list(check(Article(body=f"{FIRST}\n\n松川新区的车间里,新设备刚刚调试完")))) == 1


def test_short_answers_may_recur():
    assert list(check(Article(body="答：是的。\n\n问：真的？\n\n答：是的。"))) == []


def test_paragraphs_that_only_begin_alike_are_left_alone():
    assert list(check(Article(body=f"{FIRST}\n\n{FIRST}工人说。"))) == []
