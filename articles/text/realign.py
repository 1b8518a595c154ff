"""Reads on through GBK bytes that fell out of step, until lead and trail bytes pair up again.

Not for finding the damage or for telling anyone about it: that is `bytes_repair`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from heapq import nlargest
from operator import itemgetter
from typing import NamedTuple

from articles.text import pairs, script
from articles.text.pinyin import LETTERS, NOTE, fold_syllable, readings

#: A note whose opening bracket was taken, with the byte before it, for one broken character.
HEAD = re.compile(rf"(?:\?|\ufffd\(?)([{LETTERS}]{{1,7}})\)")

#: How many visible characters a shifted run may hold, and how many ways of reading it are followed.
LONGEST = 48
_BEAM = 24
#: Byte pairs that decode to no character and so left nothing to see: the areas GBK keeps for its users.
_UNSEEN_LEADS = (*range(0xAA, 0xB0), *range(0xF8, 0xFF))
_UNSEEN_TRAILS = range(0xA1, 0xFF)
#: log2 of how seldom a shifted pair falls there; how many readings and first characters are tried for it.
_UNSEEN_COST = 6.0
_CROSSED = 6
_FIRSTS = 4


class Reading(NamedTuple):
    """One way to read a shifted run: its chance (log2), the characters, the last in Simplified, the byte to be paired."""

    chance: float
    text: str
    last: str
    byte: int


#: What may come of a lead byte here: the character, its Simplified form and the byte then pending (0: none).
Follow = Callable[[int], list[tuple[str, str, int]]]


def gbk(char: str) -> bytes:
    """Return the GBK bytes of `char`, also of the private-use characters; empty when it has none of one or two.

    >>> gbk("東").hex(), gbk("|").hex(), gbk("😀")
    ('967c', '7c', b'')
    """
    try:
        code = char.encode("gb18030")
    except UnicodeEncodeError:
        return b""
    return code if len(code) < 3 else b""


@cache
def pair(lead: int, trail: int) -> str:
    """Return the character of two GBK bytes, or "" where they make none.

    >>> pair(0x96, 0x7C), pair(0x96, 0x28)
    ('東', '')
    """
    try:
        return bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return ""


@cache
def trails(lead: int, syllable: str) -> tuple[int, ...]:
    """Return the bytes that make with `lead` a character read `syllable` (folded).

    >>> [hex(b) for b in trails(0xD3, "xun")]
    ['0x8d', '0x96', '0x9c']
    """
    every = (*range(0x40, 0x7F), *range(0x80, 0xFF))
    return tuple(b for b in every if (char := pair(lead, b)) and syllable in readings(char))


@cache
def simple(char: str) -> str:
    """Return the Simplified form of one character.

    >>> simple("東")
    '东'
    """
    return script.to_simplified(char)


def read_on(text: str, at: int, starts: Iterable[Reading], *, unseen: bool = False) -> tuple[int, tuple[Reading, ...]]:
    """Return where the bytes of `text` from `at` are in step again and the readings up to there, likeliest first.

    With `unseen`, pairs of bytes that left nothing to see are put in as well, which costs much more. When no
    reading gets there the tuple is empty, and the place is where the last one failed.
    """
    held = tuple(starts)
    for _ in range(LONGEST):
        while note := NOTE.match(text, at):
            at = note.end()
        step = _step(text, at)
        if step is None:
            return at, ()
        end, follow, done = step
        crossed = _cross(held[:_CROSSED], follow) if unseen else ()
        held = _best([*_take(held, follow), *crossed])
        if done or not held:
            return end if held else at, held
        at = end
    return at, ()


def _step(text: str, at: int) -> tuple[int, Follow, bool] | None:
    """Return what the next thing to read is: where it ends, what it makes of a lead byte, whether it sets us in step.

    None where nothing can be read on: the end, a line's end, a character that GBK does not have.
    """
    if head := HEAD.match(text, at):
        syllable = fold_syllable(head[1])
        return head.end(), lambda lead: [_char(lead, b) for b in trails(lead, syllable)], True
    if text[at : at + 1] == "?":
        return at + 1, lambda lead: [_char(lead, b) for b in range(0x81, 0xFF) if pair(lead, b)], True
    code = gbk(text[at : at + 1])
    if not code or code[0] < 0x40:
        return None
    byte = code[1] if len(code) == 2 else 0
    return at + 1, lambda lead: [_char(lead, code[0], byte)] if pair(lead, code[0]) else [], len(code) == 1


def _char(lead: int, trail: int, pending: int = 0) -> tuple[str, str, int]:
    char = pair(lead, trail)
    return char, simple(char), pending


def _take(held: Iterable[Reading], follow: Follow) -> Iterator[Reading]:
    """Yield every reading that can go on with what comes next."""
    for chance, text, last, byte in held:
        for char, plain, pending in follow(byte):
            yield Reading(chance + pairs.chance(last, plain), text + char, plain, pending)


def _cross(held: Iterable[Reading], follow: Follow) -> tuple[Reading, ...]:
    """Return the readings of `held` that go on with a pair of unseen bytes, or a comma and two pairs, first."""
    opened = [one for byte in _UNSEEN_TRAILS for one in follow(byte)]
    firsts: list[Reading] = []
    for reading in held:
        few = nlargest(_FIRSTS, _before_unseen(reading), key=itemgetter(0))
        firsts += few
        for first in few:
            if first.last == "，":
                firsts += (
                    Reading(first.chance + one.chance, first.text + one.text, one.last, 0) for one in _after_comma()
                )
    found = (
        Reading(chance + pairs.chance(last, plain), text + char, plain, pending)
        for chance, text, last, _ in firsts
        for char, plain, pending in opened
    )
    return _best(found)


def _before_unseen(reading: Reading) -> Iterator[Reading]:
    """Yield `reading` with every character that the first byte of an unseen pair may complete."""
    for lead in _UNSEEN_LEADS:
        if char := pair(reading.byte, lead):
            plain = simple(char)
            yield Reading(
                reading.chance + pairs.chance(reading.last, plain) - _UNSEEN_COST, reading.text + char, plain, 0
            )


@cache
def _after_comma() -> tuple[Reading, ...]:
    """Return the likeliest characters between two unseen pairs behind a comma, whose second byte always hides one."""
    found = (one for byte in _UNSEEN_TRAILS for one in _before_unseen(Reading(0.0, "", "，", byte)))
    return tuple(nlargest(_BEAM, found, key=itemgetter(0)))


def _best(found: Iterable[Reading]) -> tuple[Reading, ...]:
    """Return the likeliest readings, at most one of each text and pending byte."""
    once: dict[tuple[str, int], Reading] = {}
    for reading in nlargest(2 * _BEAM, found, key=itemgetter(0)):
        once.setdefault((reading.text, reading.byte), reading)
    return tuple(once.values())[:_BEAM]
