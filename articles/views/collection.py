"""The collection's page, of the live edition, of one it replaced or that was withdrawn, and the list of collections."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import (
    CollectionEdition,
    CollectionEditionPlacement,
    Edition,
    EditionSource,
    EditionTopic,
    IntervalQuerySet,
    Notice,
    Source,
    Topic,
)
from articles.notices import Gone, find_corrections, find_gone
from articles.templatetags.address import absolute_url
from articles.templatetags.press import as_read, press_day
from articles.text.dates import parse_edtf
from articles.views.linked_data import describe_collection
from articles.views.notice import gone, tell
from articles.views.page import leaf
from articles.views.timeline import Dated, Timeline, draw

#: Widths of the two drawings, for wide and for narrow windows.
WIDTHS = (1100, 350)


@dataclass(frozen=True, slots=True)
class Piece:
    number: int
    edition: Edition
    title: str
    note: str
    corrections: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A section; `rows` are its pieces, and in their places what stands for the withdrawn (told of only where asked)."""

    title: str
    introduction: str
    rows: tuple[Piece | Gone, ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(row for row in self.rows if isinstance(row, Piece))


@require_safe
def collection_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    page = leaf(request, CollectionEdition.objects.live(now).defer("payload").latest_first())
    return render(request, "articles/collections.html", {"page": page, "counts": count_pieces(list(page), now)})


@require_safe
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    editions = CollectionEdition.objects.known_as(slug)
    live = editions.live(now).first()
    if live is None:
        return _gone(request, editions)
    if live.slug != slug:
        return HttpResponsePermanentRedirect(live.get_absolute_url())
    return render(request, "articles/collection.html", _page(request, live, live, now))


@require_safe
def collection_edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    now = timezone.now()
    editions = CollectionEdition.objects.known_as(slug)
    live = editions.live(now).first()
    asked = live if live and live.number == number else _readable(editions, live, now).filter(number=number).first()
    if asked is None:
        return _gone(request, editions.filter(number=number) if live else editions)
    if asked.slug != slug:
        return HttpResponsePermanentRedirect(asked.get_edition_url())
    return render(request, "articles/collection.html", _page(request, asked, live, now))


def count_pieces(editions: Sequence[CollectionEdition], now: datetime) -> dict[int, int]:
    """Return how many live articles each edition shows, by its id. One query."""
    live = Edition.objects.live(now).values("article_id")
    placed = CollectionEditionPlacement.objects.filter(edition__in=[e.pk for e in editions], article_id__in=live)
    return dict(placed.values_list("edition_id").annotate(n=Count("pk")))


def read_parts(
    content: dict[str, Any],  # Any: the signed JSON
    now: datetime,
    gone: Mapping[int, Gone] | None = None,
    corrections: Mapping[int, Sequence[Notice]] | None = None,
) -> list[Part]:
    """Return the sections with what is live of them; one of which nothing is left is left out. One query.

    `gone` stands in the places of what was withdrawn, `corrections` beside the pieces they are on.
    """
    wanted, gone, corrections = placed(content), gone or {}, corrections or {}
    live = {e.article_id: e for e in Edition.objects.live(now).for_lists().filter(article_id__in=wanted)}
    parts: list[Part] = []
    number = 0
    for section in content["sections"]:
        rows: list[Piece | Gone] = []
        for p in section["placements"]:
            if shown := live.get(p["article"]):
                number += 1
                told = tuple(corrections.get(p["article"], ()))
                rows.append(Piece(number, shown, p["title"] or shown.title, p["note"], told))
            elif p["article"] in gone:
                rows.append(gone[p["article"]])
        if rows or not section["placements"]:
            parts.append(Part(section["title"], section["introduction"], tuple(rows)))
    return parts


def placed(content: dict[str, Any]) -> list[int]:  # Any: the signed JSON
    """Return the numbers of the articles that an edition places, in order."""
    return [p["article"] for section in content["sections"] for p in section["placements"]]


def _page(
    request: HttpRequest, shown: CollectionEdition, live: CollectionEdition | None, now: datetime
) -> dict[str, Any]:  # Any: a context
    content = shown.content
    numbers = placed(content)
    parts = read_parts(content, now, find_gone(now, numbers), find_corrections(now, numbers))
    pieces = [piece for part in parts for piece in part.pieces]
    editions = [piece.edition.pk for piece in pieces]
    topics = _topics(editions)
    editions_of = CollectionEdition.objects.filter(collection_id=shown.collection_id)
    others = list(_readable(editions_of, live, now).exclude(number=shown.number).defer("payload").order_by("-number"))
    notices = list(Notice.objects.shown(now).filter(collection_id=shown.collection_id))
    url = absolute_url((live or shown).get_absolute_url(), request)
    parts_of = [(as_read(p.title), absolute_url(p.edition.get_absolute_url(), request)) for p in pieces]
    dated = [piece.edition for piece in sorted(pieces, key=_when) if piece.edition.dated_from]
    return {
        "edition": shown,
        "content": content,
        "newer": live if live and live.number != shown.number else None,
        "withdrawn": shown.is_withdrawn,
        "parts": parts,
        "count": len(pieces),
        "topics": topics,
        "sources": _sources(editions),
        "first": dated[0] if dated else None,
        "last": dated[-1] if len(dated) > 1 else None,
        "timelines": _timelines(pieces, [topic for topic, _n in topics]),
        "by_date": sorted(pieces, key=_when),
        "told": tell(notices, others, shown),
        "earlier": others,
        "linked_data": describe_collection(shown, url, parts_of, notices),
        "canonical_path": live.get_absolute_url() if live else shown.get_edition_url(),
    }


def _topics(editions: Sequence[int]) -> list[tuple[Topic, int]]:
    """Return the topics of the pieces, the commonest first. One query."""
    rows = EditionTopic.objects.filter(edition__in=editions).select_related("topic")
    return Counter(row.topic for row in rows).most_common()


def _sources(editions: Sequence[int]) -> list[tuple[Source, int]]:
    """Return who published the pieces first, the commonest first. One query."""
    rows = EditionSource.objects.filter(edition__in=editions, role="published_by").select_related("source")
    return Counter(row.source for row in rows).most_common()


def _timelines(pieces: Sequence[Piece], topics: Sequence[Topic]) -> list[Timeline]:
    dated = [
        Dated(p.number, f"{press_day(p.edition.date)} {as_read(p.title)}", p.edition.dated_from, p.edition.dated_until)
        for p in pieces
        if p.edition.dated_from and p.edition.dated_until
    ]
    events = []
    for topic in topics:
        since = parse_edtf(topic.since) if topic.since else None
        if bounds := since and since.bounds():
            label = _("%(term)s %(date)s起") % {"term": as_read(topic.name), "date": press_day(topic.since)}
            events.append((bounds[0], label))
    drawn = (draw(dated, events[:1], width) for width in WIDTHS)
    return [timeline for timeline in drawn if timeline]


def _when(piece: Piece) -> tuple[bool, float, int]:
    moment = piece.edition.dated_from
    return (moment is None, moment.timestamp() if moment else 0, piece.number)


def _readable(editions: IntervalQuerySet, live: CollectionEdition | None, now: datetime) -> IntervalQuerySet:
    """Return the editions that may be read beside the live one: what it replaced, and what stands behind a notice."""
    behind = editions.behind_notice(now)
    return behind | editions.superseded(now).filter(number__lt=live.number) if live else behind


def _gone(request: HttpRequest, editions: IntervalQuerySet) -> HttpResponse:
    return gone(request, editions, Notice.objects.filter(collection_id__in=editions.values("collection_id")))
