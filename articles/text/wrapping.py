"""Lines that a narrow column broke, put together again: paragraphs of a printed page or an e-mail.

Not for lines that are paragraphs of their own, and not for lists: those are left as they are.
"""

import re
from collections.abc import Sequence

from articles.text.ledger import Edit
from articles.text.lines import Line
from articles.text.script import HAN

#: A block is wrapped when it has this many lines, of which so many fill the column and so few end a sentence.
LINES_NEEDED = 5
_WIDEST = 120
_NARROWEST = 20
_FILLED = 0.78
_SHARE_FILLED = 0.6
_SHARE_ENDING = 0.4
_ENDS = re.compile(r"[。！？!?…：:；;][”’」』）)]?$")
_STOP = re.compile(r"[，。、；,;]")
_TIGHT_BEFORE = re.compile(f"[{HAN}，。、；：！？”’）》]$")
_TIGHT_AFTER = re.compile(f"[{HAN}，。、；：！？“‘（《0-9]")


def unwrap(text: str, lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Edit, ...]]:
    """Return `lines` of `text` with wrapped ones joined, and the edits that join them; unchanged where none are."""
    out: list[Line] = []
    edits: list[Edit] = []
    start = 0
    for end in [n for n, line in enumerate(lines) if not line.folded] + [len(lines)]:
        block = lines[start:end]
        width = max((_width(line.folded) for line in block), default=0)
        is_wrapped = _is_wrapped(block, width)
        for n, line in enumerate(block):
            if is_wrapped and n and _goes_on(text, block[n - 1], line, width):
                out[-1], made = join(text, out[-1], line)
                edits += made
            else:
                out.append(line)
        out += lines[end : end + 1]
        start = end + 1
    return tuple(out), tuple(edits)


def join(text: str, last: Line, line: Line) -> tuple[Line, tuple[Edit, ...]]:
    """Return two lines as one, and the edits that take away what stands between them in `text`.

    >>> join("兴边\\n富民", Line(0, 2, "兴边"), Line(3, 5, "富民"))[0]
    Line(start=0, end=5, folded='兴边富民', hint='')
    """
    tight = bool(_TIGHT_BEFORE.search(last.folded[-1:]) and _TIGHT_AFTER.match(line.folded))
    edits: list[Edit] = []
    at = last.end
    for part in text[last.end : line.start].splitlines(keepends=True):
        edits.append(Edit(at, at + len(part), "line", part, ""))
        at += len(part)
    if not tight:
        edits.append(Edit(at, at, "line", "", " "))
    return Line(last.start, line.end, f"{last.folded}{'' if tight else ' '}{line.folded}", last.hint), tuple(edits)


def _is_wrapped(block: Sequence[Line], width: int) -> bool:
    inner = block[:-1]
    if len(block) < LINES_NEEDED or not _NARROWEST <= width <= _WIDEST:
        return False
    filled = sum(_width(line.folded) >= _FILLED * width for line in inner)
    ending = sum(bool(_ENDS.search(line.folded)) for line in inner)
    stops = sum(len(_STOP.findall(line.folded)) for line in block)
    return filled >= _SHARE_FILLED * len(inner) and ending <= _SHARE_ENDING * len(inner) and 2 * stops >= len(block)


def _goes_on(text: str, last: Line, line: Line, width: int) -> bool:
    """Return whether `line` continues the sentence or paragraph of `last`."""
    indented = text[max(0, line.start - 1) : line.start] in (" ", "\u3000", "\t")
    if indented or line.folded.startswith(("(", "【", "■", "□")):
        return False
    full = _width(last.folded) >= _FILLED * width
    return full and not _ENDS.search(last.folded)


def _width(folded: str) -> int:
    """Return how many columns a line takes: two for a Chinese character."""
    return sum(2 if char > "\u2e7f" else 1 for char in folded)
