"""Lines broken by a narrow column are joined, lists and paragraphs are not."""

import pytest

from articles.ingest.reader import check
from articles.text.ledger import apply
from articles.text.lines import split
from articles.text.wrapping import join_trail, unwrap
from tests.ingest.reading import document

COLUMN = """据松川海关统计，今年上半年，松川
口岸的互市贸易额同比增长两成。松
川是最大的陆路口岸，也是唯一一家
互市贸易落地加工试点，贸易额稳居
前列。
目前，互市贸易区已实现羊绒、亚麻
籽、肉类等商品落地加工常态化运行，
交易国别扩大到三个国家。
"""


def joined(text):
    lines, edits = unwrap(text, tuple(split(text)))
    return [line.folded for line in lines if line.folded], apply(text, edits)


def test_paragraphs_of_a_column_are_joined():
    lines, text = joined(COLUMN)

    assert len(lines) == 2
    assert text.split("\n")[0].endswith("贸易额稳居前列。")
    assert "互市贸易额同比增长两成。松川是最大的" in text


@pytest.mark.parametrize(
    "text",
    [
        "松川开通新航线\n界江架起新桥梁\n云岭种下新树苗\n北岸建起新园区\n临原修好新水渠\n青石盖起新粮仓\n",
        "老厂房里机器转了起来。\n工人们说日子有奔头了。\n订单已经排到了明年春。\n新设备下个月就要安装。\n大家都盼着早一点完工。\n",
        "松川的春天来了\n老厂房里，新机器转了起来，工人们说，日子越过越有奔头。\n",
        "一，二，三，\n四，五，六，\n",
    ],
)
def test_lists_and_sentences_on_lines_of_their_own_stay(text):
    assert joined(text)[1] == text


def test_indented_line_begins_a_paragraph():
    text = COLUMN.replace("目前，互市", "　　目前，互市").replace("前列。\n", "前列，居全省第一位，占全国总额一半，\n")

    assert len(joined(text)[0]) == 2


def test_latin_words_keep_a_blank():
    text = COLUMN.replace("据松川海关统计，今年上半年，松川\n口岸", "据松川海关统计，今年上半年 New\nYork 口岸")

    assert "New York" in joined(text)[1]


_PIECE = "老厂房里装上新机器\n2024-06-28 09:53 来源：松川日报\n松川县城西的老厂房里，三十台新机器上个月转了起来。\n三年前，这家厂停过四个月的工。\n"


@pytest.mark.parametrize(
    ("above", "section"),
    [
        ("松川新闻网\n首页\n>\n新闻\n>\n要闻\n>\n正文\n", "要闻"),
        ("首页\n>\n新闻\n>\n", "新闻"),
        ("您当前的位置：\n首页\n>\n新闻\n>\n正文\n", "新闻"),
        ("当前位置\n首页\n新闻\n正文\n", "新闻"),
        ("首页\n\n>\n\n新闻\n\n>\n\n正文\n\n", "新闻"),
        ("首页\n要闻\n时政\n社会\n教育\n", None),
    ],
)
def test_path_or_menu_of_one_word_a_line_is_no_text(above, section):
    read_as = document(above + _PIECE)

    assert read_as.fields.title.value == "老厂房里装上新机器"
    assert (read_as.fields.section and read_as.fields.section.value) == section
    assert read_as.body.startswith("松川县城西") and check(above + _PIECE, read_as) == ()


@pytest.mark.parametrize("text", ["甲\n>\n乙\n丙", "首页\n老厂房里装上新机器", "小桥\n流水\n人家", "位置\n城西"])
def test_other_short_lines_stay_lines(text):
    assert join_trail(text, split(text)) == (split(text), ())
