"""Tags as people type them: split on the marks Chinese writers use, and one identity in every spelling."""

from collections.abc import Iterable
from functools import lru_cache

from articles.text.script import fold

SEPARATORS = "、，,；;\n"


def split_tags(text: str) -> list[str]:
    """Return the tags in `text`, in order, each once by identity; blanks inside a tag stay.

    >>> split_tags("新质生产力、科技 创新，新質生產力; AI")
    ['新质生产力', '科技 创新', 'AI']
    """
    for mark in SEPARATORS:
        text = text.replace(mark, SEPARATORS[0])
    found: dict[str, str] = {}
    for word in text.split(SEPARATORS[0]):
        name = " ".join(word.split())
        if name:
            found.setdefault(tag_identity(name), name)
    return list(found.values())


def join_tags(tags: Iterable[object]) -> str:
    """Return the tags as one editable line.

    >>> join_tags(["新质生产力", "AI"])
    'AI、新质生产力'
    """
    return SEPARATORS[0].join(sorted(str(tag) for tag in tags))


def tag_identity(name: str) -> str:
    """Return what makes two spellings one tag: width, case, script and blanks at the edges do not count.

    >>> tag_identity(" ＡＩ ") == tag_identity("ai"), tag_identity("新質生產力") == tag_identity("新质生产力")
    (True, True)
    """
    return _identity_short(name) if len(name) <= _LONGEST_KEPT else _identity(name)


def _identity(name: str) -> str:
    return " ".join(fold(name).split())


_LONGEST_KEPT = 100
#: An import asks for those of the same outlets over and over.
_identity_short = lru_cache(maxsize=1024)(_identity)
