"""What a decoded text is: a capture, or something else (data, settings, documentation, binary, no Chinese).

Not for the shape of a capture: `shapes`.
"""

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterable, Sequence
from itertools import islice

from articles.ingest.columns import Columns, read_body
from articles.ingest.records import NotACapture, NotReadable, Part, Piece
from articles.text import nonarticle
from articles.text.feed import is_feed, words
from articles.text.finding import Finding
from articles.text.script import HAN
from articles.text.webpage import is_page

MAX_LINE = 1_000_000
#: A daily digest has some hundred lines, the longest report some thousand.
MAX_LINES = 100_000
#: The most characters, lines that are not blank, pieces and changes of one article: the longest reports have a tenth.
MAX_CHARACTERS = 500_000
MAX_PARAGRAPHS = 20_000
MAX_CHANGES = 50_000
#: The most places of one article that an editor must look at: the worst damaged has some hundred.
MAX_FINDINGS = 5_000
#: The most lines of one article that say by whom, when and from where it is; a page of many pictures has some dozens.
MAX_CREDITS = 2_000
#: The most items of one capture: a feed or a digest has some hundred.
MAX_ITEMS = 2_000
#: Fewer Chinese characters than this, or a smaller share of letters, and a text is no Chinese capture.
_HAN_NEEDED = 8
_HAN_SHARE = 0.06

_TEXT = frozenset({"body", "heading"})
_HAN = re.compile(f"[{HAN}]+")
_LATIN = re.compile("[A-Za-z]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_WHOLE_PAGE = re.compile(
    r"\s*<(?!https?://|!--|(?:p|div|br|h[1-6]|span|strong|b|em|i|a|img|article|section|center|font|blockquote|ul|ol|table|figure)[\s/>])[a-z!?]",
    re.IGNORECASE,
)
_MAILED_PAGE = re.compile(
    r"(?:[A-Za-z-]{2,40}: [^\n]{0,400}\r?\n(?:[ \t][^\n]{0,400}\r?\n){0,9}){1,20}?(?:Content-Type: multipart/related)"
)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_CODE = re.compile(r"`[^`\n]{1,80}`")
_FILE = re.compile(r"[\w./-]{1,60}\.(?:py|txt|json|md|toml|yml|yaml|sh|cfg)\b|manage\.py|\bmake \w|\$ \w")
_TABLE = re.compile(r"^\|?[ :|-]*-{3,}[ :|-]*\|[ :|-]*$", re.MULTILINE)


def check_text(text: str, columns: Columns = ()) -> None:
    """Raise for text that cannot be a capture: binary, one endless line, a page of code, data or documentation.

    `columns` is what the operator says of the columns of a record.
    """
    controls = len(_CONTROL.findall(text))
    if controls > 8 + len(text) // 1000:
        raise NotReadable(f"文件含有 {controls} 个控制字符，像是二进制文件，不是文本。")
    if _MAILED_PAGE.match(text):
        raise NotReadable("这是网页的归档文件（MHTML），不能直接读。请在浏览器中打开后，另存为“网页，仅 HTML”。")
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        raise NotReadable(f"文件有 {len(lines)} 行，超过上限 {MAX_LINES}，不像文章。请分成几份。")
    longest = max(map(len, lines), default=0)
    if longest > MAX_LINE:
        raise NotReadable(f"有一行长达 {longest} 个字符，超过上限 {MAX_LINE}，不像文章。请检查换行是否丢失。")
    if (body := read_body(text, columns)) is not None:
        _check_chinese(body, not (_is_post(body) or is_page(body)))
        return
    if _is_json(text):
        raise NotACapture("这是 JSON 数据，不是资料。")
    if _is_toml(text):
        raise NotACapture("这是 TOML 配置，不是资料。")
    is_post = _is_post(text)
    feed = is_feed(text)
    page = not feed and is_page(text)
    if not feed and not page and _WHOLE_PAGE.match(text):
        raise NotReadable("这是 XML，目前只读文本、网页和带元数据的文章。请把正文另存为文本。")
    if _is_table(text):
        raise NotReadable(
            "这是表格数据（CSV），不是一篇资料。请作为文件导入，每行成为一篇；正文是哪一栏，用 --map 指明。"
        )
    if _is_documentation(text):
        raise NotACapture("这是说明文档（Markdown，写着命令或文件名），不是资料。")
    _check_chinese(words(text) if feed else text, not is_post and not page)


def check_length(text: str) -> None:
    """Raise NotReadable for a text longer than any article, so that no capture holds up the others."""
    if len(text) > MAX_CHARACTERS:
        raise NotReadable(f"一篇有 {len(text)} 个字符，超过上限 {MAX_CHARACTERS}，不像文章。请分成几份。")
    full = sum(bool(line) and not line.isspace() for line in text.splitlines())
    if full > MAX_PARAGRAPHS:
        raise NotReadable(f"一篇有 {full} 行文字，超过上限 {MAX_PARAGRAPHS}，不像文章。请分成几份。")


def check_changes(count: int) -> None:
    """Raise NotReadable for an article of more pieces or changes than any has."""
    if count > MAX_CHANGES:
        raise NotReadable(f"一篇要改动 {count} 处以上，超过上限 {MAX_CHANGES}，不像文章。请去掉多余的标记后重新读入。")


def bounded(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return `findings`. Raises NotReadable, before there are many, where they are more than any article has."""
    found = tuple(islice(findings, MAX_FINDINGS + 1))
    if len(found) > MAX_FINDINGS:
        raise NotReadable(f"一篇有 {MAX_FINDINGS} 处以上的字要核对，不像文章。请换一份更完整的资料。")
    return found


def check_credits(pieces: Sequence[Piece]) -> None:
    """Raise NotReadable for an article of more bylines, credits, captions and the like than any has."""
    count = sum(piece.kind not in _TEXT for piece in pieces)
    if count > MAX_CREDITS:
        raise NotReadable(f"一篇有 {count} 处署名、来源或图片说明，超过上限 {MAX_CREDITS}，不像文章。请分成几份。")


def check_items(parts: Sequence[Part]) -> None:
    """Raise NotReadable for a capture of more items than any has."""
    if len(parts) > MAX_ITEMS:
        raise NotReadable(f"一份资料有 {len(parts)} 条，超过上限 {MAX_ITEMS}。请分成几份。")
    shared = sum(part.head[1] - part.head[0] for part in parts)
    if shared > MAX_CHARACTERS:
        raise NotReadable(f"各条共用的开头合计 {shared} 个字符，超过上限 {MAX_CHARACTERS}。请分成几份。")


def check_article(title: str, body: str) -> None:
    """Raise NotACapture where what was read is no article: an error page, a wall, a list of others, code, advertising."""
    found = nonarticle.name_of(title, body)
    if found:
        raise NotACapture(f"这是{found}，不是文章。")


def _is_post(text: str) -> bool:
    return text.lstrip("\ufeff \r\n").startswith(("---", "+++"))


def _check_chinese(text: str, is_prose: bool) -> None:
    """Raise NotACapture for a text with hardly a Chinese character, in prose among its letters."""
    han = _count(_HAN, text)
    if han < _HAN_NEEDED or (is_prose and han < _HAN_SHARE * (han + _count(_LATIN, text))):
        raise NotACapture("几乎没有中文，不是中文资料。")


def _count(runs: re.Pattern[str], text: str) -> int:
    """Return how many characters stand in `runs` of `text`."""
    return sum(map(len, runs.findall(text)))


def _is_json(text: str) -> bool:
    if text.lstrip()[:1] not in ("{", "["):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_toml(text: str) -> bool:
    """Return whether `text` is settings: it parses, and is more than an accident of one line."""
    if not re.search(r"^[^\S\n]*(?:\[[^\]\n]{1,80}\]|\[\[[^\]\n]{1,80}\]\]|[\w.-]{1,60}\s*=)", text, re.MULTILINE):
        return False
    try:
        return bool(tomllib.loads(text.replace("\r\n", "\n")))
    except (tomllib.TOMLDecodeError, RecursionError):
        return False


def _is_table(text: str) -> bool:
    """Return whether `text` is CSV: names of columns, then rows of as many values."""
    head = text.lstrip("\ufeff").partition("\n")[0].strip()
    names = [name.strip(' "') for name in head.split(",")]
    if len(names) < 3 or any(not re.fullmatch(r"[\w /-]{1,20}", name) for name in names):
        return False
    try:
        rows = [row for row, _ in zip(csv.reader(io.StringIO(text.lstrip("\ufeff"))), range(4), strict=False) if row]
    except csv.Error:
        return False
    return len(rows) > 1 and all(len(row) == len(names) for row in rows)


def _is_documentation(text: str) -> bool:
    """Return whether `text` is a README: a Markdown heading, and code, file names or tables beneath it."""
    if not re.match(r"\s*#{1,2} \S", text):
        return False
    signs: Iterable[bool] = (
        bool(_FENCE.search(text)),
        bool(_TABLE.search(text)),
        len(_CODE.findall(text)) >= 3,
        len(_FILE.findall(text)) >= 2,
    )
    return sum(signs) >= 2
