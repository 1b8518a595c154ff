"""The front page and the lists that cut across topics: articles with facets, search, and about."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from articles.filters import EditionFilter, grow_branches
from articles.models import CollectionEdition, Edition
from articles.search import mark_words, search_press
from articles.search.query import MAX_QUERY
from articles.views.collection import count_pieces, read_parts
from articles.views.page import PER_PAGE, leaf, leaf_number

#: Pieces named on the cover, and in the list below it.
ON_COVER, LATEST, COLLECTIONS, TOPICS = 5, 12, 7, 12


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    collections = list(CollectionEdition.objects.live(now).latest_first()[:COLLECTIONS])
    cover = collections[0] if collections else None
    pieces = [piece for part in read_parts(cover.content, now) for piece in part.pieces] if cover else []
    context = {
        "cover": cover,
        "pieces": pieces[:ON_COVER],
        "collections": collections[1:],
        "counts": count_pieces(collections, now),
        "latest": Edition.objects.live(now).for_lists().latest_first()[:LATEST],
        "topics": sorted(grow_branches(now).values(), key=lambda b: (-b.count, b.topic.slug))[:TOPICS],
    }
    return render(request, "articles/home.html", context)


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    chosen = EditionFilter(request.GET, Edition.objects.live().newest_first().for_lists())
    page = leaf(request, chosen.qs)
    if not page.paginator.count and (led := chosen.led_on()):
        present = EditionFilter(led, Edition.objects.live())
        if present.qs.exists():  # where nothing is live, not even the new name shows
            return HttpResponsePermanentRedirect(f"{reverse('articles:articles')}?{urlencode(led)}")
    return render(request, "articles/articles.html", {"page": page, "filter": chosen, "facets": chosen.facets()})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what is live and holds the words, titles and snippets marked. Four queries, none without words."""
    query, now = request.GET.get("q", "").strip()[:MAX_QUERY], timezone.now()
    number = leaf_number(request)
    found = search_press(query, limit=PER_PAGE, offset=(number - 1) * PER_PAGE, now=now)
    page = leaf(request, range(found.total))
    pieces = Edition.objects.live(now).for_lists().in_bulk([hit.edition_id for hit in found.hits])
    shown = [(pieces[hit.edition_id], hit.snippet) for hit in found.hits if hit.edition_id in pieces]
    hits = [(piece, mark_words(piece.title, query), snippet) for piece, snippet in shown]
    return render(request, "articles/search.html", {"query": query, "page": page, "hits": hits})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/about.html")
