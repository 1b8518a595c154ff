"""From the bytes of a capture to its text: which encoding, strictly decoded.

Not for mending text: what did not decode is marked and left for an editor. What is no capture at all: `genre`.
"""

import codecs
import re
from dataclasses import replace
from itertools import pairwise

from articles.ingest import office, pdf
from articles.ingest.columns import Columns
from articles.ingest.genre import check_text
from articles.ingest.records import Decoded, NotReadable
from articles.text import pairs
from articles.text.script import HAN, to_simplified

MAX_BYTES = 5 * 1024 * 1024
#: Few enough undecodable places to read the rest: three, or one in two hundred characters.
_FEW = 3
_SHARE = 200
#: The share of Chinese characters of the everyday level of GB 2312 below which an encoding was a wrong guess.
#: Real pages, folded to Simplified, have over 0.95; GB read as Big5 and Shift JIS read as GB 18030 stay under 0.6.
_EVERYDAY = 0.8
_MARK = "\udfff"
_CHUNK = 65_536
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
#: Tried where there is no mark: only one of them gives Chinese.
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_SIGNATURES = (
    (b"PK\x05\x06", "空的压缩包"),
    (b"{\\rtf", "写字板文档（RTF）"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"\x1f\x8b", "压缩文件"),
    (b"SQLite format 3", "数据库文件"),
)
_PDF = b"%PDF-"
_OLE = b"\xd0\xcf\x11\xe0"
_DECLARED = re.compile(rb"(?:charset|encoding)\s{0,4}[=:]\s{0,4}[\"']?([A-Za-z0-9_-]{2,20})")
_BIG5 = frozenset({"big5", "big5-hkscs", "big5hkscs", "cp950", "x-x-big5"})
#: The names under which a text declares each encoding that is tried.
_FAMILIES = {
    "gb18030": frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "cp936"}),
    "big5hkscs": _BIG5,
    "cp950": _BIG5,
}
#: By how much, in log2 of the chance per character, one reading must lead the other. Of 3,600 news items read both ways
#: the right one leads by 7 at least; only a word or two can mean something in both.
_LEAD = 2.0
_HAN = re.compile(f"[{HAN}]")
_COMMON = re.compile(rf"[{HAN}\u3000-\u303f\uff00-\uffef\u2010-\u2027\x20-\x7e\xa0-\u036f\n\r\t]")
#: The share of a text that Chinese characters, their marks and Latin letters make up; the halves swapped it is under 0.5.
_ORDINARY = 0.9


def decode(content: bytes, columns: Columns = ()) -> Decoded:
    """Return the text of a capture. Raises NotReadable for bytes that are no text, NotACapture for other text."""
    if len(content) > MAX_BYTES:
        raise NotReadable(f"文件有 {len(content) / 1048576:.1f} MB，超过一份资料的上限 {MAX_BYTES // 1048576} MB。")
    if not content.strip(b"\x00\t\n\v\f\r \xef\xbb\xbf\xfe\xff"):
        raise NotReadable("文件是空的。")
    decoded = _decode_document(content) or _decode(content)
    check_text(decoded.text, columns)
    return decoded


def _decode_document(content: bytes) -> Decoded | None:
    """Return the text of a document of a word processor; None for plain text. Raises NotReadable for other binary files."""
    if content.startswith(b"PK\x03\x04"):
        text, foot = office.read_docx(content)
        return Decoded(text, "docx", "signature", foot=foot)
    if content[:1024].lstrip(b"\x00\t\n\f\r \xef\xbb\xbf").startswith(_PDF):
        text, foot = pdf.read_pdf(content)
        return Decoded(text, "pdf", "signature", foot=foot)
    if content.startswith(_OLE):
        raise NotReadable(
            "Word 文档加了密。请去掉密码后另存，再读入。"
            if "EncryptedPackage".encode("utf-16-le") in content
            else "这是旧版 Word 文档（doc），不能读入。请另存为 docx。"
        )
    kind = next((name for mark, name in _SIGNATURES if content.startswith(mark)), None)
    if kind:
        raise NotReadable(f"这是{kind}，不是文本，暂不能读入。")
    return None


def _decode(content: bytes) -> Decoded:
    """Return the text in the encoding that its mark, its bytes or its declaration show.

    Null bytes behind the text only fill up a block of some disk: like the byte-order mark, they are no text.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _lenient(content[len(mark) :], encoding, "byte-order-mark")
    if b"\x00" in content:
        wide = _decode_wide(content)
        if wide:
            return wide
        content = content.rstrip(b"\x00")
    if b"\x00" in content:
        raise NotReadable("文件含有空字节，像是二进制文件。如果是文本，请另存为 UTF-8。")
    try:
        return Decoded(content.decode("utf-8"), "utf-8", "strict")
    except UnicodeDecodeError as error:
        broken = error
    whole = _undecodable(content, "utf-8")
    if _is_few(whole):
        return whole
    return _decode_legacy(content, broken)


def _decode_legacy(content: bytes, error: UnicodeDecodeError) -> Decoded:
    """Return the text as GB 18030 or Big5, whichever is plausible Chinese; what the text declares only parts equals.

    Raises NotReadable where neither is, or where both are alike and nothing is declared.
    """
    declared = _DECLARED.search(content[:4096])
    name = declared[1].decode("ascii").lower() if declared else ""
    both = (_undecodable(content, "gb18030"), _decode_big5(content))
    likely = [found for found in both if _is_few(found) and _is_plausible(found.text)]
    if len(likely) > 1:
        likely = _likelier(likely, name)
    if len(likely) == 1:
        (found,) = likely
        return replace(found, found_by="declared" if name in _FAMILIES[found.encoding] else "plausible")
    wide = None if likely else _decode_wide(content)
    if wide:
        return wide
    place = f"第 {error.start} 字节（{content[error.start]:02X}）起不是 UTF-8"
    what = "按 GB18030 和 Big5 都读得通，分不出是哪一种" if likely else "按 GB18030 或 Big5 读也不成中文"
    if name:
        raise NotReadable(f"无法判断编码：{place}，{what}；文件自称 {name}。请用原编码打开后另存为 UTF-8。")
    raise NotReadable(f"无法判断编码：{place}，{what}。请用原编码打开后另存为 UTF-8。")


def _decode_wide(content: bytes) -> Decoded | None:
    """Return the text of UTF-16 or UTF-32 without a mark; None where no reading of the bytes is Chinese."""
    for encoding in _WIDE:
        try:
            text = content.decode(encoding).rstrip("\x00")
        except UnicodeDecodeError:
            continue
        if len(_COMMON.findall(text)) >= _ORDINARY * len(text) and _is_plausible(text):
            return Decoded(text, encoding, "plausible")
    return None


def _decode_big5(content: bytes) -> Decoded:
    """Return the text as Big5: with Hong Kong's characters, or as Windows has it where those do not fit."""
    hong_kong = _undecodable(content, "big5hkscs")
    if not hong_kong.undecodable:
        return hong_kong
    return min((hong_kong, _undecodable(content, "cp950")), key=lambda found: len(found.undecodable))


def _likelier(both: list[Decoded], name: str) -> list[Decoded]:
    """Return the one whose characters follow one another as in the news; both where they are alike, none declared."""
    (low, worse), (high, better) = sorted(((_likelihood(found.text), found) for found in both), key=lambda one: one[0])
    if high - low >= _LEAD:
        return [better]
    return [found for found in both if name in _FAMILIES[found.encoding]] or [worse, better]


def _lenient(content: bytes, encoding: str, found_by: str) -> Decoded:
    found = _undecodable(content, encoding)
    if not _is_few(found):
        raise NotReadable(f"文件以 {encoding.upper()} 的标记开头，但大部分字节不合该编码。请检查文件是否损坏。")
    return Decoded(found.text.rstrip("\x00"), encoding, found_by, found.undecodable)


def _undecodable(content: bytes, encoding: str) -> Decoded:
    """Return the text with U+FFFD in place of every run of bytes that did not decode.

    Where more did not than any reading may have, the text ends there: noise is not worth decoding.
    """
    decoder = codecs.getincrementaldecoder(encoding)("newsroom.mark")
    parts: list[str] = []
    broken = at = 0
    while at < len(content) and broken <= max(_FEW, len(content) // _SHARE):
        parts.append(decoder.decode(content[at : at + _CHUNK], at + _CHUNK >= len(content)))
        broken += parts[-1].count(_MARK)
        at += _CHUNK
    marked = "".join(parts)
    spans = tuple(match.span() for match in re.finditer(_MARK, marked))
    return Decoded(marked.replace(_MARK, "\ufffd"), encoding, "strict", spans)


def _mark(error: UnicodeError) -> tuple[str, int]:
    """Put a lone surrogate, which no strict decoding gives, where bytes did not decode."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _MARK, error.end


codecs.register_error("newsroom.mark", _mark)


def _is_few(found: Decoded) -> bool:
    return len(found.undecodable) <= max(_FEW, len(found.text) // _SHARE)


def _is_plausible(text: str) -> bool:
    """Return whether nearly all Chinese characters of `text` are everyday ones."""
    han = _HAN.findall(to_simplified("".join(_HAN.findall(text)[:20_000])))
    if not han:
        return False
    everyday = sum(b"\xb0" <= char.encode("gb2312", "replace")[:1] <= b"\xd7" for char in han)
    return bool(everyday >= _EVERYDAY * len(han))


def _likelihood(text: str) -> float:
    """Return log2 of the chance of a Chinese character of `text` after the one before it, on average."""
    han = to_simplified("".join(_HAN.findall(text)[:20_000]))
    return sum(pairs.chance(before, char) for before, char in pairwise(han)) / max(1, len(han) - 1)
