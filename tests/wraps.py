"""The lines of an article put into other containers: pages of HTML, a Word document, a PDF. Written by hand, small and plain."""

import html
import random
import re
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TAGS = re.compile(r"<[^<>]+>")


def printed(text: str) -> list[str]:
    """Return the lines that a reader sees of a capture; of a post the facts of its front matter stand above its text."""
    if not text.startswith("---"):
        return text.split("\n")
    _, block, body = re.split(r"^---$\n", text, maxsplit=2, flags=re.MULTILINE)
    facts = {key: value.strip("\"'") for key, value in re.findall(r"^(\w+): (.+)$", block, re.MULTILINE)}
    named = (("source", "来源"), ("author", "作者"), ("editor", "编辑"))
    credit = " ".join(f"{word}：{facts[key]}" for key, word in named if key in facts)
    blocks = (html.unescape(_TAGS.sub("", each)).strip() for each in re.split(r"</p>|\n", body) if each[:1] != "[")
    return [
        facts["title"],
        facts["date"].removesuffix(" +0800"),
        credit,
        *(each.removeprefix("## ") for each in blocks),
    ]


def _paragraphs(lines: Sequence[str]) -> str:
    return "\n".join(f"<p>{html.escape(line)}</p>" for line in lines if line.strip())


def page(body: str, title: str | None, charset: str = "utf-8") -> str:
    """Return a page of HTML around `body`."""
    named = f"<title>{html.escape(title)}</title>" if title else ""
    return f'<!DOCTYPE html>\n<html lang="zh"><head><meta charset="{charset}">{named}</head>\n<body>\n{body}\n</body></html>\n'


def in_paragraphs(lines: Sequence[str], title: str | None) -> bytes:
    """A page with a paragraph for each line."""
    return page(_paragraphs(lines), title).encode()


def in_breaks(lines: Sequence[str], title: str | None) -> bytes:
    """A page with one box of lines."""
    return page("<div>" + "<br>\n".join(map(html.escape, lines)) + "</div>", title).encode()


def in_pre(lines: Sequence[str], title: str | None) -> bytes:
    """A page with the text as it is."""
    return page("<pre>" + html.escape("\n".join(lines)) + "</pre>", title).encode()


def in_site(lines: Sequence[str], title: str | None) -> bytes:
    """A page of a site, with what stands around a piece, in GB 18030 as it declares."""
    links = "".join(f'<li><a href="/{n}">{word}</a></li>' for n, word in enumerate(("首页", "要闻", "理论", "视频")))
    more = "".join(f'<li><a href="/{n}.html">松川新闻第{n}条，欢迎点击阅读全文</a></li>' for n in range(6))
    around = f'<nav><ul>{links}</ul></nav><div class="main">{_paragraphs(lines)}</div><div class="list"><ul>{more}</ul></div><footer>版权所有 松川网 备案号：松ICP备00000000号</footer>'
    return page(around, title, "gb18030").encode("gb18030")


def docx(lines: Sequence[str], header: str = "", filled: int = 0) -> bytes:
    """Return a Word document with a line in each paragraph, perhaps a header, and `filled` bytes that are no text."""
    rows = "".join(
        paragraph(f"<w:r><w:t xml:space='preserve'>{html.escape(line, quote=False)}</w:t></w:r>") for line in lines
    )
    parts: dict[str, str | bytes] = {"word/document.xml": part("document", f"<w:body>{rows}<w:sectPr/></w:body>")}
    if header:
        parts["word/header1.xml"] = part("hdr", paragraph(f"<w:r><w:t>{header}</w:t></w:r>"))
    if filled:
        parts["word/media/image1.png"] = random.Random(1).randbytes(filled)
    return package(parts)


def paragraph(runs: str) -> str:
    return f"<w:p>{runs}</w:p>"


def part(root: str, inner: str) -> str:
    """Return a part of a Word document with `inner` in its root."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{root} xmlns:w="{_SPACE}">{inner}</w:{root}>'


def package(parts: Mapping[str, str | bytes], main: str = "word/document.xml") -> bytes:
    """Return a package of Word with some parts, one of which it names as its text."""
    related = f'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{main}"/>'
    whole = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{related}</Relationships>',
        **parts,
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, content in whole.items():
            packed.writestr(name, content)
    return out.getvalue()


FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
    "/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/W[1 95 500]>>]>>"
)
_CLOSING = "，。、；：！？”’）》〉」』】〕,.;:!?)"
_OPENING = "（《〈「『【〔“‘("
_WORD = re.compile(r"[!-~\xa0\u00c0-\u024f]+|.")


def width(text: str, size: float = 12) -> float:
    """Return how wide `text` is in points: half a size for a letter of ASCII."""
    return sum(size / 2 if " " <= char <= "~" else size for char in text)


def wrapped(line: str, column: float, size: float = 12, indent: float = 0) -> list[str]:
    """Return the rows of a paragraph: broken between characters and words, no closing mark or blank heads a row."""
    rows, units = [""], _WORD.findall(line.replace("\xa0", " "))
    for n, unit in enumerate(units):
        bound = unit
        while unit[-1] in _OPENING and n + 1 < len(units) and bound == unit:
            bound += units[n + 1]
        if n + 1 < len(units) and units[n + 1][0] in _CLOSING:
            bound += units[n + 1][0]
        room = column - (indent if len(rows) == 1 else 0)
        if not unit.isspace() and rows[-1].strip() and width(rows[-1] + bound, size) > room:
            rows.append("")
        rows[-1] += unit
    return rows


def pdf(
    lines: Sequence[str],
    paper: float = 595,
    indent: float = 0,
    gap: float = 0,
    head: str = "",
    break_line: Callable[..., list[str]] = wrapped,
    filled: int = 0,
) -> bytes:
    """Return a PDF with the lines set in a column of `paper` points less its margins; blank lines are wider spaces."""
    pages: list[list[str]] = [[]]
    y = 760.0
    for line in lines:
        if not line.strip():
            y -= 9
            continue
        for n, row in enumerate(break_line(line.strip(), paper - 120, indent=indent)):
            if y < 80:
                pages.append([])
                y = 760.0
            pages[-1].append(show(row, 60 + (0 if n else indent), y))
            y -= 18
        y -= gap
    for number, rows in enumerate(pages, 1):
        if head:
            rows.insert(0, show(head, 200, 800, 9))
            rows.append(show(f"第 {number} 页", paper / 2, 40, 9))
    unused = random.Random(1).randbytes(filled // 2).hex()
    objects = [f"<</Length {len(unused)}>>stream\n{unused}\nendstream"] if filled else []
    return pdf_of(["".join(rows) for rows in pages], paper, objects=objects)


def show(text: str, x: float, y: float, size: float = 12) -> str:
    """Return the operators that show `text` at a place."""
    return f"BT /F {size} Tf 1 0 0 1 {x} {y:.1f} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def pdf_of(programs: Sequence[str], paper: float = 595, more: str = "", objects: Sequence[str] = ()) -> bytes:
    """Return a PDF with one page for each program of operators; `more` are resources, `objects` are put from number 4 on."""
    first = 4 + len(objects)
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(programs)))
    whole = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(programs)}/Kids[{kids}]>>", FONT, *objects]
    for n, program in enumerate(programs):
        resources = f"<</Font<</F 3 0 R>>{more}>>"
        whole.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {paper} 842]/Contents {first + 2 * n + 1} 0 R/Resources{resources}>>"
        )
        whole.append(f"<</Length {len(program)}>>stream\n{program}\nendstream")
    return pdf_file([one.encode("latin-1") for one in whole])


def pdf_file(objects: Sequence[bytes]) -> bytes:
    """Return a PDF of objects, the first of them its root."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return bytes(out + head + table) + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        len(out),
    )
