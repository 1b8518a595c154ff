"""What stands around the piece of a saved page, as pieces: when, from where and by whom. First what the page shows, then what it declares.

Not for the text of the piece (`shapes.webpage`), and not for reading facts out of the pieces (`fields`).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile

from articles.ingest.records import Kind, Piece
from articles.text import bylines, credits, furniture, jsonld, line_kind, names
from articles.text.dates import find_dates, read_date
from articles.text.ledger import Edit, apply
from articles.text.lines import fold, narrow
from articles.text.script import HAN
from articles.text.webpage import ENTITY, Page, Run, shifted

#: A short line over the text with a whole date in it says when the piece appeared, whatever else it says.
_LONGEST_DATED = 80
_LONGEST_NAME = 20
#: A line in more parts than this is styled letter by letter, or bait.
_MOST_TAGS = 200
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
_ACCOUNT_OF = re.compile(
    r"(?:企鹅号|头条号|百家号|搜狐号|网易号|大鱼号|一点号|澎湃号|人民号|东方号|凤凰号|微信公众号|公众号|官方[账帐]号|自媒体|已认证)"
)
_BUTTON = re.compile(
    r"[+＋]?\s?(?:关注|已关注|原创|转载|分享|收藏|订阅|登录|注册|举报|评论|点赞|回复|认证|作者|编辑|来源|首页|正文|更多|打印|展开|优质.{0,8}|.{0,8}作者|.{0,6}客户端|打开.*|下载.*)"
)
_ENDING_LABEL = re.compile(r"(?<=\s)(?:来源|稿源|文章来源|作者|编辑|责任编辑)\s?:\s*$")
_LETTERS = re.compile(f"[{HAN}A-Za-z]")
_EDGES = " |丨│/·:：-—–\xa0()[]【】"
_NAME_AND_OUTLET = re.compile(
    rf"(?P<name>[{HAN}·]{{2,12}}(?:[ 、][{HAN}·]{{2,12}}){{0,3}})\s?/\s?(?P<outlet>[{HAN}A-Za-z0-9]{{3,16}})"
)
#: A time without its year: 04-22 09:18, 3小时前.
_NEARLY = re.compile(
    r"\D{0,6}(?:\d{1,2}[-/.月]\d{1,2}日?(?:\s\d{1,2}:\d\d)?|\d{1,2}:\d\d|\d{1,2}\s?(?:分钟|小时|天)前)$"
)
_SITE_END = re.compile(r".*(?:社区|论坛|博客|在线|家园|门户|之家|網|報|電視|電台|新聞)")
#: 中央社 CNA
_INITIALS = re.compile(r"(?:\s+[A-Z]{2,8})?\s*$")
_PARTS_OF_DATE = (
    (re.compile(r"(?:19|20)\d\d"), re.compile(r"\d{1,2}[/.-]\d{1,2}"), re.compile(r"\d{1,2}:\d\d(?::\d\d)?")),
)
_DATES = (
    "article:published_time", "og:release_date", "datepublished", "publishdate", "pubdate", "publish_time", "publishtime", "publish-date",
    "firstpublishedtime", "og:time", "og:time ", "apub:time", "weibo: article:create_at", "dc.date", "date", "dateupdate", "script:time",
    "noted:date",
)  # fmt: skip
_SOURCES = ("contentsource", "source", "article:source", "mediaid", "og:article:source")
#: Of these the ones that are about the piece alone, and can speak against what the page shows.
_PUBLISHED = ("article:published_time", "datepublished", "publishdate", "pubdate", "publish_time", "firstpublishedtime")
_STATED_SOURCES = ("contentsource", "source", "article:source", "og:article:source")
_CALLED = re.compile(r"^(?:来源|稿源)\s?:\s*")
_AUTHORS = ("noted:author", "og:article:author", "article:author", "author", "itemprop:author")
_SITES = ("og:site_name", "sitename", "application-name")
_DATA_DATES = ("datepublished", "pubdate", "uploaddate", "datecreated")
#: What parts the title of a page from the name of its site.
CUT = re.compile(r"\s?[_|｜]\s?|\s?-{1,2}\s?|\s?[–—]{1,2}\s?")
_NO_SITE = re.compile(r"微信公众平台|Powered by.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a line between two tags, folded, with the words of the elements that hold it."""

    start: int
    end: int
    folded: str
    words: str = ""


def read_around(text: str, found: Page, above: Sequence[Run], head: Sequence[Run], tail: Sequence[Run]) -> list[Piece]:
    """Return the pieces that the page shows: over the title (`above`), between title and text, and under the text."""
    pieces = read_lines(text, found, head)
    shown = _says(text, found, pieces, "source") or any(piece.kind in ("source", "account") for piece in pieces)
    pieces += _split_dates(text, found, [*above, *head]) if not _dated(text, found, pieces) else []
    if not _dated(text, found, pieces):
        # The day and page of a printed paper stand over the title; a day alone is that of the visit.
        printed = [run for run in above if "版" in run.line.folded and line_kind.classify(run.line.folded) == "date"]
        pieces += [Piece("date", run.line.start, run.line.end) for run in printed[-1:]]
        shown = shown or bool(printed)
    if not shown:
        pieces += _accounts([*above, *head], pieces)
    below = read_lines(text, found, tail[:2])
    if not _dated(text, found, pieces):
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
        if not mine and len(parts) == 1 and beside and _is_outlet(run.line.folded):
            mine = [Piece("source", run.line.start, run.line.end)]
        if (
            not mine
            and beside
            and n >= len(runs) - 2
            and _may_name(run.line.folded)
            and bylines.read_byline(run.line.folded, bare=True)
        ):
            mine = [Piece("byline", run.line.start, run.line.end)]
        near = any(piece.kind == "date" for piece in mine) or bool(_NEARLY.match(run.line.folded))
        pieces += mine
    return _one_source(text, found, pieces)


def _one_source(text: str, found: Page, pieces: list[Piece]) -> list[Piece]:
    """Return `pieces`; an element that only its words call the source counts as an account beside a labelled source."""
    if not _says(text, found, pieces, "source"):
        return pieces
    return [Piece("account", p.start, p.end) if p.kind == "source" else p for p in pieces]


def cells(text: str, found: Page, run: Run) -> list[Cell]:
    """Return the parts of a line between its tags."""
    line = run.line
    edits = _inside(found, line.start, line.end)
    tags = [edit for edit in edits if edit.rule in ("markup", "hidden")]
    if len(tags) > _MOST_TAGS:
        return []
    box = found.boxes[run.box].words
    # The marks stand in the order in which their elements end; one around the line may begin and end beside it.
    first = bisect_left(found.marks, line.start, key=lambda mark: mark.end)
    marks = list(takewhile(lambda mark: mark.start <= line.end, islice(found.marks, first, None)))
    out: list[Cell] = []
    at = line.start
    for tag in (*tags, Edit(line.end, line.end, "markup", "", "")):
        folded = fold(plain(text, at, tag.start, edits)) if at < tag.start else ""
        if folded:
            low = at + len(text[at : tag.start]) - len(text[at : tag.start].lstrip())
            high = at + len(text[at : tag.start].rstrip())
            words = " ".join(mark.words for mark in marks if mark.start <= low and high <= mark.end)
            out.append(Cell(low, high, folded, f"{words} {box}" if run.alone and folded == line.folded else words))
        at = tag.end
    return out


def _inside(found: Page, start: int, end: int) -> list[Edit]:
    low = bisect_left(found.edits, start, key=lambda edit: edit.start)
    high = bisect_right(found.edits, end, key=lambda edit: edit.start)
    return [edit for edit in found.edits[low:high] if edit.end <= end]


def plain(text: str, start: int, end: int, edits: Sequence[Edit]) -> str:
    """Return `text[start:end]` with those of `edits` made that lie in it."""
    inside = [edit for edit in edits if start <= edit.start and edit.end <= end]
    return apply(text[start:end], [Edit(e.start - start, e.end - start, e.rule, e.before, e.after) for e in inside])


def _is_parted(run: Run, cells: Sequence[Cell], kind: Kind | None) -> bool:
    """Return whether a line says more in its parts than as a whole."""
    if kind in ("byline", "affiliation") or len(run.line.folded) < 2 * len(cells):
        return False
    if kind is None or len(cells) == 1:
        return True
    bare = any(_label(cell) and not cell.folded.endswith(":") for cell in cells[:-1])
    marked = any(_kind_by_words(cell) and not _is_outlet(cell.folded) for cell in cells)
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
            if kind and (_may_name(following.folded) or label == "date"):
                yield Piece(kind, start, following.end)
            continue
        n += 1
        # <div>2024-04-22 09:18 来源: <a>某账号</a> 某地 <a>举报</a></div>
        ending = _ENDING_LABEL.search(narrow(text[cell.start : cell.end]))
        if ending and following and _may_name(following.folded):
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
            if _is_person(cell.folded):
                yield Piece("author", cell.start, cell.end)
                continue
        split = _NAME_AND_OUTLET.fullmatch(cell.folded)
        if split and furniture.is_outlet(split["outlet"]) and len(cell.folded) == cell.end - cell.start:
            yield Piece("author", cell.start, cell.start + split.end("name"))
            yield Piece("source", cell.start + split.start("outlet"), cell.end)
            continue
        kind = _KINDS.get(line_kind.classify(cell.folded)) or _as_date(cell.folded, 0) or _kind_by_words(cell)
        beside = near or bool(following and (_NEARLY.match(following.folded) or _as_date(following.folded, 0)))
        if not kind and beside and _is_outlet(cell.folded):
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
    bare = cell.folded.strip(_EDGES)
    entries = credits.read_entries(f"{bare}:") if 0 < len(bare) <= 8 else ()
    return entries[0].kind if len(entries) == 1 and entries[0].label == bare.replace(" ", "") else None


def _direct(label: str) -> Kind | None:
    kinds: dict[str, Kind] = {"source": "source", "author": "author", "editor": "editor", "date": "date"}
    return kinds.get(label)


def _kind_by_words(cell: Cell) -> Kind | None:
    """Return the kind of a part that its element's class or id tells: a person, an account, a source."""
    if not cell.words.strip() or not _may_name(cell.folded):
        return None
    words = [re.sub(r"[-_\d]+", "", word) for word in cell.words.split()]
    if any(_AUTHOR_WORD.fullmatch(word) for word in words):
        people = names.split_names(cell.folded)
        if people and all(names.is_name(one.name) and not one.confirm for one in people):
            return "author"
        return "source" if _is_outlet(cell.folded) else "account"
    return "source" if any(_SOURCE_WORD.fullmatch(word) for word in words) else None


def _may_name(folded: str) -> bool:
    """Return whether a part can be the name of somebody, and is no button, date or sentence."""
    bare = folded.strip(_EDGES)
    return (
        1 < len(bare) <= _LONGEST_NAME
        and len(_LETTERS.findall(bare)) * 2 > len(bare)
        and not re.search(r"[。，；！？,;!?]|https?:|:", bare)
        and not _BUTTON.fullmatch(bare)
        and not bare.endswith("公司")
        and not names.is_nobody(bare)
        and line_kind.classify(bare) in ("short", "byline")
    )


def _is_outlet(folded: str) -> bool:
    return _may_name(folded) and furniture.is_outlet(folded.strip(_EDGES))


def _accounts(runs: Sequence[Run], pieces: Sequence[Piece]) -> list[Piece]:
    """Return the line over 企鹅号 or the like: the name of an account."""
    taken = {piece.start for piece in pieces}
    for one, following in pairwise(runs):
        if _ACCOUNT_OF.fullmatch(following.line.folded) and _may_name(one.line.folded) and one.line.start not in taken:
            return [Piece("account", one.line.start, one.line.end)]
    return []


def _split_dates(text: str, found: Page, runs: Sequence[Run]) -> list[Piece]:
    """Return the date that stands in three lines, as in 2019, 09/07, 19:02; `found` gets the edits that join them."""
    for form in _PARTS_OF_DATE:
        for n in range(len(runs) - len(form) + 1):
            lines = [run.line for run in runs[n : n + len(form)]]
            if all(part.fullmatch(line.folded) for part, line in zip(form, lines, strict=True)):
                for one, following in pairwise(lines):
                    low, high = one.end, following.start
                    found.edits = [e for e in found.edits if e.end <= low or e.start >= high] + _blank(text, low, high)
                found.edits.sort()
                return [Piece("date", lines[0].start, lines[-1].end)]
    return []


def _blank(text: str, start: int, end: int) -> list[Edit]:
    """Return the edits that leave one blank of what stands between two lines."""
    out = [Edit(start, start + 1, "markup", text[start], " ")] if text[start] != " " else []
    at = start + 1
    for line in text[at:end].splitlines(keepends=True):
        out.append(Edit(at, at + len(line), "markup", line, ""))
        at += len(line)
    return out


def _as_date(folded: str, linked: float) -> Kind | None:
    return (
        "date" if len(folded) <= _LONGEST_DATED and linked <= 0.34 and "。" not in folded and has_day(folded) else None
    )


def has_day(line: str) -> bool:
    """Return whether `line` has a date with its year and day."""
    whole = read_date(line)
    found = [whole] if whole else [one.date for one in find_dates(line)]
    return any(one.year is not None and one.precision not in ("year", "partial") for one in found)


def _dated(text: str, found: Page, pieces: Sequence[Piece]) -> bool:
    return any(p.kind in ("date", "credit") and has_day(_shown(text, found, p)) for p in pieces)


def _shown(text: str, found: Page, piece: Piece) -> str:
    return plain(text, piece.start, piece.end, _inside(found, piece.start, piece.end))


def _says(text: str, found: Page, pieces: Sequence[Piece], *kinds: str) -> bool:
    """Return whether a labelled line among `pieces` has a value of one of `kinds`."""
    for piece in pieces:
        if piece.kind in ("credit", "date"):
            shown = fold(_shown(text, found, piece))
            if any(
                e.kind in kinds and e.end > e.start and not names.is_nobody(shown[e.start : e.end])
                for e in credits.read_entries(shown)
            ):
                return True
    return False


def read_declared(
    text: str, found: Page, pieces: Sequence[Piece], title: str, zone: tuple[int, int]
) -> tuple[list[Piece], list[Edit]]:
    """Return what only the head of the page says, and the edits for its escapes. `zone` is where the piece's own head stands."""
    data: dict[str, tuple[int, int]] = {}
    for low, high in found.data:
        for path, span in jsonld.read_strings(text, low, high).items():
            data.setdefault(path.removeprefix("@graph."), span)
    out = [Piece("link", *span) for span in _first(found.declared, ("canonical", "og:url")) if _is_line(text, span)]
    if _dated(text, found, pieces):
        spans = [*_first(found.declared, _PUBLISHED), *_first(data, _PUBLISHED)]
        out += [
            Piece("declared_date", *span) for span in spans if _is_line(text, span) and has_day(_value(text, span))
        ][:1]
    else:
        times = [span for span in found.times if zone[0] <= span[0] < zone[1]]
        spans = [*times[:1], *_first(found.declared, _DATES), *_first(data, _DATA_DATES)]
        out += [Piece("date", *span) for span in spans if _is_line(text, span) and has_day(_value(text, span))][:1]
    told = _says(text, found, pieces, "source") or any(p.kind in ("source", "account") for p in pieces)
    publisher = [*_first(found.declared, ("itemprop:publisher",)), *_first(data, ("publisher.name", "publisher"))]
    spans = [*_first(found.declared, _SOURCES), *publisher]
    named = [span for span in spans if _may_name(fold(_value(text, span)))]
    if told:
        spans = _first(found.declared, _STATED_SOURCES)
        out += [
            Piece("declared_source", *span) for span in spans if _may_name(_CALLED.sub("", fold(_value(text, span))))
        ][:1]
    else:
        out += [Piece("source", *span) for span in named[:1]]
    authored = _says(text, found, pieces, "author", "reporter", "correspondent") or any(
        p.kind in ("author", "byline") for p in pieces
    )
    if not authored:
        out += [
            Piece("author", *span)
            for span in [*_first(found.declared, _AUTHORS), *_first(data, ("author.name", "author"))]
            if _is_person(_value(text, span)) and not _edits_it(text, found, pieces, _value(text, span))
        ][:1]
    sites = [*_first(found.declared, _SITES), *(publisher if told else []), *_site_of_title(text, found, title)]
    taken = {piece.start for piece in out}
    out += [
        Piece("captured_from", *span)
        for span in sites
        if _may_name(fold(_value(text, span))) and not _NO_SITE.fullmatch(_value(text, span)) and span[0] not in taken
    ][:1]
    return out, [edit for piece in out for edit in _unescape(text, found, piece)]


def _edits_it(text: str, found: Page, pieces: Sequence[Piece], name: str) -> bool:
    """Return whether the page shows `name` as that of the editor, as where a head calls the editor its author."""
    return any(
        entry.kind == "editor" and name in shown[entry.start : entry.end]
        for piece in pieces
        if piece.kind == "credit"
        for shown in [_shown(text, found, piece)]
        for entry in credits.read_entries(shown)
    )


def _first(spans: dict[str, tuple[int, int]], keys: Sequence[str]) -> list[tuple[int, int]]:
    return [spans[key] for key in keys if key in spans]


def _is_line(text: str, span: tuple[int, int]) -> bool:
    return len(text[slice(*span)].splitlines()) == 1


def _value(text: str, span: tuple[int, int]) -> str:
    return text[slice(*span)].strip()


def _is_person(value: str) -> bool:
    people = names.split_names(value) if len(value) <= _LONGEST_NAME else None
    return bool(people) and all(names.is_name(one.name) and not one.confirm for one in people or ())


def _unescape(text: str, found: Page, piece: Piece) -> Iterator[Edit]:
    if any(low <= piece.start < high for low, high in found.data):
        yield from jsonld.unescape(text, piece.start, piece.end)
        return
    for match in ENTITY.finditer(text, piece.start, piece.end):
        yield from shifted(match.group(), match.start())


def _site_of_title(text: str, found: Page, title: str) -> list[tuple[int, int]]:
    """Return the last part of the declared title that is the name of an outlet."""
    parts = [(low, low + len(_INITIALS.sub("", text[low:high]))) for low, high in _title_parts(text, found, title)]
    return [span for span in parts if _is_site(_value(text, span))][-1:]


def _is_site(name: str) -> bool:
    return furniture.is_site(fold(name)) or bool(_SITE_END.fullmatch(name))


def _title_parts(text: str, found: Page, title: str) -> list[tuple[int, int]]:
    """Return the parts of the declared title behind the title itself: names of columns and of the site."""
    if "title" not in found.declared:
        return []
    low, high = found.declared["title"]
    value = text[low:high][:400].rstrip()
    cuts = list(CUT.finditer(value))
    ends = [cut.start() for cut in cuts[1:]] + [len(value)][: len(cuts)]
    parts = [(low + cut.end(), low + end) for cut, end in zip(cuts, ends, strict=True) if cut.end() < end]
    bare = re.sub(r"\W+", "", title)
    return [span for span in parts if (word := re.sub(r"\W+", "", _value(text, span))) and word not in bare]


def beside_date(text: str, found: Page, pieces: Sequence[Piece], title: str) -> list[Piece]:
    """Return `pieces`, each date parted from the name of the site that stands behind it: 2019-09-05 11:10 某星空[整理]."""
    out: list[Piece] = []
    sites = [_value(text, span) for span in _title_parts(text, found, title)]
    for piece in pieces:
        shown = text[piece.start : piece.end]
        site = next((one for one in sites if len(one) >= 3 and one in shown and _may_name(fold(one))), "")
        if (
            piece.kind != "date"
            or not site
            or credits.read_entries(fold(shown))
            or not has_day(shown.partition(site)[0])
        ):
            out.append(piece)
            continue
        at = piece.start + shown.index(site)
        out += [Piece("date", piece.start, at), Piece("source", at, at + len(site))]
    return out
