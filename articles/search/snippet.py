"""Showing what was found: the original text with the words marked as it prints them, whole or cut around the best place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.search.query import Phrase, Word
from articles.text.cutting import BREAK
from articles.text.tokens import tokenise_both

#: The length of a snippet and how far before the first mark it may begin, in characters.
WIDTH = 96
LEAD = 32
# How many places of a paragraph are tried for the best one: a single character may stand in it a thousand times.
_TRIED = 50
_TRIED_PARAGRAPHS = 3

_SENTENCE_END = re.compile(r"[。！？；!?;]\s*[”’」』）)]?\s*|\n")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text as printed, marked where the query found it."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True, order=True)
class _Span:
    start: int
    end: int
    word: int


def count(tokens: str, phrase: Phrase) -> int:
    """Return how often `phrase` stands in `tokens`, which blanks divide.

    >>> count("哈哈 哈哈 哈", Phrase(("哈哈",))), count("农机 机", Phrase(("机",), prefix=True))
    (2, 1)
    """
    return sum(1 for _ in _places(tokens, phrase))


def _places(tokens: str, phrase: Phrase) -> Iterator[int]:
    """Yield where in `tokens` (characters) the phrase begins, overlapping ones too."""
    padded = f" {tokens} "
    wanted = f" {' '.join(phrase.tokens)}" + ("" if phrase.prefix else " ")
    at = padded.find(wanted)
    while at >= 0:
        yield at
        at = padded.find(wanted, at + 1)


def mark(text: str, words: tuple[Word, ...]) -> tuple[Run, ...]:
    """Return the whole of `text`, marked wherever one of `words` stands, in any spelling. Empty for empty text."""
    return tuple(_runs(text, _spans(text, words), 0, len(text)))


def cut_snippet(text: str, words: tuple[Word, ...], tokens: str = "") -> tuple[Run, ...]:
    """Return the piece of `text` that shows most of `words`, within one paragraph; its beginning where it shows none.

    `tokens` are those of the passage, which spare reading all of its paragraphs anew.
    """
    paragraphs = text.split("\n\n")
    if tokens:
        paragraphs = _telling(paragraphs, tokens, words)
    paragraph, first = paragraphs[0], _Span(0, 0, 0)
    spans: tuple[_Span, ...] = ()
    most = 0
    for each in paragraphs:
        found = _spans(each, words)
        for span in found[:_TRIED]:
            shown = len({other.word for other in found if span.start <= other.start <= span.start + WIDTH - LEAD})
            if shown > most:
                most, paragraph, spans, first = shown, each, found, span
    start = _start(paragraph, first.start)
    end = min(len(paragraph), max(start + WIDTH, first.end))
    end = next((span.end for span in spans if span.start < end < span.end), end)
    before = (Run("…", False),) if start else ()
    after = (Run("…", False),) if end < len(paragraph) else ()
    return (*before, *_runs(paragraph, spans, start, end), *after)


def _telling(paragraphs: list[str], tokens: str, words: tuple[Word, ...]) -> list[str]:
    """Return the first few paragraphs that hold most of the words."""
    shares = [
        sum(any(count(part, phrase) for phrase in word.phrases) for word in words)
        for part in tokens.split(f" {BREAK} ")
    ]
    return [text for text, share in zip(paragraphs, shares, strict=False) if share == max(shares)][:_TRIED_PARAGRAPHS]


def _start(text: str, first: int) -> int:
    """Return where a snippet that must show `first` begins: at a sentence near before it, else LEAD characters before."""
    lowest = max(0, first - LEAD)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, lowest, first)]
    return ends[0] if ends and lowest else lowest


def _spans(text: str, words: tuple[Word, ...]) -> tuple[_Span, ...]:
    """Return where the words stand in `text`, in order."""
    found: set[_Span] = set()
    for tokens in tokenise_both(text):
        joined = " ".join(token.text for token in tokens)
        for number, phrase in ((number, phrase) for number, word in enumerate(words) for phrase in word.phrases):
            for place in _places(joined, phrase):
                first = joined.count(" ", 0, place)
                last = first + len(phrase.tokens) - 1
                end = tokens[last].end
                if phrase.prefix and len(tokens[last].text) > 1:
                    end = max(tokens[last].start + 1, tokens[last + 1].start)
                found.add(_Span(tokens[first].start, end, number))
    return tuple(sorted(found))


def _runs(text: str, spans: tuple[_Span, ...], start: int, end: int) -> Iterator[Run]:
    """Yield `text[start:end]` in runs; spans that overlap are one mark."""
    at = start
    for low, high in _merged(spans):
        low, high = max(low, start), min(high, end)
        if low < high:
            if low > at:
                yield Run(text[at:low], False)
            yield Run(text[low:high], True)
            at = high
    if at < end:
        yield Run(text[at:end], False)


def _merged(spans: tuple[_Span, ...]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for span in spans:
        if merged and span.start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], span.end))
        else:
            merged.append((span.start, span.end))
    return merged
