"""Differences between two texts, character by character, for people to read and for spans to travel by."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal


@dataclass(frozen=True, slots=True)
class Change:
    """A run that stands in both texts (`same`), only in the later (`ins`) or only in the earlier (`del`)."""

    kind: Literal["same", "ins", "del"]
    text: str


@dataclass(frozen=True, slots=True)
class _Block:
    """`before[a:b]` became `after[c:d]`; `same` where nothing changed."""

    same: bool
    a: int
    b: int
    c: int
    d: int


def compare(before: str, after: str) -> tuple[Change, ...]:
    """Return the runs that lead from `before` to `after`; joined without `ins` they are `before`.

    >>> [(c.kind, c.text) for c in compare("推动东北振兴", "推动东北全面振兴")]
    [('same', '推动东北'), ('ins', '全面'), ('same', '振兴')]
    """
    runs: list[Change] = []
    for block in _blocks(before, after):
        if block.same:
            runs.append(Change("same", before[block.a : block.b]))
        else:
            runs += [Change("del", before[block.a : block.b])] if block.b > block.a else []
            runs += [Change("ins", after[block.c : block.d])] if block.d > block.c else []
    return tuple(runs)


def carry(before: str, after: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where `before[start:end]` stands in `after`, or None where it was touched.

    >>> carry("推动?xùn)|北", "要推动?xùn)|北", 2, 8)
    (3, 9)
    """
    for block in _blocks(before, after):
        if block.same and block.a <= start and end <= block.b:
            return block.c + start - block.a, block.c + end - block.a
    return None


def replacements(before: str, after: str) -> tuple[tuple[int, int, str], ...]:
    """Return what makes `after` of `before`: spans of `before` in order, each with the text to put in its place.

    >>> replacements("推动?xùn)|北振兴", "推动东北全面振兴")
    ((2, 8, '东'), (9, 9, '全面'))
    """
    out: list[tuple[int, int, str]] = []
    for block in _blocks(before, after):
        if block.same:
            continue
        if out and out[-1][1] == block.a:
            out[-1] = (out[-1][0], block.b, out[-1][2] + after[block.c : block.d])
        else:
            out.append((block.a, block.b, after[block.c : block.d]))
    return tuple(out)


@lru_cache(maxsize=8)  # a page asks about one pair of texts for every finding on it
def _blocks(before: str, after: str) -> tuple[_Block, ...]:
    """Return blocks over both texts: whole lines first, then characters inside the lines that differ."""
    if before == after:
        return (_Block(True, 0, len(before), 0, len(after)),)
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    old_at, new_at = _starts(old), _starts(new)
    found: list[_Block] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        a, b, c, d = old_at[i], old_at[j], new_at[k], new_at[m]
        found += [_Block(True, a, b, c, d)] if tag == "equal" else _inside(before, after, a, b, c, d)
    return _joined(found)


def _inside(before: str, after: str, a: int, b: int, c: int, d: int) -> list[_Block]:
    """Return the blocks of characters inside two runs of lines, common ends taken off first."""
    head = 0
    while a + head < b and c + head < d and before[a + head] == after[c + head]:
        head += 1
    tail = 0
    while b - tail > a + head and d - tail > c + head and before[b - tail - 1] == after[d - tail - 1]:
        tail += 1
    found = [_Block(True, a, a + head, c, c + head)] if head else []
    matcher = SequenceMatcher(None, before[a + head : b - tail], after[c + head : d - tail], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        found.append(_Block(tag == "equal", a + head + i, a + head + j, c + head + k, c + head + m))
    return found + ([_Block(True, b - tail, b, d - tail, d)] if tail else [])


def _starts(lines: list[str]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _joined(blocks: list[_Block]) -> tuple[_Block, ...]:
    """Return `blocks` with neighbours that are both the same made one."""
    out: list[_Block] = []
    for block in blocks:
        if out and out[-1].same and block.same:
            out[-1] = _Block(True, out[-1].a, block.b, out[-1].c, block.d)
        else:
            out.append(block)
    return tuple(out)
