import pytest

from articles.editorial.lint.no_title import check
from articles.models import Article


@pytest.mark.parametrize("title", ["", "  ", "\u3000"])
def test_a_missing_title_blocks(title):
    (finding,) = check(Article(title=title, body="正文。"))

    assert (finding.field, finding.start, finding.end, finding.level) == ("title", 0, 0, "block")
    assert "没有标题" in finding.message


def test_any_title_passes():
    assert list(check(Article(title="一"))) == []
