"""Looks that cost next to nothing before a rule is asked: none may turn away what the rule would take.

Each is compared with the rule without it, on the characters and words the rules are about.
"""

import re
from unittest import mock

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.text import (
    bylines,
    bytes_repair,
    credits,
    dates,
    furniture,
    line_kind,
    lines,
    numerals,
    pairs,
    platform,
    roles,
    script,
    tokens,
    wrapping,
)
from articles.text.realign import simple
from tests.text.shared import corpus, needs_shared

_ANYTHING = re.compile("")
_PRINTED = (
    "本报 记者 通讯员 张某某 李某 孙 某 来源 编辑 责任编辑 作者 作者单位 文 图 摄 译 摄影 报道 整理 文/图 某河日报 《某报》 2024-06-28 2024年6月28日 六月 二〇二四年 23日 十 ０９ ：： "
    ": / | 丨 ［ ］ 【 】 ( ) （ ） 。 ， 、 ！ ? “ ” … % 首页 当前位置 位置 > › » 打印 字号 大 中 小 相关新闻 上一篇 版权所有 Copyright COPYRIGHT ſ İCP备 "
    "icp备 ICP证 电话 地址 QQ群 E-mail a1 转载 主办 报社 图为 资料图 ▲ 完 扫二维码 扫一扫 关注 http://a.cn/b // < > 网 一 的 是"
)
texts = st.lists(
    st.sampled_from(_PRINTED.split(" ")) | st.sampled_from(" \u3000\t\n") | st.characters(codec="utf-8"), max_size=14
).map("".join)


@given(st.text())
@example("".join(map(chr, range(0x3000, 0x3400))))
@example("".join(map(chr, range(0xF900, 0x10000))))
@example("".join(map(chr, range(0x20, 0x3000))))
@example("".join(map(chr, range(0x4E00, 0xA000))))
def test_narrowing_is_that_of_each_character(text):
    assert lines.narrow(text) == text.translate(lines._NARROW)


@given(texts)
def test_lines_are_folded_as_each_would_be_alone(text):
    for line in lines.split(text):
        assert line.folded == lines.fold(text[line.start : line.end])


def test_a_label_is_never_without_its_separator():
    every = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]

    shown = [char for char in every if credits._SEPARATOR.match(char.translate(lines._NARROW))]

    assert all(credits._MAY_LABEL.match(char) for char in shown)


@given(texts)
def test_no_credit_is_missed(line):
    with mock.patch.multiple(
        credits, _MAY_LABEL=_ANYTHING, _NEAR_LABEL=_ANYTHING, _SEPARATOR=_ANYTHING, _read_short=credits._read
    ):
        slow = credits.is_credit(line), credits.read_entries(line)

    assert (credits.is_credit(line), credits.read_entries(line)) == slow


@given(texts)
def test_no_date_is_missed(text):
    with mock.patch.object(dates, "_MAY_DATE", _ANYTHING):
        slow = dates._find(text)

    assert dates._find(text) == slow == dates.find_dates(text)
    assert numerals.to_latin(text) == text.translate(numerals._DIGITS)


@given(texts, st.booleans())
def test_no_byline_is_missed(line, bare):
    with mock.patch.multiple(bylines, _ROLE_WORD=_ANYTHING, _PROSE=re.compile("(?!)")):
        slow = bylines.read_byline(line, bare=bare)

    assert bylines.read_byline(line, bare=bare) == slow


@given(
    texts,
    st.sampled_from(["。", "，2024年6月28日。", "来源 2024-06-28：", "（记者 张某某）。", "《某报》。", "第3版。"]),
)
def test_a_line_of_dates_is_no_sentence(text, more):
    line = lines.fold(text + more)
    with mock.patch.object(line_kind, "_is_sentence", lambda folded: False):
        slow = line_kind._is_date_line(line)

    assert line_kind._is_date_line(line) == slow


@pytest.mark.parametrize(
    "char", ["一", "a", "Z", "９", "，", "…", "·", "\u3000", "ſ", "K", "ﬁ", "①", "㎡", "e\u0301", "가"]
)
@given(texts)
def test_case_and_width_are_folded_alike(char, text):
    assert script._flatten(text + char) == script._flatten_all(text + char)


def test_everyday_text_is_flat_and_simplified_character_by_character():
    every = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    flat, steady, plain = script._flat(), script._steady(), [char for char in every if tokens.PLAIN.fullmatch(char)]

    assert [char for char in every if flat.fullmatch(char) and script._flatten_all(char) != char] == []
    assert [char for char in every if steady.fullmatch(char) and script._converter("tw2s").convert(char) != char] == []
    assert [char for char in plain if len(tokens._fold_cluster(char)) != 1 or tokens._composes(char)] == []
    assert [mark for mark in tokens._MARKS if tokens._fold_cluster(mark) != " "] == []


@pytest.mark.parametrize(
    "word",
    [
        "沈浸",
        "深沈",
        "毛坏",
        "打坏",
        "批覆",
        "重覆",
        "反覆",
        "藉口",
        "藉着",
        "慰藉",
        "英哩",
        "海哩",
        "李秘",
        "什么",
        "著作",
    ],
)
def test_a_phrase_of_everyday_characters_is_converted(word):
    assert not script._steady().fullmatch(word)


@needs_shared
@pytest.mark.parametrize(
    ("name", "key"), [("cctv_items", "body"), ("gov_reports_2026", "raw_text"), ("hugo_posts", "raw")]
)
def test_what_is_not_converted_would_stay_as_it_is(name, key):
    passed = [line for text in corpus(name, key, 0, 7) for line in text.split("\n") if script._steady().fullmatch(line)]

    assert len(passed) > 300
    assert [line for line in passed if script._converter("tw2s").convert(line) != line] == []


@given(texts)
def test_tokens_are_those_that_have_places(text):
    folded = tokens.fold_text(text).text

    assert tokens.bare_tokens(folded) == [word for _start, _end, words in tokens._words(folded) for word in words]


@given(texts)
def test_plain_text_folds_as_each_of_its_characters(text):
    with mock.patch.object(tokens, "PLAIN", re.compile("(?!)")):
        slow = tokens.fold_text(text)

    assert (tokens.fold_text(text).text, tokens.fold_text(text).spans) == (slow.text, slow.spans)


@given(texts.map(lines.fold))
def test_no_breadcrumb_caption_or_affiliation_is_missed(line):
    trail = not furniture._SENTENCE.search(line) and (furniture._PLACE.search(line) or furniture._TRAIL.search(line))

    assert furniture.is_breadcrumb(line) == (len(line) <= 160 and bool(trail))
    assert line_kind.is_caption(line) == (len(line) <= 100 and bool(line_kind._CAPTION.fullmatch(line)))
    assert "作者" in line or not line_kind._AFFILIATION.fullmatch(line)
    assert line_kind._is_link(line) == bool(line_kind._ADDRESS.fullmatch(line))


@given(texts)
def test_letters_of_the_foot_are_found_in_any_case(line):
    rules = (furniture._FOOTER, furniture._LATIN_FOOTER, furniture._HOST, furniture._SCANNED)
    found = any(rule.search(line) for rule in rules) or furniture._OVER.fullmatch(line.removesuffix("\n"))
    sentence = line.endswith("。") and re.search("[，,]", line) and not furniture._CLAIM.search(line)

    footer = bool(found and not sentence and len(line) <= 300)
    assert furniture.is_footer(line) == (footer or platform.is_notice(line))


@given(texts.map(lines.fold))
def test_no_notice_of_a_platform_is_missed(line):
    bare = line.lstrip(platform.ARROWS)

    assert platform.is_notice(line) == (len(line) <= 320 and platform._NOTICE.fullmatch(bare) is not None)


@given(texts)
def test_the_script_is_that_of_the_majority(text):
    simplified, traditional = script._only()
    s, t = (sum(bool(only.match(char)) for char in text) for only in (simplified, traditional))

    assert script.detect(text) == ("und" if not s and not t else "zh-Hant" if t > s else "zh-Hans")


@given(texts)
def test_a_chinese_character_is_two_columns_wide(text):
    assert wrapping._width(text) == sum(2 if char > "\u2e7f" else 1 for char in text)


def test_every_unusual_character_is_looked_at():
    block = [chr(code) for code in (*range(0x3400, 0xA000), *range(0xF900, 0xFB00), 0x3005, 0x3007, 0x20000, 0x3FFFF)]

    unusual = [char for char in block if not pairs.is_usual(simple(char))]

    assert all(bytes_repair._unusual().match(char) for char in unusual)


@pytest.mark.parametrize("word", ["文", "图", "文字", "图片", "译", "摄", "文/图", *roles.ROLE_OF])
def test_every_role_word_is_known_to_the_look_ahead(word):
    assert bylines._ROLE_WORD.search(f"{word} 张某")
