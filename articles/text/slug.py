"""Slugs in toneless pinyin, for public addresses."""

import re

from pypinyin import lazy_pinyin

from articles.text.script import to_simplified

#: Long enough to read, short enough to send; cut at a syllable.
MAX_SLUG = 80


def make_slug(text: str) -> str:
    """Return `text` in pinyin syllables joined by hyphens, of at most MAX_SLUG characters; "" where none is left.

    The script is folded first, so that both spellings of a name give one slug.

    >>> make_slug("重庆"), make_slug("重慶 AI 2024"), make_slug("？！")
    ('chong-qing', 'chong-qing-ai-2024', '')
    """
    syllables = "-".join(lazy_pinyin(to_simplified(text)))
    slug = re.sub(r"[^a-z0-9]+", "-", syllables.lower()).strip("-")
    if len(slug) <= MAX_SLUG:
        return slug
    return slug[: MAX_SLUG + 1].rpartition("-")[0] or slug[:MAX_SLUG]
