"""The article among the lines of a captured page: head, paragraphs with headings, and what closes it.

Shared by the shapes that are read line by line. Not for knowing where a page's own header ends: each shape says so.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from articles.ingest.records import Draft, Flag, Kind, Piece
from articles.text import bylines, credits, dateline, endnotes, furniture, interview, line_kind, names
from articles.text.ledger import Edit
from articles.text.lines import Line
from articles.text.script import HAN

LONGEST_HEADING = 44
#: Of a heading that is a sentence, known by its number and its fellows.
_LONGEST_CLOSED = 64
_LONGEST_FIRST = 130
#: How far ahead the head of a piece is looked for.
_HEAD_LINES = 8
#: A list of other pieces ends the article when at most this share of its text follows.
_TAIL_SHARE = 0.25
#: Shapes that are pages: lines of their furniture also stand inside the text. A bare text has only what is sure to be none.
_PAGES = ("portal", "aggregator", "webpage")
_FURNITURE = frozenset({"menu", "toolbar", "related", "navigation", "footer", "breadcrumb"})
_SURE = frozenset({"toolbar", "footer"})
_CALLS = ("！", "!")
_NUMBERED = re.compile(
    r"(?P<style>[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[章节部条]|\d{1,2}[、.．](?!\d)|[(（]\d{1,2}[)）])"
)
_OCCASION = re.compile(r"[(（]?[^。，,]{4,50}(?:会|会议|论坛|座谈会|典礼|仪式)上的?(?:讲话|报告|致辞|发言)?[)）]?")
_CHINESE_NUMBERS = tuple("一二三四五六七八九十(（")
_SIGNED = re.compile(r"[□■○●◎◇◆▪]\s?(?P<body>[\u4e00-\u9fff·]{4,30})")
_SPEAKING = re.compile(r"[^。!！?？]{2,40}作(?:了)?[^。,，]{0,8}(?:报告|讲话|发言|致辞|演讲|说明)。?")
_SALUTATION = re.compile(r"(?:尊敬的)?(?:各位|同志们|女士们|朋友们|先生们|委员们|代表们)[^。]{0,30}[:!！]")
_APPENDIX = re.compile(r"附件?\s?[\d一二三四五六七八九十]{0,3}\s?:?")
_SUBTITLE = re.compile(r"(?:——|--|——|─|―|—)\s?\S|[(（]?副题[:：]|[(（]?副标题[:：]")
# A turn of an interview; a mark that would be taken for ours, escaped where it stands; a remark in brackets.
_NO_HEADING = re.compile(r"[\u4e00-\u9fff·]{1,8}\s?[:：]\s?\S|\\*#|\([^()]*\)$")
# Under each entry of a feed that WordPress makes: its title, 最先出现在 and the site.
_APPEARED = re.compile(r"[”》]?(?:最先|首先)(?:出现|发布|发表)[在于]")
_HAN = re.compile(f"[{HAN}]")


@dataclass
class _Found:
    """What has been made out so far: pieces, and the rule for lines that are none."""

    pieces: list[Piece] = field(default_factory=list)
    rules: list[tuple[int, int, str]] = field(default_factory=list)
    title: str = ""

    def add(self, kind: Kind, line: Line) -> None:
        if line.start < line.end:
            self.pieces.append(Piece(kind, line.start, line.end))

    def drop(self, line: Line, rule: str = "furniture") -> None:
        self.rules.append((line.start, line.end, rule))


def read(shape: str, lines: Sequence[Line], found: Iterable[Piece] = (), *, title: str = "") -> Draft:
    """Return the draft of an article that begins at the first of `lines`.

    `found` are pieces of the page's header that stand before; `title` is given where the header holds it.
    """
    out = _Found(pieces=list(found), title=title)
    has_page = shape in _PAGES
    kinds = _with_buttons(lines, [_kind(line, has_page) for line in lines])
    start = _read_head(lines, kinds, out)
    end = _tail(lines, kinds, start)
    notes = _drop_endnotes(lines, kinds, start, out)
    body = [n for n in range(start, end) if n not in notes]
    _read_body([lines[n] for n in body], [kinds[n] for n in body], out, _FURNITURE if has_page else _SURE)
    tail = [n for n in range(end, len(lines)) if n not in notes]
    _read_tail([lines[n] for n in tail], [kinds[n] for n in tail], out)
    return Draft(shape, tuple(out.pieces), (), tuple(out.rules), find_cut(lines))


def find_cut(lines: Iterable[Line]) -> tuple[Flag, ...]:
    """Return the flag of a page that shows only the beginning of its piece, and says so: 登录后阅读全文, 剩余62%内容."""
    cut = next((line for line in lines if 0 < len(line.folded) <= 60 and furniture.is_cut(line.folded)), None)
    if cut is None:
        return ()
    said = cut.folded[:30].replace("\n", " ")
    return (Flag("excerpt", f"页面写着“{said}”：这里只有文章的一部分，请找全文。", cut.start, cut.end),)


def _kind(line: Line, has_page: bool) -> str:
    """Return the kind of a line; on a bare text a row of words is no menu unless one of them says so."""
    kind = {"heading": "heading", "item": "para", "code": "para", "caption": "caption"}.get(
        line.hint
    ) or line_kind.classify(line.folded)
    if not has_page and kind == "menu" and not furniture.names_a_menu(line.folded):
        return "short"
    return "short" if not has_page and line.folded == "目录" else kind


def _with_buttons(lines: Sequence[Line], kinds: list[str]) -> list[str]:
    """Return `kinds` with 大, 中, 小 and the like told as buttons where they stand among buttons, one on a line."""
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        near = False
        for n in order:
            if kinds[n] == "short" and near and furniture.is_tool_bit(lines[n].folded):
                kinds[n] = "toolbar"
            near = kinds[n] == "toolbar" or (near and kinds[n] == "blank")
    return kinds


def _read_head(lines: Sequence[Line], kinds: list[str], out: _Found) -> int:
    """Take what stands before the text; return the number of the line where the text begins."""
    marked = False
    last = max((n for n, kind in enumerate(kinds) if kind == "para"), default=-1)
    for n, line in enumerate(lines):
        kind = kinds[n]
        if kind in _FURNITURE - {"breadcrumb"}:
            out.drop(line)
        elif kind in ("date", "credit", "byline", "affiliation", "link", "breadcrumb"):
            out.add(_as_piece(kind), line)
            marked = marked or kind == "byline"
        elif kind == "caption" or line_kind.is_caption(line.folded) or _tells_of_speech(n, lines):
            out.add("caption", line)
        elif kind == "short" and out.title and (signed := _signature(line)):
            out.pieces.append(signed)
            marked = True
        elif kind in ("para", "heading") and out.title and _same(line.folded, out.title):
            out.drop(line, "repeated-title")
        elif kind == "para" and not out.title and not marked and _is_long_title(n, lines, kinds):
            out.title = line.folded
            out.add("title", line)
        elif kind not in ("blank", "short") or (
            kind == "short" and not (n < last and _take_short(n, lines, kinds, out, marked))
        ):
            return n
    return len(lines)


def _signature(line: Line) -> Piece | None:
    """Return the piece of a body that signs a text behind a bullet, as people do: □某某课题组."""
    match = _SIGNED.fullmatch(line.folded)
    if not match or not names.is_body(match["body"]) or line.end - line.start != len(line.folded):
        return None
    return Piece("author", line.end - len(match["body"]), line.end)


def _tells_of_speech(n: int, lines: Sequence[Line]) -> bool:
    """Return whether a line before 各位代表： says that the speech is being made: what is left of a picture's caption."""
    if len(lines[n].folded) > LONGEST_HEADING or not _SPEAKING.fullmatch(lines[n].folded):
        return False
    following = next((line.folded for line in lines[n + 1 : n + 4] if line.folded), "")
    return _SALUTATION.fullmatch(following) is not None


def _as_piece(kind: str) -> Kind:
    names: dict[str, Kind] = {
        "date": "date", "credit": "credit", "byline": "byline", "affiliation": "affiliation", "link": "link", "breadcrumb": "breadcrumb",
    }  # fmt: skip
    return names[kind]


def _is_long_title(n: int, lines: Sequence[Line], kinds: list[str]) -> bool:
    """Return whether a first line too long for a title is one all the same: no sentence, and parted from the text."""
    folded = lines[n].folded
    if len(folded) > _LONGEST_FIRST or "。" in folded or folded.endswith(line_kind.ENDS) or ";" in folded:
        return False
    alone = n + 1 < len(lines) and kinds[n + 1] in ("blank", "date", "credit", "byline")
    return alone and "para" in kinds[n + 1 :] and dateline.read_dateline(folded) is None


def _take_short(n: int, lines: Sequence[Line], kinds: list[str], out: _Found, marked: bool) -> bool:
    """Take a short line of the head as title, its repetition, subtitle or byline; False where the text begins."""
    line = lines[n]
    folded = line.folded
    if not out.title and _is_row_of_names(folded):
        out.add("byline", line)
    elif not out.title and not marked and not _NUMBERED.match(folded):
        out.title = folded
        out.add("title", line)
    elif (out.title and _same(folded, out.title)) or (out.title and _is_part(folded, out.title)):
        out.drop(line, "repeated-title")
    elif out.title and (_SUBTITLE.match(folded) or _OCCASION.fullmatch(folded)):
        out.add("subtitle", line)
    elif (out.title and bylines.read_byline(folded, bare=True)) or (out.title and interview.read_post(folded)):
        out.add("byline", line)
    elif out.title and not marked and not _NUMBERED.match(folded) and _goes_on(n, lines, kinds):
        out.add("subtitle", line)
    else:
        return False
    return True


def _is_row_of_names(folded: str) -> bool:
    """Return whether a line is names and no title: several of them, or one with a blank inside."""
    return " " in folded and bylines.read_byline(folded, bare=True) is not None


def _goes_on(n: int, lines: Sequence[Line], kinds: list[str]) -> bool:
    """Return whether the head goes on behind line `n`: before the text comes a subtitle, a byline, a date or the like."""
    for line, kind in zip(lines[n + 1 : n + 1 + _HEAD_LINES], kinds[n + 1 : n + 1 + _HEAD_LINES], strict=False):
        if kind in ("date", "credit", "byline", "affiliation", "link", "toolbar"):
            return True
        if kind == "short" and (_SUBTITLE.match(line.folded) or bylines.read_byline(line.folded, bare=True)):
            return True
        if kind not in ("blank", "short"):
            return False
    return False


def _same(folded: str, title: str) -> bool:
    return _bare(folded) == _bare(title)


def _is_part(folded: str, title: str) -> bool:
    """Return whether a line repeats one half of a title that was printed in two."""
    part, whole = _bare(folded), _bare(title)
    return len(part) >= 4 and (whole.startswith(part) or whole.endswith(part))


def _bare(line: str) -> str:
    return re.sub(r"[\s\W_]+", "", line)


def _tail(lines: Sequence[Line], kinds: list[str], start: int) -> int:
    """Return the number of the line where lists of other pieces and the foot begin."""
    weights = [len(line.folded) if kind == "para" else 0 for line, kind in zip(lines, kinds, strict=True)]
    total = sum(weights[start:])
    done = 0
    for n in range(start, len(lines)):
        closes = kinds[n] in ("related", "footer", "navigation")
        if closes and done and total - done <= _TAIL_SHARE * total:
            return n
        done += weights[n]
    return len(lines)


def _drop_endnotes(lines: Sequence[Line], kinds: Sequence[str], start: int, out: _Found) -> range:
    """Drop the explanations of terms behind the text; return the numbers of their lines."""
    found = endnotes.find_endnotes([line.folded for line in lines[start:]], kinds[start:])
    notes = range(start + found[0], start + found[1]) if found else range(0)
    for n in notes:
        if lines[n].start < lines[n].end:
            out.drop(lines[n], "endnotes")
    return notes


def _read_body(lines: Sequence[Line], kinds: Sequence[str], out: _Found, dropped: frozenset[str]) -> None:
    """Take the paragraphs and headings, and the lines that close the text; drop lines of the kinds `dropped`."""
    last = max((n for n, kind in enumerate(kinds) if kind == "para"), default=-1)
    marked = "heading" in kinds
    closed = frozenset() if marked else _closed_headings(lines, kinds)
    for n, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind in dropped or (n > last and kind in _FURNITURE):
            out.drop(line)
        elif n > last and kind in ("date", "credit", "byline", "affiliation", "link"):
            out.add(_as_piece(kind), line)
        elif n > last and line.folded.startswith("(") and bylines.read_byline(line.folded, bare=True):
            out.add("byline", line)
        elif kind == "caption" or line_kind.is_caption(line.folded):
            out.add("caption", line)
        elif kind == "affiliation":
            out.add("affiliation", line)
        elif out.title and kind == "short" and _same(line.folded, out.title):
            out.drop(line, "repeated-title")
        elif out.title and line.folded.startswith(out.title) and _APPEARED.match(line.folded, len(out.title)):
            out.drop(line)
        else:
            is_heading = kind == "heading" or n in closed or (not marked and _is_heading(n, lines, kinds))
            out.add("heading" if is_heading else "body", line)


def _is_heading(n: int, lines: Sequence[Line], kinds: Sequence[str]) -> bool:
    """Return whether a short line stands over the paragraph that follows it."""
    folded = lines[n].folded
    if (
        kinds[n] not in ("short", "menu", "related", "navigation")
        or len(folded) > LONGEST_HEADING
        or folded.endswith((*line_kind.STOPS, *_CALLS))
        or _NO_HEADING.match(folded)
        or _is_column(n, lines)
    ):
        return False
    if len(_HAN.findall(folded)) * 2 < len(folded.replace(" ", "")):
        return False
    following = next((m for m in range(n + 1, len(lines)) if kinds[m] != "blank"), None)
    if following is None:
        return False
    if kinds[following] == "para" or _APPENDIX.fullmatch(folded):
        return True
    return kinds[following] == "short" and _style(folded) != _style(lines[following].folded) and bool(_style(folded))


def _is_column(n: int, lines: Sequence[Line]) -> bool:
    """Return whether a line over the first paragraph is the column of the paper in its brackets, 【走基层】, and no heading."""
    if not lines[n].folded.startswith("【") or any(line.folded for line in lines[:n]):
        return False
    return sum(line.folded.startswith("【") for line in lines) == 1


def _closed_headings(lines: Sequence[Line], kinds: Sequence[str]) -> frozenset[int]:
    """Return the numbers of headings that end in a full stop: （一）and the like alone on their lines, each over its text.

    None where two such lines follow one another, as the items of a list do, or where there is but one.
    """
    found: dict[str, list[int]] = {}
    lists: set[str] = set()
    last = ""
    for n, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind == "blank":
            continue
        style = _style(line.folded) if kind == "para" and line.folded[:1] in _CHINESE_NUMBERS else ""
        is_closed = (
            bool(style) and len(line.folded) <= _LONGEST_CLOSED and line.folded.find("。") == len(line.folded) - 1
        )
        if style and style == last:
            lists.add(style)
        if is_closed:
            found.setdefault(style, []).append(n)
        last = style if is_closed else ""
    whole = {style: places for style, places in found.items() if style not in lists and len(places) > 1}
    end = len(lines) - 1
    return frozenset(n for places in whole.values() for n in places if n < end)


def _style(folded: str) -> str:
    match = _NUMBERED.match(folded)
    return re.sub(r"[一二三四五六七八九十\d]+", "1", match["style"]) if match else ""


def _read_tail(lines: Sequence[Line], kinds: Sequence[str], out: _Found) -> None:
    """Take nothing of the tail but who is responsible for the piece."""
    for line, kind in zip(lines, kinds, strict=True):
        entries = credits.read_entries(line.folded) if kind == "credit" else ()
        if any(
            entry.kind in ("editor", "source", "author", "reporter") and entry.end > entry.start for entry in entries
        ):
            out.add("credit", line)
        else:
            out.drop(line)


def with_edits(draft: Draft, edits: Iterable[Edit]) -> Draft:
    """Return `draft` with those of `edits` that fall inside one of its pieces."""
    inside: list[Edit] = []
    pieces = sorted(draft.pieces, key=lambda piece: piece.start)
    starts = [piece.start for piece in pieces]
    for edit in edits:
        n = bisect_right(starts, edit.start) - 1
        if n >= 0 and edit.end <= pieces[n].end:
            inside.append(edit)
    return replace(draft, edits=tuple(sorted((*draft.edits, *inside))))
