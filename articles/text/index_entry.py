"""What the search index and the families of texts hold of a text: made from its words alone, so that any process can.

Not for writing them (that is `search.index`), nor for asking.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from articles.text.body import blocks
from articles.text.cutting import cut_passages
from articles.text.passages import winnow

_BLANK_LINE = re.compile(r"\n\s*\n")
# Neither prints anything, and PostgreSQL stores neither.
_UNPRINTABLE = re.compile("[\0\ud800-\udfff]")
#: Coarse, for few rows: what shares 41 letters is still always found.
PRINT_WINDOW = 32


@dataclass(frozen=True, slots=True)
class Row:
    """What a passage holds, apart from whose it is."""

    ordinal: int
    field: str
    as_printed: bool
    text: str
    tokens: str


def cut_rows(
    title: str, subtitle: str, standfirst: str, body: str, names: Iterable[str | None] = ()
) -> tuple[Row, ...]:
    """Return the passages, the body's first: where only the title answers, passage 0 is the text to show.

    >>> [(row.field, row.tokens) for row in cut_rows("早市", "", "", "天亮。", ["松川"])]
    [('body', '天亮 亮'), ('title', '早市 市'), ('people', '松川 川')]
    """
    found_blocks = blocks(body)
    paragraphs = [*_BLANK_LINE.split(standfirst), *(block.text for block in found_blocks if block.kind == "p")]
    parts = (
        ("body", paragraphs),
        ("heading", [block.text for block in found_blocks if block.kind == "h2"]),
        ("title", [title, subtitle]),
        ("people", list(dict.fromkeys(name for name in names if name))),
    )
    found = (
        (field, cut)
        for field, texts in parts
        for cut in cut_passages(_UNPRINTABLE.sub("\ufffd", text).strip() for text in texts)
    )
    return tuple(Row(at, field, cut.as_printed, cut.text, cut.tokens) for at, (field, cut) in enumerate(found))


def find_prints(body: str) -> frozenset[int]:
    """Return the prints by which the families of a text are found; empty where it has fewer than ten letters.

    >>> find_prints("太短")
    frozenset()
    """
    return winnow(body, PRINT_WINDOW)
