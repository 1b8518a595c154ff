"""Rows of records files: a JSON object, or a header of CSV with one row."""

import gzip
import json
import re
from itertools import islice
from pathlib import Path

import pytest

from articles.ingest import columns
from articles.ingest.decode import decode
from articles.ingest.reader import check, read
from articles.ingest.records import Document, NotACapture, NotReadable

BODY = "界江的早市，天不亮就开了。\n老板娘正把刚出锅的豆腐切成小块。\n第三段说的是价钱。"
ROW = {
    "id": "a-1",
    "body": BODY,
    "title": "界江早市",
    "date": "2024-06-28",
    "source": "松川日报",
    "url": "https://songchuan.example/2024/06/28/a.html",
    "tags": ["早市", "豆腐"],
    "status": "published",
}


ROOT = Path(__file__).resolve().parents[3]
#: Those of one row; a sample without a capture beside it is that of a seed, which `tests.samples` reads.
SAMPLES = sorted(capture.parent for capture in (ROOT / "tests/samples/records").glob("*/capture.*"))
CORPUS = ROOT.parent / "shared/corpus"
corpus = pytest.mark.skipif(not CORPUS.exists(), reason="needs ../shared/corpus, which is not shipped")


def document(text: str | bytes, words: str = "") -> Document:
    content = text.encode() if isinstance(text, str) else text
    said = columns.parse(words) if words else ()
    (only,) = read(content, said)
    assert check(decode(content, said).text, only) == ()
    return only


def csv(row: dict[str, object], **changes: str) -> str:
    values = {name: str(value).replace('"', '""') for name, value in {**row, **changes}.items() if name != "tags"}
    return ",".join(values) + "\n" + ",".join(f'"{value}"' for value in values.values()) + "\n"


@pytest.mark.parametrize(
    "text",
    [json.dumps(ROW, ensure_ascii=False), json.dumps(ROW), json.dumps(ROW, indent=2), csv(ROW), "\ufeff" + csv(ROW)],
    ids=["json", "escaped", "indented", "csv", "mark"],
)
def test_a_row_gives_its_columns(text):
    found = document(text)

    assert found.shape == "records"
    assert found.body == BODY.replace("\n", "\n\n")
    assert (found.fields.title.value, found.fields.date.value) == ("界江早市", "2024-06-28")
    assert [(outlet.name.value, outlet.role) for outlet in found.fields.outlets] == [("松川日报", "published_by")]
    assert found.fields.url.value == ROW["url"]


def test_a_column_that_gives_orders_changes_nothing_and_is_flagged():
    assert "ignored-instruction" in {flag.code for flag in document(json.dumps(ROW)).flags}
    assert "ignored-instruction" not in {flag.code for flag in document(json.dumps({**ROW, "status": ""})).flags}


def test_columns_are_found_as_the_operator_names_them():
    row = {"headline": "界江早市", "t1": BODY, "body": "这一栏是别的话，不是正文。"}

    found = document(json.dumps(row), "body=t1")

    assert found.body == BODY.replace("\n", "\n\n")
    assert found.columns == "body=t1"


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "设置", "values": {"标题": "不是文章的数据，只是一些设置"}}',
        '{"title": "题目", "body": "too little Chinese"}',
        '{"title": "题目", "body": {"zh": "这是一层套一层的数据，不是正文。"}}',
    ],
)
def test_other_json_is_no_record(text):
    with pytest.raises(NotACapture):
        read(text.encode())


def test_a_text_that_begins_with_a_brace_is_a_text():
    assert document("{编者按}界江的早市，天不亮就开了。\n老板娘正把刚出锅的豆腐切成小块。\n").shape == "plain"


def test_prose_with_commas_is_no_table():
    text = "标题,正文\n界江的早市,天不亮就开了,老板娘正把刚出锅的豆腐切成小块。\n第三段,说的是价钱。\n"

    assert document(text).shape == "plain"


def test_a_table_of_several_rows_is_no_capture():
    with pytest.raises(NotReadable, match="CSV"):
        read((csv(ROW) + csv(ROW).partition("\n")[2]).encode())


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_sample_is_read_as_it_says(folder):
    expected = json.loads((folder / "expected.json").read_text("utf-8"))

    found = document(next(folder.glob("capture.*")).read_bytes())
    fields, lines = found.fields, [line for line in found.body.splitlines() if line]
    outlet = next((outlet.name.value for outlet in fields.outlets if outlet.role == "published_by"), None)

    assert (found.shape, found.encoding) == (expected["shape"], expected["encoding"])
    for key, fact in (("title", fields.title), ("date", fields.date), ("section", fields.section), ("url", fields.url)):
        assert (fact and fact.value) == expected[key], key
    assert (outlet, [tag.value for tag in fields.tags]) == (expected["source"], expected["tags"])
    assert [[person.role, person.name.value] for person in fields.people] == expected["contributions"]
    assert list(found.headings) == expected["headings"]
    assert len([line for line in lines if not line.startswith("#")]) == expected["paragraphs"]
    assert (lines[0].startswith(expected["first"]), lines[-1].endswith(expected["last"])) == (True, True)
    assert [words for words in expected["in_body"] if words not in found.body] == []
    assert [words for words in expected["not_in_body"] if words in found.body] == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_of_a_table_changes_nothing(encoding):
    found = document(csv(ROW).encode(encoding))

    assert (found.body, found.fields.title.value) == (BODY.replace("\n", "\n\n"), "界江早市")


def test_escapes_of_all_kinds_are_undone():
    text = r'{"title": "\u754c\u6c5f \"\u65e9\u5e02\"", "body": "第一段\ud83d\ude00，有\t缩进。\r\n第二段\u003cb\u003e\/，半个\ud83d字。"}'

    found = document(text)

    assert found.body == "第一段😀，有\t缩进。\n\n第二段<b>/，半个\ufffd字。"
    assert "undecodable" in {flag.code for flag in found.flags}


def test_a_record_that_says_it_is_local_keeps_every_mark():
    row = {
        "lang": "zh-Hant-MO",
        "title": "習近平: 推進高質量發展",
        "body": "(電台消息) 扎實推進“一帶一路”,40年來成績顯著 。",
    }

    found = document(json.dumps(row, ensure_ascii=False))

    assert (found.fields.title.value, found.body) == (row["title"], row["body"])


def test_a_page_of_markdown_and_front_matter_in_a_column_is_read_as_one():
    post = "---\ntitle: 界江早市\ndate: 2024-06-28\nauthor: 杜某某\n---\n\n界江的**早市**，天不亮就开了。\n\n## 豆腐\n\n第一锅卖得最快。\n"

    found, alone = document(json.dumps({"id": 1, "raw": post})), document(post)

    assert (found.body, found.headings) == (alone.body, alone.headings)
    assert (found.fields.title.value, found.fields.people[0].name.value) == ("界江早市", "杜某某")


def test_a_very_deep_or_very_long_record_costs_no_time():
    deep = '{"body": "' + BODY.replace("\n", " ") + '", "x": ' + "[" * 400 + "]" * 400 + "}"
    many = json.dumps({"body": BODY, "tags": [f"标签{n}" for n in range(20_000)]})

    assert document(deep).body
    assert len(document(many).fields.tags) <= 100


def _rows(name: str, step: int = 1) -> list[bytes]:
    with gzip.open(CORPUS / name) as file:
        return [line.rstrip(b"\n") for line in islice(file, 0, None, step)]


def _said(line: bytes) -> tuple[str, str, str, str, str]:
    row = json.loads(line)
    return row["title"], row["date"], row["source"], row["url"], re.sub(r"\s", "", row["body"])


def _read(line: bytes, opening: str = "") -> tuple[str, str, str, str, str]:
    found = document(line)
    fields = found.fields
    body = re.sub(r"(?m)^## ", "", found.body)
    source = next(outlet.name.value for outlet in fields.outlets if outlet.role == "published_by")
    return fields.title.value, fields.date.value, source, fields.url.value, opening + re.sub(r"\s", "", body)


@corpus
def test_items_of_the_evening_news_are_what_their_columns_say():
    lines = _rows("cctv_items.jsonl.gz", 35)
    marks = str.maketrans("():,;?!", "（）：，；？！")

    differ = [n for n, line in enumerate(lines) if not _same(_read(line), _said(line), marks)]

    assert len(lines) > 500
    assert len(differ) <= len(lines) // 100  # what stands beside the text: a title once more, a line of names


def _same(found: tuple[str, ...], said: tuple[str, ...], marks: dict[int, int]) -> bool:
    """Return whether all columns are the same, the text but for its opening (a fact) and the width of marks."""
    body, whole = (text.translate(marks) for text in (found[-1], said[-1]))
    return (
        found[:-1] == said[:-1] and whole.endswith(body) and len(whole) - len(body) <= len("央视网消息（新闻联播）：")
    )


@corpus
def test_items_of_hong_kong_and_macau_keep_every_character():
    lines = _rows("traditional_hk_mo.jsonl.gz")

    assert [n for n, line in enumerate(lines) if _read(line) != _said(line)] == []


@corpus
def test_reports_come_without_their_page_and_with_their_headings():
    for line in _rows("gov_reports_2026.jsonl.gz"):
        row, found = json.loads(line), document(line)

        assert (found.fields.title.value, found.fields.date.value) == (row["title"], row["date"])
        assert found.body.startswith("各位代表：")
        assert len(found.headings) >= 3
        assert not re.search(r"(?m)^(?:下载|打印|全屏|收藏|【字号：|来源：|时间：|责任编辑)", found.body)


def test_columns_of_a_program_and_of_people_by_role():
    row = {"news_title": "早市", "news_content": BODY, "source_name": "松川日报", "记者": "张某某", "摄影": "李某"}
    found = read(json.dumps(row, ensure_ascii=False).encode())[0]

    assert found.fields.title.value == "早市"
    assert [(one.name.value, one.role) for one in found.fields.people] == [
        ("张某某", "reporter"),
        ("李某", "photographer"),
    ]


def test_columns_that_only_begin_like_one_of_an_article_say_nothing():
    assert columns.rank("page_views", ()) is None
    assert columns.rank("newspaper", ()) == ("source", columns.NAMES["source"].index("newspaper"))


def test_pen_name_in_the_column_of_bylines_is_an_author():
    row = {"headline": "夜路", "body_text": BODY, "publication": "松川晚报", "byline": "沥青"}
    found = read(json.dumps(row, ensure_ascii=False).encode())[0]

    assert [(one.name.value, one.role, one.confirm) for one in found.fields.people] == [("沥青", "author", True)]
    row["byline"] = "本报记者 张某某"
    found = read(json.dumps(row, ensure_ascii=False).encode())[0]
    assert [(one.name.value, one.role) for one in found.fields.people] == [("张某某", "reporter")]
