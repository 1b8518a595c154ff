"""The tokens of search: one function for indexing and asking, so that every spelling of a text is the same text.

A run of Chinese gives one token a character, the pair that starts there and at its end the character alone; a word in
letters or a number is one token. Not for display, and not for finding words: the pairs make any part of a text findable.
"""

import re
import sys
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from articles.text import glossary
from articles.text.everyday import unchanged_by
from articles.text.pinyin import find_notes
from articles.text.variant import variants

# A word in letters or figures (decimals and thousands whole), cut where no dictionary has words so long, or Chinese.
_WORD = re.compile(
    r"(?P<word>(?:[^\W_\u2e80-\U0010ffff]|(?<=[0-9])\.(?=[0-9])|(?<=[0-9]),(?=[0-9]{3}(?![0-9]))){1,64})|(?P<run>[^\W_\0-\u2e7f]+)"
)
_LONGEST_WORD = 64
#: What stands between two runs of Chinese, and for a word, while tokens are made of all of them; no text folds to them.
_BETWEEN, _HELD = "\0", "\1"
_UTF_32 = f"utf-32-{sys.byteorder[0]}e"
#: Chinese, of the characters of nearly every text, and what stands between.
_PARTS = re.compile(r"[\u4e00-\u9fa5]+|[^\s\u4e00-\u9fa5]+")
#: Text of characters that fold to one each, whatever stands beside them: nearly all Chinese text.
PLAIN = re.compile(r"[\0-~·—“”‘’、。〈-】〔-〗\u3000\u3400-\u4db5\u4e00-\u9fa5！-～]*")
# No real character carries more marks; without a bound a line of nothing but marks takes quadratic time.
_MAX_CLUSTER = 32


class Token(NamedTuple):
    """A token and the half-open span of the original text it was made from."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded characters; what divides words is a blank. `places` is the span of the original that each stands for.

    None: character for character.
    """

    text: str
    places: tuple[tuple[int, int], ...] | None = None

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Return the span of the original text that each character stands for."""
        size = len(self.text)
        return tuple(zip(range(size), range(1, size + 1), strict=True)) if self.places is None else self.places


def search_tokens(text: str) -> list[str]:
    """Return the tokens of `text`; an empty list where it holds neither letters nor figures.

    >>> search_tokens("新質(zhì)生產(chǎn)力，GDP增3.5%")
    ['新质', '质生', '生产', '产力', '力', 'gdp', '增', '3.5']
    >>> search_tokens("人工智慧") == search_tokens("人工智能")
    True
    """
    return [token.text for token in tokenise(text)]


def tokenise(text: str, *, as_printed: bool = False) -> tuple[Token, ...]:
    """Return the tokens of `text` with their places in it; `as_printed` leaves Taiwan words as they are.

    >>> tokenise("新質，力")[0]
    Token(text='新质', start=0, end=2)
    """
    folded = fold_text(text)
    return tuple(placed_tokens(folded if as_printed else with_vocabulary(folded)))


def tokenise_both(text: str) -> tuple[tuple[Token, ...], ...]:
    """Return the tokens of `text`, and where a word was folded those as printed besides.

    >>> len(tokenise_both("粮食")), len(tokenise_both("人工智慧"))
    (1, 2)
    """
    printed = fold_text(text)
    folded = with_vocabulary(printed)
    return tuple(tuple(placed_tokens(each)) for each in ((folded,) if folded is printed else (folded, printed)))


def placed_tokens(folded: Folded) -> Iterator[Token]:
    spans = folded.spans
    for start, end, texts in _words(folded.text):
        last = len(texts) - 1
        for n, text in enumerate(texts):
            yield Token(text, spans[start + n][0], spans[(start + n + 1 if n < last else end - 1)][1])


def _words(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield start, end and tokens of each word in letters or figures and each run of Chinese of a folded text."""
    for match in _WORD.finditer(text):
        start, end = match.span()
        if match["word"]:
            word = match["word"].replace(",", "")
            if word.strip("."):
                yield start, end, [word]
        else:
            run = match["run"]
            yield start, end, [*map(str.__add__, run, run[1:]), run[-1]]


def bare_tokens(text: str) -> list[str]:
    """Return the tokens of `_words` without their places, which takes a third of the time."""
    return joined_tokens(text).split()


def joined_tokens(text: str) -> str:
    """Return the tokens of `_words` joined by blanks.

    >>> joined_tokens("新质力 强3.5")
    '新质 质力 力 强 3.5'
    """
    runs: list[str] = []
    words: list[str] = []
    for part in _PARTS.findall(text):
        if "一" <= part[0] <= "龥":
            runs.append(part)
            continue
        if not part.isascii():  # a letter or a character that may belong to the run beside it
            return " ".join(_texts_of(text))
        for word in (part,) if part.isalnum() and len(part) <= _LONGEST_WORD else _texts_of(part):
            runs.append(_HELD)
            words.append(word)
    if not runs:
        return ""
    first, *others = _doubled(_BETWEEN.join(runs)).split(f"{_BETWEEN} {_BETWEEN}")
    # 新 新质 质力 力\0 \0强 强: what comes before each run, and its first character, are cut off.
    line = " ".join([first[2:], *[other[2:] for other in others]])
    if not words:
        return line
    return "".join(chain.from_iterable(zip(line.split(_HELD), (*words, ""), strict=True)))


def _texts_of(text: str) -> list[str]:
    return [word for _start, _end, words in _words(text) for word in words]


def _doubled(text: str) -> str:
    """Return `text` with each character twice, a blank between: so its neighbours stand together.

    >>> _doubled("新质力")
    '新 新质 质力 力'
    """
    chars = array("I", text.encode(_UTF_32))
    out = array("I", [ord(" ")]) * (3 * len(chars))
    out[0::3] = out[2::3] = chars
    return out.tobytes().decode(_UTF_32)


def fold_text(text: str) -> Folded:
    """Fold width, case and script, drop pinyin notes and marks that print nothing."""
    if PLAIN.fullmatch(text) and not find_notes(text):
        plain = text.casefold()
        for mark in _MARKS:
            plain = plain.replace(mark, " ")
        return Folded(plain if _folded_already().fullmatch(plain) else text.translate(_ONE_FOR_ONE))
    chars: list[str] = []
    spans: list[tuple[int, int]] = []
    notes = iter([*((note.start, note.end) for note in find_notes(text)), (len(text), len(text))])
    note_start, note_end = next(notes)
    for start, end in _clusters(text):
        while start >= note_end and note_start < len(text):
            note_start, note_end = next(notes)
        if start >= note_start:
            continue
        folded = _fold_cluster(text[start:end])
        chars += folded
        spans += [(start, end)] * len(folded)
    return Folded("".join(chars), tuple(spans))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the characters with the marks that compose with them."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or at - start >= _MAX_CLUSTER or not _composes(text[at]):
            yield start, at
            start = at


class _Table(dict[int, str]):
    """What each character folds to, made as it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _fold_cluster(chr(code))
        return found


_ONE_FOR_ONE = _Table()
#: Marks of nearly every text, each of which divides words, replaced at once.
_MARKS = "，。、：；？！“”（）《》—"


@cache
def _folded_already() -> re.Pattern[str]:
    """Return the pattern of everyday text whose characters each fold to themselves."""
    return unchanged_by(_fold_cluster)


@lru_cache(maxsize=16_384)
def _composes(char: str) -> bool:
    """Return whether `char` may join the one before it under NFKC: a combining mark, or the rest of a Hangul syllable."""
    first = unicodedata.normalize("NFKC", char)[0]
    return unicodedata.combining(first) != 0 or "\u1161" <= first <= "\u1175" or "\u11a8" <= first <= "\u11c2"


@lru_cache(maxsize=16_384)
def _fold_cluster(cluster: str) -> str:
    """Return the folded characters of one cluster: "" where it prints nothing, a blank for what divides words."""
    if cluster == "，":  # folding its width would make it part of a number
        return " "
    flat = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).casefold())
    kept = (char for char in flat.translate(variants()) if unicodedata.category(char) not in ("Cf", "Mn", "Me"))
    return "".join(char if char.isalnum() or char in ".," else " " for char in kept)


@cache
def _vocabulary() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the words of the glossary that fold wherever they stand, and those that keep a part of them from it."""
    table = {
        entry.word.translate(variants()): (entry.mainland if entry.folds and entry.mainland else entry.word).translate(
            variants()
        )
        for entry in glossary.entries().values()
    }
    return re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True)))), table


def with_vocabulary(folded: Folded) -> Folded:
    """Return `folded` with Taiwan words replaced; `folded` itself where it holds none."""
    pattern, table = _vocabulary()
    chars: list[str] = []
    spans: list[tuple[int, int]] = []
    places: tuple[tuple[int, int], ...] = ()
    done = 0
    for match in pattern.finditer(folded.text):
        start, end = match.span()
        word = table[match.group()]
        if word == match.group():
            continue
        places = places or folded.spans
        whole = (places[start][0], places[end - 1][1])
        chars += [folded.text[done:start], word]
        spans += places[done:start]
        spans += places[start:end] if len(word) == end - start else [whole] * len(word)
        done = end
    if not done:
        return folded
    return Folded("".join([*chars, folded.text[done:]]), (*spans, *places[done:]))
