"""Lint of what editors write around the pieces of a collection: its titles, introductions and notes.

The same checks as an article's, as far as they ask about words; what a collection has no place for (facts, people, a
capture) is not asked. There is nothing to dismiss here: only what blocks stands against signing, the rest is shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from articles.editorial.lint import (
    damaged_bytes,
    doubled_mark,
    doubled_unit,
    elided_name,
    furniture_left,
    half_width,
    impossible_date,
    inner_blank,
    leftover_pinyin,
    long_title,
    mixed_scripts,
    number_range,
    personal_data,
    taiwan_word,
    undecodable,
    unit_conversion,
    unpaired_marks,
)
from articles.models import Article, Collection
from articles.text.finding import Finding
from articles.told import told as _

#: The checks that ask about words alone, in the order in which an article's are made.
CHECKS = (
    long_title,
    damaged_bytes,
    undecodable,
    elided_name,
    leftover_pinyin,
    mixed_scripts,
    taiwan_word,
    unpaired_marks,
    half_width,
    doubled_mark,
    inner_blank,
    number_range,
    doubled_unit,
    unit_conversion,
    impossible_date,
    furniture_left,
    personal_data,
)
_LEVELS = {"block": 0, "reason": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class Place:
    """A text of a collection: where it stands, in words, and what it is called in a finding."""

    field: str
    where: str
    text: str
    is_title: bool = False


def places(collection: Collection) -> Iterator[Place]:
    """Yield every text of `collection` that is not empty, in reading order. Two queries, none where its rows are prefetched."""
    title, introduction, note = _("标题"), _("引言"), _("编者按")
    yield from _filled(
        Place("title", title, collection.title, True),
        Place("standfirst", _("导语"), collection.standfirst),
        Place("introduction", introduction, collection.introduction),
    )
    rows: dict[int, list[Any]] = {}
    for placement in sorted(collection.placements.all(), key=lambda each: (each.order, each.pk)):
        rows.setdefault(placement.section_id, []).append(placement)
    for n, section in enumerate(collection.sections.all(), 1):
        part = _("第 %(number)d 部分") % {"number": n}
        yield from _filled(
            Place(f"section-{n}-title", f"{part} {title}", section.title, True),
            Place(f"section-{n}-introduction", f"{part} {introduction}", section.introduction),
        )
        for m, placed in enumerate(rows.get(section.pk, ()), 1):
            piece = part + _("第 %(number)d 篇") % {"number": m}
            yield from _filled(
                Place(f"placement-{n}-{m}-title", f"{piece} {title}", placed.title, True),
                Place(f"placement-{n}-{m}-note", f"{piece} {note}", placed.note),
            )


def _filled(*found: Place) -> Iterator[Place]:
    yield from (place for place in found if place.text.strip())


def collection_findings(collection: Collection) -> tuple[tuple[Place, Finding], ...]:
    """Return what is wrong with the texts of `collection`, each with its place, worst first. Queries as `places`."""
    found = [
        (place, replace(finding, field=place.field))
        for place in places(collection)
        for check in CHECKS
        for finding in check.check(_as_article(place))
        if finding.field in ("title", "body")
    ]
    return tuple(sorted(found, key=lambda row: _LEVELS[row[1].level]))


def _as_article(place: Place) -> Article:
    """Return an article, saved nowhere, of the one text: the checks know no other thing."""
    return Article(title=place.text, script="zh-Hans") if place.is_title else Article(body=place.text, script="zh-Hans")
