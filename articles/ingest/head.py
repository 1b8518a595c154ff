"""What stands before the text of a page, line by line: title, subtitle, byline, date, and where the text begins.

Not for the header of the site over it: each shape says where a piece begins.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.ingest.headings import LONGEST_HEADING, NUMBERED
from articles.ingest.nameplate import read_nameplate
from articles.ingest.records import Kind, Piece
from articles.text import bylines, dateline, interview, line_kind, names
from articles.text.lines import Line

#: Kinds of lines that are none of the piece.
FURNITURE = frozenset({"menu", "toolbar", "related", "navigation", "footer", "breadcrumb"})
_LONGEST_FIRST = 130
#: How far ahead the head of a piece is looked for.
_HEAD_LINES = 8
_OCCASION = re.compile(r"[(（]?[^。，,]{4,50}(?:会|会议|论坛|座谈会|典礼|仪式)上的?(?:讲话|报告|致辞|发言)?[)）]?")
_SIGNED = re.compile(r"[□■○●◎◇◆▪]\s?(?P<body>[\u4e00-\u9fff·]{4,30})")
_TEAM = re.compile(r"(?P<body>[\u4e00-\u9fff·]{2,26}(?:课题组|调研组|编写组|写作组|研究组|考察组|采访组|报道组))")
#: 政府工作报告 in bold over the text of 2025年某市人民政府工作报告.
_OFFICIAL = re.compile(r"(?:报告|讲话|致辞|公报|决定|意见|通知)$")
_SPEAKING = re.compile(r"[^。!！?？]{2,40}作(?:了)?[^。,，]{0,8}(?:报告|讲话|发言|致辞|演讲|说明)。?")
_SALUTATION = re.compile(r"(?:尊敬的)?(?:各位|同志们|女士们|朋友们|先生们|委员们|代表们)[^。]{0,30}[:!！]")
#: 【转帖】题目 [复制链接], 标题：题目, 主题: 题目.
_AROUND = re.compile(
    r"(?:[【\[(](?:转帖|转载|转贴|原创|分享|推荐|讨论|灌水|资料)[】\])]\s?)(?P<title>[^\s].{2,58}?)(?:\s?\[?复制链接\]?)?"
    r"|(?P<label>(?:文章|信息|文件|公文)?(?:名\s?称|标\s?题|题\s?目|主\s?题|篇\s?名)\s?:\s?)(?P<named>[^\s].{2,80})|(?P<plain>[^\s].{3,58}?)\s?\[?复制链接\]?"
)
_SUBTITLE = re.compile(r"(?:——|--|——|─|―|—)\s?\S|[(（]?副题[:：]|[(（]?副标题[:：]")


@dataclass
class Found:
    """What has been made out so far: pieces, and the rule for lines that are none."""

    pieces: list[Piece] = field(default_factory=list)
    rules: list[tuple[int, int, str]] = field(default_factory=list)
    title: str = ""
    has_page: bool = False
    #: Words of the lines that say when and where the piece appeared: an account prints its name under the text again.
    accounts: set[str] = field(default_factory=set)

    def add(self, kind: Kind, line: Line) -> None:
        if line.start < line.end:
            self.pieces.append(Piece(kind, line.start, line.end))

    def drop(self, line: Line, rule: str = "furniture") -> None:
        self.rules.append((line.start, line.end, rule))


def read_head(lines: Sequence[Line], kinds: list[str], out: Found) -> int:
    """Take what stands before the text; return the number of the line where the text begins."""
    marked = False
    last = max((n for n, kind in enumerate(kinds) if kind == "para"), default=-1)
    for n, line in enumerate(lines):
        kind = kinds[n]
        if kind in FURNITURE - {"breadcrumb"}:
            out.drop(line)
        elif kind in ("date", "credit", "byline", "affiliation", "link", "breadcrumb"):
            out.add(as_piece(kind), line)
            out.accounts.update(line.folded.split() if kind == "date" else ())
            marked = marked or kind == "byline"
        elif kind == "caption" or line_kind.is_caption(line.folded) or _tells_of_speech(n, lines):
            out.add("caption", line)
        elif kind == "short" and out.title and (signed := _signature(line)):
            out.pieces.append(signed)
            marked = True
        elif kind in ("para", "heading") and out.title and _repeats(line.folded, kind, out.title):
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
    """Return the piece of a body that signs a text, behind a bullet or by what it is: □某某课题组, 某局调研组."""
    match = _SIGNED.fullmatch(line.folded) or _TEAM.fullmatch(line.folded)
    if not match or not names.is_body(match["body"]) or line.end - line.start != len(line.folded):
        return None
    return Piece("author", line.end - len(match["body"]), line.end)


def _tells_of_speech(n: int, lines: Sequence[Line]) -> bool:
    """Return whether a line before 各位代表： says that the speech is being made: what is left of a picture's caption."""
    if len(lines[n].folded) > LONGEST_HEADING or not _SPEAKING.fullmatch(lines[n].folded):
        return False
    following = next((line.folded for line in lines[n + 1 : n + 4] if line.folded), "")
    return _SALUTATION.fullmatch(following) is not None


def as_piece(kind: str) -> Kind:
    """Return the kind of the piece that a line of this kind makes."""
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


def _take_short(n: int, lines: Sequence[Line], kinds: list[str], out: Found, marked: bool) -> bool:
    """Take a short line of the head as title, its repetition, subtitle or byline; False where the text begins."""
    line = lines[n]
    folded = line.folded
    plate = read_nameplate(n, lines, kinds, titled=bool(out.title), has_page=out.has_page)
    if plate is not None:
        out.pieces += plate
        if not plate:
            out.drop(line)
    elif not out.title and _is_row_of_names(folded):
        out.add("byline", line)
    elif not out.title and not marked and not NUMBERED.match(folded):
        _take_title(n, lines, out)
    elif (out.title and same(folded, out.title)) or (out.title and _is_part(folded, out.title)):
        out.drop(line, "repeated-title")
    elif out.title and (_SUBTITLE.match(folded) or _OCCASION.fullmatch(folded)):
        out.add("subtitle", line)
    elif (out.title and bylines.read_byline(folded, bare=True)) or (out.title and _is_post(n, lines)):
        out.add("byline", line)
    elif out.title and not marked and not NUMBERED.match(folded) and _goes_on(n, lines, kinds):
        out.add("subtitle", line)
    else:
        return False
    return True


def _is_post(n: int, lines: Sequence[Line]) -> bool:
    """Return whether a line is a post and a name: before 各位代表： also a name without a known surname."""
    following = next((line.folded for line in lines[n + 1 : n + 4] if line.folded), "")
    speaks = _SALUTATION.fullmatch(following) is not None
    return interview.read_post(lines[n].folded, speaks=speaks) is not None


def _take_title(n: int, lines: Sequence[Line], out: Found) -> None:
    """Take a line as the title without what boards print around it, or without 标题： before it; a line repeated later is dropped."""
    line = lines[n]
    start, end, folded = line.start, line.end, line.folded
    match = _AROUND.fullmatch(folded)
    low, high = next(match.span(group) for group in ("title", "named", "plain") if match[group]) if match else (0, 0)
    # Blanks in a row are one in the folded line: the place of the title is known where none stands behind its start.
    exact = len(folded) == end - start or (high == len(folded) and " " not in folded[low:])
    if match and exact:
        start, end, folded = end - len(folded) + low, end - len(folded) + high, folded[low:high]
        if any(same(other.folded, folded) for other in lines[n + 1 : n + 1 + _HEAD_LINES * 3]):
            out.drop(line, "repeated-title")
            return
    out.title = folded
    out.pieces.append(Piece("title", start, end))


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


def same(folded: str, title: str) -> bool:
    """Return whether a line is the title, marks and blanks aside."""
    return _bare(folded) == _bare(title)


def _repeats(folded: str, kind: str, title: str) -> bool:
    """Return whether a paragraph or heading is the title again, an official paper's also without the year before it."""
    if same(folded, title):
        return True
    return kind == "heading" and bool(_OFFICIAL.search(folded)) and _bare(title).endswith(_bare(folded))


def _is_part(folded: str, title: str) -> bool:
    """Return whether a line repeats one half of a title that was printed in two."""
    part, whole = _bare(folded), _bare(title)
    return len(part) >= 4 and (whole.startswith(part) or whole.endswith(part))


def _bare(line: str) -> str:
    return re.sub(r"[\s\W_]+", "", line)
