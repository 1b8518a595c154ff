"""Lines that a narrow column broke, put together again: paragraphs of a printed page or an e-mail.

Not for lines that are paragraphs of their own, and not for lists: those are left as they are.
"""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from articles.text.ledger import Edit
from articles.text.lines import Line
from articles.text.script import HAN

#: A block is wrapped when it has this many lines, of which so many fill the column and so few end a sentence.
LINES_NEEDED = 5
_WIDEST = 120
_NARROWEST = 20
_FILLED = 0.78
_SHARE_FILLED = 0.6
_SHARE_ENDING = 0.4
_ENDS = re.compile(r"[。！？!?…：:；;][”’」』）)]?$")
_WIDE = re.compile("[\u2e80-\U0010ffff]+")
_STOP = re.compile(r"[，。、；,;]")
#: What was set in bold amid a sentence is a few words.
_LONGEST_FRAGMENT = 16
_GOES_ON = re.compile(r"[，,。；;、）)”]|(?:是|为|即|如下)[:：]")
_DAY = re.compile(r"\d{1,2}日在")
_OCCASION = re.compile(r"(?:会|会议|论坛|仪式|典礼)上(?:的.{2,6})?[)）]?$")
#: A path of the site printed one word a line: where it is looked for, how long its words are, and the marks between them.
_TRAIL_TOP = 80
_LONGEST_STEP = 14
_LONGEST_LAST = 6
_LONGEST_TRAIL = 24
_MOST_STEPS = 7
_MENU_WORDS = 4
_DAY_OR_MARK = re.compile(r"\d{4}|[。，；：！？,;:!?]")
_HOME = ("首页", "网站首页", "主页", "返回首页")
_SIGNS = frozenset((*_HOME, ">", ">>", "›", "»", "→", "》", "/"))
_PLACE = re.compile(r"(?:您|你)?(?:现在|当前|目前)?(?:所在|所处)?的?位置(?:是)?\s?:?")
_LAST = ("正文", "列表", "详情", "内容", "文章", "新闻正文", "文章正文", "正文内容")
_STEP = re.compile(r">{1,3}|›|»|→|》|/|\\|-{1,2}>|&gt;")
_TIGHT_BEFORE = re.compile(f"[{HAN}，。、；：！？”’）》]$")
_TIGHT_AFTER = re.compile(f"[{HAN}，。、；：！？“‘（《0-9]")


def unwrap(text: str, lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Edit, ...]]:
    """Return `lines` of `text` with wrapped ones joined, and the edits that join them; unchanged where none are."""
    out: list[Line] = []
    edits: list[Edit] = []
    start = 0
    for end in [n for n, line in enumerate(lines) if not line.folded] + [len(lines)]:
        block = lines[start:end]
        width = max(_width(line.folded) for line in block) if len(block) >= LINES_NEEDED else 0
        is_wrapped = _is_wrapped(block, width)
        for n, line in enumerate(block):
            if is_wrapped and n and _goes_on(text, block[n - 1], line, width):
                out[-1], made = join(text, out[-1], line)
                edits += made
            else:
                out.append(line)
        out += lines[end : end + 1]
        start = end + 1
    return tuple(out), tuple(edits)


def mend(text: str, lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Edit, ...]]:
    """Return `lines` with those joined that a page's own marks broke: 主要目标 in bold amid a sentence, PM and 2.5.

    Not for wrapped lines: here the break betrays itself by what stands at both sides of it.
    """
    out: list[Line] = []
    edits: list[Edit] = []
    for line in lines:
        out.append(line)
        for few in (2, 3):
            if len(out) >= few and _is_broken(out[-few:]):
                parts = out[-few:]
                del out[-few:]
                whole = parts[0]
                for part in parts[1:]:
                    whole, made = join(text, whole, part, tight=True)
                    edits += made
                out.append(whole)
                break
    return tuple(out), tuple(edits)


def join_trail(text: str, lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Edit, ...]]:
    """Return `lines` with the path or menu of the site, printed one word a line, as one line; unchanged without one.

    >>> lines = (Line(0, 2, "首页"), Line(3, 4, ">"), Line(5, 7, "要闻"), Line(8, 10, "题目"))
    >>> [line.folded for line in join_trail("首页\\n>\\n要闻\\n题目", lines)[0]]
    ['首页 > 要闻', '题目']
    """
    top = lines[:_TRAIL_TOP]
    if any(line.folded in _SIGNS or (len(line.folded) <= _LONGEST_STEP and "位置" in line.folded) for line in top):
        for n, line in enumerate(top):
            if 0 < len(line.folded) <= _LONGEST_STEP:
                if end := _end_of_trail(lines, n):
                    return _joined(text, lines, n, end, " > ")
                if end := _end_of_menu(lines, n):
                    return _joined(text, lines, n, end, " ")
    return tuple(lines), ()


def _joined(
    text: str, lines: Sequence[Line], start: int, end: int, between: str
) -> tuple[tuple[Line, ...], tuple[Edit, ...]]:
    """Return `lines` with those of `[start, end)` as one, a mark `between` two words that have none."""
    whole, edits = lines[start], list[Edit]()
    for part in (one for one in lines[start + 1 : end] if one.folded):
        marked = _STEP.fullmatch(part.folded) or whole.folded.endswith((">", "/", ":", "›", "»", "→", "》"))
        whole, made = join(text, whole, part, between=" " if marked or _PLACE.fullmatch(whole.folded) else between)
        edits += made
    return (*lines[:start], whole, *lines[end:]), tuple(edits)


def _end_of_menu(lines: Sequence[Line], start: int) -> int:
    """Return the number of the line behind a menu of one word a line that begins with 首页; 0 where there is none."""
    if lines[start].folded not in _HOME:
        return 0
    rows = [(n, lines[n].folded) for n in range(start, min(start + _TRAIL_TOP, len(lines))) if lines[n].folded]
    words = [*takewhile(lambda row: len(row[1]) <= _LONGEST_LAST and not _DAY_OR_MARK.search(row[1]), rows)]
    following = rows[len(words)][1] if len(words) < len(rows) else ""
    if len(following) > _WIDEST // 2 or _DAY_OR_MARK.search(following):
        words = words[:-1]  # which is the title
    return words[-1][0] + 1 if len(words) >= _MENU_WORDS else 0


def _end_of_trail(lines: Sequence[Line], start: int) -> int:
    """Return the number of the line behind the path that begins at `start`; 0 where it is none."""
    rows = [(n, lines[n].folded) for n in range(start, min(start + _LONGEST_TRAIL, len(lines))) if lines[n].folded]
    placed = "位置" in rows[0][1] and _PLACE.fullmatch(rows[0][1]) is not None
    rows = rows[1:] if placed else rows
    if not rows or not (
        placed or rows[0][1] in _HOME or sum(bool(_STEP.fullmatch(word)) for _, word in rows[1:4:2]) > 1
    ):
        return 0
    end = 0
    for (n, word), (_, mark) in pairwise([*rows, (len(lines), "")]):
        if len(word) > _LONGEST_STEP or (end and not _STEP.fullmatch(mark) and len(word) > _LONGEST_LAST):
            break  # what stands behind the last mark and is no section is the title
        if _STEP.fullmatch(mark) or _STEP.fullmatch(word):
            end = n + 1
        else:
            return n + 1 if end else _end_of_row(rows) if placed else 0
    return end


def _end_of_row(rows: Sequence[tuple[int, str]]) -> int:
    """Return the number of the line behind 首页, some sections and 正文, no mark between them; 0 where 正文 is missing."""
    last = next((n for n, word in rows[1:_MOST_STEPS] if word in _LAST), None)
    return last + 1 if last is not None and rows[0][1] in _HOME else 0


def _is_broken(parts: Sequence[Line]) -> bool:
    """Return whether two or three lines, no blank one between them, are one."""
    first, last = parts[0].folded, parts[-1].folded
    if not all(line.folded and not line.hint for line in parts):
        return False
    if len(parts) == 2:
        occasion = first.startswith(("—", "--", "─", "―", "(")) and _DAY.search(first) and len(first) < 60
        return bool(occasion and not _OCCASION.search(first) and len(last) < 40 and _OCCASION.search(last))
    inner = parts[1].folded
    if len(inner) > _LONGEST_FRAGMENT or _ENDS.search(first) or _STOP.search(first[-1:]) or _ENDS.search(inner):
        return False
    if re.fullmatch(r"\d{1,2}(?:\.\d)?", inner):
        return bool(re.search(r"(?:PM|CO|SO|NO|O|H)$", first) and re.match(f"[{HAN}，。、]", last))
    return bool(re.search(f"[{HAN}]$", first) and _GOES_ON.match(last))


def join(text: str, last: Line, line: Line, *, tight: bool = False, between: str = "") -> tuple[Line, tuple[Edit, ...]]:
    """Return two lines as one, and the edits that take away what stands between them in `text`.

    A blank parts them where one would in print, unless they are `tight`, or whatever is to stand `between` them.

    >>> join("兴边\\n富民", Line(0, 2, "兴边"), Line(3, 5, "富民"))[0]
    Line(start=0, end=5, folded='兴边富民', hint='')
    """
    tight = tight or bool(_TIGHT_BEFORE.search(last.folded[-1:]) and _TIGHT_AFTER.match(line.folded))
    edits: list[Edit] = []
    at = last.end
    for part in text[last.end : line.start].splitlines(keepends=True):
        edits.append(Edit(at, at + len(part), "line", part, ""))
        at += len(part)
    between = between or ("" if tight else " ")
    if between:
        edits.append(Edit(at, at, "line", "", between))
    return Line(last.start, line.end, f"{last.folded}{between}{line.folded}", last.hint), tuple(edits)


def _is_wrapped(block: Sequence[Line], width: int) -> bool:
    inner = block[:-1]
    if len(block) < LINES_NEEDED or not _NARROWEST <= width <= _WIDEST:
        return False
    filled = sum(_width(line.folded) >= _FILLED * width for line in inner)
    ending = sum(bool(_ENDS.search(line.folded)) for line in inner)
    stops = sum(len(_STOP.findall(line.folded)) for line in block)
    return filled >= _SHARE_FILLED * len(inner) and ending <= _SHARE_ENDING * len(inner) and 2 * stops >= len(block)


def _goes_on(text: str, last: Line, line: Line, width: int) -> bool:
    """Return whether `line` continues the sentence or paragraph of `last`."""
    indented = text[max(0, line.start - 1) : line.start] in (" ", "\u3000", "\t")
    if indented or line.folded.startswith(("(", "【", "■", "□")):
        return False
    full = _width(last.folded) >= _FILLED * width
    return full and not _ENDS.search(last.folded)


def _width(folded: str) -> int:
    """Return how many columns a line takes: two for a Chinese character."""
    return len(folded) + sum(map(len, _WIDE.findall(folded)))
