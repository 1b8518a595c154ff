"""What a saved page shows around its piece, as pieces: when, from where and by whom.

Not for what only its head declares (`declared`), for the text (`shapes.webpage`), or for reading facts out of the pieces (`fields`).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from articles.ingest.cells import Cell, cells, shown_of
from articles.ingest.naming import EDGES, is_outlet, is_person, may_name
from articles.ingest.records import Kind, Piece
from articles.ingest.splitdate import split_dates
from articles.text import bylines, credits, furniture, line_kind, names, platform
from articles.text.dates import find_dates, read_date
from articles.text.lines import fold, narrow
from articles.text.script import HAN
from articles.text.webpage import Page, Run

#: A short line over the text with a whole date in it says when the piece appeared, whatever else it says.
_LONGEST_DATED = 80
#: In so many parts at most: 某报／ 记者, 某某, ／某地报道.
_MOST_SIGNED = 6
_KINDS: dict[str, Kind] = {"date": "date", "credit": "credit", "byline": "byline", "affiliation": "affiliation"}
#: What sites call the element that names who published or wrote a piece, hyphens and underlines left out.
_SITE_PART = r"(?:news|article|art|post|info|meta|detail|entry|content|js|c|a)?"
_SOURCE_WORD = re.compile(
    rf"(?!re|open|out)[a-z]{{0,9}}(?:source|laiyuan)(?:name|info|link|txt|text|box)?|{_SITE_PART}(?:src|from|origin|media|publisher)(?:name|info|link|txt|text|box)?"
)
_AUTHOR_WORD = re.compile(
    rf"{_SITE_PART}(?:author|writer|zuozhe|reporter|byline)(?:name|s|info|link|txt|text)?|(?:u|js)?name|.{{0,10}}(?:author|user|nick|account|media|pub)\w{{0,6}}name|mediauser|pgc|account|vcard|richmediametatext"
)
#: Of an account's page the word of who wrote the piece, under any name; that of the account is another.
_WROTE = "richmediametatext"
#: Beside it the place that the account's address on the net betrays.
_PLACED_AT = frozenset({_WROTE, "jsipwording", "iplocation", "ip"})
#: 第B06版：副刊, the buttons of the page behind it.
_PAGE_OF = re.compile(r"第\s?[0-9A-Z]{1,4}\s?版")
_ACCOUNT_OF = re.compile(
    r"(?:企鹅号|头条号|百家号|搜狐号|网易号|大鱼号|一点号|澎湃号|人民号|东方号|凤凰号|微信公众号|公众号|官方[账帐]号|自媒体|已认证)"
)
_ENDING_LABEL = re.compile(r"(?<=\s)(?:来源|稿源|文章来源|作者|编辑|责任编辑)\s?:\s*$")
_NAME_AND_OUTLET = re.compile(
    rf"(?P<name>[{HAN}·]{{2,12}}(?:[ 、][{HAN}·]{{2,12}}){{0,3}})\s?/\s?(?P<outlet>[{HAN}A-Za-z0-9]{{3,16}})"
)
#: A time without its year: 04-22 09:18, 3小时前.
_NEARLY = re.compile(
    r"\D{0,6}(?:\d{1,2}[-/.月]\d{1,2}日?(?:\s\d{1,2}:\d\d)?|\d{1,2}:\d\d|\d{1,2}\s?(?:分钟|小时|天)前)$"
)
#: So many lines under the title may be the line under it.
_NEAR_TITLE = 4
_DASHED = re.compile(r"(?:——|--|—|─{1,2}|―{1,2})\s?\S")
#: What sites call the elements that sort a piece.
_SORTING = re.compile(
    r"(?:^|[\s_-])(?:cat|cats|category|categories|tag|tags|term|terms|topic|topics|column)(?:$|[\s_-])"
)


def read_around(text: str, found: Page, above: Sequence[Run], head: Sequence[Run], tail: Sequence[Run]) -> list[Piece]:
    """Return the pieces that the page shows: over the title (`above`), between title and text, and under the text."""
    pieces = read_lines(text, found, head)
    pieces += [Piece("subtitle", run.line.start, run.line.end) for run in head[:_NEAR_TITLE] if _is_subtitle(run)][:1]
    shown = says(text, found, pieces, "source") or any(piece.kind in ("source", "account") for piece in pieces)
    if not shown:
        over = [
            Piece("credit", run.line.start, run.line.end)
            for run in above
            if line_kind.classify(run.line.folded) == "credit"
        ]
        pieces += [piece for piece in over if says(text, found, [piece], "source")][-1:]
        shown = bool(over) and says(text, found, pieces, "source")
    pieces += split_dates(text, found, [*above, *head]) if not is_dated(text, found, pieces) else []
    if not is_dated(text, found, pieces):
        # The day and page of a printed paper stand over the title; a day alone is that of the visit.
        printed = [run for run in above if "版" in run.line.folded and line_kind.classify(run.line.folded) == "date"]
        if not printed and any(_PAGE_OF.match(run.line.folded) for run in above):
            printed = [run for run in above if line_kind.classify(run.line.folded) == "date"]
        pieces += [Piece("date", run.line.start, run.line.end) for run in printed[-1:]]
        shown = shown or bool(printed)
    if not shown:
        pieces += _accounts([*above, *head], pieces)
    below = read_lines(text, found, tail[:2])
    if not is_dated(text, found, pieces):
        pieces += [piece for piece in below if piece.kind in ("date", "author")]
    return pieces


def read_lines(text: str, found: Page, runs: Sequence[Run]) -> list[Piece]:
    """Return what lines say about a piece, each line taken whole or in the parts that its tags make."""
    pieces: list[Piece] = []
    near = False
    for n, run in enumerate(runs):
        parts = cells(text, found, run)
        kind = _KINDS.get(line_kind.classify(run.line.folded)) or _as_date(run.line.folded, run.linked)
        mine = list(_read_cells(text, parts)) if _is_parted(run, parts, kind) else []
        if not mine and kind:
            mine = [Piece(kind, run.line.start, run.line.end)]
        following = runs[n + 1].line.folded if n + 1 < len(runs) else ""
        beside = near or bool(_NEARLY.match(following) or _as_date(following, 0))
        if not mine and len(parts) == 1 and beside and is_outlet(run.line.folded):
            mine = [Piece("source", run.line.start, run.line.end)]
        if (
            not mine
            and beside
            and n >= len(runs) - 2
            and may_name(run.line.folded)
            and bylines.read_byline(run.line.folded, bare=True)
        ):
            mine = [Piece("byline", run.line.start, run.line.end)]
        near = any(piece.kind == "date" for piece in mine) or bool(_NEARLY.match(run.line.folded))
        pieces += mine
    return _one_source(text, found, pieces)


def _one_source(text: str, found: Page, pieces: list[Piece]) -> list[Piece]:
    """Return `pieces`; an element that only its words call the source counts as an account beside a labelled source."""
    if not says(text, found, pieces, "source"):
        return pieces
    return [Piece("account", p.start, p.end) if p.kind == "source" else p for p in pieces]


def _is_parted(run: Run, cells: Sequence[Cell], kind: Kind | None) -> bool:
    """Return whether a line says more in its parts than as a whole."""
    if kind in ("byline", "affiliation") or len(run.line.folded) < 2 * len(cells):
        return False
    if kind is None or len(cells) == 1:
        return True
    bare = any(_label(cell) and not cell.folded.endswith(":") for cell in cells[:-1])
    marked = any(_kind_by_words(cell) and not is_outlet(cell.folded) for cell in cells)
    signed = kind == "date" and any(line_kind.classify(cell.folded) == "byline" for cell in cells)
    return bare or marked or signed or _straddles(run.line.folded, cells)


def _straddles(folded: str, cells: Sequence[Cell]) -> bool:
    """Return whether a labelled source runs on over the end of its element, as in 来源：某局浏览次数."""
    ends, at = set[int](), 0
    for cell in cells:
        place = folded.find(cell.folded, at)
        at = place + len(cell.folded) if place >= 0 else at
        ends.add(at)
    return any(
        any(entry.start < end < entry.end for end in ends)
        for entry in credits.read_entries(folded)
        if entry.kind in ("source", "author", "editor")
    )


def _read_cells(text: str, cells: Sequence[Cell]) -> Iterator[Piece]:
    """Yield what the parts of a line say: a label may stand in one element and its value in the next."""
    n, near = 0, False
    while n < len(cells):
        cell = cells[n]
        following = cells[n + 1] if n + 1 < len(cells) else None
        label = _label(cell)
        if label and following and not _label(following):
            n += 2
            if cell.folded.endswith(":"):
                kind: Kind | None = "credit"
                start = cell.start
            else:
                kind, start = _direct(label), following.start
            if kind and (may_name(following.folded) or label == "date"):
                yield Piece(kind, start, following.end)
            continue
        n += 1
        # <div>2024-04-22 09:18 来源: <a>某账号</a> 某地 <a>举报</a></div>
        ending = _ENDING_LABEL.search(narrow(text[cell.start : cell.end]))
        if ending and following and may_name(following.folded):
            n += 1
            before = text[cell.start : cell.start + ending.start()].rstrip()
            if _as_date(fold(before), 0):
                yield Piece("date", cell.start, cell.start + len(before))
            yield Piece("credit", cell.start + ending.start(), following.end)
            continue
        signed = _signed(cells[n - 1 : n - 1 + _MOST_SIGNED])
        if signed:
            n += signed - 1
            yield Piece("byline", cell.start, cells[n - 1].end)
            continue
        if following and near and cells[0].folded.startswith("posted"):
            # posted @ 2019-04-22 09:18 何某某 阅读(318), the foot of a blog
            near = False
            if is_person(cell.folded):
                yield Piece("author", cell.start, cell.end)
                continue
        split = _NAME_AND_OUTLET.fullmatch(cell.folded)
        if split and furniture.is_outlet(split["outlet"]) and len(cell.folded) == cell.end - cell.start:
            yield Piece("author", cell.start, cell.start + split.end("name"))
            yield Piece("source", cell.start + split.start("outlet"), cell.end)
            continue
        kind = _KINDS.get(line_kind.classify(cell.folded)) or _as_date(cell.folded, 0) or _kind_by_words(cell)
        beside = near or bool(following and (_NEARLY.match(following.folded) or _as_date(following.folded, 0)))
        if not kind and beside and is_outlet(cell.folded) and not _SORTING.search(cell.words):
            kind = "source"
        near = kind == "date"
        if kind:
            yield Piece(kind, cell.start, cell.end)


def _signed(cells: Sequence[Cell]) -> int:
    """Return how many of `cells` make a byline whose names stand in elements of their own; 0 where the first does not begin one."""
    if "记者" not in cells[0].folded and "作者" not in cells[0].folded:
        return 0
    lines = ("".join(cell.folded for cell in cells[:n]) for n in range(2, len(cells) + 1))
    return max((n for n, line in enumerate(lines, 2) if (by := bylines.read_byline(line)) and by.people), default=0)


def _label(cell: Cell) -> str | None:
    """Return the kind of a part that is a label and nothing else."""
    bare = cell.folded.strip(EDGES)
    entries = credits.read_entries(f"{bare}:") if 0 < len(bare) <= 8 else ()
    return entries[0].kind if len(entries) == 1 and entries[0].label == bare.replace(" ", "") else None


def _direct(label: str) -> Kind | None:
    kinds: dict[str, Kind] = {"source": "source", "author": "author", "editor": "editor", "date": "date"}
    return kinds.get(label)


def _kind_by_words(cell: Cell) -> Kind | None:
    """Return the kind of a part that its element's class or id tells: a person, an account, a source."""
    if not cell.words.strip() or not may_name(cell.folded):
        return None
    words = [re.sub(r"[-_\d]+", "", word) for word in cell.words.split()]
    if platform.is_region(cell.folded) and _PLACED_AT.intersection(words):
        return None
    if _WROTE in words or "vcard" in words:
        return "author"
    if any(_AUTHOR_WORD.fullmatch(word) for word in words):
        people = names.split_names(cell.folded)
        if people and all(names.is_name(one.name) and not one.confirm for one in people):
            return "author"
        return "source" if is_outlet(cell.folded) else "account"
    return "source" if any(_SOURCE_WORD.fullmatch(word) for word in words) else None


def _accounts(runs: Sequence[Run], pieces: Sequence[Piece]) -> list[Piece]:
    """Return the line over 企鹅号 or the like: the name of an account."""
    taken = {piece.start for piece in pieces}
    for one, following in pairwise(runs):
        if _ACCOUNT_OF.fullmatch(following.line.folded) and may_name(one.line.folded) and one.line.start not in taken:
            return [Piece("account", one.line.start, one.line.end)]
    return []


def _is_subtitle(run: Run) -> bool:
    folded = run.line.folded
    return len(folded) <= _LONGEST_DATED and bool(_DASHED.match(folded)) and not bylines.read_byline(folded, bare=True)


def _as_date(folded: str, linked: float) -> Kind | None:
    return (
        "date" if len(folded) <= _LONGEST_DATED and linked <= 0.34 and "。" not in folded and has_day(folded) else None
    )


def has_day(line: str) -> bool:
    """Return whether `line` has a date with its year and day."""
    whole = read_date(line)
    found = [whole] if whole else [one.date for one in find_dates(line)]
    return any(one.year is not None and one.precision not in ("year", "partial") for one in found)


def is_dated(text: str, found: Page, pieces: Sequence[Piece]) -> bool:
    return any(p.kind in ("date", "credit") and has_day(shown_of(text, found, p)) for p in pieces)


def says(text: str, found: Page, pieces: Sequence[Piece], *kinds: str) -> bool:
    """Return whether a labelled line among `pieces` has a value of one of `kinds`."""
    for piece in pieces:
        if piece.kind in ("credit", "date"):
            shown = fold(shown_of(text, found, piece))
            if any(
                e.kind in kinds and e.end > e.start and not names.is_nobody(shown[e.start : e.end])
                for e in credits.read_entries(shown)
            ):
                return True
    return False
