"""A daily digest in Markdown or plain text: an opening that names it and its day, perhaps a table of contents, many items.

Each item with a heading of its own is an article; what is under deeper headings stays in it. Not for one article with headings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from articles.ingest import page
from articles.ingest.issue import find_day, gives_news, is_named, read_issue
from articles.ingest.records import Draft, NotReadable, Part, Piece
from articles.text import credits, line_kind, markup
from articles.text.lines import Line, fold
from articles.text.script import HAN

#: Bounds: the items of one digest, its headings of every level, and the opening that all items share.
MOST = 700
MAX_HEADINGS = 10_000
MAX_HEAD = 1_000
_LONGEST_TITLE = 120
#: Chinese letters under a heading from which it has a text of its own.
_LETTERS = 10
#: How much of a text is looked at to see whether there is one, and how many of the last runs of numbered titles.
_LOOKED = 4_000
_RUNS = 8
#: Fewer pieces with their titles in brackets are none.
_BRACKETS = 3

_HEADING = re.compile(r"^[ ]{0,3}(?P<marks>#{1,6})[ \t]+(?P<title>[^\r\n]{1,400}?)[ \t]*#{0,6}[ \t]*\r?$", re.MULTILINE)
_NUMBER = r"(?P<number>(?P<digits>\d{1,3})[.、．](?!\d)|[【（(\[](?P<inner>\d{1,3})[】）)\]]|(?P<han>[一二三四五六七八九十]{1,3})、)"
_NUMBERED = re.compile(
    rf"^[ \t\u3000]{{0,8}}(?:\*\*)?{_NUMBER}[ \t\u3000]{{0,4}}(?P<title>[^\s\r\n][^\r\n]{{1,{_LONGEST_TITLE}}}?)(?:\*\*)?[ \t]*\r?$",
    re.MULTILINE,
)
#: Titles behind a bullet, each alone on its line: ● 题目.
_BULLETED = re.compile(
    r"^[ \t\u3000]{0,8}(?:\*\*)?[●◆■▶►◎★☆▪◇□][ \t\u3000]{0,4}(?P<title>[^\s\r\n。][^\r\n。]{3,60}?)(?:\*\*)?[ \t]*\r?$",
    re.MULTILINE,
)
#: Titles in brackets before their texts: 【题目】某日从某局获悉.
_BRACKETED = re.compile(r"^[ \t\u3000]{0,8}【(?P<title>[^【】\r\n。]{4,44})】(?=[^\s【])", re.MULTILINE)
_LEADING = re.compile(rf"(?:\*\*)?{_NUMBER}[ \t\u3000]{{0,4}}")
_BULLET = re.compile("[●◆■▶►◎★☆▪◇□]")
_RULE = re.compile(r"^[ \t]{0,3}(?:-{3,}|\*{3,}|_{3,}|={3,})[ \t]*\r?$", re.MULTILINE)
_LINE = re.compile(r"[^\n]*\n?")
_CONTENTS = re.compile(
    r"[【\[(（*]{0,3}(?:目\s?录|目次|要目|导读|索引|内容提要|提要|内容导航|新闻摘要|摘要|今日(?:导读|要目|看点|摘要)|本[期日](?:节目)?(?:的)?(?:主要)?(?:内容|导读|要目|目录|看点)(?:如下|有)?|contents|table of contents|summary)[】\])）*]{0,3}[:：]?",
    re.IGNORECASE,
)
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
_PLAIN = re.compile(r"!?\[[^\[\]\n]{0,400}\]\([^()\s]{0,2000}\)|<[^<>]{0,2000}>|https?://\S{1,2000}")
_HAN = re.compile(f"[{HAN}]")
_CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节部]")
#: What chapters of a report are called, and the titles of news are not.
_OF_A_REPORT = re.compile(
    r"(?:基本)?情况|概况|概述|主要(?:做法|成效|特点|任务|措施|内容|工作)|问题|原因|困难|不足|下一步|打算|计划|思路|总体|要求|目标|措施|对策|建议|意见|背景|意义|成效|经验|启示|体会|展望|结语|结论|引言|前言|总结|回顾|安排|组织领导|保障|任务"
)


@dataclass(frozen=True, slots=True)
class Head:
    """A heading line `[start, end)` with its title `[low, high)`; numbered ones are of level 9."""

    level: int
    start: int
    end: int
    low: int
    high: int


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
    head = _head_at(text, begin)
    stop = next((one.start for one in _marked(text) if one.start > begin and one.level < head.level), len(text))
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
    marked = _marked(text)
    items = _of_a_level(text, marked) if len(marked) > 1 else []
    if len(items) < 2:
        items = (_of_a_run(text) or _of_bullets(text) or _of_brackets(text)) if "\n" in text else []
    return items if len(items) > 1 and _is_digest(text, items) else []


def _marked(text: str) -> list[Head]:
    """Return the Markdown headings; none where there are more than any digest has."""
    found = [
        Head(len(match["marks"]), match.start(), match.end(), *match.span("title"))
        for match in (islice(_HEADING.finditer(text), MAX_HEADINGS + 1) if "#" in text else ())
    ]
    return found if len(found) <= MAX_HEADINGS else []


def _of_a_level(text: str, heads: list[Head]) -> list[Head]:
    """Return the headings of the highest level most of whose headings stand over a text of their own.

    Higher ones that do as well are items too; the name of the digest, contents and names of sections are none.
    """
    ends = [*(head.start for head in heads[1:]), len(text)]
    own = [_has_text(text, head.end, end) for head, end in zip(heads, ends, strict=True)]
    deeper = [n + 1 < len(heads) and heads[n + 1].level > head.level for n, head in enumerate(heads)]
    fits = [not _CONTENTS.fullmatch(text[head.low : head.high].strip()) for head in heads]
    top = min(head.level for head in heads)
    alone = sum(head.level == top for head in heads) == 1 and heads[0].level == top
    fits[0] = fits[0] and not alone
    for level in sorted({head.level for head, fit in zip(heads, fits, strict=True) if fit}):
        here = [n for n, head in enumerate(heads) if head.level == level and fits[n]]
        sections = sum(deeper[n] and not own[n] for n in here)
        if len(here) > 1 and 2 * sections < len(here):
            return [
                head
                for n, head in enumerate(heads)
                if fits[n] and (head.level == level or (head.level < level and own[n]))
            ]
    return []


def _of_a_run(text: str) -> list[Head]:
    """Return the numbered titles 1, 2, 3 … that stand over a text each, the last such run of the text."""
    runs: list[list[Head]] = [[]]
    expected = 1
    for match in islice(_NUMBERED.finditer(text), MAX_HEADINGS):
        number = _value(match)
        if "。" in match["title"] or match["title"].endswith(("；", ";", "，", ",")):
            continue
        if number != expected:
            if number != 1:
                continue
            runs.append([])
        runs[-1].append(Head(9, match.start(), match.end(), *match.span("title")))
        expected = number + 1
    after = len(text)
    for run in reversed(runs[-_RUNS:]):
        ends = [*(head.start for head in run[1:]), after]
        after = run[0].start if run else after
        own = sum(_has_text(text, head.end, end) for head, end in zip(run, ends, strict=False))
        if len(run) > 1 and 2 * own > len(run):
            return run
    return []


def _of_bullets(text: str) -> list[Head]:
    """Return the titles behind bullets, where nearly each stands over a text of its own."""
    found = list(islice(_BULLETED.finditer(text), MAX_HEADINGS)) if _BULLET.search(text) else []
    if len(found) < 2:
        return []
    heads = [Head(9, match.start(), match.end(), *match.span("title")) for match in found]
    ends = [*(head.start for head in heads[1:]), len(text)]
    own = sum(_has_text(text, head.end, end) for head, end in zip(heads, ends, strict=True))
    return heads if own == len(heads) else []


def _of_brackets(text: str) -> list[Head]:
    """Return the titles in brackets, each before its text, where these are all the text there is."""
    found = list(islice(_BRACKETED.finditer(text), MAX_HEADINGS)) if text.count("【") >= _BRACKETS else []
    if len(found) < _BRACKETS:
        return []
    full = sum(bool(line.strip()) for line in text[found[0].start() :].splitlines())
    return [Head(9, m.start(), m.end(), *m.span("title")) for m in found] if full <= 2 * len(found) else []


def _value(match: re.Match[str]) -> int:
    digits = match["digits"] or match["inner"]
    if digits:
        return int(digits)
    tens, ten, ones = match["han"].partition("十")
    units = {char: n for n, char in enumerate("一二三四五六七八九", 1)}
    return units.get(tens, 1) * 10 + units.get(ones, 0) if ten else units.get(tens, 0)


def _has_text(text: str, start: int, end: int) -> bool:
    return len(_HAN.findall(_PLAIN.sub("", text[start : min(end, start + _LOOKED)]))) >= _LETTERS


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
    listed = any(_CONTENTS.fullmatch(line.strip(" \t\r#*")) for line in before.split("\n"))
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
        starts = _HEADING.match(text, at) is not None and not first
        if (
            starts
            or _CONTENTS.fullmatch(line)
            or (not first and any(form.match(text, at) for form in (_NUMBERED, _BULLETED, _BRACKETED)))
            or match.end() > begin
        ):
            return at
        at = match.end()
    return min(at, begin)


def _head_at(text: str, begin: int) -> Head:
    """Return the heading at `begin`, its number left out of its title."""
    match = (
        _HEADING.match(text, begin)
        or _NUMBERED.match(text, begin)
        or _BULLETED.match(text, begin)
        or _BRACKETED.match(text, begin)
    )
    if match is None:
        return Head(9, begin, begin, begin, begin)
    low, high = match.span("title")
    level = len(match["marks"]) if match.re is _HEADING else 9
    number = _LEADING.match(text, low, high) if level < 9 else None
    return Head(level, match.start(), match.end(), number.end() if number and number.end() < high else low, high)


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
