"""HTML and Markdown as found in posts: which runs are a line of text, and which edits free them of markup.

A linear scanner that keeps offsets. Not a browser: only what carries text or breaks a line is known to it.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from articles.text.inline import ENTITY, shifted
from articles.text.ledger import Edit, apply, drop_lines
from articles.text.lines import Line, fold
from articles.text.wrapping import join

_TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9]{0,15})(?:[\s/][^<>]{0,4000})?>")
_TOKEN = re.compile(r"\r\n|[\n\r\u2028\u2029\x85\v\f]|<(?=[A-Za-z/!])")
BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "tbody",
        "thead",
        "tr",
        "td",
        "th",
        "blockquote",
        "section",
        "article",
        "header",
        "footer",
        "hr",
        "figure",
        "figcaption",
        "pre",
        "center",
        "main",
        "aside",
        "nav",
        "form",
    ]
)
_SILENT = ("script", "style", "rt", "rp")
#: How far the end of a silent element is looked for: a reading set over a character is short.
_FAR = {"rt": 60, "rp": 20}
_INLINE = (
    (re.compile(r"!\[[^\[\]\n]{0,400}\]\([^()\s]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?(?:[ \t]+[\"'][^\"'\n]{0,300}[\"'])?\)"), ((0, ""),)),
    (re.compile(r"(?<!\\)\[\s{0,20}(?:!\[[^\[\]\n]{0,400}\]\([^()\s]{0,1000}(?:[ \t]+[\"'][^\"'\n]{0,300}[\"'])?\)\s{0,20}){0,3}\]\((?=[^()\s]{0,300}[/.:#])[^()\s]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?(?:[ \t]+[\"'][^\"'\n]{0,300}[\"'])?\)"), ((0, ""),)),
    (re.compile(r"(?<!\\)(\[)[^\[\]\n]{1,400}(\]\([^()\s]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?(?:[ \t]+[\"'][^\"'\n]{0,300}[\"'])?[ \t]{0,4}\))"), ((1, ""), (2, ""))),
    (re.compile(r"(?<![\\*])(\*\*)(?=[^\s*])[^*\n]{1,400}(?<=[^\s*])(\*\*)(?!\*)"), ((1, ""), (2, ""))),
    (re.compile(r"(?<![\\*\w])(\*)(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])(\*)(?![*\w])"), ((1, ""), (2, ""))),
    (re.compile(r"(?<![\\_\w])(__)(?=[^\s_])[^_\n]{1,300}(?<=[^\s_])(__)(?![_\w])"), ((1, ""), (2, ""))),
    (re.compile(r"(?<![\\`])(`)[^`\n]{1,400}(`)(?!`)"), ((1, ""), (2, ""))),
    (re.compile(r"(<)https?://[^<>\s]{1,2000}(>)"), ((1, ""), (2, ""))),
    (re.compile(r"\{%-?\s[^{}\n]{1,400}-?%\}"), ((0, ""),)),
    (re.compile(r"\{\{[<%][^{}\n]{0,600}[%>]\}\}"), ((0, ""),)),
    (re.compile(r"(\\)[\\`*_{}\[\]()#+.!|>~-]"), ((1, ""),)),
)  # fmt: skip
_MARK = re.compile(
    r"[ \t\u3000]*(?:(?P<quote>(?:>[ \t]?){1,4})|(?P<item>[-*+][ \t]+(?=\S))|(?P<level>#{1,6})(?:[ \t]+|(?=[^#\s!])))"
)
_RULE = re.compile(r"[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}|\|?[ \t:|-]*-{3,}[ \t:|-]*)")
#: What engines put in place of a table of contents, around boxes, and as attributes: [[toc]], ::: tip, {: .lead}
_ENGINE = re.compile(
    r"[ \t]*(?:@?\[{1,2}_?toc_?\]{1,2}|:{3,}[ \t]?(?:\w{1,20}(?:[ \t][^\n]{0,40})?)?|\{:[^{}\n]{1,80}\})", re.IGNORECASE
)
_CALLOUT = re.compile(r"\[!\w{2,12}\][+-]?[ \t]{0,4}")
_FENCE = re.compile(r"[ \t]*(?P<mark>`{3,}|~{3,})")
#: A paragraph wrapped over many lines is joined up to this length.
_LONGEST_WRAPPED = 4_000
#: What stands in brackets alone under a picture, or in a box made for it, says what the picture shows.
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,400}\]\(|<img\b", re.IGNORECASE)
_BRACKETED = re.compile(r"[(（][^()（）。]{2,60}[)）]")
_CAPTION = re.compile(r"<figcaption\b|<[a-z]{1,10}\s[^<>]{0,200}class=[\"']?[^\"'<>]{0,60}caption", re.IGNORECASE)
_FINISHED = re.compile(r"[。！？!?…：:；;”’」』）)】]$")


@dataclass(frozen=True, slots=True)
class Row:
    """A run `[start, end)` without line break; `gap` tells how it is parted from the run before it."""

    start: int
    end: int
    gap: str
    level: int = 0
    caption: bool = False


def read(text: str, start: int, end: int, *, markdown: bool = True) -> tuple[tuple[Line, ...], tuple[Edit, ...]]:
    """Return the lines of `text[start:end]` with their markup taken off, and the edits that take it off.

    Without `markdown` only HTML is markup, and a `#` or `*` is a character. A line spans its source, markup at its ends left out;
    its hint is heading, item, code or caption where markup said so.

    >>> lines, edits = read("<p>第一&middot;段</p>\\n## 小标题\\n**重**点。", 0, 33)
    >>> [(n.folded, n.hint) for n in lines if n.folded]
    [('第一·段', ''), ('小标题', 'heading'), ('重点。', '')]
    """
    rows, edits = _scan(text, start, end)
    tags = _tidy(edits)
    starts = [edit.start for edit in tags]
    lines: list[Line] = []
    fence = ""
    under_picture = False
    for row in rows:
        mark = _FENCE.match(text, row.start, row.end) if markdown else None
        if mark and (not fence or mark["mark"].startswith(fence)):
            fence = "" if fence else mark["mark"][:3]
            continue
        inside = tags[bisect_left(starts, row.start) : bisect_left(starts, row.end)]
        line, own = (_code(text, row), []) if fence else _line(text, row, inside, markdown)
        edits += own
        if row.caption or (under_picture and _BRACKETED.fullmatch(line.folded)):
            line = replace(line, hint="caption")
        under_picture = line.start == line.end and bool(_PICTURE.search(text, row.start, row.end))
        if row.gap == "blank" or not lines:
            lines.append(Line(row.start, row.start, ""))
        if line.start < line.end:
            _append(text, lines, line, row.gap, edits)
    return tuple(lines), _tidy(edits)


def is_html(text: str) -> bool:
    """Return whether `text` is a fragment of HTML: paragraphs in tags."""
    return len(re.findall(r"<(?:p|br|div)\b[^<>]{0,400}>", text[:20000], re.IGNORECASE)) >= 2


def _scan(text: str, start: int, end: int) -> tuple[list[Row], list[Edit]]:
    """Return the runs between line breaks and block tags, and the edits for inline tags and entities."""
    rows: list[Row] = []
    edits: list[Edit] = []
    at = low = start
    gap, level, ends, caption = "blank", 0, 0, False
    marks = _Marks(text, end)
    while match := _TOKEN.search(text, at, end):
        stop, at, name, closing = _element(text, match, end, marks)
        if name is None:
            continue
        if name not in BLOCKS and name != "\n":
            edits += drop_lines(text, stop, at, "markup")
            continue
        if text[low:stop].strip():
            rows.append(Row(low, stop, gap, level, caption))
            gap, ends = "", 0
        if name == "\n":
            ends += 1
            gap = "blank" if gap == "blank" or ends > 1 else gap or "line"
        else:
            caption = not closing and _CAPTION.match(text, stop, at) is not None
            gap = "line break" if name == "br" and gap != "blank" else "blank"
            level = int(name[1]) if re.fullmatch(r"h[1-6]", name) and not closing else 0 if name[0] == "h" else level
        low = at
    if text[low:end].strip():
        rows.append(Row(low, end, gap, level))
    edits += (e for m in ENTITY.finditer(text, start, end) for e in shifted(m.group(), m.start()))
    return rows, edits


class _Marks:
    """Where the next of each closing mark stands: looked for once for all the openings before it."""

    def __init__(self, text: str, end: int) -> None:
        self.text = text
        self.end = end
        self.next: dict[str, int] = {}

    def find(self, mark: str, at: int, far: int) -> int:
        """Return where the next `mark` behind `at` begins; -1 where none ends within `far` characters."""
        place = self.next.get(mark, -1)
        if place < at:
            place = self.text.find(mark, at, self.end)
            self.next[mark] = place = len(self.text) if place < 0 else place
        return place if place + len(mark) <= min(self.end, at + far) else -1


def _element(text: str, match: re.Match[str], end: int, marks: _Marks) -> tuple[int, int, str | None, bool]:
    """Return (start, end, name, closing) of the break or tag at `match`; the name is None where it is none."""
    at = match.start()
    if match.group() != "<":
        return at, match.end(), "\n", False
    if text.startswith("<!--", at):
        stop = marks.find("-->", at, 20_000)
        return (at, stop + 3, "!", False) if stop >= 0 else (at, at + 1, None, False)
    tag = _TAG.match(text, at, end)
    if not tag:
        return at, at + 1, None, False
    name = tag["name"].lower()
    closing = tag.group().startswith("</")
    if name in _SILENT and not closing:
        stop = marks.find(f"</{name}", at, _FAR.get(name, 100_000))
        if stop >= 0:
            return at, stop, name, False
    return at, tag.end(), name, closing


def _code(text: str, row: Row) -> Line:
    return Line(row.start, row.end, text[row.start : row.end].strip(), "code")


def _line(text: str, row: Row, tags: tuple[Edit, ...], markdown: bool) -> tuple[Line, list[Edit]]:
    """Return the line of `row` without its block marks, and the edits for inline marks in it."""
    start, end, hint = row.start, row.end, "heading" if row.level else ""
    if not markdown:
        return trim(text, start, end, tags, hint), []
    if _RULE.fullmatch(text, start, end) or _ENGINE.fullmatch(text, start, end):
        return Line(start, start, ""), []
    while mark := _MARK.match(text, start, end):
        hint = "heading" if mark["level"] else "item" if mark["item"] else hint
        start = mark.end()
        if mark["quote"] and (callout := _CALLOUT.match(text, start, end)):
            start = callout.end()
        if mark["level"]:
            closing = re.search(r"[ \t]+#{1,6}[ \t]*$", text[start:end])
            end = start + closing.start() if closing else end
            break
    edits: list[Edit] = []
    for form, cuts in _INLINE:
        for match in form.finditer(text, start, end):
            edits += (Edit(*match.span(g), "markup", match.group(g), after) for g, after in cuts)
    inside = [edit for edit in tags if start <= edit.start and edit.end <= end]
    return trim(text, start, end, _tidy([*edits, *inside]), hint), edits


def trim(text: str, start: int, end: int, edits: tuple[Edit, ...], hint: str) -> Line:
    """Return the line from the first to the last character that stays."""
    shown = apply(text[start:end], [e._replace(start=e.start - start, end=e.end - start) for e in edits])
    if not shown.replace("\ufeff", "").strip():
        return Line(start, start, "")
    i, j = 0, len(edits) - 1
    while True:
        if i < len(edits) and edits[i].start == start and not edits[i].after:
            start, i = edits[i].end, i + 1
        elif text[start].isspace():
            start += 1
        else:
            break
    while True:
        if j >= i and edits[j].end == end and not edits[j].after:
            end, j = edits[j].start, j - 1
        elif text[end - 1].isspace():
            end -= 1
        else:
            break
    return Line(start, end, fold(shown), hint)


def _append(text: str, lines: list[Line], line: Line, gap: str, edits: list[Edit]) -> None:
    """Put `line` behind `lines`, joined to the last where the break between them only wraps a paragraph."""
    last = lines[-1] if lines else None
    if last is None or gap != "line" or not _is_wrapped(text, last, line):
        lines.append(line)
        return
    lines[-1], made = join(text, last, line)
    edits += made


def _is_wrapped(text: str, last: Line, line: Line) -> bool:
    """Return whether the line break between two lines falls inside a sentence."""
    if (
        not 0 < len(last.folded) < _LONGEST_WRAPPED
        or last.hint in ("heading", "code")
        or line.hint
        or _FINISHED.search(last.folded)
    ):
        return False
    wide = len(last.folded) >= 20
    return wide and not text[line.start - 1 : line.start].strip() and text[line.start - 1 : line.start] != "\u3000"


def _tidy(edits: list[Edit]) -> tuple[Edit, ...]:
    """Return `edits` in order, without those that lie inside or across an earlier one."""
    out: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if not out or edit.start >= out[-1].end:
            out.append(edit)
    return tuple(out)
