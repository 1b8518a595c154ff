"""What an editor should look at in a reading: findings with their place, and the flags of the whole document.

Not for lint, which looks at the working copy.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from articles.ingest.fields import differing
from articles.ingest.fields.people import AUTHORING, Found
from articles.ingest.normalise import carry
from articles.ingest.records import Clean, Decoded, Fact, Fields, Flag, Piece
from articles.text import intruders
from articles.text.finding import Finding, find
from articles.text.ledger import Layer
from articles.text.script import HAN

_ELIDED = re.compile(rf"(?<=[{HAN}，。；：、“（《])[*＊]{{2,12}}|[*＊]{{2,12}}(?=[{HAN}])")

#: One of these stands in all that is looked for.
_CUT = re.compile("[*＊?？\ufffd\ue000-\uf8ff]")
#: A question mark where no question can end: what a careless encoder writes for a character it does not know.
_LOST = re.compile(rf"(?<=[、，；：（“《〈])[?？](?=[{HAN}])")

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
    "title-differs": "网页头部写的标题与版面所印不同，两个都留着，请选定。",
    "date-differs": "资料里有两个日期，说法不一，两个都留着，请选定。",
    "source-differs": "网页头部写的来源与版面所印不同，两个都留着，请选定。",
    "damaged-bytes": "有的字被拆坏，需按建议或原文改正。",
    "elided-name": "有以星号代替的名字，不补写，请核对原文。",
    "undecodable": "有的字节无法解码，已标出。",
    "private-use": "有自造字区的字符，显示因字体而异，需核对。",
}


def read_findings(
    clean: Clean, kept: Sequence[Piece], layer: Layer, body: str, title: Fact | None, date: Fact | None
) -> Iterator[Finding]:
    """Yield the findings in body and title, each in coordinates of its field; those in dropped parts are left out.

    `kept` are the pieces of clean text that stay in the body, and `layer` is what took the others away.
    """
    inside = _inside(clean.findings, kept)
    spans = carry([(finding.start, finding.end) for finding in inside], layer.edits)
    for finding, span in zip(inside, spans, strict=True):
        yield _moved(finding, "body", body, *span)
    yield from _marks("body", body)
    if title is not None:
        named = [piece for piece in clean.pieces if piece.kind == "title"][:1]
        for finding in _inside(clean.findings, named):
            start = finding.start - named[0].start
            yield _moved(finding, "title", title.value, start, start + len(finding.quote))
        yield from _marks("title", title.value)
    if date is not None and date.certainty == "assumed":
        message = "原文没有写时区，按北京时间（+08:00）记。"
        yield find("assumed-zone", "note", "date", date.value, 0, len(date.value), message)


def _inside(findings: Sequence[Finding], pieces: Sequence[Piece]) -> list[Finding]:
    """Return the findings that one of `pieces`, which do not overlap, holds whole."""
    ordered = sorted(pieces, key=lambda piece: piece.start)
    starts = [piece.start for piece in ordered]
    places = (bisect_right(starts, finding.start) - 1 for finding in findings)
    return [one for one, n in zip(findings, places, strict=True) if n >= 0 and one.end <= ordered[n].end]


def _moved(finding: Finding, field: str, text: str, start: int, end: int) -> Finding:
    return find(
        finding.code, finding.level, field, text, start, end, finding.message,
        fix=finding.fix, choices=finding.choices, proof=finding.proof,
    )  # fmt: skip


def _marks(field: str, text: str) -> Iterator[Finding]:
    """Yield the findings on names cut to stars, and on characters that did not decode."""
    if not _CUT.search(text):
        return
    for match in _ELIDED.finditer(text):
        yield find("elided-name", "reason", field, text, *match.span(), "这里以星号代替了名字，不补写；请核对原文。")
    for match in _LOST.finditer(text):
        yield find("undecodable", "block", field, text, *match.span(), "这里的字在转码时变成了问号，请查原文后补正。")
    for start, end in intruders.find_unknown(text):
        yield find("private-use", "reason", field, text, start, end, "这里是自造字区的字符，显示因字体而异，请核对。")
    for match in re.finditer("\ufffd", text):
        yield find("undecodable", "block", field, text, *match.span(), "这里的字节无法解码，请查原文后补正。")


def read_flags(fields: Fields, found: Found, decoded: Decoded, clean: Clean) -> Iterator[Flag]:
    """Yield the flags, in the order of MESSAGES, each with the place it rests on where there is one."""
    published = {outlet.name.value for outlet in fields.outlets if outlet.role == "published_by"}
    bearing = [outlet.name for outlet in fields.outlets if outlet.role == "byline_outlet"]
    places: dict[str, Sequence[Fact]] = {
        "unresolved-benbao": found.own,
        "names-to-confirm": [person.name for person in fields.people if person.confirm],
        "outlet-differs": [name for name in bearing if published and not _is_same(name.value, published)],
    }
    for one in fields.proposals:
        if one.field in differing.FLAGS and one.evidence and one.evidence[0].rule == "declared":
            places[differing.FLAGS[one.field]] = one.evidence
    raised = {code for code, facts in places.items() if facts}
    raised |= {finding.code for finding in (*fields.findings, *clean.findings)}
    absent = {
        "no-title": fields.title is None,
        "no-date": fields.date is None,
        "partial-date": fields.precision == "partial",
        "no-source": not published,
        "no-author": not any(person.role in AUTHORING for person in fields.people),
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
