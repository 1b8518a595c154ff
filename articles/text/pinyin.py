"""Pinyin notes that a page filter put behind characters, as in 書(shū)記: found by reading, removed only where dense.

Not for the pinyin of addresses or search, and not for notes whose character was broken: see `bytes_repair`.
"""

import re
import unicodedata
from functools import cache

from articles.text import script
from articles.text.ledger import Edit, apply

#: Fewer notes than this, or fewer a thousand Chinese characters, are the author's own and stay.
NOTES_NEEDED = 3
NOTES_PER_THOUSAND = 8
# Of ten notes, how many must have a blank behind them to make it the habit of the page.
_SPACED_TENTHS = 8

#: The letters with a tone and all letters of pinyin, each as the inside of a regular expression's class.
TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ\u0300\u0301\u0304\u030c"
LETTERS = f"a-z{TONED}üêɑɡ\u0308"
_BLANK = "[ \u00a0\u3000]{0,3}"
NOTE = re.compile(rf"[(（]{_BLANK}([{LETTERS}][{LETTERS} ]{{0,9}}[1-5]?){_BLANK}[)）]")
#: Some pages set them in other brackets.
_ANY_NOTE = re.compile(rf"[(（\[［【〔]{_BLANK}([{LETTERS}][{LETTERS} ]{{0,9}}[1-5]?){_BLANK}[)）\]］】〕]")
_HAN = re.compile(f"[{script.HAN}]")


def fold_syllable(syllable: str) -> str:
    """Return `syllable` without tone and blanks, ü and v written u.

    >>> fold_syllable("lǜ"), fold_syllable("nv"), fold_syllable("zhōng "), fold_syllable("shu1")
    ('lu', 'nu', 'zhong', 'shu')
    """
    plain = unicodedata.normalize("NFKD", syllable)
    return "".join(c for c in plain if c.isalpha()).translate({ord("v"): "u", ord("ɑ"): "a", ord("ɡ"): "g"})


@cache
def readings(char: str) -> frozenset[str]:
    """Return the folded readings of `char` and of its form in the other script; empty when it has none.

    >>> sorted(readings("長"))
    ['chang', 'zhang']
    """
    from pypinyin.pinyin_dict import pinyin_dict  # see `articles.text.slug`

    forms = {char, script.to_simplified(char), script.to_traditional(char)}
    listed = (pinyin_dict.get(ord(form), "") for form in forms if len(form) == 1)
    return frozenset(fold_syllable(one) for line in listed for one in line.split(",") if one)


def find_notes(text: str) -> tuple[Edit, ...]:
    """Return a deletion for every note that fits the character before it, however few there are.

    A note may be repeated, with or without a blank between: 省(sheng)(sheng).

    >>> [e.before for e in find_notes("本報(bào)訊 (記者 曹某) 面積3公頃(ha)")]
    ['(bào)']
    """
    found: list[Edit] = []
    base = ""
    for match in _ANY_NOTE.finditer(text):
        start, end = match.span()
        last = found[-1].end if found else -1
        repeated = start == last or (start == last + 1 and text[last] == " ")
        if not repeated:
            base = text[start - 1 : start]
        if _HAN.match(base) and fold_syllable(match[1]) in readings(base):
            found.append(Edit(start, end, "pinyin", match.group(), ""))
    return tuple(found)


def find_edits(text: str) -> tuple[Edit, ...]:
    """Return a deletion for every note of a densely annotated `text`; an empty tuple for any other.

    The blank behind a note goes with it where the page sets one behind its notes throughout.

    >>> len(find_edits("省委書(shū)記強(qiáng)調(diào)")), len(find_edits("亳(bó)州"))
    (3, 0)
    """
    notes = find_notes(text)
    ends = {note.end for note in notes}
    own = sum(note.start not in ends for note in notes)
    if own < NOTES_NEEDED or own * 1000 < sum(1 for _ in _HAN.finditer(text)) * NOTES_PER_THOUSAND:
        return ()
    spaced = sum(text[note.end : note.end + 1] == " " for note in notes)
    if spaced * 10 < len(notes) * _SPACED_TENTHS:
        return notes
    return tuple(_with_blank(note, text) for note in notes)


def _with_blank(note: Edit, text: str) -> Edit:
    if text[note.end : note.end + 1] != " ":
        return note
    return Edit(note.start, note.end + 1, note.rule, note.before + " ", "")


def strip_notes(text: str) -> str:
    """Return `text` without any note that fits its character: for queries, which are too short to be dense.

    >>> strip_notes("新質(zhì)生產(chǎn)力")
    '新質生產力'
    """
    return apply(text, find_notes(text))
