"""What a capture says twice and not alike: the value that is not taken is kept as a proposal, with its evidence.

Not for deciding which of the two is right: the shape says which one the page shows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from articles.ingest.fields.evidence import Evidence
from articles.ingest.records import Fact, Outlet, Proposal
from articles.text import credits, dates
from articles.text.dates import PressDate
from articles.text.lines import fold

#: The fields of proposals that stand against a fact, and the flag each raises.
FLAGS = {"title": "title-differs", "date": "date-differs", "source": "source-differs"}
_LABEL = re.compile(r"\s*(?:来源|來源|稿源)\s?[:：]\s*")


def propose(evidence: Evidence, title: Fact | None, date: PressDate, outlets: Sequence[Outlet]) -> Iterator[Proposal]:
    """Yield what the head of a page declares otherwise than the page shows it: title, date, source."""
    for piece in evidence.of("declared_title") if title else ():
        yield Proposal(
            "title", evidence.quote(piece), (evidence.fact(piece.start, piece.end, "declared"),), "网页头部另有标题。"
        )
    for piece in evidence.of("declared_date"):
        other = dates.read_date(evidence.quote(piece))
        if other and differ(date, other):
            value = dates.with_zone(other).to_edtf()
            fact = evidence.fact(piece.start, piece.end, "declared", value=value)
            yield Proposal("date", value, (fact,), "网页头部另有日期。")
    yield from _printed(evidence, date)
    named = {fold(one.name.value) for one in outlets if one.role != "byline_outlet"}
    for piece in evidence.of("declared_source"):
        label = _LABEL.match(evidence.text, piece.start, piece.end)
        fact = evidence.fact(label.end() if label else piece.start, piece.end, "declared")
        if named and not any(fold(fact.value) in one or one in fold(fact.value) for one in named):
            yield Proposal("source", fact.value, (fact,), "网页头部另有来源。")


def _printed(evidence: Evidence, date: PressDate) -> Iterator[Proposal]:
    """Yield the first day that a line of its own prints otherwise than the date that is taken; a time of changing is none."""
    for piece in evidence.of("date"):
        text = evidence.quote(piece)
        changed = [entry for entry in credits.read_entries(text) if entry.label == "更新时间"]
        for one in dates.find_dates(text):
            day = replace(one.date, hour=None, minute=None, second=None)
            if any(e.start <= one.start < e.end for e in changed) or day.precision != "day" or not differ(date, day):
                continue
            fact = evidence.fact(piece.start + one.start, piece.start + one.end, "declared", value=day.to_edtf())
            yield Proposal("date", day.to_edtf(), (fact,), "资料里另印有日期。")
            return


def differ(one: PressDate, other: PressDate) -> bool:
    """Return whether two dates cannot both be right: no minute lies in both, as far as each is stated.

    >>> differ(PressDate(2024, 6, 28), PressDate(2024, 6, 28, 9, 53)), differ(PressDate(2024, 6, 28), PressDate(2024, 6, 29))
    (False, True)
    """
    first, second = replace(one, second=None).bounds(), replace(other, second=None).bounds()
    return first is not None and second is not None and (first[1] <= second[0] or second[1] <= first[0])
