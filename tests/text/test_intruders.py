"""Marks between the characters of a word, and characters of private use."""

import pytest

from articles.text.intruders import find_edits, find_unknown
from articles.text.ledger import apply
from tests.ingest.reading import document, flags
from tests.text.shared import corpus, needs_shared


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("新*质*生*产*力", "新质生产力"),
        ("加快发展新＊质＊生＊产＊力。", "加快发展新质生产力。"),
        ("低#空#经#济和数^字^经^济", "低空经济和数字经济"),
        ("新_质_生_产_力", "新质生产力"),
        ("字\ue81e形", "字龴形"),
        ("\ue609 首页内容\n\ue60a\n正文", " 首页内容\n\n正文"),
    ],
)
def test_what_intrudes_goes(text, clean):
    assert apply(text, find_edits(text)) == clean


@pytest.mark.parametrize(
    "text",
    [
        "艾尔肯·吐尼亚孜",
        "德·本·萨·勒",
        "张**主持会议",
        "张*李*",
        "是*重点*，也是*难点*",
        "**重**点**说**",
        "大|中|小|超",
        "艘/列/辆/架",
        "东-西-南-北",
        "3*4*5",
        "A*B*C*D",
        "企业\ue0ff公司",
        "一~二天",
    ],
)
def test_what_only_looks_like_an_intruder_stays(text):
    assert find_edits(text) == ()


def test_private_character_within_text_is_kept_and_flagged():
    found = document("松川企业\ue0ff公司加快发展，工人们说，日子越过越有奔头。")

    assert "\ue0ff" in found.body
    assert "private-use" in flags(found)
    assert list(find_unknown("甲\ue0ff乙")) == [(1, 2)]


@pytest.mark.parametrize("text", ["二期、?水灌区开工建设，工人们说，日子越过越有奔头。"])
def test_character_lost_to_a_question_mark_is_flagged(text):
    assert "undecodable" in flags(document(text))


@pytest.mark.parametrize("text", ["真的吗？工人们说，日子越过越有奔头。", "为什么?他说，订单排到了明年，日子有奔头。"])
def test_questions_are_none(text):
    assert "undecodable" not in flags(document(text))


def test_words_kept_from_filters_are_found_in_the_article():
    found = document("松川加快发展新*质*生*产*力，工\u200b人\u200b们说，日子越过越有奔头。")

    assert found.body == "松川加快发展新质生产力，工人们说，日子越过越有奔头。"


@needs_shared
@pytest.mark.parametrize(
    ("name", "key"), [("cctv_items", "body"), ("gov_reports_2026", "raw_text"), ("traditional_hk_mo", "body")]
)
def test_nothing_intrudes_in_clean_news(name, key):
    assert [text[:20] for text in corpus(name, key, 0, 5, 3000) if find_edits(text)] == []
