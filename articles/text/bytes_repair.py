"""Characters cut in two by a filter that inserted pinyin into GBK bytes, rebuilt from the bytes that are left.

Not for changing text: what is found is offered to an editor with its proof.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.text import script
from articles.text.pinyin import LETTERS, NOTE, fold_syllable, readings

#: How many characters a shifted run may hold before it is given up.
LONGEST = 24

_HEAD = re.compile(rf"(?:\?|\ufffd\(?)([{LETTERS}]{{1,7}})\)")


@dataclass(frozen=True, slots=True)
class Damage:
    """A broken run `[start, end)`; `fix` and `choices` are in Simplified; `proof` names the bytes."""

    start: int
    end: int
    quote: str
    fix: str | None
    choices: tuple[str, ...]
    proof: str


@dataclass(frozen=True, slots=True)
class _Rebuilt:
    text: str
    end: int
    lead: str


def find_damage(text: str) -> tuple[Damage, ...]:
    """Return every broken run of `text`; an empty tuple when it is whole.

    >>> [(d.quote, d.fix) for d in find_damage("推動(dòng)?xùn)|北振興")]
    [('?xùn)|', '东')]
    """
    found: list[Damage] = []
    at = 0
    while head := _HEAD.search(text, at):
        damage = _repair(text, head)
        found.append(damage)
        at = damage.end
    return tuple(found)


def _repair(text: str, head: re.Match[str]) -> Damage:
    before = _before(text, head.start())
    last = _gbk(text[before - 1 : before])
    rebuilt = sorted(_rebuild(text, head, last[-1]), key=_rareness) if len(last) == 2 else []
    if not rebuilt:
        quote = head.group()
        return Damage(head.start(), head.end(), quote, None, (), f"“{quote}”前后的字节对不上，无法还原。")
    ranked = list(dict.fromkeys(script.to_simplified(r.text) for r in rebuilt))
    best = rebuilt[0]
    pair = _gbk(best.text[0]).hex(" ").upper()
    proof = (
        f"“{text[before - 1]}”的末字节 {last[-1]:02X} 与后一字节 {pair[:2]} 被当作“{best.lead}”（{head[1]}），"
        f"注音插在中间，{pair[:2]} 丢失；{pair} 即“{best.text[0]}”。"
    )
    quote = text[head.start() : best.end]
    return Damage(head.start(), best.end, quote, ranked[0], tuple(ranked[1:]), proof)


def _before(text: str, at: int) -> int:
    """Return where the character before `at` ends, any notes between left out."""
    for match in NOTE.finditer(text, max(0, at - 60), at):
        if match.end() == at:
            return match.start()
    return at


def _rebuild(text: str, head: re.Match[str], last: int) -> Iterator[_Rebuilt]:
    for byte in range(0x81, 0xFF):
        lead = _char(bytes((last, byte)))
        if lead and fold_syllable(head[1]) in readings(lead):
            for body, end in _align(text, head.end(), byte):
                yield _Rebuilt(body, end, lead)


def _align(text: str, at: int, carry: int) -> Iterator[tuple[str, int]]:
    """Yield what `carry` and the characters from `at` spell until the bytes stand in step again, and where."""
    out = ""
    for _ in range(LONGEST):
        if note := NOTE.match(text, at):
            at = note.end()
        if head := _HEAD.match(text, at):
            for byte in range(0x40, 0xFF):
                char = _char(bytes((carry, byte)))
                if char and fold_syllable(head[1]) in readings(char):
                    yield out + char, head.end()
            return
        code = _gbk(text[at : at + 1])
        char = _char(bytes((carry, code[0]))) if code else None
        if not char:
            return
        out += char
        at += 1
        if len(code) == 1:
            note = NOTE.match(text, at)
            fits = note and fold_syllable(note[1]) in readings(char)
            yield out, note.end() if note and fits else at
            return
        carry = code[1]


def _rareness(rebuilt: _Rebuilt) -> int:
    """Return how many characters stand outside the everyday level of GB 2312."""
    codes = (char.encode("gb2312", "replace") for char in script.to_simplified(rebuilt.text))
    return sum(not b"\xb0" <= code[:1] <= b"\xd7" for code in codes)


def _gbk(char: str) -> bytes:
    try:
        return char.encode("gbk")
    except UnicodeEncodeError:
        return b""


def _char(pair: bytes) -> str | None:
    try:
        return pair.decode("gbk")
    except UnicodeDecodeError:
        return None
