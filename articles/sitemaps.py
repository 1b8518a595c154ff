"""The sitemap: every live page in every language, split where the format asks for it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.filters import grow_branches
from articles.models import Author, CollectionEdition, Edition, EditionPerson, EditionSource, EditionTag, Source, Tag
from articles.templatetags.address import absolute_url


class _Pages(Sitemap):  # type: ignore[type-arg]  # subscripting it fails without a patch at run time
    i18n = alternates = x_default = True
    #: Addresses a file: the format allows 50,000, and each has four alternates of some 100 bytes.
    limit = 10_000

    def get_domain(self, site: Any = None) -> str:  # Any: Django's own signature
        return urlsplit(settings.SITE_URL).netloc or str(super().get_domain(site))

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme or protocol or "http"


class _Fixed(_Pages):
    def items(self) -> list[str]:
        return ["home", "articles", "collections", "topics", "sources", "authors", "archive", "corrections", "about"]

    def location(self, item: str) -> str:
        return reverse(f"articles:{item}")


class _Articles(_Pages):
    def items(self) -> QuerySet[Edition]:
        return Edition.objects.live().for_lists().order_by("article_id")

    def lastmod(self, item: Edition) -> datetime:
        return item.live_from


class _Collections(_Pages):
    def items(self) -> QuerySet[CollectionEdition]:
        return CollectionEdition.objects.live().defer("payload").order_by("collection_id")

    def lastmod(self, item: CollectionEdition) -> datetime:
        return item.live_from


class _Records(_Pages):
    """Topics, sources, authors and tags that something live has."""

    def items(self) -> list[Any]:  # Any: four models with an address
        live = Edition.objects.live().values("pk")
        sources = EditionSource.objects.filter(edition__in=live).values("source_id")
        people = EditionPerson.objects.filter(edition__in=live).values("author_id")
        tags = EditionTag.objects.filter(edition__in=live).values("tag_id")
        return [
            *(branch.topic for branch in grow_branches(timezone.now()).values()),
            *Source.objects.filter(pk__in=sources).order_by("pk"),
            *Author.objects.filter(pk__in=people).order_by("pk"),
            *Tag.objects.filter(pk__in=tags).order_by("pk"),
        ]


SECTIONS: Mapping[str, type[_Pages]] = {
    "pages": _Fixed,
    "articles": _Articles,
    "collections": _Collections,
    "records": _Records,
}


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """List the sitemap's files, each with as many leaves as it needs."""
    files = []
    for name, kind in SECTIONS.items():
        path = absolute_url(reverse("sitemap_section", args=[name]), request)
        leaves = kind().paginator.num_pages
        files += [path, *(f"{path}?p={n}" for n in range(2, leaves + 1))]
    return render(request, "sitemap_index.xml", {"files": files}, content_type="application/xml")


@require_safe
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    return sitemap_view(request, dict(SECTIONS), section)
