"""Finding articles for a collection: words and facets over everything at the desk, a page of hits at a time."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.admin.arranging import ArrangePages
from articles.admin.record import headline_of
from articles.models import Article, ArticleTag, Attribution, Collection, Edition, Placement
from articles.search import Run, desk_matches, search_desk

#: Hits of a page; how many articles, the newest, are counted for the facets; how many choices a facet offers.
PAGE, COUNTED, CHOICES = 20, 1000, 8
#: Sections that a button of their own leads to, and a key.
SECTIONS = 9
FACETS = {
    "topic": gettext_lazy("主题"),
    "source": gettext_lazy("来源"),
    "year": gettext_lazy("年份"),
    "public": gettext_lazy("公开"),
    "tag": gettext_lazy("标签"),
}
_PUBLIC = {"yes": gettext_lazy("已公开"), "no": gettext_lazy("尚未公开")}


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a facet: how many have it, and the query that takes it, or drops it where it is taken."""

    name: str
    count: int
    chosen: bool
    query: str


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found, with what there is to know before it is taken."""

    article: Any  # Any: an Article with annotations
    snippet: tuple[Run, ...]

    @property
    def name(self) -> str:
        return headline_of(self.article)


@dataclass(frozen=True, slots=True)
class Found:
    """What is shown of a search: facets, hits, the count in words, and the queries of the pages around."""

    asked: dict[str, str]
    facets: tuple[tuple[str, tuple[Choice, ...]], ...]
    hits: tuple[Hit, ...]
    total: str
    before: str
    after: str


def find(collection: Collection, asked: QueryDict) -> Found:
    """Return the articles that hold every word asked for and fit the facets. Nine queries at most, however many there are."""
    words = asked.get("q", "").strip()[:200]
    chosen = {name: asked.get(name, "").strip()[:100] for name in FACETS if asked.get(name, "").strip()}
    rows = _narrowed(chosen)
    matching = rows.filter(desk_matches(words)) if words else rows
    newest = matching.order_by(F("dated_from").desc(nulls_last=True), "-pk").values_list("pk", "date")[: COUNTED + 1]
    dated = dict(newest)
    keys = list(dated)[:COUNTED]
    offset = PAGE * (_page(asked) - 1)
    snippets: dict[int, tuple[Run, ...]] = {}
    if words:
        results = search_desk(words, limit=PAGE, offset=offset, among=rows)
        snippets = {hit.article_id: hit.snippet for hit in results.hits}
        shown, total = list(snippets), results.total
    else:
        shown, total = keys[offset : offset + PAGE], len(dated)
    query = {**({"q": words} if words else {}), **chosen}
    more = total > offset + PAGE and (bool(words) or offset + PAGE < COUNTED)
    return Found(
        {"q": words, **chosen},
        tuple(_facets(query, keys, [dated[key] for key in keys])),
        tuple(Hit(article, snippets.get(article.pk, ())) for article in _articles(collection, shown)),
        _("%(count)d 篇以上") % {"count": COUNTED} if total > COUNTED else _("%(count)d 篇") % {"count": total},
        _to_page(query, offset // PAGE) if offset else "",
        _to_page(query, offset // PAGE + 2) if more else "",
    )


def _narrowed(chosen: dict[str, str]) -> QuerySet[Article]:
    """Return the articles that fit every chosen facet; a value that is none finds nothing."""
    rows = Article.objects.all()
    if topic := chosen.get("topic"):
        rows = rows.filter(pk__in=Article.topics.through.objects.filter(topic__slug=topic).values("article"))
    if source := chosen.get("source"):
        published = Attribution.objects.filter(role=Attribution.Role.PUBLISHED_BY, source__slug=source).order_by()
        rows = rows.filter(pk__in=published.values("article"))
    if tag := chosen.get("tag"):
        rows = rows.filter(pk__in=ArticleTag.objects.filter(tag__slug=tag).values("content_object"))
    if year := chosen.get("year"):
        rows = rows.filter(date__startswith=f"{year}-") | rows.filter(date=year)
    if public := chosen.get("public"):
        live = Q(pk__in=Edition.objects.live().order_by().values("article"))
        rows = rows.filter(live if public == "yes" else ~live)
    return rows


def _facets(query: dict[str, str], keys: list[int], dates: list[str]) -> Any:  # Any: pairs, one after the other
    """Yield each facet that offers a choice, counted among the articles of `keys`. Four queries."""
    topics = Article.topics.through.objects.filter(article__in=keys)
    sources = Attribution.objects.filter(article__in=keys, role=Attribution.Role.PUBLISHED_BY).order_by()
    tags = ArticleTag.objects.filter(content_object__in=keys)
    live = Edition.objects.live().filter(article__in=keys).order_by().values("article").distinct().count()
    years = Counter(date[:4] for date in dates if date[:4].isdecimal())
    counted: dict[str, list[tuple[str, str, int]]] = {
        "topic": _commonest(topics, "topic"),
        "source": _commonest(sources.exclude(source=None), "source"),
        "year": [(year, year, count) for year, count in sorted(years.items(), reverse=True)[:CHOICES]],
        "public": [("yes", str(_PUBLIC["yes"]), live), ("no", str(_PUBLIC["no"]), len(keys) - live)],
        "tag": _commonest(tags, "tag"),
    }
    for name, label in FACETS.items():
        choices = tuple(_choice(query, name, *row) for row in counted[name] if row[2])
        if choices:
            yield str(label), choices


def _commonest(rows: QuerySet[Any], name: str) -> list[tuple[str, str, int]]:  # Any: rows that name a record
    """Return slug, name and count of the commonest records in `rows`. One query."""
    counted = rows.values_list(f"{name}__slug", f"{name}__name").annotate(n=Count("pk"))
    return list(counted.order_by("-n", f"{name}__slug")[:CHOICES])


def _choice(query: dict[str, str], facet: str, value: str, name: str, count: int) -> Choice:
    taken = query.get(facet) == value
    others = {key: words for key, words in query.items() if key != facet}
    return Choice(name, count, taken, "?" + urlencode(others if taken else {**others, facet: value}))


def _articles(collection: Collection, keys: list[int]) -> list[Article]:
    """Return the articles of `keys` in that order, without texts: who published, what is public, what is in. One query."""
    published = Attribution.objects.filter(article=OuterRef("pk"), role=Attribution.Role.PUBLISHED_BY).order_by()
    rows = (
        Article.objects.without_text()
        .filter(pk__in=keys)
        .annotate(
            source_name=Subquery(published.values("name")[:1]),
            is_public=Exists(Edition.objects.live().filter(article=OuterRef("pk"))),
            is_in=Exists(Placement.objects.filter(collection=collection, article=OuterRef("pk"))),
        )
    )
    found = {article.pk: article for article in rows}
    return [found[key] for key in keys if key in found]


def _page(asked: QueryDict) -> int:
    page = asked.get("page", "")
    return max(1, int(page)) if page.isdecimal() and len(page) < 5 else 1


def _to_page(query: dict[str, str], page: int) -> str:
    return "?" + urlencode({**query, **({"page": str(page)} if page > 1 else {})})


class FinderPages(ArrangePages):
    @method_decorator(require_safe)
    def find_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what is found; to the builder's script without the page around it."""
        target = self.seen(request, object_id)
        found = find(target, request.GET)
        shown = {"found": found, **self.takes(request, target), "heading": _("找文章")}
        return self.shelf(request, "find", target, shown)

    def takes(self, request: HttpRequest, target: Collection) -> dict[str, Any]:
        """Return what the buttons that take an article need. One query."""
        return {
            "may_change": self.has_change_permission(request, target),
            "sections": list(target.sections.all()[:SECTIONS]),
            "row": target,
        }

    def shelf(self, request: HttpRequest, name: str, target: Any, shown: dict[str, Any]) -> HttpResponse:
        """Answer with a page of the side: whole, or without the page around it where the builder's script asks."""
        if request.headers.get("X-Part") == "shelf":
            return render(request, f"admin/articles/collection/_{name}.html", {**shown, "opts": self.opts})
        part = f"admin/articles/collection/_{name}.html"
        return self.page(request, "admin/articles/collection/shelf.html", target, {**shown, "part": part})

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_find"
        own = path("<path:object_id>/find/", self.admin_site.admin_view(self.find_view), name=name)
        return [own, *super().get_urls()]
