"""What readers are told: the notice in the place of what was withdrawn, the corrections on a page, the list of all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import CollectionEdition, Edition, IntervalQuerySet, Notice, NoticeQuerySet
from articles.templatetags.address import absolute_url
from articles.views.citation import cite
from articles.views.linked_data import describe_article
from articles.views.page import leaf


@dataclass(frozen=True, slots=True)
class Told:
    """A notice, and the last edition before the one it speaks of, where readers may still open it."""

    notice: Notice
    before: Any  # Any: an edition of either kind, or None


def tell(notices: Iterable[Notice], others: Sequence[Any], shown: Any) -> list[Told]:
    """Return the notices with the edition that each one's own replaced, where it is another than the one `shown`."""
    found = []
    for notice in notices:
        number = 0 if notice.is_withdrawal else notice.edition_number or 0
        before = [edition for edition in (*others, shown) if edition.number < number]
        last = max(before, key=lambda edition: edition.number, default=None)
        found.append(Told(notice, None if last is shown else last))
    return found


def gone(request: HttpRequest, editions: IntervalQuerySet, notices: NoticeQuerySet) -> HttpResponse:
    """Answer 410 with the notice where `editions` were withdrawn; raise Http404 where none was ever public.

    What may still be read stands behind the notice, under the title; of what is sealed the notice alone is shown.
    """
    now = timezone.now()
    if not editions.withdrawn(now).exists():
        raise Http404
    readable = list(editions.behind_notice(now).order_by("-number"))
    told = list(notices.shown(now).withdrawals())
    context = {"notices": told, "readable": readable, "edition": readable[0] if readable else None}
    if readable:
        context |= _of(request, readable[0], list(notices.shown(now)))
    return render(request, "410.html", context, status=410)


def _of(request: HttpRequest, edition: Any, notices: list[Notice]) -> dict[str, Any]:
    """Return the citation and the data of a withdrawn article, the address of a withdrawn collection."""
    address = absolute_url(edition.get_absolute_url(), request)
    shared = {"canonical_path": edition.get_absolute_url()}
    if not isinstance(edition, Edition):
        return shared
    content = edition.content
    return {
        **shared,
        "citation": cite(content, _kind(edition), edition.original_url or address, notices),
        "linked_data": describe_article(edition, content, address, notices, withdrawn=True),
    }


def _kind(edition: Edition) -> str:
    row = edition.source_rows.filter(role="published_by").select_related("source").first()
    return row.source.kind if row else ""


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """List what was corrected and what was withdrawn, the last first. What readers may not read is not named."""
    now = timezone.now()
    page = leaf(request, _public_notices(now))
    articles = _named(Edition.objects.all(), "article_id", [n.article_id for n in page], now)
    collections = _named(CollectionEdition.objects.all(), "collection_id", [n.collection_id for n in page], now)
    rows = [(notice, articles.get(notice.article_id) or collections.get(notice.collection_id)) for notice in page]
    shown = [(notice, edition, _address(notice, edition)) for notice, edition in rows]
    return render(request, "articles/corrections.html", {"page": page, "rows": shown})


def _public_notices(now: datetime) -> QuerySet[Notice]:
    """Return the corrections of what may be read, and the withdrawals of what once could."""
    editions, bundles = Edition.objects, CollectionEdition.objects
    read = Q(kind=Notice.Kind.CORRECTION) & (
        Q(article_id__in=editions.live(now).values("article_id"))
        | Q(article_id__in=editions.behind_notice(now).values("article_id"))
        | Q(collection_id__in=bundles.live(now).values("collection_id"))
        | Q(collection_id__in=bundles.behind_notice(now).values("collection_id"))
    )
    taken = Q(kind=Notice.Kind.WITHDRAWAL) & (
        Q(article_id__in=editions.withdrawn(now).values("article_id"))
        | Q(collection_id__in=bundles.withdrawn(now).values("collection_id"))
    )
    return Notice.objects.shown(now).filter(read | taken)


def _named(editions: Any, owner: str, ids: list[int | None], now: datetime) -> dict[int | None, Any]:
    """Return by owner the live edition, else the last to be read behind a notice. Two queries. Any: of either kind."""
    rows = editions.filter(**{f"{owner}__in": [pk for pk in ids if pk]}).defer("payload")
    behind = {getattr(e, owner): e for e in rows.behind_notice(now).order_by("number")}
    return {**behind, **{getattr(e, owner): e for e in rows.live(now)}}


def _address(notice: Notice, edition: Any) -> str:  # Any: an edition of either kind, or None
    """Return where the piece, or the notice in its place, stands; nothing for a sealed collection, named in its address."""
    if edition is not None:
        return str(edition.get_absolute_url())
    return reverse("articles:article_by_id", args=[notice.article_id]) if notice.article_id else ""
