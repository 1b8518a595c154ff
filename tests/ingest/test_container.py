"""Archives, packed files and files of records: what comes out of them, and what is refused."""

import gzip
import io
import json
import os
import stat
import zipfile
from hashlib import sha256

import pytest

from articles.ingest.columns import parse
from articles.ingest.container import Entry, entries
from articles.ingest.decode import MAX_BYTES
from articles.ingest.unpacking import Bounds

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
            made.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)  # as its standards say
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


def test_broken_rows_beyond_the_first_hundred_are_told_together_as_they_follow_each_other():
    good, bad = "一,2024-06-28,界江的早市，天不亮就开了。\n", "二,三\n"
    rows = [good, *[bad] * 130, good, *[bad] * 3, good, bad]

    found = opened(("title,date,body\n" + "".join([good] * 20 + rows)).encode())

    assert [entry.name for entry in found if not entry.rejected] == [f"#{n}" for n in (*range(1, 22), 152, 156)]
    assert [entry.name for entry in found if entry.rejected][-4:] == ["#121", "#122-151", "#153-155", "#157"]
    assert found[-3].rejected == "第 153 至 155 行都读不了；第 153 行：有 2 栏，表头有 3 栏。"
    assert found[-1].rejected == "第 157 行：有 2 栏，表头有 3 栏。"


def test_broken_rows_are_told_before_what_ends_the_file():
    rows = '{"title": "一", "body": "界江的早市，天不亮就开了。"}\n' * 20 + "{半行\n" * 150_000
    packed = gzip.compress(rows.encode(), 0)

    found = opened(packed[:-3000])

    assert [entry.name.split("-")[0] for entry in found[-3:]] == ["#120", "#121", ""]


def test_members_of_an_archive_are_opened_too():
    found = opened(archive(("a.txt", TEXT), ("b/c.jsonl", "\n".join(LINES))))

    assert [entry.name for entry in found] == ["/a.txt", "/b/c.jsonl#1", "/b/c.jsonl#2", "/b/c.jsonl#3"]


@pytest.mark.parametrize("kind", ["application/vnd.oasis.opendocument.text", "application/epub+zip"])
def test_a_document_of_another_kind_is_left_whole_to_the_reader(kind):
    document = archive(("mimetype", kind), ("content.xml", "<text>早市。</text>"))

    assert opened(document) == [Entry("", document)]
    assert opened(archive(("a/b.odt", document))) == [Entry("/a/b.odt", document)]


def test_an_archive_of_captures_one_of_which_has_the_name_of_a_type_is_opened():
    assert [entry.name for entry in opened(archive(("mimetype", "早市。"), ("a.txt", "渡口。")))] == [
        "/mimetype",
        "/a.txt",
    ]


def reasons(content: bytes, bounds: Bounds = BOUNDS, words: str = "") -> str:
    return " | ".join(entry.rejected or entry.ignored for entry in opened(content, words, bounds))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_rows_of_csv_in_any_encoding_give_back_the_file(encoding):
    table = 'title,body\n甲,"一，\n二。"\n乙,三。\n丙,"四""五"\n'.encode(encoding)
    found = opened(table)
    header = len(found[0].content) + len(found[1].content) + len(found[2].content) - len(table)

    assert [entry.rejected for entry in found] == ["", "", ""]
    assert found[0].content + b"".join(entry.content[header // 2 :] for entry in found[1:]) == table


def test_a_table_of_one_row_is_the_file_itself():
    table = '\ufefftitle,body\r\n甲,"一。\r\n二。"\r\n'.encode()

    assert opened(table) == [Entry("#1", table)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [('乙,"没有合上', "引号"), ('乙,"合上"了', "引号"), ("乙,三,四", "有 3 栏，表头有 2 栏"), ("乙,", "空的")],
)
def test_a_broken_record_is_refused_and_the_rest_goes_on(row, reason):
    found = opened(f"title,body\n甲,一。\n{row}\n丙,四。\n丁,五。\n".encode())

    assert [bool(entry.rejected) for entry in found] == [False, True, False, False]
    assert "第 2 行" in found[1].rejected and reason in found[1].rejected


@pytest.mark.parametrize(
    ("line", "reason"),
    [('{"title": "乙"', "不是完整的"), ('["乙"]', "对象"), ('{"title": "乙"}', "正文"), ("乙", "不是完整的")],
)
def test_a_broken_line_is_refused_and_the_rest_goes_on(line, reason):
    found = opened("\n".join([LINES[0], line, "", LINES[2]]).encode())

    assert [(entry.name, bool(entry.rejected)) for entry in found] == [("#1", False), ("#2", True), ("#4", False)]
    assert reason in found[1].rejected


LISTED = [
    f'{{"version": "https://jsonfeed.org/version/1.1", "title": "慢城", "items": [{LINES[0]},\n {LINES[1]}]}}',
    f'{{"code": 0, "data": {{"total": 2, "list": [{LINES[0]}, {LINES[1]}]}}}}',
    f"[\n{LINES[0]},\n{LINES[1]}\n]\n",
]


@pytest.mark.parametrize("text", LISTED)
def test_list_in_one_json_document_is_taken_apart(text):
    assert opened(text.encode()) == [Entry(f"#{n}", LINES[n - 1].encode()) for n in (1, 2)]


def test_item_that_is_broken_ends_the_list():
    found = opened(f"[{LINES[0]}, {LINES[1][:-3]}".encode())

    assert [(entry.name, bool(entry.rejected)) for entry in found] == [("#1", False), ("#2", True)]


@pytest.mark.parametrize(
    "text",
    [
        '[{"name": "甲", "value": 1}, {"name": "乙", "value": 2}]',
        '{"title": "题",\n "body": "界江的早市。",\n "items": [{"title": "图", "text": "说明"}]}',
        '{"items": [1, 2]}',
        '{"a": {"b": {"c": {"items": [{"title": "题", "body": "文"}]}}}}',
        "[" * 100_000,
        '{"items": [' * 50_000,
    ],
)
def test_other_json_is_one_capture(text):
    assert opened(text.encode()) == [Entry("", text.encode())]


def test_columns_that_hold_no_text_are_named():
    table = "标题,日期,字数\n甲,2024-06-28,300\n乙,2024-06-29,400\n".encode()

    assert "栏目有：标题、日期、字数" in reasons(table) and "--map body=" in reasons(table)
    assert "没有名为“text”的栏" in reasons(table, words="body=text")
    assert [entry.name for entry in opened(table, "body=字数")] == ["#1", "#2"]


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "设置", "values": {"a": 1}}',
        '{\n "title": "题",\n "items": [1, 2]\n}\n',
        "{编者按}界江的早市，天不亮就开了。\n第二段。\n",
        "标题,正文\n界江的早市,天不亮就开了,老板娘正把豆腐切成小块。\n第三段,说的,是价钱。\n",
        "他说,今天,很好。\n她说,明天,也好。\n",
    ],
)
def test_what_only_looks_like_records_is_one_capture(text):
    assert opened(text.encode()) == [Entry("", text.encode())]


def test_a_row_beyond_the_bound_is_refused_and_passed_over():
    long = json.dumps({"title": "长", "body": "长" * (MAX_BYTES // 3)}, ensure_ascii=False)

    for packed in (
        "\n".join([LINES[0], long, LINES[2]]),
        f'title,body\n甲,一。\n乙,"{"长" * (MAX_BYTES // 3)}"\n丙,三。\n',
    ):
        found = opened(packed.encode(), bounds=Bounds(100, 100_000_000))

        assert [bool(entry.rejected) for entry in found] == [False, True, False]


def test_rows_are_not_held():
    class Endless(io.RawIOBase):
        at = 0

        def readable(self) -> bool:
            return True

        def seekable(self) -> bool:
            return True

        def readinto(self, buffer):  # type: ignore[no-untyped-def]
            line = LINES[0].encode() + b"\n"
            chunk = (line * (len(buffer) // len(line) + 2))[self.at % len(line) :][: len(buffer)]
            self.at += len(chunk)
            buffer[: len(chunk)] = chunk
            return len(chunk)

        def seek(self, offset: int, whence: int = 0) -> int:
            self.at = offset
            return offset

    found = entries(io.BufferedReader(Endless()), BOUNDS)

    assert [next(found).name for _ in range(5000)][-1] == "#5000"


def test_a_packed_file_beyond_belief_is_stopped():
    bomb = gzip.compress(LINES[0].encode() + b"\n" + b" " * 20_000_000)

    assert "异常紧" in reasons(bomb, Bounds(100, 100_000_000))
    assert "解开后超过" in reasons(gzip.compress(os.urandom(3_000_000)), Bounds(100, 2_000_000))


def test_a_packed_file_that_is_cut_gives_what_it_has():
    packed = gzip.compress(
        "\n".join(
            f'{{"id": "{sha256(str(n).encode()).hexdigest()}", "body": "{BODY}"}}' for n in range(20_000)
        ).encode()
    )

    found = opened(packed[: len(packed) // 2])

    assert len(found) > 100
    assert not any(entry.rejected for entry in found[:-1])
    assert "已损坏" in found[-1].rejected


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (gzip.compress(gzip.compress(TEXT.encode())), "还有压缩包"),
        (gzip.compress(archive(("a.txt", TEXT))), "还有压缩包"),
        (archive(("a.zip", archive(("a.txt", TEXT)))), "还有压缩包"),
        (archive(("a.gz", gzip.compress(gzip.compress(b"x")))), "还有压缩包"),
        (archive(*((f"{n}", "") for n in range(101))), "最多 100 件"),
        (archive(("a.txt", b"a" * 3_000_000)), "异常紧"),
        (archive((".DS_Store", "x"), ("__MACOSX/a", "x")), "隐藏"),
        (b"PK\3\4 no archive", "打不开"),
        (b"\x1f\x8b no gzip", "打不开"),
    ],
)
def test_hostile_containers_are_refused_in_words(content, reason):
    assert reason in reasons(content)


def test_a_link_in_an_archive_is_not_followed():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")

    assert "链接" in reasons(packed.getvalue())


@pytest.mark.parametrize("name", ["../../a.txt", "/etc/a.txt", "..\\a.txt", "a\n.txt", "界\u202e.txt", "x" * 400])
def test_odd_names_are_only_names(name):
    (only,) = opened(archive((name, TEXT)))

    assert only.content == TEXT.encode()
    assert len(only.name) <= 255


def test_a_damaged_member_does_not_end_the_others():
    packed = bytearray(archive(("a.txt", TEXT * 30), ("b.txt", TEXT)))
    packed[60] ^= 0xFF

    found = opened(bytes(packed))

    assert [(entry.name, bool(entry.rejected)) for entry in found] == [("/a.txt", True), ("/b.txt", False)]
