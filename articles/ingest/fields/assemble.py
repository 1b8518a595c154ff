"""All facts of one article put together, the flags that follow from them, and the layer that leaves the body alone.

Not for the recognisers: people, chain and date have modules of their own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from articles.ingest.fields import chain, dating, differing, remarks
from articles.ingest.fields import people as contributors
from articles.ingest.fields.evidence import Evidence
from articles.ingest.genre import bounded
from articles.ingest.records import Clean, Decoded, Fact, Fields, Kind, Piece, Proposal
from articles.text import body as bodies
from articles.text import bylines, credits, dateline, furniture, line_kind, script
from articles.text.dateline import Dateline
from articles.text.dates import FoundDate
from articles.text.ledger import Edit, Layer, apply

_RULES: dict[Kind, str] = {
    "title": "title", "subtitle": "subtitle", "byline": "byline", "affiliation": "affiliation", "caption": "caption",
    "credit": "credit", "breadcrumb": "section", "captured_from": "credit", "section": "section", "date": "date",
    "link": "link", "tags": "tags", "source": "credit", "author": "byline", "editor": "byline",
    "account": "byline", "declared_title": "title", "declared_date": "date", "declared_source": "credit",
}  # fmt: skip
_ADDRESS = re.compile(r"(?:https?:)?//[^\s<>|\u3000-\u303f\uff00-\uffef\u4e00-\u9fff]{3,2000}")
_TAG = re.compile(r"[^、，,；;|\n]{1,60}")
_WORD = re.compile(r"[^、，,；;|\s]{1,60}")
_JOINED = re.compile(r"[A-Za-z、，,；;|]")
_DASHES = re.compile(r"[—─―-]{1,4}\s*|[(（]?副标?题[:：]\s*")

_CLOSED = ("。", "！", "？", "!", "?", "。”", "。」", "！”", "？”")
#: 来源、编辑、作者单位 each in brackets of its own.
_MOST_ENDINGS = 3


@dataclass(frozen=True, slots=True)
class Read:
    """Fields, the body they leave, and the layer that took them out of the clean text."""

    fields: Fields
    body: str
    headings: tuple[str, ...]
    layer: Layer | None


@dataclass
class _Parted:
    """The paragraphs, with what the first and the last say about themselves cut off, and as they were before."""

    body: list[Piece]
    whole: list[Piece]
    opening: tuple[int, Dateline] | None = None
    drops: list[Edit] = field(default_factory=list)
    closing: list[Piece] = field(default_factory=list)


def read_fields(decoded: Decoded, clean: Clean) -> Read:
    """Return everything that the cleaned pieces state, and the body that is left; nothing is filled in."""
    evidence = Evidence(decoded.text, clean)
    parted = _part(evidence)
    layer = Layer("fields", tuple(_edits(evidence, parted)))
    evidence = evidence.also(parted.closing)
    found = contributors.read_people(evidence)
    if parted.opening:
        at, opening = parted.opening
        contributors.add_dateline(evidence, opening, at, found)
    date, value = dating.read_date(evidence, _first_dates(evidence, parted, found))
    people = contributors.finish(evidence, found, parted.body)
    outlets = chain.read_chain(evidence, found)
    proposal = dating.propose_date(evidence, value, parted.body)
    text = apply(clean.text, layer.edits)
    kept = [*parted.body, *evidence.of("heading")]
    title = _title(evidence)
    findings = bounded(remarks.read_findings(clean, kept, layer, text, title, date))
    fields = Fields(
        title=title,
        subtitle=_subtitle(evidence),
        date=date,
        precision=value.precision,
        people=people,
        outlets=outlets,
        section=chain.read_section(evidence),
        url=_url(evidence),
        tags=tuple(_tags(evidence)),
        proposals=(
            *([proposal] if proposal else ()),
            *_bodies(found),
            *differing.propose(evidence, title, value, outlets),
        ),
        findings=findings,
    )
    fields = replace(fields, flags=tuple(remarks.read_flags(fields, found, decoded, clean)))
    headings = tuple(evidence.quote(piece) for piece in evidence.of("heading"))
    return Read(fields, text, headings, layer if layer.edits else None)


def _part(evidence: Evidence) -> _Parted:
    """Return the paragraphs without 本报讯 （…） before the first and （责任编辑 …） behind the last."""
    parted = _Parted(evidence.of("body"), evidence.of("body"))
    if not parted.body:
        return parted
    first = parted.body[0]
    opening = dateline.read_dateline(evidence.quote(first))
    if opening and not (opening.bare and script.detect(evidence.text) == "zh-Hant"):  # left as printed: 【本報訊】
        parted.opening = (first.start, opening)
        end = min(first.start + opening.end, first.end)
        if end < first.end:
            parted.drops.append(Edit(first.start, end, "byline", evidence.text[first.start : end], ""))
            parted.body[0] = replace(first, start=end)
        else:
            parted.body.pop(0)
            parted.whole.pop(0)
    for _ in range(_MOST_ENDINGS):
        if not parted.body or not _close(evidence, parted):
            break
    return parted


def _close(evidence: Evidence, parted: _Parted) -> bool:
    """Take a bracket that is a credit off the end of the last paragraph; return whether there was one."""
    last = parted.body[-1]
    leaving = dateline.find_leaving(evidence.quote(last))
    if leaving:
        return _cut(evidence, parted, last.start + leaving, "furniture")
    ending = dateline.find_ending(evidence.quote(last))
    if ending is None or ending[0] == 0:
        return False
    start, low, high = (last.start + n for n in ending)
    inner = evidence.text[low:high]
    if evidence.plain[low:high] == "完" and _ended(evidence.text[last.start : start]):
        return script.detect(evidence.text) != "zh-Hant" and _cut(evidence, parted, start, "furniture")
    if credits.is_credit(inner):
        piece = Piece("credit", low, high)
    elif furniture.is_outlet(evidence.plain[low:high]) and _ended(evidence.text[last.start : start]):
        # （某河日报） behind an item of a digest: where it is from, if nothing else says so
        if script.detect(evidence.text) == "zh-Hant":
            return False
        piece = Piece("account", low, high)
    elif line_kind.is_affiliation(evidence.plain[start : last.end].strip()):
        piece = Piece("affiliation", start, last.end)
    elif bylines.read_byline(inner) or _is_signed(evidence.text[last.start : start], inner):
        piece = Piece("byline", low, high)
        if script.detect(evidence.text) == "zh-Hant":  # left as printed: seen in Macau, （李某某　陈某某）
            parted.closing.append(piece)
            return False
    else:
        return False
    parted.closing.append(piece)
    return _cut(evidence, parted, start, _RULES[piece.kind])


def _cut(evidence: Evidence, parted: _Parted, start: int, rule: str) -> bool:
    """Take what stands from `start` on off the last paragraph, with the blanks before it; return that it was done."""
    last = parted.body[-1]
    before = last.start + len(evidence.text[last.start : start].rstrip())
    parted.drops.append(Edit(before, last.end, rule, evidence.text[before : last.end], ""))
    parted.body[-1] = replace(last, end=before)
    return True


def _ended(before: str) -> bool:
    return before.rstrip().endswith(_CLOSED)


def _is_signed(before: str, inner: str) -> bool:
    """Return whether a bracket behind the last sentence names who wrote it, and nothing else."""
    return _ended(before) and bylines.read_byline(inner, bare=True) is not None


def _first_dates(evidence: Evidence, parted: _Parted, found: contributors.Found) -> list[FoundDate]:
    """Return the dates of dateline and first sentence; the latter only where the piece is news by its byline."""
    out: list[FoundDate] = []
    if parted.opening and parted.opening[1].date:
        at, one = parted.opening[0], parted.opening[1].date
        out.append(FoundDate(at + one.start, at + one.end, one.date))
    reported = parted.opening or found.own or any(p.role in ("reporter", "correspondent") for p in found.people)
    if parted.body and reported:
        lead = parted.body[0]
        first = dateline.find_lead_date(evidence.quote(lead))
        out += [FoundDate(lead.start + first.start, lead.start + first.end, first.date)] if first else []
    return out


def _edits(evidence: Evidence, parted: _Parted) -> Iterator[Edit]:
    """Yield the edits that leave headings and paragraphs, the headings marked."""
    yield from sorted([*_dropped(evidence, parted), *parted.drops, *_marks(evidence, parted)])


def _dropped(evidence: Evidence, parted: _Parted) -> Iterator[Edit]:
    """Yield the deletion of every piece that is no text, each with the blank line that parts it from the text."""
    left = {piece.start for piece in parted.whole}
    pieces = evidence.pieces
    stays = [piece.kind == "heading" or (piece.kind == "body" and piece.start in left) for piece in pieces]
    last = max((n for n, stay in enumerate(stays) if stay), default=-1)
    for n, piece in enumerate(pieces):
        if not stays[n]:
            start = piece.start if n < last or not n else pieces[n - 1].end
            end = pieces[n + 1].start if n < last else piece.end
            yield Edit(start, end, _RULES.get(piece.kind, "byline"), evidence.text[start:end], "")


def _marks(evidence: Evidence, parted: _Parted) -> Iterator[Edit]:
    """Yield the marks of headings, and the escapes of paragraphs that begin like one."""
    for piece in evidence.of("heading"):
        yield Edit(piece.start, piece.start, "heading", "", bodies.HEADING)
    for piece in parted.body:
        text = evidence.quote(piece)
        if bodies.escape_line(text) != text:
            yield Edit(piece.start, piece.start, "escape", "", "\\")


def _title(evidence: Evidence) -> Fact | None:
    return next((evidence.fact(piece.start, piece.end, "title") for piece in evidence.of("title")), None)


def _subtitle(evidence: Evidence) -> Fact | None:
    for piece in evidence.of("subtitle"):
        mark = _DASHES.match(evidence.text, piece.start, piece.end)
        start, end = mark.end() if mark else piece.start, piece.end
        if mark is None and re.fullmatch(r"[(（][^()（）]+[)）]", evidence.quote(piece)):
            start, end = start + 1, end - 1
        if start < end:
            return evidence.fact(start, end, "subtitle")
    return None


def _url(evidence: Evidence) -> Fact | None:
    """Return the original address: a line or key of its own, else the site's that stands beside the date."""
    for piece in evidence.of("link"):
        if match := _ADDRESS.search(evidence.text, piece.start, piece.end):
            return evidence.fact(*match.span(), "link")
    for piece in evidence.of("date", "credit"):
        if match := _ADDRESS.search(evidence.text, piece.start, piece.end):
            address = match.group()
            if address.startswith("//"):
                return evidence.fact(*match.span(), "link", value=f"http:{address}", certainty="assumed")
            return evidence.fact(*match.span(), "link")
    return None


def _tags(evidence: Evidence) -> Iterator[Fact]:
    seen: set[str] = set()
    spans = [(piece.start, piece.end) for piece in evidence.of("tags")]
    for piece in evidence.of("credit", "date"):
        for entry in credits.read_entries(evidence.quote(piece)):
            if entry.kind == "tags":
                spans.append((piece.start + entry.start, piece.start + entry.end))
    for start, end in spans:
        words = evidence.text[start:end].split()
        # Jekyll parts the tags of one line by blanks; a name of several words has letters.
        form = _WORD if len(words) > 1 and not any(map(_JOINED.search, words)) else _TAG
        for match in form.finditer(evidence.text, start, end):
            word = match.group().strip()
            if word and word not in seen:
                seen.add(word)
                low = match.start() + match.group().index(word)
                yield evidence.fact(low, low + len(word), "tags")


def _bodies(found: contributors.Found) -> Iterator[Proposal]:
    for fact in found.bodies:
        yield Proposal("author", fact.value, (fact,), "署名是机构而不是人，需确认是否作为作者。")
