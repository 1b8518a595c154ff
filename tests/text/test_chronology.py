"""The year a text betrays: only where one year alone fits."""

import pytest

from articles.text.chronology import events, infer_year


def test_last_year_of_a_known_visit_gives_the_year():
    found = infer_year("全面落实党的二十届三中全会部署。去年9月，总书记再次视察，寄望黑龙江。")

    assert found is not None
    assert found.year == 2024
    assert "2023年9月" in found.reason


@pytest.mark.parametrize(
    "text",
    [
        "去年9月，总书记再次视察，寄望黑龙江。",
        "全面落实党的二十届三中全会部署。",
        "去年8月，总书记视察黑龙江。党的二十大以来，发展很快。",
        "今年粮食丰收。",
        "",
    ],
)
def test_text_that_fits_several_years_or_none_gives_nothing(text):
    assert infer_year(text) is None


def test_year_of_an_anniversary():
    found = infer_year("今年是新中国成立75周年，各地喜气洋洋。")

    assert found is not None
    assert found.year == 2024


def test_clues_are_quoted_in_place():
    text = "落实党的二十届三中全会部署。去年9月，总书记再次视察，寄望黑龙江。"
    found = infer_year(text)

    assert found is not None
    assert [text[clue.start : clue.end] for clue in found.clues] == ["党的二十届三中全会", "去年9月"]


def test_events_have_possible_months():
    assert all(1 <= event.month <= 12 and event.use in ("after", "visit", "this") for event in events())
