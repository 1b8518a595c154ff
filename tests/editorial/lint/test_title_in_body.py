from articles.editorial.lint.title_in_body import check
from articles.models import Article

TITLE = "一条产线的“变身”"


def test_the_title_as_first_paragraph_is_found_with_its_gap():
    body = "一条产线的变身\n\n工人说，产量多了三成。"

    (finding,) = check(Article(title=TITLE, body=body))

    assert (finding.start, finding.end, finding.fix) == (0, 9, "")
    assert body[finding.end :] == "工人说，产量多了三成。"


def test_a_paragraph_that_only_begins_with_the_title_stays():
    assert list(check(Article(title=TITLE, body="一条产线的变身，要从去年说起。"))) == []


def test_nothing_is_found_without_a_title():
    assert list(check(Article(title="", body="\n\n正文。"))) == []
