"""The pages of topics, sources, authors and tags: the living record, and what is live under it."""

from collections import defaultdict
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.filters import find, grow_branches
from articles.models import Author, Edition, EditionPerson, EditionQuerySet, EditionSource, Source, Tag, Topic
from articles.views.page import leaf

NAMES_PER_PAGE = 200


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    branches = grow_branches(timezone.now()).values()
    roots = sorted((b for b in branches if b.topic.parent_id is None), key=lambda b: b.topic.slug)
    return render(request, "articles/topics.html", {"roots": roots})


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    record, branches = find(Topic, slug), grow_branches(timezone.now())
    branch = branches.get(record.pk)
    if branch is None:
        raise Http404
    editions = Edition.objects.live().in_topics(branch.ids())
    parent = branches.get(record.parent_id or 0)
    terms = record.terms.exclude(kind="avoided").exclude(form=record.name).values_list("form", flat=True)
    return _show(request, record, slug, editions, {"branch": branch, "parent": parent, "terms": terms})


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    counts = _count(EditionSource, "source_id")
    named = sorted(Source.objects.in_bulk(counts).values(), key=lambda s: (s.kind, -counts[s.pk], s.slug))
    kinds: dict[str, list[tuple[Source, int]]] = defaultdict(list)
    for record in named:
        kinds[record.get_kind_display()].append((record, counts[record.pk]))
    return render(request, "articles/sources.html", {"kinds": dict(kinds)})


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    record = find(Source, slug)
    return _show(request, record, slug, Edition.objects.live().from_source(record.pk))


@require_safe
def authors(request: HttpRequest) -> HttpResponse:
    counts = _count(EditionPerson, "author_id")
    page = leaf(request, sorted(Author.objects.in_bulk(counts).values(), key=lambda a: a.slug), NAMES_PER_PAGE)
    initials: dict[str, list[tuple[Author, int]]] = defaultdict(list)
    for record in page:
        initials[record.slug[:1].upper()].append((record, counts[record.pk]))
    return render(request, "articles/authors.html", {"page": page, "initials": dict(initials)})


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    record = find(Author, slug)
    return _show(request, record, slug, Edition.objects.live().by_author(record.pk))


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    record = find(Tag, slug)
    return _show(request, record, slug, Edition.objects.live().tagged(record.pk))


def _show(
    request: HttpRequest,
    record: Author | Source | Tag | Topic,
    slug: str,
    editions: EditionQuerySet,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """Answer with what is live under `record`: 404 where nothing is, so that not even its name shows."""
    page = leaf(request, editions.newest_first().for_lists())
    if not page.paginator.count:
        raise Http404
    if record.slug != slug:
        return HttpResponsePermanentRedirect(record.get_absolute_url())
    template = f"articles/{record._meta.model_name}.html"
    return render(request, template, {"record": record, "page": page, **(more or {})})


def _count(rows: type[EditionSource] | type[EditionPerson], column: str) -> dict[int, int]:
    """Return how many live editions each record has, by its id. One query."""
    live = Edition.objects.live().values("pk")
    counted = rows._default_manager.filter(edition__in=live).values_list(column)
    return dict(counted.annotate(n=Count("edition_id", distinct=True)))
