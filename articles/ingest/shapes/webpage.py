"""A saved page of HTML: the piece is the box with the densest paragraphs; title, date and people stand in its head or over it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from articles.ingest import framed, masthead, page
from articles.ingest.cells import cells
from articles.ingest.declared import beside_date, read_declared
from articles.ingest.headings import LONGEST_HEADING
from articles.ingest.headline import find_other, find_title, in_declared, shown_title
from articles.ingest.held import Inner
from articles.ingest.mainbox import LINKED, apart_boxes, find_body, weigh
from articles.ingest.records import Draft, NotACapture, NotReadable, Piece
from articles.text import credits, line_kind, nonarticle
from articles.text.lines import Line
from articles.text.script import HAN
from articles.text.webpage import Page, Run, is_page
from articles.text.webscan import scan

# Who may copy the piece, what it was called before, whose picture this is: lines of the page, not of the text.
_NOTICE = re.compile(
    r"^本文.{0,40}(?:未经|禁止|不得|请勿).{0,12}转载|^(?:本文|本稿|此文)(?:由|经|为|系|已获|已经|首发|转载|来自).{0,50}(?:授权|转载|首发|发表|发布).{0,40}$|^[^。]{0,12}在看[^。]{0,16}$|^(?:责任)?(?:校对|审核|监制|终审|美编|制图)[ :/丨|]\s?[\u4e00-\u9fff、 ]{2,12}$|^[(]原(?:题|标题)[为:].{2,60}[)]$|^.{2,40}[。 ]视觉中国(?: ?资料图?)?$"
)
_HAN = re.compile(f"[{HAN}]")
#: How many lines over and under the piece are searched for who wrote and edited it.
_AROUND = 24
#: What the page of a site that is drawn by its scripts has; fewer Chinese characters than these are hardly a word.
_MADE_BY_SCRIPT = re.compile(
    r"""<div\s[^<>]{0,80}id=["']?(?:app|root|__next|__nuxt)\b|__INITIAL_STATE__|__NEXT_DATA__|__NUXT__|BASE_DATA|javascript""",
    re.IGNORECASE,
)
_HARDLY = 40
#: How many lines under the text may say that there is more of it.
_BEHIND = 8
#: How many lines over the title may say when and by whom.
_NEAR = 12
#: A link of so many Chinese characters leads to a piece; so many make a list, so many with a summary each another one.
_LINK = 0.8
_LEAST_LINK = 6
_LISTED = 5
_SUMMARIES = 4
#: So many short lines in bold are headings; a single one may be anything.
_MARKED = 2
_WHO = ("date", "credit", "byline", "affiliation")
#: A line of links is text all the same when it is as long as a paragraph.
_LONG = 60
_CAPTION = re.compile(
    r"(?:fig)?caption|(?:pic|img|image|photo|picture|figure)(?:desc|descr|description|caption|info|intro|text|txt|note|title|tip|explain)|tushuo|tuzhu"
)
_LABEL = re.compile(r"[^:：]{1,60}[:：](?:\s|&nbsp;)*")
_SENT = re.compile(r"[(（]([A-Z][a-z]{2}\s[A-Z][a-z]{2}\s{1,2}\d{1,2}\s\d\d:\d\d:\d\d\s\d{4})[)）]")
_COUNTER = re.compile(r"\d{1,2}\s?/\s?\d{1,3}")


def recognises(text: str) -> bool:
    """Return whether `text` is a page of HTML; a post with a body of HTML is none."""
    return is_page(text)


def read(text: str, inner: Inner | None = None) -> Draft:
    """Return the draft of the piece on a page; what a frame of it holds is read by `inner`, where that is given."""
    found = scan(text)
    if not any(weigh(run) for run in found.runs):
        found = scan(text, unveiled=True)
    letter = _letter(text, found)
    draft = None if letter or inner is None else _framed(text, found, inner)
    return draft or _read_shown(text, found, letter)


def _framed(text: str, found: Page, inner: Inner) -> Draft | None:
    """Return the draft of a page that is one `<pre>`, or whose text only a script states; None for any other page."""
    title, _ = find_title(text, found, 0)
    draft = framed.read_pre(text, title, inner)
    if draft is None and not any(weigh(run) for run in found.runs):
        draft = framed.read_scripted(text, found, title, inner)
        if draft is None and _MADE_BY_SCRIPT.search(text):
            _refuse_empty(found)
    return draft and page.with_edits(draft, in_declared(text, found))


def _refuse_empty(found: Page) -> None:
    """Raise NotReadable for a page that shows hardly a word before its scripts have run."""
    words = "\n".join(run.line.folded for run in found.runs)
    if len(_HAN.findall(words)) < _HARDLY and nonarticle.name_of("", words) is None:
        raise NotReadable(
            "网页里没有正文：正文要等脚本取来才显示。请在浏览器中打开，等文章显示出来后，另存为网页或复制文字。"
        )


def _read_shown(text: str, found: Page, letter: tuple[Piece, Piece, int, int, int] | None) -> Draft:
    """Return the draft of the piece that a page shows."""
    apart = apart_boxes(found)
    start, end = find_body(found, apart)
    _refuse_list(found, start, end, apart)
    title, place = find_title(text, found, start)
    if letter:
        title, dated, place, start, end = letter
    shown = shown_title(text, title, found) if title else ""
    inside = [run for run in found.runs if start <= run.line.start < end and not apart[run.box]]
    if title and start <= title.start:
        inside = [run for run in inside if run.line.start >= title.end]
    before = [run for run in found.runs if run.line.end <= (title.start if title else start)][-_NEAR:]
    head = [run for run in found.runs if place <= run.line.start < start][-_AROUND:]
    tail = [run for run in found.runs if run.line.start >= end][:_AROUND]
    cut = page.find_cut(run.line for run in (*inside, *tail[:_BEHIND]))
    pieces = masthead.read_around(text, found, before, head, tail)
    pieces += _opening(text, found, inside)
    inside = [run for run in inside if not any(p.start < run.line.end and run.line.start < p.end for p in pieces)]
    kept = [run for run in inside if _keeps(run)]
    bold = sum(_is_bold_heading(run) for run in kept) >= _MARKED
    lines = [_hinted(found, run, _uncounted(text, found, run), bold) for run in kept]
    draft = page.read("webpage", lines, (), title=shown)
    if letter:
        pieces = [dated]
    every = [
        *pieces,
        *draft.pieces,
        *([title] if title else []),
        *_trail(found.runs, place),
        *([] if letter else _editors(tail)),
    ]
    zone = (min(place, title.start if title else place), start + 1)
    declared, edits = read_declared(text, found, every, shown, zone)
    declared += find_other(text, found, title, shown)
    every = beside_date(text, found, [*every, *declared], shown)
    draft = replace(
        draft,
        pieces=tuple(_apart(sorted(every, key=lambda one: one.start))),
        rules=(*draft.rules, (start, end, "markup")),
        flags=cut,
    )
    return page.with_edits(draft, sorted({*found.edits, *in_declared(text, found), *edits}))


def _opening(text: str, found: Page, inside: Sequence[Run]) -> list[Piece]:
    """Return what the lines before the first paragraph say about the piece, where its box holds them too."""
    first = next((n for n, run in enumerate(inside) if weigh(run)), 0)
    return masthead.read_lines(text, found, inside[: min(first, _NEAR)])


def _letter(text: str, found: Page) -> tuple[Piece, Piece, int, int, int] | None:
    """Return title, date, and where head, text and end are, of a post that a board prints like a letter: 发信人, 标题, 发信站."""
    runs = found.runs[:_AROUND]
    heads = {
        word: n
        for n, run in enumerate(runs)
        for word in ("发信人", "标题", "发信站")
        if run.line.folded.replace(" ", "").startswith(f"{word}:")
    }
    if len(heads) < 3:
        return None
    named, sent = runs[heads["标题"]].line, runs[heads["发信站"]].line
    label = _LABEL.match(text, named.start, named.end)
    low = label.end() if label else named.end
    date = _SENT.search(text, sent.start, sent.end)
    if not date or low >= named.end:
        return None
    rest = [run.line for run in found.runs if run.line.start > sent.start]
    closes = next((line.start for line in rest if line.folded == "--" or line.folded.startswith("※")), len(text))
    return Piece("title", low, named.end), Piece("date", *date.span(1)), sent.end, sent.end, closes


def _refuse_list(found: Page, start: int, end: int, apart: Sequence[bool]) -> None:
    """Raise NotACapture for a page that only leads to pieces: links without text, or each with its summary under it."""
    links = [run for run in found.runs if run.linked > _LINK and len(_HAN.findall(run.line.folded)) >= _LEAST_LINK]
    texts = [run for run in found.runs if weigh(run)]
    if not texts and len(links) >= _LISTED:
        raise NotACapture("这是列表页或栏目首页，只有通向文章的链接，不是文章。请保存文章自己的网页。")
    inside = [run for run in found.runs if start <= run.line.start < end and not apart[run.box]]
    summaries = sum(
        bool(weigh(run)) and before.linked > _LINK and len(_HAN.findall(before.line.folded)) >= _LEAST_LINK
        for before, run in pairwise(run for run in inside if not _as_aside(run))
    )
    if summaries >= _SUMMARIES and summaries >= 0.6 * sum(bool(weigh(run)) for run in inside):
        raise NotACapture("这是列表页或搜索结果，每条只有标题和摘要，不是文章。请保存文章自己的网页。")


def _as_aside(run: Run) -> bool:
    """Return whether a line only says when or from where the entry of a list is."""
    return not weigh(run) and run.linked <= _LINK and len(run.line.folded) <= 40


def _is_bold_heading(run: Run) -> bool:
    folded = run.line.folded
    return (
        run.bold
        and len(folded) <= LONGEST_HEADING
        and line_kind.classify(folded) == "short"
        and not folded.endswith(line_kind.STOPS)
    )


def _hinted(found: Page, run: Run, line: Line, bold: bool) -> Line:
    """Return a line with what its box says it is: a caption, a cell of a table, an item of a list."""
    kind, box = line_kind.classify(line.folded), found.boxes[run.box]
    if line.hint == "heading" and kind not in ("short", "para", "menu"):
        return replace(line, hint="")
    if box.name == "figcaption" or any(_CAPTION.fullmatch(re.sub("[-_]", "", word)) for word in box.words.split()):
        return replace(line, hint="caption")
    if bold and _is_bold_heading(run):
        return replace(line, hint="heading")
    if not line.hint and box.name in ("td", "th", "li") and kind in ("short", "menu") and run.alone:
        return replace(line, hint="item")
    return line


def _uncounted(text: str, found: Page, run: Run) -> Line:
    """Return a line without the number of a picture before it, as in 1/10 in an element of its own."""
    counter = _COUNTER.match(run.line.folded)
    if not counter:
        return run.line
    parts = cells(text, found, run)
    for n in range(1, min(4, len(parts))):
        if _COUNTER.fullmatch("".join(cell.folded for cell in parts[:n])):
            return replace(run.line, start=parts[n].start, folded=run.line.folded[counter.end() :].strip())
    return run.line


def _keeps(run: Run) -> bool:
    folded = run.line.folded
    if _NOTICE.search(folded):
        return False
    if run.linked <= LINKED or line_kind.classify(folded) in _WHO:
        return True
    return folded.endswith(line_kind.ENDS) and (run.linked < 1 or len(folded) >= _LONG)


def _trail(runs: Sequence[Run], place: int) -> list[Piece]:
    """Return the last breadcrumb over the title."""
    above = [run.line for run in runs if run.line.start < place][-_AROUND:]
    trails = [line for line in above if line_kind.classify(line.folded) == "breadcrumb"]
    return [Piece("breadcrumb", trails[-1].start, trails[-1].end)] if trails else []


def _editors(runs: Sequence[Run]) -> list[Piece]:
    """Return the lines under the text that name its editor or author."""
    lines = [run.line for run in runs if line_kind.classify(run.line.folded) == "credit"]
    named = ("editor", "author", "reporter", "source")
    return [
        Piece("credit", line.start, line.end)
        for line in lines
        if any(entry.kind in named and entry.end > entry.start for entry in credits.read_entries(line.folded))
    ][:2]


def _apart(pieces: Sequence[Piece]) -> list[Piece]:
    """Return `pieces` without those that overlap an earlier one."""
    out: list[Piece] = []
    for piece in pieces:
        if not out or piece.start >= out[-1].end:
            out.append(piece)
    return out
