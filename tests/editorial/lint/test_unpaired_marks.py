import pytest

from articles.editorial.lint.unpaired_marks import check
from articles.models import Article


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("他说：“好。", [3]),
        ("好”，他说。", [1]),
        ("见《农书第三章。", [1]),
        ("全会（扩大会议。", [2]),
        ("“（”）", [1, 3]),
        ("一段“未完\n\n另一段。", [2]),
        ("【打印", [0]),
        ("「本」』", [3]),
    ],
)
def test_a_mark_without_its_partner_is_found_at_its_place(body, places):
    found = list(check(Article(body=body)))

    assert [(finding.start, finding.end) for finding in found] == [(place, place + 1) for place in places]


@pytest.mark.parametrize(
    "body",
    [
        "他说：“读过《农书》（三卷）。”",
        "“第一段不合。\n\n“第二段也不合。\n\n“末段才合。”",
        "1）开门；2）关门。"[:5],
        "（一）开门。",
        "It’s Xi’an",
        "“‘双碳’目标”",
        "《〈农书〉考》",
    ],
)
def test_pairs_long_quotations_items_and_apostrophes_are_left_alone(body):
    assert list(check(Article(body=body))) == []


def test_the_message_names_the_missing_partner():
    (finding,) = check(Article(title="他说“好"))

    assert finding.field == "title"
    assert "”" in finding.message
