"""The article's page, of the live edition, of one it replaced, or of one that stands behind a notice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.models import (
    ArticleLink,
    Attribution,
    Author,
    CollectionEdition,
    CollectionEditionPlacement,
    Contribution,
    Edition,
    EditionLink,
    EditionQuerySet,
    Notice,
    Source,
    Tag,
)
from articles.templatetags.address import absolute_url
from articles.views.citation import cite
from articles.views.linked_data import describe_article
from articles.views.notice import gone, tell
from articles.views.page import match_printed

#: How a link reads on the page it points to.
_INCOMING = {
    "same_text": _("同一文本"),
    "quotes": _("引用了本文"),
    "follow_up": _("本文是其后续"),
    "background": _("以本文为背景"),
    "response": _("本文是对它的回应"),
}
#: Characters a minute of attentive reading, the middle of what studies of Chinese readers give.
READING_SPEED = 400


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    aside: str
    author: Author | None


@dataclass(frozen=True, slots=True)
class Related:
    edition: Edition
    label: object
    note: str


@require_safe
def article(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    now = timezone.now()
    live = Edition.objects.live(now).filter(article_id=pk).first()
    if live is None:
        return _gone(request, pk)
    if slug != live.slug:
        return HttpResponsePermanentRedirect(live.get_absolute_url())
    return render(request, "articles/article.html", _page(request, live, live, now))


@require_safe
def article_by_id(request: HttpRequest, pk: int) -> HttpResponse:
    live = Edition.objects.live().filter(article_id=pk).for_lists().first()
    return HttpResponsePermanentRedirect(live.get_absolute_url()) if live else _gone(request, pk)


@require_safe
def edition(request: HttpRequest, pk: int, slug: str, number: int) -> HttpResponse:
    now = timezone.now()
    live = Edition.objects.live(now).filter(article_id=pk).first()
    asked = live if live and live.number == number else _readable(pk, live, now).filter(number=number).first()
    if asked is None:
        editions = Edition.objects.filter(article_id=pk)
        return gone(request, editions.filter(number=number) if live else editions, Notice.objects.filter(article_id=pk))
    if slug != asked.slug:
        return HttpResponsePermanentRedirect(asked.get_edition_url())
    return render(request, "articles/article.html", _page(request, asked, live, now))


def _gone(request: HttpRequest, pk: int) -> HttpResponse:
    return gone(request, Edition.objects.filter(article_id=pk), Notice.objects.filter(article_id=pk))


def _readable(pk: int, live: Edition | None, now: datetime) -> EditionQuerySet:
    """Return the editions that may be read beside the live one: what it replaced, and what stands behind a notice."""
    behind = Edition.objects.behind_notice(now).filter(article_id=pk)
    return behind | Edition.objects.superseded(now).filter(article_id=pk, number__lt=live.number) if live else behind


def _page(
    request: HttpRequest, shown: Edition, live: Edition | None, now: datetime
) -> dict[str, Any]:  # Any: a context
    content = shown.content
    people, editors = _people(shown, content["people"])
    chain = _chain(shown, content["chain"])
    publisher = next((source for role, _name, source in chain if role == "published_by"), None)
    notices = list(Notice.objects.shown(now).filter(article_id=shown.article_id))
    cited = [notice for notice in notices if shown.is_withdrawn or not notice.is_withdrawal]
    current = live or shown
    url = absolute_url(current.get_absolute_url(), request)
    others = list(_readable(shown.article_id, live, now).exclude(number=shown.number).for_lists().order_by("-number"))
    return {
        "edition": shown,
        "content": content,
        "newer": live if live and live.number != shown.number else None,
        "withdrawn": shown.is_withdrawn,
        "people": people,
        "editors": editors,
        "publisher": publisher,
        "chain": [(Attribution.Role(role).label, name, source) for role, name, source in chain],
        "minutes": max(1, round(shown.characters / READING_SPEED)),
        "topics": [row.topic for row in shown.topic_rows.select_related("topic")],
        "tags": _tags(shown, content["tags"]),
        "collections": _collections(shown.article_id, now),
        "related": _related(shown, now),
        "told": tell(notices, others, shown),
        "earlier": others,
        "citation": cite(content, publisher.kind if publisher else "", shown.original_url or url, cited),
        "linked_data": describe_article(shown, content, url, notices, withdrawn=shown.is_withdrawn),
        "canonical_path": live.get_absolute_url() if live else shown.get_edition_url(),
    }


def _people(shown: Edition, printed: Sequence[dict[str, str]]) -> tuple[list[tuple[str, list[Person]]], list[Person]]:
    """Return the byline's people by role, in order of the print, and the editors apart. One query."""
    rows = list(shown.person_rows.select_related("author"))
    groups: dict[str, list[Person]] = {}
    for role in dict.fromkeys(person["role"] for person in printed):
        members = [person for person in printed if person["role"] == role]
        authors = match_printed([p["name"] for p in members], [row.author for row in rows if row.role == role])
        groups[role] = [
            Person(p["name"], " ".join(filter(None, (p["outlet"], p["affiliation"]))), author)
            for p, author in zip(members, authors, strict=True)
        ]
    editors = groups.pop("editor", [])
    return [(str(Contribution.Role(role).label), members) for role, members in groups.items()], editors


def _chain(shown: Edition, printed: Sequence[dict[str, str]]) -> list[tuple[str, str, Source | None]]:
    """Return role, name as printed and living record of every source in the chain. One query."""
    rows = list(shown.source_rows.select_related("source"))
    links = []
    for role in dict.fromkeys(link["role"] for link in printed):
        names = [link["name"] for link in printed if link["role"] == role]
        sources = match_printed(names, [row.source for row in rows if row.role == role])
        links += [(role, name, source) for name, source in zip(names, sources, strict=True)]
    return links


def _tags(shown: Edition, printed: Sequence[str]) -> list[tuple[str, Tag | None]]:
    tags = match_printed(printed, [row.tag for row in shown.tag_rows.select_related("tag")])
    return list(zip(printed, tags, strict=True))


def _collections(article_id: int, now: datetime) -> QuerySet[CollectionEditionPlacement]:
    live = CollectionEdition.objects.live(now).values("pk")
    placed = CollectionEditionPlacement.objects.filter(article_id=article_id, edition__in=live)
    return placed.select_related("edition").defer("edition__payload").order_by("-edition__first_live_from")


def _related(shown: Edition, now: datetime) -> list[Related]:
    """Return the links of this edition to what is live, then those of what is live to this article. Three queries."""
    outgoing = list(shown.link_rows.order_by("pk"))
    live = Edition.objects.live(now).for_lists()
    targets = {e.article_id: e for e in live.filter(article_id__in=[link.to_article_id for link in outgoing])}
    related = [
        Related(targets[link.to_article_id], ArticleLink.Kind(link.kind).label, link.note)
        for link in outgoing
        if link.to_article_id in targets
    ]
    seen = {link.to_article_id for link in outgoing if link.kind == ArticleLink.Kind.SAME_TEXT}
    incoming = EditionLink.objects.filter(to_article_id=shown.article_id, edition__in=live.values("pk"))
    for link in incoming.select_related("edition").defer("edition__payload", "edition__html").order_by("pk"):
        if link.kind != ArticleLink.Kind.SAME_TEXT or link.edition.article_id not in seen:
            related.append(Related(link.edition, _INCOMING[link.kind], link.note))
    return related
