"""The 23 scraped reports of the corpus, read in place: no toolbar, footer or credit, every heading, who spoke and when.

Labels in tests/accuracy/labels/gov_reports.json, made by reading: `chapters` counts the headings 一、…, `headings` all that
stand on a line of their own.
"""

import gzip
import json
import os
import re
from functools import cache
from typing import Any

import pytest

from articles.ingest.decode import decode
from articles.ingest.reader import check, read
from articles.ingest.records import Document
from tests.accuracy.labels import LABELS, RAW

REPORTS = RAW.parent / "gov_reports_2026.jsonl.gz"
ROWS: list[dict[str, Any]] = json.loads((LABELS / "gov_reports.json").read_text("utf-8"))
#: Words that are buttons, credits or notes wherever they stand, and words that are where they stand alone on a line.
FURNITURE = (
    *("【", "】", "扫一扫", "责任编辑", "责编", "ICP备", "上一篇", "下一篇", "相关报道：", "来源：", "时间：", "发布时间", "浏览次数"),
    *("下转第", "紧接第", "报记者", "名词解释", "［1］", "主办单位", "打印本页", "分享到", "版权所有"),
)  # fmt: skip
BUTTONS = re.compile(r"^.{0,4}(?:字号|打印|全屏|下载|收藏|加大|还原|减小|分享|关闭|主办|摄).{0,4}$", re.MULTILINE)

of_each_report = pytest.mark.parametrize("label", ROWS, ids=lambda label: f"row {label['row']}")
needs_reports = pytest.mark.skipif(
    not REPORTS.exists() and not os.environ.get("CI"), reason="the corpus of real captures is not beside the project"
)


@cache
def raw(row: int) -> bytes:
    lines = gzip.decompress(REPORTS.read_bytes()).decode().splitlines()
    text: str = json.loads(lines[row])["raw_text"]
    return text.encode()


@cache
def report(row: int) -> Document:
    (only,) = read(raw(row))
    return only


@needs_reports
@of_each_report
def test_no_furniture_is_left(label):
    body = report(label["row"]).body

    assert ([phrase for phrase in FURNITURE if phrase in body], BUTTONS.findall(body)) == ([], [])


@needs_reports
@of_each_report
def test_every_heading_is_recognised(label):
    headings = report(label["row"]).headings
    chapters = [heading for heading in headings if re.match("[一二三四五六七八九十]{1,2}、", heading)]

    assert (len(chapters), len(headings)) == (label["chapters"], label["headings"])


@needs_reports
@of_each_report
def test_the_text_begins_and_ends_where_the_speech_does(label):
    paragraphs = [block for block in report(label["row"]).body.split("\n\n") if not block.startswith("## ")]

    assert (paragraphs[0], paragraphs[-1].endswith(label["last"])) == ("各位代表：", True)


@needs_reports
@of_each_report
def test_title_session_date_and_source(label):
    fields = report(label["row"]).fields
    source = next((one.name.value for one in fields.outlets if one.role == "published_by"), None)
    year, month, day = (int(part) for part in label["delivered"].split("-"))

    assert (fields.title.value, fields.date.value, source) == (label["title"], label["date"], label["source"])
    assert re.match(rf"{year}年{month}月{day}日在.*人民代表大会第.{{1,2}}次会议上$", fields.subtitle.value)


@needs_reports
@of_each_report
def test_who_spoke_and_who_took_the_picture(label):
    people = {
        (one.role, one.name.value, one.affiliation and one.affiliation.value)
        for one in report(label["row"]).fields.people
    }

    pictured = {("photographer", label["photographer"], None)} if label["photographer"] else set()
    assert people == {("speaker", label["speaker"], label["post"])} | pictured


@needs_reports
@of_each_report
def test_every_character_is_accounted_for(label):
    assert check(decode(raw(label["row"])).text, report(label["row"])) == ()


@needs_reports
@of_each_report
def test_every_paragraph_of_the_speech_is_kept(label):
    body = letters(report(label["row"]).body)
    speech = re.split("\n(?:名词解释|注释)\n", raw(label["row"]).decode())[0]
    long = [line for line in speech.splitlines() if len(line) > 60 and not line.endswith("摄")]

    assert [line[:20] for line in long if letters(line) not in body] == []


def letters(text: str) -> str:
    return re.sub(r"\W", "", re.sub(r"［\d+］|（下转第四版）（紧接第一版）", "", text))
