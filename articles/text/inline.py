"""What stands inside a line of a page: entities and the ends of wrapped lines, each with the edits that mend it. Not for tags."""

import html
import re
from functools import lru_cache

from articles.text.ledger import Edit, spell

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
WRAP = re.compile(r"[ \t]{0,400}[\r\n\v\f\x1c-\x1e\x85\u2028\u2029][\s]{0,400}")
_LATIN = re.compile(r"[!-~]")


@lru_cache(maxsize=4096)
def _entity(entity: str) -> tuple[Edit, ...]:
    plain = html.unescape(entity).replace("\xa0", " ")
    return () if plain == entity or "\x00" in plain else spell(entity, plain, 0, "decoded:entity")


def shifted(entity: str, at: int) -> list[Edit]:
    """Return the edits that make an entity at `at` its character.

    >>> shifted("&lt;", 3)[0].start
    3
    """
    return [Edit(e.start + at, e.end + at, e.rule, e.before, e.after) for e in _entity(entity)]


def unwrapped(text: str, match: re.Match[str]) -> list[Edit]:
    """Return the edits that join the lines at `match` of WRAP: a blank stays between two words in letters.

    >>> [[edit.after for edit in unwrapped(text, m)] for text in ("新\\n质", "new\\nline") if (m := WRAP.search(text))]
    [[''], [' ']]
    """
    start, end = match.span()
    latin = _LATIN.match(text, start - 1) if start else None
    if not (latin and _LATIN.match(text, end)):
        return [Edit(start, end, "line", match.group(), "")]
    first = Edit(start, start + 1, "line", text[start], " ")
    rest = Edit(start + 1, end, "line", text[start + 1 : end], "")
    return [edit for edit in (first, rest) if edit.before != edit.after]
