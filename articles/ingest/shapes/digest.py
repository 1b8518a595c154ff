"""A daily digest in Markdown or plain text: an opening that names it and its day, perhaps a table of contents, many items.

Each item with a heading of its own is an article; what is under deeper headings stays in it. Not for one article with headings.
"""

import re
from collections.abc import Iterator

from articles.ingest import page
from articles.ingest.issue import find_day, gives_news, is_named, read_issue
from articles.ingest.itemhead import (
    BRACKETED,
    BULLETED,
    CONTENTS,
    HEADING,
    NUMBERED,
    Head,
    head_at,
    marked_heads,
    of_a_level,
    of_a_run,
    of_brackets,
    of_bullets,
)
from articles.ingest.records import Draft, NotReadable, Part, Piece
from articles.text import credits, line_kind, markup
from articles.text.lines import Line, fold

#: Bounds: the items of one digest, and the opening that all items share.
MOST = 700
MAX_HEAD = 1_000

_RULE = re.compile(r"^[ \t]{0,3}(?:-{3,}|\*{3,}|_{3,}|={3,})[ \t]*\r?$", re.MULTILINE)
_LINE = re.compile(r"[^\n]*\n?")
_TO = r"\((?P<url>https?://[^()\s]{3,2000})\)"
_ORIGINAL = re.compile(rf"\[[^\[\]\n]{{0,20}}(?:原文|全文|详情|詳情|链接|連結|出处)[^\[\]\n]{{0,12}}\]{_TO}")
_LINKED = re.compile(rf"\[[^\[\]\n]{{1,300}}\]{_TO}")
#: The link to the original on a line of its own: [原文](https://…), 【[阅读全文](https://…)】
_LEAVING = re.compile(
    rf"^[ \t>*(（【-]{{0,8}}{_ORIGINAL.pattern.replace('(?P<url>', '(?:')}[)）】* \t>]{{0,8}}\r?$", re.MULTILINE
)
_OWN = re.compile(
    r"^[ \t>*(（【\[-]{0,6}(?:来源|來源|出处|稿源|原文|原文链接|原文連結|原始網址|链接|原文地址)\s?[:：|]", re.MULTILINE
)
_CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节部]")
#: What chapters of a report are called, and the titles of news are not.
_OF_A_REPORT = re.compile(
    r"(?:基本)?情况|概况|概述|主要(?:做法|成效|特点|任务|措施|内容|工作)|问题|原因|困难|不足|下一步|打算|计划|思路|总体|要求|目标|措施|对策|建议|意见|背景|意义|成效|经验|启示|体会|展望|结语|结论|引言|前言|总结|回顾|安排|组织领导|保障|任务"
)


def recognises(text: str) -> bool:
    """Return whether `text` holds several pieces: each with its own address or source, or under a digest's name and day."""
    return len(_items(text)) > 1


def split(text: str) -> tuple[Part, ...]:
    """Return the items: with the opening they share they cover the digest; contents go with the first, to be dropped."""
    items = _items(text)
    if len(items) > MOST:
        raise NotReadable(f"文摘里有 {len(items)} 条，超过一份资料的上限 {MOST} 条。请拆开后重新读入。")
    head = _opening(text, items[0].start)
    edges = [head, *(item.start for item in items[1:]), len(text)]
    return tuple(Part(edges[n], edges[n + 1], (0, head), item.start) for n, item in enumerate(items))


def read(text: str, begin: int = 0) -> Draft:
    """Return the draft of the item whose heading stands at `begin`, with what the opening says of the digest."""
    head = head_at(text, begin)
    stop = next((one.start for one in marked_heads(text) if one.start > begin and one.level < head.level), len(text))
    lines, edits = markup.read(text, head.low, head.high)
    shown = [line for line in lines if line.folded]
    found = [Piece("title", line.start, line.end) for line in shown[:1]]
    inside, more = markup.read(text, head.end, _foot(text, head.end, stop))
    draft = page.read("digest", inside, (), title=shown[0].folded if shown else "")
    tail = list(_who(text, _foot(text, head.end, stop), stop))
    pieces = [*found, *draft.pieces, *tail, *_address(text, head, stop)]
    own = any(p.kind in ("credit", "date") and _names_source(text[p.start : p.end]) for p in pieces)
    pieces = [*read_issue(text, _opening(text, begin), own), *pieces]
    rules = (*draft.rules, (begin, stop, "markup"), (0, len(text), "contents"))
    whole = Draft("digest", tuple(_apart(sorted(pieces, key=lambda one: one.start))), (), rules, draft.flags)
    return page.with_edits(whole, (*edits, *more))


def _items(text: str) -> list[Head]:
    """Return the headings of the items; an empty list where `text` is no digest."""
    marked = marked_heads(text)
    items = of_a_level(text, marked) if len(marked) > 1 else []
    if len(items) < 2:
        items = (of_a_run(text) or of_bullets(text) or of_brackets(text)) if "\n" in text else []
    return items if len(items) > 1 and _is_digest(text, items) else []


def _is_digest(text: str, items: list[Head]) -> bool:
    """Return whether headings are those of pieces and not of the chapters of one."""
    before = text[: items[0].start]
    opening = before[: _opening(text, items[0].start)]
    named, dated = is_named(opening), find_day(opening) is not None
    ends = [*(item.start for item in items[1:]), len(text)]
    sourced = [
        bool(_ORIGINAL.search(text, item.low, end) or _OWN.search(text, item.end, end))
        or ((named or dated) and _LINKED.match(text, item.low) is not None)
        for item, end in zip(items, ends, strict=True)
    ]
    if sum(sourced) > 1 and 2 * sum(sourced) >= len(items):
        return True
    listed = any(CONTENTS.fullmatch(line.strip(" \t\r#*")) for line in before.split("\n"))
    chapters = all(_CHAPTER.match(text[item.start : item.end].lstrip("# \t*")) for item in items)
    return named and (listed or (dated and (not chapters or _tells_news(opening, text, items))))


def _tells_news(opening: str, text: str, items: list[Head]) -> bool:
    """Return whether a digest calls itself one of news, and none of its items has the title of a chapter."""
    titles = [text[item.low : item.high] for item in items]
    return gives_news(opening) and not any(_OF_A_REPORT.search(title) for title in titles)


def _opening(text: str, begin: int) -> int:
    """Return where the opening ends: at contents, a section, a list, or at `begin`."""
    at = 0
    for match in _LINE.finditer(text, 0, min(begin, MAX_HEAD)):
        line = match.group().strip(" \t\r\n#*")
        first = not text[:at].strip()
        starts = HEADING.match(text, at) is not None and not first
        if (
            starts
            or CONTENTS.fullmatch(line)
            or (not first and any(form.match(text, at) for form in (NUMBERED, BULLETED, BRACKETED)))
            or match.end() > begin
        ):
            return at
        at = match.end()
    return min(at, begin)


def _foot(text: str, start: int, end: int) -> int:
    """Return where the text of an item ends: at its last rule where behind it there is no paragraph, at the link to its original."""
    foot = end
    for match in reversed(list(_RULE.finditer(text, start, end))[-8:]):
        lines, _ = markup.read(text, match.end(), end)
        if any(line_kind.classify(line.folded) == "para" for line in lines):
            break
        foot = match.start()
    links = list(_LEAVING.finditer(text, start, foot))[-1:]
    return next((link.start() for link in links if not text[link.end() : foot].strip()), foot)


def _who(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield the lines under the text that say where it is from."""
    lines: tuple[Line, ...] = markup.read(text, start, end)[0] if start < end else ()
    for line in lines:
        kind = line_kind.classify(line.folded)
        if kind == "link":
            yield Piece("link", line.start, line.end)
        elif kind == "credit":
            yield Piece("credit", line.start, line.end)


def _address(text: str, head: Head, stop: int) -> Iterator[Piece]:
    """Yield the address of the original: behind 查看原文, or of the heading itself."""
    found = _ORIGINAL.search(text, head.end, stop) or _LINKED.search(text, head.start, head.end)
    if found:
        yield Piece("link", *found.span("url"))


def _names_source(line: str) -> bool:
    printed = line.startswith("《") and line_kind.classify(fold(line)) == "date"  # 《某河日报》第1版
    return printed or any(entry.kind == "source" and entry.start < entry.end for entry in credits.read_entries(line))


def _apart(pieces: list[Piece]) -> list[Piece]:
    """Return `pieces` in order without those that overlap an earlier one."""
    out: list[Piece] = []
    for piece in pieces:
        if piece.start < piece.end and (not out or piece.start >= out[-1].end):
            out.append(piece)
    return out
