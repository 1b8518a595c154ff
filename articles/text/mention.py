"""Who is called by `@` in a note: names known and unknown. No blank is needed after a name, as Chinese has none.

Not for who may be called (`editorial.mention`).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

#: An `@` that calls: not one inside an address of mail.
_CALL = re.compile(r"(?<![A-Za-z0-9._%+-])[@＠]")
#: What a name that nobody bears is taken to be: up to the next blank or mark.
_WORD = re.compile(r"[\w.+-]{1,20}")
_LATIN = re.compile(r"[a-z0-9_]")


@dataclass(frozen=True, slots=True)
class Call:
    """An `@` and the name behind it, `text[start:end]` of the note; `name` as it is known, folded, or None for nobody's."""

    start: int
    end: int
    name: str | None


def folded(name: str) -> str:
    """Return a name as names are compared.

    >>> folded("ＬiＮ")
    'lin'
    """
    return unicodedata.normalize("NFKC", name).casefold().strip()


def calls(text: str, names: Iterable[str]) -> tuple[Call, ...]:
    """Return the calls of `text`, in order, each by the longest of `names` that stands there.

    >>> [(text.start, text.name) for text in calls("请@沈知秋核对，@nobody", ["沈知", "沈知秋"])]
    [(1, '沈知秋'), (8, None)]
    >>> calls("写信给 a@b.example", ["b"])
    ()
    """
    known = sorted({folded(name) for name in names if name.strip()}, key=len, reverse=True)
    found = []
    for sign in _CALL.finditer(text):
        at = sign.end()
        name = next((each for each in known if _stands(text, at, each)), None)
        word = _WORD.match(text, at)
        if name is not None:
            found.append(Call(sign.start(), at + len(name), name))
        elif word is not None:
            found.append(Call(sign.start(), word.end(), None))
    return tuple(found)


def _stands(text: str, at: int, name: str) -> bool:
    """Return whether `name` stands at a place; one that ends in a Latin letter or a figure ends as a word does."""
    end = at + len(name)
    if folded(text[at:end]) != name:
        return False
    return not (_LATIN.match(name[-1]) and end < len(text) and _LATIN.match(text[end].casefold()))
