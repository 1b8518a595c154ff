"""All facts of one article put together, the flags that follow from them, and the layer that leaves the body alone.

Not for the recognisers: people, chain and date have modules of their own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from articles.ingest.fields import chain, dating
from articles.ingest.fields import people as contributors
from articles.ingest.fields.evidence import Evidence
from articles.ingest.normalise import carry
from articles.ingest.records import Clean, Decoded, Fact, Fields, Flag, Kind, Piece, Proposal
from articles.text import body as bodies
from articles.text import bylines, credits, dateline, line_kind
from articles.text.dateline import Dateline
from articles.text.dates import FoundDate
from articles.text.finding import Finding, find
from articles.text.ledger import Edit, Layer, apply
from articles.text.script import HAN

_RULES: dict[Kind, str] = {
    "title": "title", "subtitle": "subtitle", "byline": "byline", "affiliation": "affiliation", "caption": "caption",
    "credit": "credit", "breadcrumb": "section", "captured_from": "credit", "section": "section", "date": "date",
    "link": "link", "tags": "tags", "source": "credit", "author": "byline", "editor": "byline",
}  # fmt: skip
_ELIDED = re.compile(rf"(?<=[{HAN}，。；：、“（《])[*＊]{{2,12}}|[*＊]{{2,12}}(?=[{HAN}])")
_ADDRESS = re.compile(r"(?:https?:)?//[^\s<>|\u3000-\u303f\uff00-\uffef\u4e00-\u9fff]{3,2000}")
_TAG = re.compile(r"[^、，,；;|\n]{1,60}")
_DASHES = re.compile(r"[—─―-]{1,4}\s*|[(（]?副标?题[:：]\s*")

#: 来源、编辑、作者单位 each in brackets of its own.
_MOST_ENDINGS = 3
#: What every flag says; a document with any flag needs a person.
MESSAGES = {
    "no-title": "资料没有标题。",
    "no-date": "资料没有日期。",
    "partial-date": "日期不完整，只知道其中一部分。",
    "no-source": "资料没有写明来源。",
    "no-author": "资料没有写明作者。",
    "unresolved-benbao": "“本报”“本网”一类自称，需确认是哪一家。",
    "names-to-confirm": "署名连写或不寻常，人名的切分需要确认。",
    "outlet-differs": "署名的媒体与来源不是同一家。",
    "damaged-bytes": "有的字被拆坏，需按建议或原文改正。",
    "elided-name": "有以星号代替的名字，不补写，请核对原文。",
    "undecodable": "有的字节无法解码，已标出。",
}


@dataclass(frozen=True, slots=True)
class Read:
    """Fields, the body they leave, and the layer that took them out of the clean text."""

    fields: Fields
    body: str
    headings: tuple[str, ...]
    layer: Layer | None


@dataclass
class _Parted:
    """The pieces of the text, with what its first and last paragraph say about themselves cut off."""

    body: list[Piece]
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
    findings = tuple(_findings(clean, parted, layer, text, date))
    fields = Fields(
        title=_title(evidence),
        subtitle=_subtitle(evidence),
        date=date,
        precision=value.precision,
        people=people,
        outlets=outlets,
        section=chain.read_section(evidence),
        url=_url(evidence),
        tags=tuple(_tags(evidence)),
        proposals=(*([proposal] if proposal else ()), *_bodies(found)),
        findings=findings,
    )
    fields = replace(fields, flags=tuple(_flags(fields, found, decoded)))
    headings = tuple(evidence.quote(piece) for piece in evidence.of("heading"))
    return Read(fields, text, headings, layer if layer.edits else None)


def _part(evidence: Evidence) -> _Parted:
    """Return the paragraphs without 本报讯 （…） before the first and （责任编辑 …） behind the last."""
    parted = _Parted(evidence.of("body"))
    if not parted.body:
        return parted
    first = parted.body[0]
    opening = dateline.read_dateline(evidence.quote(first))
    if opening:
        parted.opening = (first.start, opening)
        end = min(first.start + opening.end, first.end)
        if end < first.end:
            parted.drops.append(Edit(first.start, end, "byline", evidence.text[first.start : end], ""))
            parted.body[0] = replace(first, start=end)
        else:
            parted.body.pop(0)
    for _ in range(_MOST_ENDINGS):
        if not parted.body or not _close(evidence, parted):
            break
    return parted


def _close(evidence: Evidence, parted: _Parted) -> bool:
    """Take a bracket that is a credit off the end of the last paragraph; return whether there was one."""
    last = parted.body[-1]
    ending = dateline.find_ending(evidence.quote(last))
    if ending is None or ending[0] == 0:
        return False
    start, low, high = (last.start + n for n in ending)
    inner = evidence.text[low:high]
    if credits.is_credit(inner):
        piece = Piece("credit", low, high)
    elif line_kind.is_affiliation(evidence.plain[start : last.end].strip()):
        piece = Piece("affiliation", start, last.end)
    elif bylines.read_byline(inner):
        piece = Piece("byline", low, high)
    else:
        return False
    before = last.start + len(evidence.text[last.start : start].rstrip())
    parted.drops.append(Edit(before, last.end, _RULES[piece.kind], evidence.text[before : last.end], ""))
    parted.body[-1] = replace(last, end=before)
    parted.closing.append(piece)
    return True


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
    left = {piece.end for piece in parted.body} | {drop.end for drop in parted.drops if drop.rule != "byline"}
    pieces = evidence.pieces
    stays = [piece.kind == "heading" or (piece.kind == "body" and piece.end in left) for piece in pieces]
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
        start = mark.end() if mark else piece.start
        if start < piece.end:
            return evidence.fact(start, piece.end, "subtitle")
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
        for match in _TAG.finditer(evidence.text, start, end):
            word = match.group().strip()
            if word and word not in seen:
                seen.add(word)
                low = match.start() + match.group().index(word)
                yield evidence.fact(low, low + len(word), "tags")


def _bodies(found: contributors.Found) -> Iterator[Proposal]:
    for fact in found.bodies:
        yield Proposal("author", fact.value, (fact,), "署名是机构而不是人，需确认是否作为作者。")


def _findings(clean: Clean, parted: _Parted, layer: Layer, text: str, date: Fact | None) -> Iterator[Finding]:
    """Yield the findings in coordinates of the body, those in dropped parts left out, and what the reading adds."""
    kept = [*parted.body, *(piece for piece in clean.pieces if piece.kind == "heading")]
    inside = [f for f in clean.findings if any(p.start <= f.start and f.end <= p.end for p in kept)]
    spans = carry([(f.start, f.end) for f in inside], layer.edits)
    for finding, (start, end) in zip(inside, spans, strict=True):
        yield find(
            finding.code, finding.level, "body", text, start, end, finding.message,
            fix=finding.fix, choices=finding.choices, proof=finding.proof,
        )  # fmt: skip
    for match in _ELIDED.finditer(text):
        yield find("elided-name", "reason", "body", text, *match.span(), "这里以星号代替了名字，不补写；请核对原文。")
    for match in re.finditer("\ufffd", text):
        yield find("undecodable", "block", "body", text, *match.span(), "这里的字节无法解码，请查原文后补正。")
    if date is not None and date.certainty == "assumed":
        message = "原文没有写时区，按北京时间（+08:00）记。"
        yield find("assumed-zone", "note", "date", date.value, 0, len(date.value), message)


def _flags(fields: Fields, found: contributors.Found, decoded: Decoded) -> Iterator[Flag]:
    """Yield the flags, in the order of MESSAGES, each with the place it rests on where there is one."""
    published = {outlet.name.value for outlet in fields.outlets if outlet.role == "published_by"}
    bearing = [outlet.name for outlet in fields.outlets if outlet.role == "byline_outlet"]
    places: dict[str, Sequence[Fact]] = {
        "unresolved-benbao": found.own,
        "names-to-confirm": [person.name for person in fields.people if person.confirm],
        "outlet-differs": [name for name in bearing if published and not _is_same(name.value, published)],
    }
    raised = {code for code, facts in places.items() if facts}
    raised |= {finding.code for finding in fields.findings}
    absent = {
        "no-title": fields.title is None,
        "no-date": fields.date is None,
        "partial-date": fields.precision == "partial",
        "no-source": not published,
        "no-author": not any(person.role in contributors.AUTHORING for person in fields.people),
        "undecodable": bool(decoded.undecodable),
    }
    raised |= {code for code, is_absent in absent.items() if is_absent}
    for code, message in MESSAGES.items():
        if code in raised:
            first = next(iter(places.get(code, ())), None)
            yield Flag(code, message, first.start if first else None, first.end if first else None)


def _is_same(outlet: str, published: set[str]) -> bool:
    """Return whether an outlet of a byline is the publisher, or its site or app."""
    return any(outlet in name or name in outlet for name in published)
