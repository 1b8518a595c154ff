"""The explanations of terms behind a speech or report, and the numbers in its text that point to them.

Not for the notes and references of a paper: those name books and are left where they stand.
"""

import re
from collections.abc import Iterator, Sequence

_APPENDIX = r"附件?\s?[\d一二三四五六七八九十]{0,3}\s?[:.、]?\s?"
_TITLE = re.compile(
    rf"[(\[【《]?(?:{_APPENDIX})?(?:《?(?:政府工作)?(?:报告|文件|本文|文中|正文)》?)?(?:中|内)?的?(?:有关|相关|部分|重要|主要|专业|专有|新)?的?"
    r"(?:(?:名词|术语|名词术语|词语|词汇|用语|缩略语|概念)(?:的?(?:解释|注释|说明|释义|简释|注解|诠释))|注释|注解|尾注|名词注|名词解读)[)\]】》]?:?"
)
_ENTRY = re.compile(
    r"(?:[\[(【〔〈]\s?(?P<bracket>\d{1,3})\s?[\])】〕〉]|(?P<ring>[\u2460-\u2473])|(?P<plain>\d{1,3})\s?[.、．:])\s?(?P<rest>\S.*)?",
    re.DOTALL,
)
_DEFINES = re.compile(r".{1,60}?(?::|——|-{2}|(?:即|是)?指(?:的是)?)", re.DOTALL)
_BOOK = re.compile(r"出版社|\[[JMDNCR]\]|第?\d+页|年第\s?\d+\s?期|《[^《》]{1,60}》,")
_APPENDED = re.compile(rf"(?:{_APPENDIX})(?:.{{0,30}})?")
#: Kinds of lines at which the notes end, beside an appendix of another kind.
_AFTER = frozenset({"credit", "date", "byline", "related", "navigation", "footer", "toolbar", "breadcrumb", "menu"})
#: So many lines may look like the title of notes, from the last on.
_MOST_TITLES = 3
_ENTRIES_NEEDED = 2
_SHARE_DEFINING = 0.6
#: A mark in the text is a number in brackets of the kind that the notes use, or a ring.
_MARKS = {
    "bracket": re.compile(r"[\[［〔【]\s?([\d０-９]{1,3})\s?[\]］〕】]"),
    "ring": re.compile(r"([\u2460-\u2473])"),
}


def find_endnotes(folded: Sequence[str], kinds: Sequence[str]) -> tuple[int, int] | None:
    """Return the lines `[first, end)` that explain terms behind the text, title and appendix number included.

    >>> lines = ["到此为止。", "注释", "[1]两新:", "设备更新和以旧换新。", "[2]两重:", "重大战略和重点领域。"]
    >>> find_endnotes(lines, ["para", "short", "para", "para", "para", "para"])
    (1, 6)
    """
    titles = [n for n, line in enumerate(folded) if n and len(line) <= 30 and _TITLE.fullmatch(line)]
    for n in reversed(titles[-_MOST_TITLES:]):
        if "para" in kinds[:n]:
            end = _end(folded, kinds, n + 1)
            if _explains(folded[n + 1 : end]):
                before = next((m for m in range(n - 1, 0, -1) if folded[m]), n)
                is_numbered = re.fullmatch(_APPENDIX, folded[before]) is not None
                return (before if is_numbered else n), end
    return None


def find_marks(text: str, notes: str) -> Iterator[tuple[int, int]]:
    """Yield the spans in `text` of the numbers that point to an entry of `notes`, written as the entries are.

    >>> list(find_marks("统筹用好“三个立法权”［28］，聚焦重点。", "注释\\n［28］三个立法权：\\n一般地方性法规制定权。"))
    [(11, 15)]
    """
    for style, form in _MARKS.items():
        numbers = {
            re.sub(r"\D", "", match.group()) or match.group()
            for line in notes.splitlines()
            if (match := form.match(line.strip()))
        }
        for match in form.finditer(text) if numbers else ():
            if (match[1] if style == "ring" else re.sub(r"\D", "", match[1])) in numbers:
                yield match.span()


def _end(folded: Sequence[str], kinds: Sequence[str], start: int) -> int:
    """Return the number of the line behind the last note."""
    for n in range(start, len(folded)):
        is_other = _APPENDED.fullmatch(folded[n]) is not None and not _ENTRY.match(folded[n])
        if folded[n] and not _ENTRY.match(folded[n]) and (kinds[n] in _AFTER or is_other):
            return n
    return len(folded)


def _explains(folded: Sequence[str]) -> bool:
    """Return whether lines are numbered entries from the first on, most of which say what a term means."""
    entries = [match for line in folded if (match := _ENTRY.match(line))]
    if len(entries) < _ENTRIES_NEEDED or not _ENTRY.match(next((line for line in folded if line), "")):
        return False
    defining = sum(bool(m["rest"] and _DEFINES.match(m["rest"]) and not _BOOK.search(m["rest"])) for m in entries)
    return defining >= _SHARE_DEFINING * len(entries)
