"""A saved page of HTML: the piece is the box with the densest paragraphs; title, date and people stand in its head or over it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from articles.ingest import page
from articles.ingest.records import Draft, Kind, Piece
from articles.text import credits, line_kind
from articles.text.dates import find_dates
from articles.text.ledger import Edit, apply
from articles.text.lines import fold
from articles.text.script import HAN
from articles.text.webpage import ENTITY, Page, Run, is_page, scan, shifted

_CUT = re.compile(r"\s?[_|｜]\s?|\s?-{1,2}\s?|\s?[–—]{1,2}\s?")
# Who may copy the piece, what it was called before, whose picture this is: lines of the page, not of the text.
_NOTICE = re.compile(
    r"^本文.{0,40}(?:未经|禁止|不得|请勿).{0,12}转载|^[(]原(?:题|标题)[为:].{2,60}[)]$|^.{2,40}[。 ]视觉中国(?: ?资料图?)?$"
)
_HAN = re.compile(f"[{HAN}]")
_MARK = re.compile(r"[，。！？；：、,;:!?]")
#: A run whose links are more than this share is a list of other pieces.
_LINKED = 0.34
_LEAST = 12
#: How many lines over and under the piece are searched for who wrote and edited it.
_AROUND = 24
_INNER = frozenset({"p", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"})
_DATES = (
    "article:published_time",
    "og:release_date",
    "datepublished",
    "publishdate",
    "pubdate",
    "apub:time",
    "dateupdate",
)
#: A short line over the text with a whole date in it says when the piece appeared, whatever else it says.
_LONGEST_DATED = 80
_WHO = ("date", "credit", "byline", "affiliation")


def recognises(text: str) -> bool:
    """Return whether `text` is a page of HTML; a post with a body of HTML is none."""
    return is_page(text)


def read(text: str) -> Draft:
    """Return the draft of the piece on a page."""
    found = scan(text)
    start, end = _body(found)
    title, place = _title(text, found, start)
    inside = [run for run in found.runs if start <= run.line.start < end]
    if title and start <= title.start:
        inside = [run for run in inside if run.line.start >= title.end]
    pieces = [*_declared(found), *([title] if title else [])]
    head = [run for run in found.runs if place <= run.line.start < start]
    pieces += _who(head[-_AROUND:])
    pieces += _trail(found.runs, place)
    tail = [run for run in found.runs if run.line.start >= end][:_AROUND]
    if not any(piece.kind == "date" for piece in pieces):
        pieces += [piece for piece in _who(tail[:2]) if piece.kind == "date"]
    lines = [
        run.line for run in inside if (run.linked <= _LINKED or _keeps(run)) and not _NOTICE.search(run.line.folded)
    ]
    shown = _shown(text, title, found) if title else ""
    draft = page.read("webpage", lines, (), title=shown)
    every = sorted([*pieces, *draft.pieces, *_editors(tail)], key=lambda one: one.start)
    every = _dated(text, found, every)
    draft = replace(draft, pieces=tuple(_apart(every)), rules=(*draft.rules, (start, end, "markup")))
    return page.with_edits(draft, found.edits + _in_declared(text, found))


def _keeps(run: Run) -> bool:
    return run.line.folded.endswith(line_kind.ENDS) or line_kind.classify(run.line.folded) in _WHO


def _weight(run: Run) -> float:
    """Return how much of running text a run is."""
    folded = run.line.folded
    han = len(_HAN.findall(folded))
    if han < _LEAST or run.linked > _LINKED or not _MARK.search(folded) or line_kind.classify(folded) != "para":
        return 0
    return han * (1 - run.linked)


def _body(found: Page) -> tuple[int, int]:
    """Return the span of the box that holds most running text, near ones counting more than far ones."""
    scores: defaultdict[int, float] = defaultdict(float)
    for run in found.runs:
        weight, box = _weight(run), run.box
        while weight and found.boxes[box].name in _INNER and found.boxes[box].parent >= 0:
            box = found.boxes[box].parent
        for share in (1.0, 0.6, 0.3):
            if weight and box >= 0:
                scores[box] += weight * share
                box = found.boxes[box].parent
    best = max(scores, key=lambda box: (scores[box], box), default=0)
    return found.boxes[best].start, found.boxes[best].end


def _title(text: str, found: Page, start: int) -> tuple[Piece | None, int]:
    """Return the title, and where the head of the piece begins."""
    declared = [_value(text, found, name) for name in ("og:title", "title") if name in found.declared]
    named = {_bare(part) for value in declared for part in _parts(value)}
    shown = [run for run in found.runs if _bare(run.line.folded) in named and len(_bare(run.line.folded)) >= 4]
    first = max(shown, key=lambda run: (len(_bare(run.line.folded)), run.heading == "h1"), default=None)
    first = first or next((run for run in found.runs if run.heading == "h1" and len(run.line.folded) >= 6), None)
    if first:
        return Piece("title", first.line.start, first.line.end), first.line.end
    for name in ("og:title", "title"):
        if name in found.declared:
            low, high = found.declared[name]
            cut = _site(text[low:high])
            return _stripped(text, "title", low, low + cut), max(0, start - 2_000)
    return None, max(0, start - 2_000)


def _parts(value: str) -> list[str]:
    cuts = list(_CUT.finditer(value[:400]))
    return [value, *(value[: cut.start()] for cut in cuts), *(value[cut.end() :] for cut in cuts)]


def _site(value: str) -> int:
    """Return where the name of the site begins at the end of a declared title."""
    cuts = [match for match in _CUT.finditer(value) if len(_HAN.findall(value[: match.start()])) >= 4]
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
    edits = [edit for edit in _in_declared(text, found) if low <= edit.start and edit.end <= high]
    return apply(text[low:high], [replace(e, start=e.start - low, end=e.end - low) for e in edits])


def _in_declared(text: str, found: Page) -> list[Edit]:
    spans = [found.declared[name] for name in ("og:title", "title") if name in found.declared]
    return [
        edit
        for low, high in sorted(spans)
        for m in ENTITY.finditer(text, low, high)
        for edit in shifted(m.group(), m.start())
    ]


def _shown(text: str, title: Piece, found: Page) -> str:
    run = next((run for run in found.runs if run.line.start == title.start), None)
    return run.line.folded if run else fold(text[title.start : title.end])


def _bare(line: str) -> str:
    return re.sub(r"[\s\W_]+", "", fold(line))


def _declared(found: Page) -> list[Piece]:
    """Return the address that the page gives itself."""
    span = found.declared.get("canonical") or found.declared.get("og:url")
    return [Piece("link", *span)] if span else []


def _dated(text: str, found: Page, pieces: list[Piece]) -> list[Piece]:
    """Return `pieces`, with the declared date where no line of the page gives one."""
    span = next((found.declared[name] for name in _DATES if name in found.declared), None)
    dated = any(p.kind in ("date", "credit") and _has_day(text[p.start : p.end]) for p in pieces)
    return pieces if dated or span is None else sorted([*pieces, Piece("date", *span)], key=lambda one: one.start)


def _who(runs: Sequence[Run]) -> list[Piece]:
    """Return the lines between title and text that say when, by whom and from where."""
    kinds: dict[str, Kind] = {"date": "date", "credit": "credit", "byline": "byline", "affiliation": "affiliation"}
    found = [(kinds.get(line_kind.classify(run.line.folded)) or _as_date(run), run.line) for run in runs]
    return [Piece(kind, line.start, line.end) for kind, line in found if kind]


def _as_date(run: Run) -> Kind | None:
    folded = run.line.folded
    short = len(folded) <= _LONGEST_DATED and run.linked <= _LINKED and "。" not in folded
    return "date" if short and _has_day(folded) else None


def _has_day(line: str) -> bool:
    return any(one.date.year is not None and one.date.precision not in ("year", "partial") for one in find_dates(line))


def _trail(runs: Sequence[Run], place: int) -> list[Piece]:
    """Return the last breadcrumb over the title."""
    above = [run.line for run in runs if run.line.start < place][-_AROUND:]
    trails = [line for line in above if line_kind.classify(line.folded) == "breadcrumb"]
    return [Piece("breadcrumb", trails[-1].start, trails[-1].end)] if trails else []


def _editors(runs: Sequence[Run]) -> list[Piece]:
    """Return the lines under the text that name its editor or author."""
    lines = [run.line for run in runs if line_kind.classify(run.line.folded) == "credit"]
    named = ("editor", "author", "reporter", "source")
    return [
        Piece("credit", line.start, line.end)
        for line in lines
        if any(entry.kind in named and entry.end > entry.start for entry in credits.read_entries(line.folded))
    ][:2]


def _apart(pieces: Sequence[Piece]) -> list[Piece]:
    """Return `pieces` without those that overlap an earlier one."""
    out: list[Piece] = []
    for piece in pieces:
        if not out or piece.start >= out[-1].end:
            out.append(piece)
    return out
