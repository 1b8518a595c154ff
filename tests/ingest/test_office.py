"""Word documents: which of their parts are text, and which files are refused with what reason."""

import struct
import zipfile
from io import BytesIO

import pytest

from articles.ingest.decode import decode
from articles.ingest.office import MAX_XML, read_docx
from articles.ingest.paragraph import MAX_DEPTH, MAX_ELEMENTS
from articles.ingest.reader import read
from articles.ingest.records import NotReadable
from tests import wraps

TEXT = "松川市的老厂房里，新机器转了起来。"


def run(text, more=""):
    return f'<w:r>{more}<w:t xml:space="preserve">{text}</w:t></w:r>'


def document(body, **parts):
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    main = wraps.part("document", f"<w:body {space}>{body}</w:body>")
    return wraps.package(
        {"word/document.xml": main, **{f"word/{name}.xml": content for name, content in parts.items()}}
    )


def lines(body, **parts):
    text, end = read_docx(document(body, **parts))
    return text[:end].split("\n")


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (run("甲") + run("乙"), ["甲乙"]),
        ("<w:hyperlink>" + run("甲") + "</w:hyperlink>" + run("&lt;乙&gt;"), ["甲<乙>"]),
        (run("甲") + "<w:r><w:br/></w:r>" + run("乙"), ["甲", "乙"]),
        (run("甲") + "<w:r><w:tab/></w:r>" + run("乙"), ["甲\t乙"]),
        ("<w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>" + run("甲"), ["甲"]),
        (run("甲") + "<w:del>" + run("乙") + "<w:r><w:delText>丙</w:delText></w:r></w:del>", ["甲"]),
        (run("甲") + "<w:ins>" + run("乙") + "</w:ins>", ["甲乙"]),
        ("<w:moveFrom>" + run("甲") + "</w:moveFrom><w:moveTo>" + run("乙") + "</w:moveTo>", ["乙"]),
        (run("甲") + run("乙", "<w:rPr><w:vanish/></w:rPr>"), ["甲"]),
        (run("甲", "<w:rPr><w:vanish w:val='0'/></w:rPr>"), ["甲"]),
        ("<w:r><w:ruby><w:rt>" + run("shū") + "</w:rt><w:rubyBase>" + run("书") + "</w:rubyBase></w:ruby></w:r>", ["书"]),
        ("<w:r><w:sym w:font='Arial' w:char='2022'/></w:r>" + run("甲"), ["•甲"]),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("甲"), ["甲"]),
        ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>" + run("甲"), ["x甲"]),
        ("<w:r><w:t>  甲  </w:t></w:r>" + run(" 乙"), ["甲 乙"]),
        (run("\u3000\u3000甲"), ["\u3000\u3000甲"]),
    ],
)  # fmt: skip
def test_paragraph_is_a_line_of_what_is_shown(inner, expected):
    assert lines(wraps.paragraph(inner)) == expected


def test_paragraph_whose_mark_was_deleted_goes_on_in_the_next():
    mark = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>"

    assert lines(wraps.paragraph(mark + run("甲")) + wraps.paragraph(run("乙"))) == ["甲乙"]


def test_cells_are_lines_and_empty_paragraphs_blank_ones():
    row = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"
    table = row.format(wraps.paragraph(run("甲")), wraps.paragraph(run("乙")))

    assert lines(table + wraps.paragraph("") + wraps.paragraph(run("丙"))) == ["甲", "乙", "", "丙"]


def test_text_box_stands_behind_its_paragraph_and_once():
    box = "<w:txbxContent>" + wraps.paragraph(run("框")) + "</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"

    assert lines(wraps.paragraph(f"<w:r>{both}</w:r>" + run("甲"))) == ["甲", "框"]


def test_notes_follow_the_text_and_comments_are_none():
    note = "<w:footnote w:type='separator'>{0}</w:footnote><w:footnote w:id='1'>{0}</w:footnote>"
    parts = {
        "footnotes": wraps.part("footnotes", note.format(wraps.paragraph(run("注")))),
        "comments": wraps.part("comments", wraps.paragraph(run("批"))),
    }

    assert lines(wraps.paragraph(run("甲")), **parts) == ["甲", "注"]


def test_header_is_kept_at_the_end_and_dropped_as_furniture():
    content = wraps.docx(["松川的春天", TEXT], header="松川日报 内部资料")
    (document,) = read(content)

    decoded = decode(content)
    assert (decoded.encoding, decoded.found_by) == ("docx", "signature")
    assert decoded.text == f"松川的春天\n{TEXT}\n松川日报 内部资料"
    assert (document.fields.title.value, document.body) == ("松川的春天", TEXT)
    assert [e.rule for layer in document.layers for e in layer.edits if "内部" in e.before] == ["furniture"]


def test_package_names_its_text_itself():
    parts = {"word/document2.xml": wraps.part("document", wraps.paragraph(run(TEXT)))}
    content = wraps.package(parts, main="word/document2.xml")

    assert read_docx(content)[0] == TEXT


def bomb(size):
    return document(wraps.paragraph(run("机" * size)))


ENTITIES = '<!DOCTYPE x [<!ENTITY a "机"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04aaaa", "损坏"),
        (document(wraps.paragraph(run(TEXT)))[:-200], "损坏"),
        (document(wraps.paragraph(run(TEXT)) + "<w:p>"), "损坏"),
        (document(wraps.paragraph("")), "没有文字"),
        (wraps.package({}), "不是 Word 文档"),
        (wraps.package({"xl/workbook.xml": "<a/>"}), "Excel"),
        (wraps.package({"ppt/presentation.xml": "<a/>"}), "PowerPoint"),
        (wraps.package({"word/document.xml": ENTITIES + wraps.part("document", "&b;").partition("\n")[2]}), "实体"),
        (bomb(MAX_XML // 3), "解开后超过"),
        (bomb(500_000), "字符"),
        (document("<w:tbl>" * MAX_DEPTH + "</w:tbl>" * MAX_DEPTH), "过深"),
        (document("<w:p/>" * (MAX_ELEMENTS + 1)), "过于复杂"),
        (b"\xd0\xcf\x11\xe0" + bytes(500), "doc）"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "加了密"),
    ],
    ids=range(14),
)
def test_what_is_no_document_says_why(content, reason):
    with pytest.raises(NotReadable, match=reason) as failure:
        decode(content)

    assert "\n" not in str(failure.value)


def test_encrypted_entry_is_refused():
    content = bytearray(document(wraps.paragraph(run(TEXT))))
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        struct.pack_into("<H", content, at + 8, 1)
        at += 4

    with pytest.raises(NotReadable, match="加了密"):
        decode(bytes(content))


def test_too_many_entries_are_refused_unopened():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for n in range(5_001):
            packed.writestr(str(n), "")

    with pytest.raises(NotReadable, match="条目"):
        decode(out.getvalue())


STYLES = """<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="own"><w:name w:val="小节"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="list"><w:name w:val="List Number"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>"""
LEVELS = """<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>"""
SHEETS = {"styles": wraps.part("styles", STYLES), "numbering": wraps.part("numbering", LEVELS)}


def styled(text, style="", level="", number="", depth="0"):
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    said += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    said += f'<w:outlineLvl w:val="{level}"/>' if level else ""
    return wraps.paragraph(f"<w:pPr>{said}</w:pPr>{run(text)}")


def test_paragraphs_in_the_style_of_a_heading_are_headings():
    body = (
        styled("老厂房里装上新机器", "a3") + styled(TEXT) + styled("图纸重新画了一遍。", "1") + styled(TEXT)
        + styled("订单", "own") + styled(TEXT) + styled("手艺", level="1") + styled(TEXT) + styled("不是小标题", level="9") + styled(TEXT)
    )  # fmt: skip

    (read_as,) = read(document(body, **SHEETS))

    assert lines(body, **SHEETS)[2] == "## 图纸重新画了一遍。"
    assert read_as.fields.title.value == "老厂房里装上新机器"
    assert read_as.headings == ("图纸重新画了一遍。", "订单", "手艺")
    assert "\n\n不是小标题\n\n" in read_as.body


def test_title_in_the_style_of_a_heading_and_a_lone_heading_are_not_marked():
    body = styled("老厂房里装上新机器", "1") + styled(TEXT) + styled("订单", "1") + styled(TEXT)

    (read_as,) = read(document(body, **SHEETS))

    assert not any(line.startswith("#") for line in lines(body, **SHEETS))
    assert (read_as.fields.title.value, read_as.headings) == ("老厂房里装上新机器", ("订单",))


def test_numbers_that_word_sets_before_paragraphs_are_text():
    body = (
        styled("甲", number="1") + styled("乙", number="1", depth="1") + styled("丙", number="1", depth="1") + styled("丁", number="1")
        + styled("戊", number="1", depth="1") + styled("己", "list") + styled("庚", "list") + styled("辛", number="3") + styled("壬", "list", number="0")
    )  # fmt: skip

    assert lines(body, **SHEETS) == ["一、甲", "（1）乙", "（2）丙", "二、丁", "（1）戊", "3.己", "4.庚", "辛", "壬"]


def test_entry_of_the_contents_and_an_empty_paragraph_are_no_heading_and_count_nothing():
    body = styled("订单", "toc") + styled("", number="1") + styled("甲", number="1") + styled("", "1") + styled(TEXT)

    assert lines(body, **SHEETS) == ["订单", "", "一、甲", "", TEXT]


def test_style_based_on_itself_ends():
    ring = wraps.part("styles", '<w:style w:styleId="1"><w:name w:val="甲"/><w:basedOn w:val="1"/></w:style>')

    assert lines(styled("甲", "1") + styled(TEXT), styles=ring) == ["甲", TEXT]
