"""Atom feeds: the whole site, one collection, one topic. Summaries only, as far as the source lets us print them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.filters import find, grow_branches
from articles.models import CollectionEdition, CollectionEditionPlacement, Edition, EditionQuerySet, Notice, Topic
from articles.notices import Gone, find_corrections, find_gone
from articles.templatetags.address import absolute_url
from articles.templatetags.press import as_read, on_day, page_tag

#: Entries in a feed: a month of a busy desk.
ENTRIES = 50
#: XML cannot carry these, not even escaped.
_NOT_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)])


@require_safe
def site_feed(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    gone = find_gone(now, None, ENTRIES)
    return _answer(request, as_read(settings.SITE_NAME), reverse("articles:home"), Edition.objects.live(now), gone)


@require_safe
def collection_feed(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    live = CollectionEdition.objects.known_as(slug).live(now).defer("payload").first()
    if live is None:
        raise Http404
    if live.slug != slug:
        return redirect("articles:collection_feed", live.slug, permanent=True)
    placed = CollectionEditionPlacement.objects.filter(edition=live).values("article_id")
    editions = Edition.objects.live(now).filter(article_id__in=placed)
    return _answer(request, as_read(live.title), live.get_absolute_url(), editions, find_gone(now, placed, ENTRIES))


@require_safe
def topic_feed(request: HttpRequest, slug: str) -> HttpResponse:
    topic, now = find(Topic, slug), timezone.now()
    branch = grow_branches(now).get(topic.pk)
    if branch is None:
        raise Http404
    if topic.slug != slug:
        return redirect("articles:topic_feed", topic.slug, permanent=True)
    editions = Edition.objects.live(now).in_topics(branch.ids())
    gone = find_gone(now, Edition.objects.behind_notice(now).in_topics(branch.ids()).values("article_id"), ENTRIES)
    return _answer(request, as_read(topic.name), topic.get_absolute_url(), editions, gone)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a feed; one that was withdrawn keeps its id, so that readers' copies give way to the notice."""

    article_id: int
    title: str
    path: str
    summary: str
    author: str
    published: datetime
    updated: datetime
    categories: tuple[str, ...] = ()


def _answer(
    request: HttpRequest, title: str, path: str, editions: EditionQuerySet, gone: Mapping[int, Gone]
) -> HttpResponse:
    """Write the newest of `editions`, with what stands for the withdrawn, as an Atom feed of the page at `path`.

    Two queries; corrections are told before the summary.
    """
    feed = Atom1Feed(
        title=_clean(title),
        link=absolute_url(path, request),
        description="",
        language=page_tag(),
        feed_url=absolute_url(request.path, request),
        feed_guid=absolute_url(path, request),
    )
    shown = list(editions.latest_first().for_lists()[:ENTRIES])
    corrections = find_corrections(timezone.now(), [edition.article_id for edition in shown])
    entries = [_live(edition, corrections.get(edition.article_id, ())) for edition in shown]
    entries += [_gone(one) for one in gone.values()]
    for entry in sorted(entries, key=lambda entry: entry.published, reverse=True)[:ENTRIES]:
        feed.add_item(
            title=_clean(entry.title),
            link=absolute_url(entry.path, request),
            unique_id=absolute_url(reverse("articles:article_by_id", args=[entry.article_id]), request),
            description=_clean(entry.summary),
            author_name=_clean(entry.author),
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=entry.categories,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _live(edition: Edition, corrections: Sequence[Notice]) -> _Entry:
    told = [_told(notice) for notice in corrections]
    return _Entry(
        edition.article_id,
        as_read(edition.title, edition.script),
        edition.get_absolute_url(),
        " ".join(filter(None, (*told, as_read(edition.teaser, edition.script)))),
        as_read(edition.people or edition.source_name or settings.SITE_NAME, edition.script),
        edition.first_live_from,
        edition.live_from,
        ("correction",) if corrections else (),
    )


def _gone(gone: Gone) -> _Entry:
    """Return the entry of what was withdrawn: its title while it may be read behind the notice, and the notice."""
    edition, last = gone.edition, gone.notices[0]
    title = _("撤稿：%(title)s") % {"title": as_read(edition.title, edition.script)} if edition else _("撤稿")
    told = " ".join(_told(notice) for notice in gone.notices)
    site = as_read(settings.SITE_NAME)
    return _Entry(
        gone.article_id,
        as_read(title, edition.script if edition else "zh-Hans"),
        gone.address,
        told,
        site,
        last.at,
        last.at,
        ("withdrawal",),
    )


def _told(notice: Notice) -> str:
    """Return the kind, day and words of a notice in one sentence."""
    words = {"kind": notice.get_kind_display(), "day": on_day(notice.at), "text": notice.text}
    return as_read(_("%(kind)s（%(day)s）：%(text)s") % words)


def _clean(text: str) -> str:
    return text.translate(_NOT_XML)
