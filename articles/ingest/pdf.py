"""A PDF with a text layer as lines of text. Not for scans, and never for drawing.

pypdf reads the file's objects, within bounds. No clock: the same bytes always give the same text or the same refusal.
"""

import logging
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from statistics import median
from typing import Any

from pypdf import PdfReader, apply_configuration

from articles.ingest.font import entry, resolve
from articles.ingest.gutters import Row
from articles.ingest.operators import MAX_CONTENT, Glyph, Work
from articles.ingest.records import NotReadable
from articles.ingest.typeset import assemble

#: Reports have some hundred pages.
MAX_PAGES = 500
#: The share of characters that may be unknown.
_MOST_UNKNOWN = 0.1


def read_pdf(content: bytes) -> tuple[str, int]:
    """Return the text of a PDF, a paragraph a line, and where the running heads and page numbers begin at its end.

    Raises NotReadable for what is damaged, encrypted, scanned, set vertically or beyond the bounds.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with apply_configuration(
            maximum_declared_stream_length=MAX_CONTENT,
            array_based_stream_maximum_output_length=MAX_CONTENT,
            lzw_maximum_output_length=MAX_CONTENT,
            run_length_maximum_output_length=MAX_CONTENT,
            zlib_maximum_output_length=MAX_CONTENT,
            stream_decoding_work_maximum_length=2 * MAX_CONTENT,
            jbig2dec_binary=None,
        ):
            pages, paper, tilted = _read(PdfReader(BytesIO(content)))
    except NotReadable:
        raise
    except Exception as error:  # whatever a library meets in damaged bytes: this is the edge of one capture
        raise NotReadable("PDF 已损坏或结构异常，无法读取。请用原程序重新导出，再读入。") from error
    lines, around = assemble(pages, paper)
    text = "\n".join(lines)
    return text + "".join(f"\n{line}" for line in (*around, *tilted)), len(text)


def _read(reader: PdfReader) -> tuple[list[list[Row]], float, list[str]]:
    """Return the rows of each page, the width of the widest, and what is set aslant across them (stamps and watermarks)."""
    if reader.is_encrypted:
        raise NotReadable("PDF 加了密。请去掉密码后另存，再读入。")
    work = Work()
    pages: list[list[Row]] = []
    paper = 0.0
    for page, inherited in _pages(reader):
        pages.append(list(_once(_rows(work.show(page, inherited)))))
        paper = max(paper, _width(inherited))
    if not work.shown:
        raise NotReadable("PDF 里没有文字层，是扫描件或图片。请先识别文字（OCR），再读入。")
    if work.unknown > _MOST_UNKNOWN * work.shown:
        raise NotReadable("PDF 的字体没有附文字对照，读不出是什么字。请改用可以复制文字的版本，或先识别文字（OCR）。")
    if 2 * work.vertical > work.shown:
        raise NotReadable("PDF 是竖排的，暂不能读入。请改用横排的版本或文本。")
    return pages, paper, [line for line in (one.strip() for one in work.tilted) if line.isprintable() and line]


def _pages(reader: PdfReader) -> Iterator[tuple[Any, dict[str, Any]]]:  # Any: an object of a PDF
    """Yield the pages in order, each with what it inherits. Raises NotReadable for too many of them."""
    stack: list[tuple[Any, dict[str, Any]]] = [(entry(entry(reader.trailer, "/Root"), "/Pages"), {})]
    pages = seen = 0
    while stack:
        node, inherited = stack.pop()
        node = resolve(node)
        seen += 1
        if seen > 4 * MAX_PAGES or pages >= MAX_PAGES:
            raise NotReadable(f"PDF 超过 {MAX_PAGES} 页，或页面结构异常，不像一份资料。请分开后读入。")
        own = {
            name: entry(node, name) for name in ("/Resources", "/Rotate", "/MediaBox") if entry(node, name) is not None
        }
        kids = entry(node, "/Kids")
        if isinstance(kids, list):
            stack += [(kid, inherited | own) for kid in reversed(kids[: 4 * MAX_PAGES])]
        elif node is not None:
            pages += 1
            yield node, inherited | own


def _width(inherited: dict[str, Any]) -> float:
    """Return how wide a page is as it is read; A4 where it does not say."""
    box = inherited.get("/MediaBox")
    numbers = [resolve(one) for one in box[:4]] if isinstance(box, list) and len(box) >= 4 else []
    if not numbers or not all(isinstance(one, int | float) and abs(one) < 1e5 for one in numbers):
        return 595.0
    across, along = abs(numbers[2] - numbers[0]), abs(numbers[3] - numbers[1])
    return float(along if inherited.get("/Rotate") in (90, 270) else across)


def _once(rows: Iterator[Row]) -> Iterator[Row]:
    """Yield rows, without those set a second time over the last (for bold type)."""
    last: Row | None = None
    for row in rows:
        near = last and abs(last.base - row.base) + abs(last.left - row.left) < 0.3 * row.size
        if not (last and near and last.text == row.text):
            yield row
        last = row


def _rows(glyphs: list[Glyph]) -> Iterator[Row]:
    """Yield the rows of a page: characters on one line, each to the right of the one before."""
    row: list[Glyph] = []
    for glyph in glyphs:
        if row:
            last = row[-1]
            size = max(glyph.size, last.size)
            if abs(glyph.base - row[0].base) > 0.5 * size or glyph.left < last.right - 1.2 * size:
                yield from _row(row)
                row = []
            elif glyph.text == last.text and abs(glyph.left - last.left) < 0.3 * (last.right - last.left):
                continue  # set twice for bold type
        row.append(glyph)
    yield from _row(row)


def _row(glyphs: list[Glyph]) -> Iterator[Row]:
    """Yield the row of some characters, with a blank wherever a space wider than the usual parts two; none for blanks only."""
    stop = len(glyphs)
    while stop and glyphs[stop - 1].text.isspace():
        stop -= 1
    start = next((n for n, glyph in enumerate(glyphs[:stop]) if not glyph.text.isspace()), stop)
    inside = glyphs[start:stop]
    if not inside:
        return
    size = median(glyph.size for glyph in inside)
    gaps = [b.left - a.right for a, b in pairwise(inside)]
    usual = max(0.0, median(gaps)) if gaps else 0.0
    chars: list[str] = []
    edges: list[float] = []
    for n, glyph in enumerate(inside):
        parted = n and gaps[n - 1] > usual + 0.17 * size and not (glyph.text.isspace() or inside[n - 1].text.isspace())
        for char in (" " if parted else "") + glyph.text:
            chars.append(char)
            edges.append(glyph.right)
    yield Row(
        "".join(chars),
        inside[0].left,
        inside[-1].right,
        inside[0].base,
        size,
        tuple(edges),
        max(inside[-1].right, glyphs[-1].right),
    )
