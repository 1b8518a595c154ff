"""Rows of records files: a JSON object, or a header of CSV with one row."""

import json

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
