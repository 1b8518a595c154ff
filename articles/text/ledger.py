"""The record of every change between a decoded capture and its clean text: make it, replay it, undo it.

A ledger is a tuple of layers; a layer is the edits of one pass, in the coordinates of that pass's input.
Not for deciding what to change: the rules live beside the defect they mend.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

#: The most code points one replacement may span on either side; longer ones must be spelt as several edits.
MAX_CHANGED = 8

#: Every rule that may stand in an edit, with what it does (shown to editors, translated there).
RULES: dict[str, str] = {
    "affiliation": "作者单位移入字段",
    "byline": "署名移入字段",
    "byte-order-mark": "去掉字节顺序标记",
    "caption": "图片说明移出正文",
    "compose": "合并字母与声调符号",
    "credit": "来源与编辑栏移入字段",
    "date": "日期移入字段",
    "contents": "去掉文摘的题头与目录",
    "decoded:csv": "还原表格中的引号与换行",
    "decoded:entity": "还原字符实体",
    "decoded:json": "还原 JSON 中的转义",
    "decoded:yaml": "还原元数据中的转义",
    "endnotes": "文后的名词解释与文中的注号",
    "escape": "正文行首的井号加转义",
    "feed": "去掉订阅源的标记",
    "frontmatter": "元数据标记",
    "furniture": "网页栏目与页脚",
    "glossary": "台湾用语还原",
    "heading": "标为小标题",
    "hidden": "去掉网页上不显示的字",
    "intruder": "去掉字间的干扰符",
    "line": "统一换行与段落",
    "link": "网址移入字段",
    "markup": "去掉网页标记",
    "pinyin": "去掉拼音注音",
    "record": "记录的格式与未用的栏",
    "private": "自造字区的字改用通行编码",
    "repeated-title": "去掉重复的标题",
    "script": "繁体转简体",
    "section": "栏目移入字段",
    "space": "去掉多余空白",
    "subtitle": "副题移入字段",
    "tags": "标签移入字段",
    "title": "标题移入字段",
    "width": "半角标点改全角",
}


class LedgerError(ValueError):
    """An edit that does not fit the text it is applied to, or breaks the bounds of the ledger."""


class Edit(NamedTuple):
    """Put `after` in place of `before`, which stands at `[start, end)` of the pass's input (code points)."""

    start: int
    end: int
    rule: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Layer:
    """The edits of one pass: sorted, not overlapping."""

    name: str
    edits: tuple[Edit, ...]


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Return `text` with `edits` made. Raises LedgerError where one does not fit.

    >>> apply("報(bào)紙", [Edit(1, 6, "pinyin", "(bào)", "")])
    '報紙'
    """
    out: list[str] = []
    at = 0
    for edit in edits:
        fits = edit.end - edit.start == len(edit.before) and text.startswith(edit.before, edit.start)
        if edit.start < at or not fits:
            raise LedgerError(f"edit {edit.rule} at {edit.start}: {edit.before[:20]!r} is not there")
        out += (text[at : edit.start], edit.after)
        at = edit.end
    out.append(text[at:])
    return "".join(out)


def invert(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return the edits that undo `edits`, in the coordinates of their output."""
    shift = 0
    inverse: list[Edit] = []
    for edit in edits:
        start = edit.start + shift
        inverse.append(Edit(start, start + len(edit.after), edit.rule, edit.after, edit.before))
        shift += len(edit.after) - (edit.end - edit.start)
    return tuple(inverse)


def replay(source: str, layers: Iterable[Layer]) -> str:
    """Return what `source` becomes when every layer is applied in order."""
    for layer in layers:
        source = apply(source, layer.edits)
    return source


def undo(text: str, layers: Sequence[Layer]) -> str:
    """Return the source from which `layers` made `text`."""
    for layer in reversed(layers):
        text = apply(text, invert(layer.edits))
    return text


def problems(layer: Layer) -> tuple[str, ...]:
    """Return what breaks the bounds: an unknown rule, an empty edit, or one that spans too much.

    A deletion may span one block, that is, one line with its line ends; anything else at most MAX_CHANGED
    code points on either side.
    """
    found: list[str] = []
    for edit in layer.edits:
        place = f"{layer.name}/{edit.rule} at {edit.start}"
        if edit.rule not in RULES:
            found.append(f"{place}: unknown rule")
        if edit.before == edit.after:
            found.append(f"{place}: changes nothing")
        if edit.after:
            if len(edit.before) > MAX_CHANGED or len(edit.after) > MAX_CHANGED:
                found.append(f"{place}: spans more than {MAX_CHANGED} code points")
        elif "\n" in edit.before.strip() or "\r" in edit.before.strip():
            found.append(f"{place}: drops more than one block")
    return tuple(found)


def drop_lines(text: str, start: int, end: int, rule: str) -> tuple[Edit, ...]:
    """Return one deletion a line for `text[start:end]`, so that no edit spans more than one block.

    >>> [e.before for e in drop_lines("a\\nb\\n", 0, 4, "furniture")]
    ['a\\n', 'b\\n']
    """
    edits: list[Edit] = []
    for line in text[start:end].splitlines(keepends=True):
        edits.append(Edit(start, start + len(line), rule, line, ""))
        start += len(line)
    return tuple(edits)


def spell(before: str, after: str, start: int, rule: str) -> tuple[Edit, ...]:
    """Return the smallest edits, each within MAX_CHANGED, that make `before` (standing at `start`) into `after`.

    >>> [(e.start, e.before, e.after) for e in spell("資訊", "资讯", 5, "script")]
    [(5, '資訊', '资讯')]
    """
    if before == after:
        return ()
    edits: list[Edit] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        old, new = before[i:j], after[k:m]
        for n in range(0, max(len(old), len(new)), MAX_CHANGED):
            a, b = old[n : n + MAX_CHANGED], new[n : n + MAX_CHANGED]
            edits.append(Edit(start + i + min(n, len(old)), start + i + min(n, len(old)) + len(a), rule, a, b))
    return tuple(edits)


def tidy(edits: list[Edit]) -> tuple[Edit, ...]:
    """Return sorted `edits` without those across an earlier one."""
    out: list[Edit] = []
    for edit in edits:
        if not out or edit.start >= out[-1].end:
            out.append(edit)
    return tuple(out)
