import pytest

from articles.editorial.lint.undecodable import check
from articles.models import Article


@pytest.mark.parametrize("lost", ["\ufffd", "\ufffd\ufffd\ufffd"])
def test_a_run_of_lost_characters_blocks_at_its_place(lost):
    (finding,) = check(Article(body=f"这是{lost}的事。"))

    assert (finding.start, finding.quote, finding.fix, finding.level) == (2, lost, None, "block")


@pytest.mark.parametrize("body", ["推动\ufffd(xùn)|北。", "推动\ufffdxùn)|北。", "这是？的事。", "□本报记者"])
def test_what_only_looks_alike_is_left_alone(body):
    assert list(check(Article(body=body))) == []
