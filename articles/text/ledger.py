"""The record of every change between a decoded capture and its clean text: replay it, undo it, account for it.

A ledger is a tuple of layers; a layer is the edits of one pass, in the coordinates of that pass's input.
Not for deciding what to change: the rules live beside the defect they mend.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
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


class Segment(NamedTuple):
    """A run `[start, end)` of the decoded capture and the `text` that became of it, by which rules.

    `kept` segments are untouched; others were dropped (`text` empty) or changed. Inserted text is a
    changed segment with `start == end`.
    """

    start: int
    end: int
    text: str
    rules: tuple[str, ...] = ()

    @property
    def kept(self) -> bool:
        return not self.rules


@dataclass(frozen=True, slots=True)
class Account:
    """How many code points of the capture were kept, dropped and changed; they add up to its length."""

    kept: int
    dropped: int
    changed: int


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


def trace(source: str, layers: Iterable[Layer]) -> tuple[Segment, ...]:
    """Return the segments of `source` in order, each with what became of it after every layer.

    Together the segments cover `source` exactly, and their texts joined are the replayed text.
    """
    segments: list[Segment] = []
    for n, layer in enumerate(layers):
        segments = _through(segments, layer.edits) if n else _cut(source, layer.edits)
    return tuple(segments or _cut(source, ()))


def _cut(source: str, edits: Iterable[Edit]) -> list[Segment]:
    """Return the segments of a source that one layer leaves."""
    out: list[Segment] = []
    at = 0
    for edit in edits:
        if at < edit.start:
            out.append(Segment(at, edit.start, source[at : edit.start]))
        out.append(Segment(edit.start, edit.end, edit.after, (edit.rule,)))
        at = edit.end
    if at < len(source):
        out.append(Segment(at, len(source), source[at:]))
    return out


def _through(segments: list[Segment], edits: Sequence[Edit]) -> list[Segment]:
    """Carry `segments` through one layer: each edit takes up the segments whose text it touches."""
    cut = _split(segments, edits)
    ends = _ends(cut)
    out: list[Segment] = []
    i = k = 0
    while k < len(edits):
        untouched = bisect_right(ends, edits[k].start, i)
        out += cut[i:untouched]
        i = untouched
        at = ends[i - 1] if i else 0
        if edits[k].start == edits[k].end and at == edits[k].start:
            place = out[-1].end if out else 0
            out.append(Segment(place, place, edits[k].after, (edits[k].rule,)))
            k += 1
            continue
        first, base, k0 = i, at, k
        while k < len(edits) and (k == k0 or edits[k].start < at):
            k += 1
            while at < edits[k - 1].end or i == first:
                at = ends[i]
                i += 1
        out.append(_merge(cut[first:i], base, edits[k0:k]))
    return out + cut[i:]


def _ends(segments: Iterable[Segment]) -> list[int]:
    """Return where the text of each of `segments` ends in all their texts joined."""
    return list(accumulate([len(segment.text) for segment in segments]))


def _split(segments: Sequence[Segment], edits: Iterable[Edit]) -> list[Segment]:
    """Return `segments` with every kept one cut where an edit begins or ends."""
    ends = _ends(segments)
    out: list[Segment] = []
    done = 0
    rest: tuple[int, Segment] | None = None
    for edge in sorted({edge for edit in edits for edge in (edit.start, edit.end)}):
        n = bisect_left(ends, edge)
        if n == len(ends) or ends[n] == edge or edge <= (ends[n - 1] if n else 0) or not segments[n].kept:
            continue
        if rest is None or rest[0] != n:
            out += [rest[1]] if rest else []
            out += segments[done:n]
            rest, done = (n, segments[n]), n + 1
        whole = rest[1]
        size = len(whole.text) - (ends[n] - edge)
        out.append(Segment(whole.start, whole.start + size, whole.text[:size]))
        rest = n, Segment(whole.start + size, whole.end, whole.text[size:])
    return [*out, *([rest[1]] if rest else []), *segments[done:]]


def _merge(covered: Sequence[Segment], base: int, edits: Sequence[Edit]) -> Segment:
    """Return one segment for `covered`, whose joined text stands at `base`, with `edits` made in it."""
    first, last = covered[0], covered[-1]
    whole = (edits[0].start, edits[0].end, edits[0].before) == (base, base + len(first.text), first.text)
    if whole and first is last and first.kept and len(edits) == 1:
        return Segment(first.start, first.end, edits[0].after, (edits[0].rule,))
    joined = "".join(segment.text for segment in covered)
    moved = [Edit(e.start - base, e.end - base, e.rule, e.before, e.after) for e in edits]
    rules = dict.fromkeys((*(r for s in covered for r in s.rules), *(e.rule for e in edits)))
    return Segment(first.start, last.end, apply(joined, moved), tuple(rules))


def account(segments: Iterable[Segment]) -> Account:
    """Return how many code points of the source were kept, dropped and changed."""
    kept = dropped = changed = 0
    for segment in segments:
        size = segment.end - segment.start
        if segment.kept:
            kept += size
        elif segment.text:
            changed += size
        else:
            dropped += size
    return Account(kept, dropped, changed)


def source_span(segments: Iterable[Segment], start: int, end: int) -> tuple[int, int]:
    """Return the span of the source from which `[start, end)` of the traced text came.

    Widened to whole segments where an edge falls inside changed text; an empty span answers where it stands.
    """
    at = place = 0
    low: int | None = None
    high = 0
    for segment in segments:
        stop = at + len(segment.text)
        if at <= start < stop and start == end:
            place = segment.start + (start - at if segment.kept else 0)
            return place, place
        if stop > start and at < end and segment.text:
            begins = segment.start + (max(start - at, 0) if segment.kept else 0)
            low = begins if low is None else low
            high = segment.end - (max(stop - end, 0) if segment.kept else 0)
        at, place = stop, segment.end
    return (place, place) if low is None else (low, high)


def read_span(segments: Iterable[Segment], start: int, end: int) -> str:
    """Return what became of `[start, end)` of the source.

    Changed text counts when the span holds it whole, inserted text when it stands strictly inside.
    """
    out: list[str] = []
    for segment in segments:
        if segment.kept:
            low, high = max(start, segment.start), min(end, segment.end)
            out.append(segment.text[low - segment.start : high - segment.start] if low < high else "")
        elif segment.start == segment.end:
            out.append(segment.text if start < segment.start < end else "")
        elif start <= segment.start and segment.end <= end:
            out.append(segment.text)
    return "".join(out)
