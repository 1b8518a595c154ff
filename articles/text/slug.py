"""Toneless pinyin: slugs for public addresses, and names as they are found by whoever types pinyin alone."""

import re

from articles.text.script import to_simplified

#: Long enough to read, short enough to send; cut at a syllable.
MAX_SLUG = 80


def spell(text: str) -> str:
    """Return `text` in pinyin syllables joined by hyphens; "" where none is left.

    The script is folded first, so that both spellings of a name give one.

    >>> spell("重庆"), spell("重慶 AI 2024"), spell("？！")
    ('chong-qing', 'chong-qing-ai-2024', '')
    """
    from pypinyin import lazy_pinyin  # a quarter of the start of every command, most of which spell nothing

    syllables = "-".join(lazy_pinyin(to_simplified(text)))
    return re.sub(r"[^a-z0-9]+", "-", syllables.lower()).strip("-")


def spelt_like(asked: str) -> str:
    """Return a pattern for what `spell` makes of names that begin a word with `asked`, in full or by initials.

    "" where `asked` is not letters alone. Its time grows with the name, whatever is asked.

    >>> import re
    >>> [bool(re.search(spelt_like(asked), "xin-zhi-sheng-chan-li")) for asked in ("xinzhi", "Zhi sheng", "xzs", "hi")]
    [True, True, True, False]
    >>> spelt_like("新质"), spelt_like("a.*b")
    ('', '')
    """
    letters = re.sub(r"[ '’-]", "", asked.lower())
    if not letters.isascii() or not letters.isalpha() or len(letters) > MAX_SLUG:
        return ""
    return f"(^|-)({'-?'.join(letters)}|{'[a-z0-9]*-'.join(letters)})"


def make_slug(text: str) -> str:
    """Return `text` as `spell` does, cut between syllables to at most MAX_SLUG characters.

    >>> make_slug("重庆"), make_slug("？！")
    ('chong-qing', '')
    """
    slug = spell(text)
    if len(slug) <= MAX_SLUG:
        return slug
    return slug[: MAX_SLUG + 1].rpartition("-")[0] or slug[:MAX_SLUG]
