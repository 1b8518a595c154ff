"""The fingerprint of a body: equal for the same text in either script, width and punctuation."""

import hashlib
import re
from functools import lru_cache

from articles.text.script import fold

_NO_LETTERS = re.compile(r"[\W_]+")


@lru_cache(maxsize=2)  # an import asks for those of one body twice
def letters(text: str) -> str:
    """Return the folded letters and figures of `text`, in order.

    >>> letters("新質生產力，ＡＩ")
    '新质生产力ai'
    """
    return _NO_LETTERS.sub("", fold(text))


def fingerprint(text: str) -> str:
    """Return the sha256 (hex) of the folded letters and figures of `text`; "" where it has none.

    >>> fingerprint("新質生產力，") == fingerprint("新质生产力。")
    True
    """
    kept = letters(text)
    return hashlib.sha256(kept.encode("utf-8", "surrogatepass")).hexdigest() if kept else ""
