"""Text written in Hong Kong, Macau and Taiwan stays as it was printed: script, words, marks, blanks and all."""

import gzip
import json
import os

import pytest

from articles.ingest.reader import read
from tests.accuracy.labels import RAW
from tests.ingest.reading import document

ITEMS = RAW.parent / "traditional_hk_mo.jsonl.gz"
#: Rules that change what is printed.
CHANGING = {"script", "glossary", "pinyin", "width", "space", "compose"}
LAYOUT = " \t\n\r\u3000\xa0"


@pytest.mark.skipif(
    not ITEMS.exists() and not os.environ.get("CI"), reason="the corpus of real captures is not beside the project"
)
def test_no_item_from_hong_kong_or_macau_changes_by_one_character():
    rows = [json.loads(line) for line in gzip.decompress(ITEMS.read_bytes()).decode().splitlines()]
    changed = []
    for number, row in enumerate(rows):
        (found,) = read(row["body"].encode())
        title = found.fields.title.value if found.fields.title else ""
        same = bare(title) + bare(found.body) == bare(row["body"])
        rules = {edit.rule for layer in found.layers for edit in layer.edits}
        changed += [number] if not same or rules & CHANGING or found.script != "zh-Hant" else []

    assert (len(rows), changed) == (631, [])


def bare(text: str) -> str:
    """Return `text` without the layout of its lines."""
    return "".join(line.strip(LAYOUT) for line in text.replace(" ", "").splitlines())


@pytest.mark.parametrize(
    "text",
    [
        "(澳城電台消息) 本澳市民(三十歲)昨日表示,對新安排感到滿意。\n當局稱,會繼續跟進。",
        "【中央社台北3日電】立法院今天三讀通過修正案,總統府表示尊重。",
        "聯合報記者某某/台北報導:「這套軟體的品質很好」,他說。",
        "特首表示，會推動「一地兩檢」；港府 明年 再檢討。市民對此大致滿意，認為方便。",
        "（澳門電台消息） 總書記對經濟工作作出重要指示，強調高質量發展、深化改革開放，因地制宜發展新質生產力，共建“一帶一路”。",
    ],
)
def test_local_text_stays_as_printed(text):
    found = document(text)
    opening = found.body.splitlines()[0]

    assert text.splitlines()[-1].endswith(found.body.splitlines()[-1][-8:])
    assert opening in text
    assert found.script == "zh-Hant"
    assert not {edit.rule for layer in found.layers for edit in layer.edits} & CHANGING


def test_text_of_the_mainland_that_a_machine_converted_is_brought_back():
    text = (
        "我省堅持以習近平新時代中國特色社會主義思想為指導，加快髮展新質生產力，開啓“十五五”新徵程，統筹推進鄉村振興。"
    )

    assert "加快发展新质生产力，开启“十五五”新征程" in document(text).body


def test_invisible_characters_between_two_characters_go_even_there():
    assert "本港市民" in document("本\u200b港\u200b市\u200b民對「新安排」感到滿意，認為比從前方便得多。").body
