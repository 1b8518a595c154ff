"""Archives, packed files and files of records: what comes out of them, and what is refused."""

import gzip
import io
import json
import zipfile

from articles.ingest.columns import parse
from articles.ingest.container import Bounds, Entry, entries

TEXT = "界江早市\n\n松川日报 2024年6月28日\n\n界江的早市，天不亮就开了，老板娘正把刚出锅的豆腐切成小块。\n"
BODY = "界江的早市，天不亮就开了。"
LINES = [json.dumps({"title": f"第{n}篇", "body": BODY}, ensure_ascii=False) for n in range(1, 4)]


BOUNDS = Bounds(entries=100, total=10_000_000)


def opened(content: bytes, words: str = "", bounds: Bounds = BOUNDS) -> list[Entry]:
    return list(entries(io.BytesIO(content), bounds, parse(words) if words else ()))


def archive(*members: tuple[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return packed.getvalue()


def test_another_file_is_itself():
    assert opened(TEXT.encode()) == [Entry("", TEXT.encode())]


def test_lines_of_json_are_captures_of_their_own():
    assert opened("\n".join(LINES).encode()) == [Entry(f"#{n}", line.encode()) for n, line in enumerate(LINES, 1)]


def test_a_packed_file_is_unpacked():
    assert opened(gzip.compress("\n".join(LINES).encode()))[2] == Entry("#3", LINES[2].encode())
    assert opened(gzip.compress(TEXT.encode())) == [Entry("", TEXT.encode())]


def test_rows_of_csv_keep_their_header_and_their_bytes():
    table = '\ufefftitle,body\r\n甲,"一。\r\n""二""。"\r\n乙,三。\r\n'

    assert [entry.content.decode() for entry in opened(table.encode())] == [
        '\ufefftitle,body\r\n甲,"一。\r\n""二""。"\r\n',
        "\ufefftitle,body\r\n乙,三。\r\n",
    ]


def test_a_broken_row_is_refused_with_its_number_and_the_rest_goes_on():
    found = opened("\n".join([LINES[0], LINES[1][:-3], LINES[2]]).encode())

    assert [(entry.name, bool(entry.rejected)) for entry in found] == [("#1", False), ("#2", True), ("#3", False)]
    assert "第 2 行" in found[1].rejected


def test_members_of_an_archive_are_opened_too():
    found = opened(archive(("a.txt", TEXT), ("b/c.jsonl", "\n".join(LINES))))

    assert [entry.name for entry in found] == ["/a.txt", "/b/c.jsonl#1", "/b/c.jsonl#2", "/b/c.jsonl#3"]
