"""What a query asks for: words that must all stand in one piece, each a phrase of tokens. No operators, no errors.

Not for pinyin, and not for what the words mean.
"""

import re
from dataclasses import dataclass

from articles.text.cutting import MAX_PHRASE
from articles.text.pinyin import strip_notes
from articles.text.tokens import Token, tokenise

#: What is read of a query, in characters and in words; the rest is left unread.
MAX_QUERY = 200
MAX_WORDS = 10

_PARTS = re.compile(r"""["＂]([^"＂]*)["＂]|“([^“”]*)”|「([^「」]*)」|([^\s"＂“”「」]+)""")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens that stand side by side; with `prefix` the last one is a character that any token may begin with."""

    tokens: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the query: the phrase it folds to, and the phrase as printed where that is another."""

    folded: Phrase
    printed: Phrase

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        return (self.folded,) if self.folded == self.printed else (self.folded, self.printed)


def read_query(query: str) -> tuple[Word, ...]:
    """Return the words of `query`, each once; an empty tuple where it holds neither letters nor figures.

    Blanks divide words; what stands in quotation marks is one phrase. Marks of operators are punctuation.

    >>> [word.folded.tokens for word in read_query('黑龍江 "AI 农业"')]
    [('黑龙', '龙江'), ('ai', '农业')]
    >>> read_query("农")[0].folded
    Phrase(tokens=('农',), prefix=True)
    """
    words: dict[Word, None] = {}
    for match in _PARTS.finditer(strip_notes(query[:MAX_QUERY])):
        text = next(part for part in match.groups() if part is not None)
        folded, printed = _phrase(tokenise(text)), _phrase(tokenise(text, as_printed=True))
        if folded and printed:
            words[Word(folded, printed)] = None
    return tuple(words)[:MAX_WORDS]


def _phrase(tokens: tuple[Token, ...]) -> Phrase | None:
    """Return the phrase that finds `tokens` anywhere in a longer run; None where there are none."""
    texts = tuple(token.text for token in tokens)
    if len(texts) > MAX_PHRASE:
        return Phrase(texts[:MAX_PHRASE])
    if not texts or not _is_chinese(texts[-1]):
        return Phrase(texts) if texts else None
    # The last token stands for the end of a run, which the text need not end at: the pair before it says the same.
    if len(texts) > 1 and len(texts[-2]) == 2 and tokens[-2].end == tokens[-1].end:
        return Phrase(texts[:-1])
    return Phrase(texts, prefix=True)


def _is_chinese(token: str) -> bool:
    return token[0] >= "\u2e80"
