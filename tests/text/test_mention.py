"""Names behind an `@`: found without a blank, the longest first, and nothing that only looks like one."""

import pytest

from articles.text.mention import calls

NAMES = ["沈知", "沈知秋", "linyz", "li", "O'Neil", "chen.m"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@沈知秋请核对", ["沈知秋"]),
        ("请＠沈知看", ["沈知"]),
        ("@linyz看一下", ["linyz"]),
        ("@Linyz, @li.", ["linyz", "li"]),
        ("（@chen.m）", ["chen.m"]),
        ("@ＬＩＮＹＺ", ["linyz"]),
        ("@沈知秋@li", ["沈知秋", "li"]),
    ],
)
def test_a_name_is_found(text, names):
    assert [call.name for call in calls(text, NAMES)] == names


@pytest.mark.parametrize("text", ["linyz@example.org", "每斤 3 元 @ 5 斤", "沈知秋请核对", "@", "@@", "@。"])
def test_what_only_looks_like_one_is_left_alone(text):
    assert calls(text, NAMES) == ()


@pytest.mark.parametrize(
    ("text", "word"), [("@王一平请看", "王一平请看"), ("@linyzhou", "linyzhou"), ("@lina ok", "lina")]
)
def test_a_name_nobody_bears_is_named(text, word):
    (call,) = calls(text, NAMES)

    assert (call.name, text[call.start + 1 : call.end]) == (None, word)
