"""The date of a piece: from the front matter, the date line, the dateline, the first words or the line that says when a
speech was made; and the year it betrays."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from articles.ingest.fields.evidence import Evidence
from articles.ingest.records import Fact, Piece, Proposal
from articles.text import chronology, credits, dates
from articles.text.dates import FoundDate, PressDate

# ——2026年1月27日在某省第七届人民代表大会第五次会议上
_OCCASION = re.compile(r"\s?(?:于|在)[^。]{4,60}(?:会|会议|论坛|仪式|典礼)上")

_CHANGED = frozenset({"更新时间", "最后更新", "最后修改"})
_MADE = frozenset({"成文日期", "印发日期", "生成日期"})
_PUBLISHED = frozenset({"发布日期", "发布时间", "公布日期", "公开日期"})
_DAY = re.compile(r"(?<!\d)20\d\d(?P<sep>[/-]?)(?:0[1-9]|1[0-2])(?P=sep)(?:0[1-9]|[12]\d|3[01])(?!\d)")


def read_date(evidence: Evidence, opening: Sequence[FoundDate]) -> tuple[Fact | None, PressDate]:
    """Return the date as a fact in EDTF, and as a value; an empty value where the capture does not say.

    `opening` are the dates of dateline and first sentence, in coordinates of the clean text.
    """
    found = next(_candidates(evidence), None) or next(iter(opening), None) or _delivered(evidence)
    if found is None:
        return None, PressDate()
    found = _finer(found, evidence)
    date = dates.with_zone(found.date)
    fact = evidence.fact(found.start, found.end, "date", value=date.to_edtf(), certainty=date.certainty)
    return fact, date


def _finer(found: FoundDate, evidence: Evidence) -> FoundDate:
    """Return the same day with its time, where a line says it too: the signature of a bulletin has the day alone.

    Of a year the day, where the same line says that: 《某刊》2024年第1期（2024-01-16出版）.
    """
    if found.date.precision in ("year", "month"):
        line = next((p for p in evidence.of("date", "credit") if p.start <= found.start < p.end), None)
        whole = (
            [one for one in _in_line(evidence, line) if one.date.day and one.date.year == found.date.year]
            if line
            else []
        )
        return whole[0] if len(whole) == 1 else found
    if found.date.precision != "day" or len(evidence.of("date", "credit", "source")) < 2:
        return found
    day = (found.date.year, found.date.month, found.date.day)
    same = (one for one in _candidates(evidence) if (one.date.year, one.date.month, one.date.day) == day)
    return next((one for one in same if one.date.hour is not None), found)


def propose_date(evidence: Evidence, date: PressDate, body: Sequence[Piece]) -> Proposal | None:
    """Return a date that is not stated as such: that of a speech in its title, or the year that events betray.

    None where a year is stated, or nothing betrays one.
    """
    if date.year is not None or not body:
        return None
    for piece in evidence.of("subtitle", "title") if date.precision == "none" else ():
        for found in dates.find_dates(evidence.quote(piece)):
            if found.date.precision == "day":
                clue = evidence.fact(piece.start + found.start, piece.start + found.end, "title")
                return Proposal("date", found.date.to_edtf(), (clue,), f"标题中写着“{clue.value}”。")
    place = _in_address(evidence) if date.precision == "none" else None
    day = dates.read_date(place.value) if place else None
    if place and day:
        return Proposal("date", day.to_edtf(), (place,), f"网址中写着“{place.value}”。")
    start, end = body[0].start, body[-1].end
    inferred = chronology.infer_year(evidence.text[start:end])
    if inferred is None:
        return None
    value = replace(date, year=inferred.year, certainty="inferred").to_edtf()
    clues = tuple(evidence.fact(start + c.start, start + c.end, "chronology") for c in inferred.clues)
    return Proposal("date", value, clues, inferred.reason)


def _delivered(evidence: Evidence) -> FoundDate | None:
    """Return the day on which a speech was made, as the line under its title says; None where it does not."""
    for piece in evidence.of("subtitle"):
        for found in dates.find_dates(evidence.quote(piece)):
            if found.date.precision == "day" and _OCCASION.match(evidence.plain, piece.start + found.end, piece.end):
                return FoundDate(piece.start + found.start, piece.start + found.end, found.date)
    return None


def _in_address(evidence: Evidence) -> Fact | None:
    """Return the day that the original address bears, as in …/2024/06/28/… or …-20240628.htm."""
    for piece in evidence.of("link"):
        if match := _DAY.search(evidence.text, piece.start, piece.end):
            return evidence.fact(*match.span(), "link")
    return None


def _candidates(evidence: Evidence) -> Iterator[FoundDate]:
    """Yield the dates of the pieces that hold one, the best first: labelled or alone, with a year, then any."""
    in_metadata = [piece for piece in evidence.of("date") if dates.read_date(evidence.quote(piece))]
    for piece in in_metadata:
        date = dates.read_date(evidence.quote(piece))
        if date and date.year is not None:
            yield FoundDate(piece.start, piece.end, date)
    pieces = (*evidence.of("date", "credit"), *evidence.of("source"))
    found = [(piece, one) for piece in pieces for one in _in_line(evidence, piece)]
    made = [one for piece, one in found if _is_of_making(evidence, piece)]
    whole = [one for _, one in found]
    ranked = sorted(whole, key=lambda one: one in made)
    yield from (one for one in ranked if one.date.year is not None)
    yield from ranked


def _is_of_making(evidence: Evidence, piece: Piece) -> bool:
    """Return whether a line says when an official paper was made, which is not when it was published."""
    entries = credits.read_entries(evidence.quote(piece))
    return any(entry.label in _MADE for entry in entries) and not any(entry.label in _PUBLISHED for entry in entries)


def _in_line(evidence: Evidence, piece: Piece) -> Iterator[FoundDate]:
    """Yield the dates of one line: those with a label of their own first, and a time of changing last."""
    text = evidence.quote(piece)
    entries = credits.read_entries(text)
    found = dates.find_dates(text)
    changed = [e for e in entries if e.label in _CHANGED]
    labelled = [e for e in entries if e.kind == "date" and e not in changed]

    def rank(one: FoundDate) -> int:
        if any(e.start <= one.start < e.end for e in labelled):
            return 0
        return 2 if any(e.start <= one.start < e.end for e in changed) else 1

    for one in sorted(found, key=rank):
        yield FoundDate(piece.start + one.start, piece.start + one.end, one.date)
