import pytest

from articles.editorial.lint.reprint_gate import check
from articles.models import Article
from tests.factories import make_article

WRITER, EDITOR = ("林远舟", "reporter"), ("沈知秋", "editor")


def test_both_missing_are_named_one_by_one():
    found = list(check(Article()))

    assert [(finding.field, finding.level) for finding in found] == [("author", "block"), ("editor", "block")]
    assert len({finding.key for finding in found}) == 2


@pytest.mark.django_db
def test_only_the_missing_editor_is_named():
    (finding,) = check(make_article(people=(WRITER,)))

    assert finding.field == "editor"
    assert "责任编辑" in finding.message


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["interviewee", "translator"])
def test_who_is_asked_or_translates_is_not_the_author(role):
    (finding,) = check(make_article(people=(("许某", role), EDITOR)))

    assert finding.field == "author"


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["reporter", "correspondent", "author", "commentator", "photographer", "speaker"])
def test_author_and_editor_pass(role):
    assert list(check(make_article(people=(("林远舟", role), EDITOR)))) == []


@pytest.mark.django_db
def test_a_blank_name_counts_for_nobody():
    (finding,) = check(make_article(people=(WRITER, (" ", "editor"))))

    assert finding.field == "editor"
