"""What became of each run of a capture, through every layer of a ledger: traced, counted, found again. Not for making edits."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from articles.text.ledger import Edit, Layer, apply


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


def trace(source: str, layers: Iterable[Layer]) -> tuple[Segment, ...]:
    """Return the segments of `source` in order, each with what became of it after every layer.

    Together the segments cover `source` exactly, and their texts joined are the replayed text.
    """
    segments: list[Segment] = []
    for n, layer in enumerate(layers):
        edits = [part for edit in layer.edits for part in _apart(edit)]
        segments = _through(segments, edits) if n else _cut(source, edits)
    return tuple(segments or _cut(source, ()))


def _apart(edit: Edit) -> Iterable[Edit]:
    """Return an edit of script character by character, where each became one: a place may begin or end between two."""
    if edit.rule != "script" or len(edit.before) != len(edit.after) or len(edit.before) == 1:
        return (edit,)
    pairs = enumerate(zip(edit.before, edit.after, strict=True), edit.start)
    return [Edit(at, at + 1, edit.rule, old, new) for at, (old, new) in pairs if old != new]


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
