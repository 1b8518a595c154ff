"""Atom feeds: the whole site, one collection, one topic. Summaries only, as far as the source lets us print them."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from articles.filters import find, grow_branches
from articles.models import CollectionEdition, CollectionEditionPlacement, Edition, EditionQuerySet, Topic
from articles.templatetags.press import absolute_url, as_read, page_tag

#: Entries in a feed: a month of a busy desk.
ENTRIES = 50
#: XML cannot carry these, not even escaped.
_NOT_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)])


@require_safe
def site_feed(request: HttpRequest) -> HttpResponse:
    return _answer(request, as_read(settings.SITE_NAME), reverse("articles:home"), Edition.objects.live())


@require_safe
def collection_feed(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    live = CollectionEdition.objects.known_as(slug).live(now).defer("payload").first()
    if live is None:
        raise Http404
    if live.slug != slug:
        return redirect("articles:collection_feed", live.slug, permanent=True)
    placed = CollectionEditionPlacement.objects.filter(edition=live).values("article_id")
    return _answer(
        request, as_read(live.title), live.get_absolute_url(), Edition.objects.live(now).filter(article_id__in=placed)
    )


@require_safe
def topic_feed(request: HttpRequest, slug: str) -> HttpResponse:
    topic = find(Topic, slug)
    branch = grow_branches(timezone.now()).get(topic.pk)
    if branch is None:
        raise Http404
    if topic.slug != slug:
        return redirect("articles:topic_feed", topic.slug, permanent=True)
    return _answer(
        request, as_read(topic.name), topic.get_absolute_url(), Edition.objects.live().in_topics(branch.ids())
    )


def _answer(request: HttpRequest, title: str, path: str, editions: EditionQuerySet) -> HttpResponse:
    """Write the newest of `editions` as an Atom feed of the page at `path`. One query."""
    feed = Atom1Feed(
        title=_clean(title),
        link=absolute_url(path, request),
        description="",
        language=page_tag(),
        feed_url=absolute_url(request.path, request),
        feed_guid=absolute_url(path, request),
    )
    for edition in editions.latest_first().for_lists()[:ENTRIES]:
        feed.add_item(
            title=_clean(as_read(edition.title, edition.script)),
            link=absolute_url(edition.get_absolute_url(), request),
            unique_id=absolute_url(reverse("articles:article_by_id", args=[edition.article_id]), request),
            description=_clean(as_read(edition.teaser, edition.script)),
            author_name=_clean(as_read(edition.people or edition.source_name or settings.SITE_NAME, edition.script)),
            pubdate=edition.first_live_from,
            updateddate=edition.live_from,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _clean(text: str) -> str:
    return text.translate(_NOT_XML)
