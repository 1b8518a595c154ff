"""The title of a saved page: of what its head declares and what it shows, and where the two differ.

Not for what stands around the title (`masthead`), nor for the text (`mainbox`).
"""

import re
from collections.abc import Sequence

from articles.ingest.declared import CUT
from articles.ingest.mainbox import LINKED
from articles.ingest.records import Kind, Piece
from articles.text import furniture
from articles.text.inline import ENTITY, shifted
from articles.text.ledger import Edit, apply
from articles.text.lines import fold
from articles.text.script import HAN
from articles.text.webpage import Page, Run

_HAN = re.compile(f"[{HAN}]")
_TITLES = ("noted:title", "articletitle", "og:title", "title")
#: What the site of a printed paper adds to its name.
_EDITION = re.compile(r"\s?(?:多媒体)?(?:数字报|数字版|电子版|电子报|网络版)(?:刊|平台)?$")
#: Those of them that are about the piece alone; shorter ones are the name of a column.
_OWN_TITLES = ("noted:title", "articletitle", "og:title")
_LEAST_DECLARED = 6
#: What parts a title from a mark before it in one line: [随笔] 题目, <b>随笔</b>题目.
_MARKED_OFF = re.compile(r"[\])】》〕|丨:：>/·—-]\s{0,9}$|&nbsp;$")


def find_title(text: str, found: Page, start: int) -> tuple[Piece | None, int]:
    """Return the title, and where the head of the piece begins."""
    declared = [value for name in _TITLES if name in found.declared and _names(value := _value(text, found, name))]
    named = {_bare(part) for value in declared for part in _parts(value)}
    shown = [run for run in found.runs if _bare(run.line.folded) in named and len(_bare(run.line.folded)) >= 4]
    first = max(shown, key=lambda run: (len(_bare(run.line.folded)), run.heading == "h1"), default=None)
    first = first or next((run for run in found.runs if run.heading == "h1" and len(run.line.folded) >= 6), None)
    first = first or _within(found, start, declared) or (None if declared else _heading_over(found, start))
    if first and first not in shown and (inner := _inner_title(text, first, declared)):
        return inner, first.line.end
    if first:
        return Piece("title", first.line.start, first.line.end), first.line.end
    for name in _TITLES:
        if name in found.declared and _names(_value(text, found, name)):
            low, high = found.declared[name]
            cut = _site(text[low:high])
            return _stripped(text, "title", low, low + cut), max(0, start - 2_000)
    return None, max(0, start - 2_000)


def find_other(text: str, found: Page, title: Piece | None, shown: str) -> list[Piece]:
    """Return the title that the head of the page declares for the piece, where the page shows another."""
    for name in _OWN_TITLES if title and shown else ():
        value = _value(text, found, name) if name in found.declared else ""
        bare, own = _bare(value[: _site(value)]), _bare(shown)
        if not _names(value) or len(bare) < _LEAST_DECLARED or bare in own or own in _bare(value):
            continue
        piece = _stripped(text, "declared_title", *found.declared[name])
        return [piece] if piece and title and not (piece.start < title.end and title.start < piece.end) else []
    return []


def _names(value: str) -> bool:
    """Return whether a declared title names a piece, and not only a paper or the like."""
    return bool(value.strip()) and not furniture.is_outlet(_EDITION.sub("", fold(value)))


def _heading_over(found: Page, start: int) -> Run | None:
    """Return the last heading over the text, or else the last line in bold, on a page that declares no title."""
    over = [run for run in found.runs if run.line.start <= start and run.heading in ("h2", "h3")]
    bold = [run for run in found.runs if run.line.end <= start and run.bold][-1:]
    return next((run for run in (*reversed(over), *bold) if len(run.line.folded) >= 6 and run.linked <= LINKED), None)


def _within(found: Page, start: int, declared: Sequence[str]) -> Run | None:
    """Return the longest line over the text that a declared title holds besides the names of site and column."""
    wholes = [_bare(value) for value in declared]
    lines = [(run, _bare(run.line.folded)) for run in found.runs if run.line.start <= start and run.linked <= LINKED]
    held = [
        (len(bare), run)
        for run, bare in lines
        if len(bare) >= 8 and any(bare in one and 2 * len(bare) >= len(one) for one in wholes)
    ]
    return max(held, key=lambda one: one[0])[1] if held else None


def _inner_title(text: str, run: Run, declared: Sequence[str]) -> Piece | None:
    """Return the declared title inside a longer line, as behind [随笔] in the heading of a thread."""
    for value in (part for one in declared for part in _parts(one)):
        at = text.find(value.strip(), run.line.start, run.line.end) if len(value.strip()) >= 6 else -1
        parted = _MARKED_OFF.search(text, max(run.line.start, at - 20), at) is not None or at == run.line.start
        if at >= 0 and parted and _bare(value) != _bare(run.line.folded):
            return Piece("title", at, at + len(value.strip()))
    return None


def _parts(value: str) -> list[str]:
    cuts = list(CUT.finditer(value[:400]))
    return [value, *(value[: cut.start()] for cut in cuts), *(value[cut.end() :] for cut in cuts)]


def _site(value: str) -> int:
    """Return where the name of the site begins at the end of a declared title."""
    cuts = [match for match in CUT.finditer(value) if len(_HAN.findall(value[: match.start()])) >= 4]
    strong = [match for match in cuts if match.group().strip() in ("_", "|", "｜")]
    if strong:
        return strong[0].start()
    return cuts[-1].start() if cuts and len(value) - cuts[-1].end() <= 20 else len(value)


def _stripped(text: str, kind: Kind, low: int, high: int) -> Piece | None:
    part = text[low:high]
    if not part.strip() or "\n" in part.strip():
        return None
    low += len(part) - len(part.lstrip())
    return Piece(kind, low, low + len(part.strip()))


def _value(text: str, found: Page, name: str) -> str:
    low, high = found.declared[name]
    edits = [edit for edit in in_declared(text, found) if low <= edit.start and edit.end <= high]
    return apply(text[low:high], [e._replace(start=e.start - low, end=e.end - low) for e in edits])


def in_declared(text: str, found: Page) -> list[Edit]:
    spans = [found.declared[name] for name in _TITLES if name in found.declared]
    return [
        edit
        for low, high in sorted(spans)
        for m in ENTITY.finditer(text, low, high)
        for edit in shifted(m.group(), m.start())
    ]


def shown_title(text: str, title: Piece, found: Page) -> str:
    run = next((run for run in found.runs if run.line.start == title.start), None)
    return run.line.folded if run else fold(text[title.start : title.end])


def _bare(line: str) -> str:
    return re.sub(r"[\s\W_]+", "", fold(line))
