"""The passages that search keeps: paragraphs with their tokens, cut to the limits of the databases. Not for where texts are alike."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from articles.text.tokens import (
    Folded,
    Token,
    bare_tokens,
    fold_text,
    joined_tokens,
    placed_tokens,
    tokenise,
    with_vocabulary,
)

#: The largest passage, in characters and in tokens: PostgreSQL keeps positions up to 16,383, and 256 of one token.
MAX_CHARACTERS = 8_000
MAX_TOKENS = 16_000
MAX_REPEATS = 254
#: The longest phrase, in tokens: passages that cut a paragraph in two share as many.
MAX_PHRASE = 200
#: What stands between the tokens of two paragraphs, so that no phrase reaches across. Never a token itself.
BREAK = "¶"


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage: whole paragraphs, or part of one that is too long, with its tokens joined by blanks."""

    text: str
    tokens: str
    as_printed: bool = False


def cut_passages(paragraphs: Iterable[str]) -> tuple[Cut, ...]:
    """Return `paragraphs` as passages no larger than the limits, cut at paragraph ends wherever one is short enough.

    Paragraphs in which a word was folded come a second time, as printed: else 智慧 would not find 人工智慧.

    >>> [(cut.tokens, cut.as_printed) for cut in cut_passages(["农机", "丛集"])]
    [('农机 机 ¶ 集群 群', False), ('丛集 集', True)]
    """
    folded: list[tuple[str, Folded]] = []
    respelt: list[tuple[str, Folded]] = []
    for text in paragraphs:
        printed = fold_text(text)
        folded.append((text, with_vocabulary(printed)))
        if folded[-1][1] is not printed:
            respelt.append((text, printed))
    return (*_join(folded, False), *_join(respelt, True))


def _join(paragraphs: Sequence[tuple[str, Folded]], as_printed: bool) -> Iterator[Cut]:
    """Yield passages that hold as many of the paragraphs as the limits allow."""
    if not paragraphs:
        return
    if _fit(paragraphs):
        texts = [(text, line) for text, folded in paragraphs if (line := joined_tokens(folded.text))]
        if texts:
            tokens = f" {BREAK} ".join([line for _text, line in texts])
            yield Cut("\n\n".join([text for text, joined_tokens in texts]), tokens, as_printed)
        return
    yield from _spread(
        [piece for each, folded in paragraphs for piece in _divide(each, folded, as_printed)], as_printed
    )


def _fit(paragraphs: Sequence[tuple[str, Folded]]) -> bool:
    """Return whether all paragraphs are within the limits together, as nearly always: a token begins with a character."""
    if sum([len(text) + 2 for text, _folded in paragraphs]) > MAX_CHARACTERS:
        return False
    whole = "".join([folded.text for _text, folded in paragraphs])
    if len(whole) + len(paragraphs) > MAX_TOKENS:
        return False
    if len(whole) - len(set(whole)) < MAX_REPEATS:  # were all that repeats one character
        return True
    counts = Counter(whole)
    del counts[" "]
    return max(counts.values(), default=0) <= MAX_REPEATS


def _spread(pieces: Sequence[tuple[str, list[str]]], as_printed: bool) -> Iterator[Cut]:
    """Yield passages of as many of the pieces, in order, as the limits allow."""
    texts: list[str] = []
    tokens: list[str] = []
    counts: Counter[str] = Counter()
    characters = most = 0  # no token stands oftener than `most` times
    for text, words in pieces:
        more = Counter(words)
        often = max(more.values(), default=0)
        full = (
            characters + len(text) + 2 > MAX_CHARACTERS
            or len(tokens) + len(words) + 1 > MAX_TOKENS
            or (
                most + often > MAX_REPEATS + 1
                and any(counts[word] + count > MAX_REPEATS + 1 for word, count in more.items())
            )
        )
        if full and texts:
            yield Cut("\n\n".join(texts), " ".join(tokens), as_printed)
            texts, tokens, characters, most = [], [], 0, 0
            counts.clear()
        tokens += [BREAK, *words] if tokens else words
        texts.append(text)
        counts.update(words)
        most += often
        characters += len(text) + 2
    if tokens:
        yield Cut("\n\n".join(texts), " ".join(tokens), as_printed)


def _divide(text: str, folded: Folded, as_printed: bool) -> Iterator[tuple[str, list[str]]]:
    """Yield a paragraph with its tokens: whole, or in pieces that overlap by a phrase, so that none is cut in two."""
    words = bare_tokens(folded.text)
    often = max(Counter(words).values(), default=0) if len(words) > MAX_REPEATS else 0
    if words and len(text) <= MAX_CHARACTERS and len(words) <= MAX_TOKENS and often <= MAX_REPEATS:
        yield text, words
        return
    found = tuple(placed_tokens(folded))
    first = last = 0
    while last < len(found):
        last = _reach(found, first)
        piece = text[found[first].start : found[last - 1].end]
        yield piece, [token.text for token in tokenise(piece, as_printed=as_printed)]
        # Four fifths at most: where marks lie thick between the words, every piece must still lead on.
        first = last - min(MAX_PHRASE, 4 * (last - first) // 5)


def _reach(found: tuple[Token, ...], first: int) -> int:
    """Return the end of the longest piece from `first` on that is within the limits; at least one token."""
    counts: Counter[str] = Counter()
    for at in range(first, len(found)):
        counts[found[at].text] += 1
        wide = found[at].end - found[first].start > MAX_CHARACTERS or at - first >= MAX_TOKENS
        if at > first and (wide or counts[found[at].text] > MAX_REPEATS):
            return at
    return len(found)
