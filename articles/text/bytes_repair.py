"""Characters cut in two by a filter that inserted pinyin into GBK bytes, rebuilt from the bytes that are left.

Not for changing text: what is found is offered to an editor with its proof. The filter replaced bytes, not characters:
in 推動東 (84 D3, 96 7C) it met D3 96, which is 訓, and left 動, a broken 96, "xùn)" and the lone second byte "|".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from articles.text import pairs, script
from articles.text.pinyin import LETTERS, NOTE, TONED, fold_syllable, readings
from articles.text.realign import HEAD, LONGEST, Reading, gbk, pair, read_on, simple, trails

#: log2 of the chance per character from which a reading is offered as the fix, and by how much it must lead.
#: On 500 places broken by the same filter in other news this offers four in five, of which 97 in 100 are right.
ACCEPTED = -9.0
LEAD = 0.3
#: The same for a reading that leaves all others far behind.
_RARER = -12.0
_FAR_AHEAD = 3.0
#: From here on a reading without unseen bytes is taken as it is: the search for better ones is dear.
PLAIN = -6.5
#: How many broken runs of one text are rebuilt; the rest are flagged, for a text with more is noise.
MOST = 200
_CHOICES = 5
#: How strange a run must be as it stands, and how likely one byte further on, to be called shifted.
_SHORTEST = 3
_RARE = 2
_STRANGE = -16.0
_SHIFTED = -11.0

_RESIDUE = re.compile(rf"(?<=[{script.HAN}])(?=[{LETTERS}]{{0,6}}[{TONED}])[{LETTERS}]{{1,7}}\)")
_TONE = re.compile(f"[{TONED}]")
_LOST_MARK = re.compile("\\?！")
_RUN = re.compile(f"[{script.HAN}]+[@-~]?")


@dataclass(frozen=True, slots=True)
class Damage:
    """A broken run `[start, end)` of the text; `proof` names the bytes in one line.

    `fix` is what stood there, in Simplified, or None where that is not sure; `choices` are the further
    candidates, likeliest first.
    """

    start: int
    end: int
    quote: str
    fix: str | None
    choices: tuple[str, ...]
    proof: str


def find_damage(text: str) -> tuple[Damage, ...]:
    """Return every broken run of `text`, as decoded and before its script is changed; an empty tuple when it is whole.

    >>> [(d.quote, d.fix) for d in find_damage("推動(dòng)?xùn)|北振興")]
    [('?xùn)|', '东')]
    >>> find_damage("（記者 曹某）推動東北振興，是嗎?(笑)")
    ()
    """
    found = [*_heads(text), *_lost_marks(text), *_residues(text), *_shifted(text)]
    whole: list[Damage] = []
    for damage in sorted(found, key=lambda d: (d.start, -d.end)):
        if not whole or damage.start >= whole[-1].end:
            whole.append(damage)
    return tuple(whole)


def _heads(text: str) -> Iterator[Damage]:
    """Yield the runs that begin with a note whose opening bracket is gone."""
    at = count = 0
    while head := HEAD.search(text, at):
        at = head.end()
        before = _before(text, head.start())
        code = gbk(text[before - 1 : before])
        syllable = fold_syllable(head[1])
        if len(code) != 2 or syllable not in _syllables():
            continue
        count += 1
        starts = [Reading(0.0, "", simple(text[before - 1]), byte) for byte in trails(code[1], syllable)]
        lead = f"“{text[before - 1]}”的末字节 {code[1]:02X}"
        damage = _rebuild(text, head.start(), head.end(), starts, lead, head[1]) if count <= MOST else None
        if damage is None and head[1] != syllable:
            damage = _flag(text, head.start(), _strange_end(text, head.end()))
        if damage:
            yield damage
            at = damage.end


@cache
def _syllables() -> frozenset[str]:
    """Return every syllable that some character is read as."""
    from pypinyin.pinyin_dict import pinyin_dict  # see `articles.text.slug`

    return frozenset(map(fold_syllable, set(",".join(pinyin_dict.values()).split(","))))  # one in thirty is another


def _before(text: str, at: int) -> int:
    """Return where the character before `at` ends, any notes between left out."""
    while at and text[at - 1] in ")）":
        note = next((m for m in NOTE.finditer(text, max(0, at - 20), at) if m.end() == at), None)
        if note is None:
            break
        at = note.start()
    return at


def _rebuild(text: str, start: int, at: int, starts: list[Reading], lead: str, syllable: str) -> Damage | None:
    """Return the run from `start`, whose bytes go on at `at`, with what it was; None when they fit nothing."""
    end, found = read_on(text, at, starts)
    ranked = _rank(text, end, found)
    if not ranked or ranked[0][0] < PLAIN:
        end, found = read_on(text, at, starts, unseen=True)
        ranked = _rank(text, end, found)
    if not ranked:
        return None
    chance, best = ranked[0]
    ahead = chance - ranked[1][0] if len(ranked) > 1 else _FAR_AHEAD
    usual = all(pairs.is_usual(simple(char)) for char in best.text)
    likely = (chance >= ACCEPTED and ahead >= LEAD) or (chance >= _RARER and ahead >= _FAR_AHEAD)
    sure = usual and likely and not _swallowed(text, end)
    if not (sure or re.search(f"[{TONED}]", syllable)):
        return None
    words = list(dict.fromkeys(script.to_simplified(reading.text) for _, reading in ranked))
    own = gbk(best.text[0])
    proof = (
        f"{lead} 与下一字节 {own[0]:02X} 被误认作“{pair(int(lead[-2:], 16), own[0])}”（{syllable}），注音插在中间，"
        f"{own[0]:02X} 丢失成“?”；{own.hex(' ').upper()} 是“{best.text[0]}”，顺读为“{best.text}”。"
    )
    end = _past_notes(text, end, best.text[-1])
    return _damage(text, start, end, words if sure else [None, *words], proof)


def _damage(text: str, start: int, end: int, words: list[str] | list[str | None], proof: str) -> Damage:
    choices = tuple(word for word in words[1 : _CHOICES + 1] if word)
    return Damage(start, end, text[start:end], words[0], choices, proof)


def _flag(text: str, start: int, end: int) -> Damage:
    return Damage(start, end, text[start:end], None, (), f"“{text[start:end]}”处有字节丢失，前后对不上，请对照原文。")


def _swallowed(text: str, end: int) -> bool:
    """Return whether the run's last "?" took a letter with it that no byte tells of."""
    return text[end - 1] == "?" and text[end : end + 1] not in ("", "\n", "\r")


def _rank(text: str, end: int, found: tuple[Reading, ...]) -> list[tuple[float, Reading]]:
    """Return the readings of a run that ends at `end`, likeliest first, with their chance per character.

    The next two characters count; a note there leaves only the readings it fits.
    """
    if note := NOTE.match(text, end):
        syllable = fold_syllable(note[1])
        found = tuple(r for r in found if syllable in readings(r.text[-1])) or found
    follow = script.to_simplified(NOTE.sub("", text[end : end + 16])[:2])
    scored: list[tuple[float, float, Reading]] = []
    for reading in found:
        chance, last, size = reading.chance, reading.last, len(reading.text)
        for char in follow:
            if not pairs.is_usual(char):
                break
            chance += pairs.chance(last, char)
            last, size = char, size + 1
        scored.append((chance, chance / size, reading))
    return [(mean, reading) for _, mean, reading in sorted(scored, key=lambda one: -one[0])]


def _past_notes(text: str, end: int, char: str) -> int:
    """Return `end` moved past the notes of the rebuilt `char`."""
    while (note := NOTE.match(text, end)) and fold_syllable(note[1]) in readings(char):
        end = note.end()
    return end


def _lost_marks(text: str) -> Iterator[Damage]:
    """Yield the full stops whose A1 is lost, so that A3 and the next A1 read "！": 。” is left as "?！?"."""
    for count, match in enumerate(_LOST_MARK.finditer(text)):
        start = match.start()
        before = text[start - 1 : start]
        if count >= MOST or not before or len(gbk(before)) != 2:
            continue
        end, found = read_on(text, start + 1, [Reading(0.0, "", simple(before), 0xA1)])
        if text[end - 1] == "?" and end == start + 3:
            marks = ("。”",) if not _swallowed(text, end) else ("。”", "。“")
            found = tuple(reading for reading in found if reading.text in marks)
        ranked = [one for one in _rank(text, end, found) if one[0] >= ACCEPTED]
        if ranked:
            words = [script.to_simplified(reading.text) for _, reading in ranked]
            own = " ".join(gbk(char).hex(" ").upper() for char in ranked[0][1].text[:2])
            proof = f"句号的首字节 A1 丢失成“?”，其后 A3 A1 显示为“！”；{own} 是“{ranked[0][1].text[:2]}”。"
            yield _damage(text, start, end, [None, *words] if _swallowed(text, end) else words, proof)


def _residues(text: str) -> Iterator[Damage]:
    """Yield the ends of notes that begin without a bracket: 東xùn)."""
    for match in _RESIDUE.finditer(text) if _TONE.search(text) else ():
        if fold_syllable(match.group()[:-1]) in _syllables():
            yield _flag(text, *match.span())


def _strange_end(text: str, at: int) -> int:
    """Return where the Han characters after `at` begin to follow one another as in the news."""
    run = _RUN.match(text, at, at + LONGEST)
    stop = run.end() if run else at
    while at < stop and not pairs.is_seen(simple(text[at]), simple(text[at + 1 : at + 2])):
        at += 1
    return at


def _shifted(text: str) -> Iterator[Damage]:
    """Yield the runs of rare characters that are everyday ones when read one byte further on."""
    unusual = _unusual()
    for run in _RUN.finditer(text) if unusual.search(text) else ():
        at = run.start()
        for hit in unusual.finditer(text, *run.span()):
            i = hit.start()
            if i < at or pairs.is_usual(simple(text[i])):
                continue
            start, at = _unseen_run(text, i, max(at, run.start()), run.end())
            if at - start >= _SHORTEST and _is_shifted(text[start:at]):
                yield _flag(text, start, at)


@cache
def _unusual() -> re.Pattern[str]:
    """Return the pattern of Han characters that are not usual, and of a few that are: a look that costs next to nothing."""
    block = [chr(code) for code in range(0x4E00, 0xA000)]
    plain = script.to_simplified("\n".join(block)).split("\n")
    usual = "".join(char for char, one in zip(block, plain, strict=True) if pairs.is_usual(one))
    return re.compile(f"[^\x00-\u3004\u3006\u3008-\u33ff\ud800-\udfff\uff00-\uffff{usual}]")


def _unseen_run(text: str, at: int, low: int, high: int) -> tuple[int, int]:
    """Return the run around `at`, within `[low, high)`, in which no two neighbours are a pair of the news."""
    plain = [simple(char) for char in text[max(low, at - LONGEST) : min(high, at + LONGEST)]]
    start = end = at - max(low, at - LONGEST)
    while start > 0 and not pairs.is_seen(plain[start - 1], plain[start]):
        start -= 1
    while end < len(plain) - 1 and not pairs.is_seen(plain[end], plain[end + 1]):
        end += 1
    base = max(low, at - LONGEST)
    return base + start, base + end + 1


def _is_shifted(run: str) -> bool:
    """Return whether `run` is strange as it stands, and everyday words one byte further on."""
    rare = sum(not pairs.is_usual(simple(char)) for char in run)
    code = b"".join(map(gbk, run))[1:]
    moved = "".join(simple(pair(a, b)) for a, b in zip(code[::2], code[1::2], strict=False))
    words = any(map(pairs.is_seen, moved, moved[1:]))
    return rare >= _RARE and words and _mean(run) < _STRANGE and _mean(moved) > _SHIFTED


def _mean(run: str) -> float:
    plain = [simple(char) for char in run]
    return sum(map(pairs.chance, ["", *plain], plain)) / max(1, len(plain))
