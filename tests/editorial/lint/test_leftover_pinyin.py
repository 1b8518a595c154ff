import pytest

from articles.editorial.lint.leftover_pinyin import check
from articles.models import Article


def test_a_note_behind_a_common_character_needs_a_reason_and_can_be_taken_out():
    (finding,) = check(Article(body="各位书(shū)记都来了。"))

    assert (finding.start, finding.end, finding.fix, finding.level) == (3, 8, "", "reason")


def test_a_text_full_of_notes_blocks_at_each():
    found = list(check(Article(body="省委书(shu)记强(qiang)调(diao)，要抓落实。")))

    assert [(finding.quote, finding.level) for finding in found] == [
        ("(shu)", "block"),
        ("(qiang)", "block"),
        ("(diao)", "block"),
    ]


def test_the_gloss_of_a_rare_character_is_only_noted():
    (finding,) = check(Article(body="古井在亳（bó）州。"))

    assert (finding.quote, finding.level) == ("（bó）", "note")


@pytest.mark.parametrize(
    "body", ["（记者 曹某某）", "面积3公顷(ha)。", "一家咖啡馆（café）开张。", "附件(pdf)", "亳(bo)州", "市(地)长"]
)
def test_what_only_looks_alike_is_left_alone(body):
    assert list(check(Article(body=body))) == []
