from articles.editorial.lint.long_title import LONGEST, check
from articles.models import Article


def test_a_lead_taken_for_the_title_is_noted_whole():
    title = "长" * (LONGEST + 1)

    (finding,) = check(Article(title=title))

    assert (finding.start, finding.end, finding.level) == (0, LONGEST + 1, "note")


def test_a_long_latin_name_does_not_count():
    assert list(check(Article(title="Association " * 8 + "长" * LONGEST))) == []
