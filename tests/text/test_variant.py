"""Variants: one character for all its forms, and none for characters that only look alike."""

import pytest

from articles.text.script import to_simplified, to_traditional
from articles.text.variant import variants


def fold(text: str) -> str:
    return text.translate(variants())


@pytest.mark.parametrize("text", ["发展理发业", "里程碑在乡里", "后来皇后", "干部干净乾坤", "钟表与时钟", "范围与范姓"])
def test_a_text_and_its_conversion_are_one(text: str) -> None:
    assert fold(to_traditional(text)) == fold(text) == fold(to_simplified(to_traditional(text)))


def test_folding_twice_changes_nothing() -> None:
    table = variants()

    assert not [char for char in table.values() if ord(char) in table]


def test_common_simplified_characters_stand_for_themselves() -> None:
    text = "新质生产力着力推动东北全面振兴粮食安全冰雪经济边境贸易产业链座谈会对象复苏"

    assert fold(text) == text


@pytest.mark.parametrize("pair", ["已己", "未末", "日曰", "大太", "形型", "做作", "帐账"])
def test_characters_that_look_alike_stay_apart(pair: str) -> None:
    assert fold(pair[0]) != fold(pair[1])
