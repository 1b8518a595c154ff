"""Text of everyday characters only, which a folding need not look at one by one: nearly all that is ever read.

Not for knowing an encoding (`ingest.decode`), nor how common a character is (`text.pairs`).
"""

import re
from collections.abc import Callable, Iterable

_ROWS = (*range(0xA1, 0xAA), *range(0xB0, 0xF8))
#: The characters of GB 2312 and ASCII, and the marks of modern text that GB 2312 writes in another place.
CHARACTERS = "".join(
    dict.fromkeys(
        [
            *map(chr, range(0x09, 0x0E)),
            *map(chr, range(0x20, 0x7F)),
            "—·",
            *(bytes((high, low)).decode("gb2312", "ignore") for high in _ROWS for low in range(0xA1, 0xFF)),
        ]
    )
)


def unchanged_by(fold: Callable[[str], str], but: Iterable[str] = ()) -> re.Pattern[str]:
    """Return the pattern of a text made of the everyday characters that `fold` leaves as they are, `but` left out.

    >>> bool(unchanged_by(str.lower).fullmatch("早市GDP")), bool(unchanged_by(str.lower).fullmatch("早市gdp"))
    (False, True)
    """
    kept = (char for char in CHARACTERS if char not in but and fold(char) == char)
    return re.compile(f"[{''.join(map(re.escape, kept))}]*")
