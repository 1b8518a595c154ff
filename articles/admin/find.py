"""Finding anything at the desk: the palette's answers, and the page that gives the same without script.

What a person may not look at is not found. Nothing is written by asking.
"""

from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET

from articles.admin.destination import destinations
from articles.admin.words import printed_date
from articles.models import Article, Collection, User
from articles.search.named import KINDS, Named, find_articles, find_named, last_worked_on, number_in
from articles.search.query import MAX_QUERY

GROUPS: dict[str, Any] = {  # Any: lazy translations
    "recent": gettext_lazy("最近改过"),
    "article": pgettext_lazy("plural", "文章"),
    "collection": pgettext_lazy("plural", "专题"),
    "author": pgettext_lazy("plural", "作者"),
    "user": pgettext_lazy("plural", "用户"),
    "source": pgettext_lazy("plural", "来源"),
    "topic": pgettext_lazy("plural", "主题"),
    "tag": pgettext_lazy("plural", "标签"),
    "go": gettext_lazy("去哪里"),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """What may be chosen: its name, what tells it from others, and the page it leads to."""

    name: str
    hint: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    kind: str
    label: str
    hits: list[Hit]


def answer(asked: str, user: User) -> list[Group]:
    """Return what this person may see of what is called `asked`, by kind; without words what they worked on last.

    Three queries at most, beside those for the person's rights.
    """
    seen = {kind for kind in ("article", *KINDS) if user.has_perm(f"articles.view_{kind}")}
    if not asked.strip():
        found = {"recent": [named for named in last_worked_on(user) if named.kind in seen]}
    else:
        found = {"article": find_articles(asked) if "article" in seen else []}
        for named in find_named(asked, seen):
            found.setdefault(named.kind, []).append(named)
    groups = {kind: [_hit(named) for named in rows] for kind, rows in found.items()}
    groups["go"] = [Hit(str(each.name), "", each.address) for each in destinations(asked, user)]
    return [Group(kind, str(label), groups[kind]) for kind, label in GROUPS.items() if groups.get(kind)]


def _hit(named: Named) -> Hit:
    return Hit(named.name, _hint(named), reverse(f"admin:articles_{named.kind}_change", args=[named.pk]))


def _hint(named: Named) -> str:
    """Return what tells a row from another of its name, in words."""
    match named.kind:
        case "article":
            parts = [_("第 %(number)d 号") % {"number": named.pk}, str(Article.State(named.hint).label)]
            return " · ".join([*parts, *filter(None, [printed_date(named.date.partition("T")[0])])])
        case "collection":
            return str(Collection.State(named.hint).label)
        case _:
            return named.hint


@require_GET
def suggest_view(request: HttpRequest) -> HttpResponse:
    """Answer the palette in JSON. Refuses (400) any other parameter, and more words than a search reads."""
    asked = request.GET.get("q", "")
    if set(request.GET) - {"q"} or len(request.GET.getlist("q")) > 1 or len(asked) > MAX_QUERY or "\0" in asked:
        return JsonResponse({"error": "q"}, status=400)
    user: Any = request.user  # Any: signed in, or the site shows the login page
    return JsonResponse({"groups": [asdict(group) for group in answer(asked, user)]})


@require_GET
def find_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:  # Any: a template context
    """Show what is found as a page; the number of an article leads straight to it."""
    asked = request.GET.get("q", "")[:MAX_QUERY].replace("\0", "")
    user: Any = request.user  # Any: signed in, or the site shows the login page
    groups = answer(asked, user)
    numbered = reverse("admin:articles_article_change", args=[number_in(asked)])
    if any(hit.url == numbered for group in groups for hit in group.hits):
        return HttpResponseRedirect(numbered)
    more = {"title": _("查找"), "asked": asked, "groups": groups}
    return TemplateResponse(request, "admin/articles/find.html", {**context, **more})
