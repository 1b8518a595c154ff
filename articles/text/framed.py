"""The text of a page that stands in one frame: in `<pre>`, as browsers save a bare text, or only in a script, to be shown later.

Both are found as a cell (`row.Cell`): where the text stands, and the edits that undo its escapes. Nothing is run.
"""

import html
import json
import re
from collections.abc import Iterator

from articles.text.ledger import Edit, drop_lines, spell
from articles.text.row import Cell
from articles.text.script import HAN

#: More Chinese characters than these beside the frame are text of the page itself.
_BESIDE = 30
#: A text in a script has at least so many, and a full stop.
_LEAST = 60
_HAN = re.compile(f"[{HAN}]")
_BODY = re.compile(r"<body\b[^<>]{0,2000}>", re.IGNORECASE)
_PRE = re.compile(r"<pre(?:\s[^<>]{0,400})?>", re.IGNORECASE)
_PRE_END = re.compile(r"</pre\s{0,9}>", re.IGNORECASE)
_SILENT = re.compile(r"<(script|style|title|noscript)\b[^<>]{0,2000}>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,4000}>")
_INLINE = re.compile(
    r"<(?P<break>br\s?/?)>|</?(?:a|b|strong|i|em|u|span|font|code|wbr)(?:\s[^<>]{0,400})?>", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SCRIPT = re.compile(r"<script\b[^<>]{0,2000}>", re.IGNORECASE)
#: What scripts of sites call the text of a piece, and its facts.
_TEXT_KEYS = "articleBody|articleContent|article_content|contentHtml|content_html|contentText|mainText|content|body|html|text|detail|txt"
_FACT_KEYS = {
    "title": "title|headline|articleTitle|article_title|name",
    "date": "datePublished|publishTime|publish_time|pubTime|pub_time|publishDate|pubDate|publishedAt|createTime|create_time|ctime|time|date",
    "source": "source|sourceName|source_name|mediaName|media_name|media|copyfrom",
    "author": "author|authorName|author_name|writer|reporter",
}
_STRING = r"\s?:\s?(?P<token>\"(?P<double>(?:[^\"\\]++|\\.)*+)\"|'(?P<single>(?:[^'\\]++|\\.)*+)')"
_KEYED = re.compile(
    rf"(?<![\w$-])[\"']?(?P<key>{_TEXT_KEYS}|{'|'.join(_FACT_KEYS.values())})[\"']?{_STRING}", re.DOTALL
)
_KIND_OF = {key: kind for kind, keys in _FACT_KEYS.items() for key in keys.split("|")}
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\.", re.DOTALL
)
#: The same, and the entities of a text whose tags are written as entities: \u0026lt;p\u0026gt;
_ESCAPE_TWICE = re.compile(rf"(?:&|\\u0026|\\x26)(?:lt|gt|quot|amp|nbsp|#\d{{1,6}});|{_ESCAPE.pattern}", re.DOTALL)
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": "", "f": "", "\n": ""}
_WRITTEN_TAG = re.compile(r"&(?:amp;)?lt;/?(?:p|div|br|span|strong|section)\b")
_LONE = re.compile("[\ud800-\udfff]")
#: How far from the text its facts stand, and how many strings of a page are looked at.
_NEAR = 20_000
_MOST = 20_000


def find_pre(text: str) -> Cell | None:
    """Return what the only `<pre>` of a page holds; None where the page has text beside it, or several.

    >>> cell = find_pre("<html><body><pre>一&lt;二</pre></body></html>")
    >>> cell and cell.value("<html><body><pre>一&lt;二</pre></body></html>")
    '一<二'
    """
    opening = _PRE.search(text)
    if opening is None or _PRE.search(text, opening.end()):
        return None
    closing = _PRE_END.search(text, opening.end())
    end = closing.start() if closing else len(text)
    body = _BODY.search(text, 0, opening.start())
    beside = text[body.end() if body else opening.start() : opening.start()] + text[end:]
    if len(_HAN.findall(_TAG.sub("", _shown(beside)))) > _BESIDE:
        return None
    return Cell("pre", opening.end(), end, tuple(sorted(_written(text, opening.end(), end))))


def _shown(text: str) -> str:
    """Return `text` without what scripts, styles and titles hold; one that is not closed hides nothing."""
    parts: list[str] = []
    missing: set[str] = set()
    at = 0
    while opening := _SILENT.search(text, at):
        name = opening[1].lower()
        close = -1 if name in missing else text.find(f"</{name}", opening.end())
        if close < 0:
            missing.add(name)
        parts.append(text[at : opening.start()])
        at = max(close, opening.end())
    return "".join((*parts, text[at:]))


def _written(text: str, start: int, end: int) -> Iterator[Edit]:
    """Yield the edits that undo entities and take away tags within lines."""
    for match in _ENTITY.finditer(text, start, end):
        plain = html.unescape(match.group()).replace("\xa0", " ")
        if plain != match.group() and "\x00" not in plain:
            yield from spell(match.group(), plain, match.start(), "decoded:entity")
    for match in _INLINE.finditer(text, start, end):
        if match["break"]:
            yield Edit(*match.span(), "markup", match.group(), "\n")
        else:
            yield from drop_lines(text, *match.span(), "markup")


def find_scripted(text: str) -> tuple[Cell | None, tuple[Cell, ...]]:
    """Return the longest Chinese text that a script of the page states, and the facts nearest to it, named by their kind."""
    found = [one for start, end in _scripts(text) for one in _strings(text, start, end)]
    texts = [(one, size) for one in found if one.name == "text" and (size := _size(one.value(text))) >= _LEAST]
    if not texts:
        return None, ()
    whole = max(texts, key=lambda one: one[1])[0]
    facts: dict[str, Cell] = {}
    for one in sorted(found, key=lambda one: abs(one.start - whole.start)):
        near = one.name != "text" and abs(one.start - whole.start) <= _NEAR + (whole.end - whole.start)
        if near and 1 < one.end - one.start <= 400:
            facts.setdefault(one.name, one)
    return whole, tuple(facts.values())


def _size(value: str) -> int:
    return len(_HAN.findall(value)) if "。" in value else 0


def _scripts(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of what the scripts of a page hold."""
    at = 0
    while opening := _SCRIPT.search(text, at):
        at = text.find("</script", opening.end())
        if at < 0:
            return
        yield opening.end(), at


def _strings(text: str, start: int, end: int) -> Iterator[Cell]:
    """Yield the strings of a script that a known key stands before, named text, title, date, source or author."""
    for count, match in enumerate(_KEYED.finditer(text, start, end)):
        if count >= _MOST:
            return
        low, high = match.span("double" if match["double"] is not None else "single")
        kind = _KIND_OF.get(match["key"], "text")
        if low < high:
            yield Cell(kind, low, high, tuple(_undone(text, low, high)))


def _undone(text: str, start: int, end: int) -> Iterator[Edit]:
    twice = _WRITTEN_TAG.search(text, start, end) is not None or "\\u0026lt;" in text[start:end]
    for match in (_ESCAPE_TWICE if twice else _ESCAPE).finditer(text, start, end):
        word = match.group()
        yield from spell(word, _plain(word), match.start(), "decoded:json")


def _plain(word: str) -> str:
    """Return what an escape stands for; half a character becomes U+FFFD."""
    if word.endswith(";"):
        return html.unescape("&" + word.removeprefix("\\u0026").removeprefix("\\x26").removeprefix("&")).replace(
            "\xa0", " "
        )
    if len(word) == 12:
        return str(json.loads(f'"{word}"'))
    if len(word) > 2:
        return _LONE.sub("\ufffd", chr(int(word[2:], 16)))
    return _PLAIN.get(word[1], word[1])
