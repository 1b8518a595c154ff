"""Bytes to text: the encoding, what is no text, and what is no capture."""

import json

import pytest

from articles.ingest.decode import MAX_BYTES, decode
from articles.ingest.genre import MAX_LINE
from articles.ingest.records import NotACapture, NotReadable

TEXT = "松川市的老厂房里，新机器转了起来。\r\n工人们说，日子越过越有奔头。\n"


TRADITIONAL = "松川市的老廠房裡，新機器轉了起來。\r\n工人們說，日子越過越有奔頭。\n"
#: Reads 丁炒津罢叫睦承硅 in GB 18030 and 間陷踩啦請釋創寡 in Big5: common characters both, and no text.
AMBIGUOUS = "丁炒津罢叫睦承硅".encode("gb18030")


@pytest.mark.parametrize(
    ("content", "encoding", "found_by"),
    [
        (TEXT.encode(), "utf-8", "strict"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8", "byte-order-mark"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le", "byte-order-mark"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be", "byte-order-mark"),
        (TEXT.encode("utf-16-le"), "utf-16-le", "plausible"),
        (TEXT.encode("utf-16-be"), "utf-16-be", "plausible"),
        (TEXT.encode("utf-32-le"), "utf-32-le", "plausible"),
        (TEXT.replace("\r\n", "").strip().encode("utf-16-be") * 3, "utf-16-be", "plausible"),
        (TEXT.encode("gb18030"), "gb18030", "plausible"),
        (("\ufeff" + TEXT).encode("gb18030"), "gb18030", "byte-order-mark"),
        ("本報(bào)訊，松川會(huì)議召開，群眾歡迎。".encode("gb18030"), "gb18030", "plausible"),
        ((TEXT + "charset=gbk").encode("gbk"), "gb18030", "declared"),
        (TRADITIONAL.encode("big5"), "big5hkscs", "plausible"),
        ((TRADITIONAL + "charset=big5").encode("big5"), "big5hkscs", "declared"),
        ((TRADITIONAL + "呢個係嘅。").encode("big5hkscs"), "big5hkscs", "plausible"),
        ((TRADITIONAL + "價錢是一百€。").encode("cp950"), "cp950", "plausible"),
        (TRADITIONAL.encode("gb18030"), "gb18030", "plausible"),
    ],
)
def test_encoding_is_found_and_line_ends_are_kept(content, encoding, found_by):
    decoded = decode(content)

    assert (decoded.encoding, decoded.found_by, decoded.undecodable) == (encoding, found_by, ())
    assert decoded.text.startswith(("松川市的老厂房里，新机器转了起来。", "松川市的老廠房裡，", "本報"))
    assert "\r\n" in decoded.text or "\n" not in decoded.text


@pytest.mark.parametrize("content", [TEXT.encode(), TEXT.encode("gb18030"), b"\xff\xfe" + TEXT.encode("utf-16-le")])
def test_nulls_behind_the_text_are_no_text(content):
    assert decode(content + bytes(4096)) == decode(content)


@pytest.mark.parametrize(
    ("given", "said", "encoding"),
    [
        (TEXT.encode("gb18030"), "big5", "gb18030"),
        (TEXT.encode("gb18030"), "utf-8", "gb18030"),
        (TRADITIONAL.encode("big5"), "gb2312", "big5hkscs"),
        (TRADITIONAL.encode("big5"), "utf-8", "big5hkscs"),
        (TRADITIONAL.encode(), "big5", "utf-8"),
        (TEXT.encode(), "gbk", "utf-8"),
    ],
)
def test_wrong_declaration_is_never_followed(given, said, encoding):
    decoded = decode(given + f"charset={said}".encode())

    assert decoded.encoding == encoding
    assert decoded.found_by != "declared"
    assert decoded.text.startswith(("松川市的老厂房里，", "松川市的老廠房裡，"))


@pytest.mark.parametrize(
    ("said", "text"), [("gbk", "丁炒津罢叫睦承硅"), ("big5", "間陷踩啦請釋創寡"), ("Big5-HKSCS", "間陷踩啦請釋創寡")]
)
def test_declaration_parts_what_bytes_cannot(said, text):
    decoded = decode(AMBIGUOUS + f" charset={said}".encode())

    assert (decoded.text.split()[0], decoded.found_by) == (text, "declared")


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", b""), ("utf-16-le", b"\xff\xfe"), ("gb18030", b""), ("big5hkscs", b"")]
)
def test_few_undecodable_bytes_are_marked(encoding, mark):
    broken = {"utf-8": b"\xe6\x9d", "utf-16-le": b"\x00\xd8"}.get(encoding, b"\xff\xff")
    text = TRADITIONAL if encoding == "big5hkscs" else TEXT
    content = mark + (text * 20).encode(encoding) + broken + (text * 20).encode(encoding)

    decoded = decode(content)

    assert decoded.encoding == encoding
    assert decoded.undecodable
    assert {decoded.text[start:end].strip("\ufffd") for start, end in decoded.undecodable} == {""}
    assert decoded.text.replace("\ufffd", "") == text * 40


def test_replacement_character_of_the_capture_is_no_undecodable_byte():
    assert decode((TEXT + "\ufffd").encode()).undecodable == ()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "空的"),
        (b"\xef\xbb\xbf \n", "空的"),
        (b"%PDF-1.7 \n", "PDF"),
        (b"PK\x03\x04aaaa", "docx"),
        ((TEXT + "\x00" + TEXT).encode(), "空字节"),
        (bytes(range(1, 9)) * 40, "控制字符"),
        (AMBIGUOUS, "GB18030 和 Big5 都读得通"),
        ("日本語の文章はここにあります。".encode("shift_jis") * 3, "编码"),
        (("机" * (MAX_LINE + 1)).encode(), "一行长达"),
        (b"a" * (MAX_BYTES + 1), "上限"),
        (b"\xff\xfe" + "é".encode() * 500 + b"\xd8" * 1000, "UTF-16"),
        ("<?xml version='1.0'?><opml>松川市新机器转了起来</opml>".encode(), "XML"),
        ("title,date,page\n松川新闻,2024-06-28,老厂房里新机器转了起来\n".encode(), "CSV"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(content, reason):
    with pytest.raises(NotReadable, match=reason) as failure:
        decode(content)

    assert "\n" not in str(failure.value)


README = """# 样例资料

这个文件夹里放着样例，用来说明怎样读入资料。

| 文件 | 说明 |
| --- | --- |
| `a.txt` | 门户网页 |

```
python manage.py ingest seeds/
```
"""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (json.dumps({"标题": "松川市的老厂房里新机器转了起来"}, ensure_ascii=False), "JSON"),
        ('name = "松川日报"\nkind = "newspaper"\nnote = "老厂房里新机器转了起来"\n', "TOML"),
        (README, "说明文档"),
        ("# Captures\n\nSome English words about how to run the tests in this folder, at length.\n", "中文"),
        ("The quick brown fox jumps over the lazy dog. 狐狸\n" * 5, "中文"),
    ],
)
def test_what_is_no_capture_says_why(text, reason):
    with pytest.raises(NotACapture, match=reason):
        decode(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "# 松川的春天\n\n老厂房里，新机器转了起来。\n",
        "{老厂房里，新机器转了起来。日子越过越好。",
        "松川 = 山水之城，老厂房里新机器转了起来。",
        "一、总体要求,二、重点任务,三、保障措施\n老厂房里，新机器转了起来。",
        "AI大模型、GPU集群、API接口，老厂房里新机器转了起来。",
    ],
)
def test_capture_that_only_looks_like_something_else_is_read(text):
    assert decode(text.encode()).text == text
