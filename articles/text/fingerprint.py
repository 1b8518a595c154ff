"""The fingerprint of a body: equal for the same text in either script, width and punctuation."""

import hashlib

from articles.text.script import fold


def fingerprint(text: str) -> str:
    """Return the sha256 (hex) of the folded letters and figures of `text`; "" where it has none.

    >>> fingerprint("新質生產力，") == fingerprint("新质生产力。")
    True
    """
    kept = "".join(char for char in fold(text) if char.isalnum())
    return hashlib.sha256(kept.encode("utf-8", "surrogatepass")).hexdigest() if kept else ""
