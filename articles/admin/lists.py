"""The pages beside the desk's lists: choosing columns, keeping a view, and a look at one row without leaving its list."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from articles.admin import saved
from articles.admin.columns import choose_columns
from articles.admin.listing import BY_VAR, COLUMNS_VAR, DeskList
from articles.editorial.workflow import Refused


def tools(model_admin: Any, request: HttpRequest, shown: DeskList) -> dict[str, Any]:
    """Return what stands above a list: its views, the columns to choose from, and what its filters could not read."""
    user: Any = request.user  # Any: signed in, or the site shows the login page
    return {
        "views": saved.offered(model_admin, request, shown),
        "may_share": user.has_perm("articles.share_savedview"),
        "columns": model_admin.column_choices(request),
        "query": request.GET.urlencode(),
        "model": model_admin.model._meta.model_name,
        "chosen": bool(user.list_columns.get(model_admin.model._meta.model_name)),
    }


@require_POST
def columns_view(request: HttpRequest, model_admin: Any) -> HttpResponse:
    """Keep the columns that were ticked, and go back to the list as it was asked for."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    every = model_admin.all_columns()
    ticked = [name for name in every if name in request.POST.getlist("column") or name == every[0]]
    user: Any = request.user  # Any: signed in, or the site shows the login page
    choose_columns(user, model_admin.model._meta.model_name, () if "_usual" in request.POST else ticked)
    return _back(request, model_admin, (COLUMNS_VAR, BY_VAR, "o"))


@require_POST
def keep_view(request: HttpRequest, model_admin: Any) -> HttpResponse:
    """Keep what the list asks as a view under the name typed, and go on with it."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    asked, shared = request.POST.get("query", ""), "shared" in request.POST
    try:
        view = saved.keep(model_admin, request, request.POST.get("name", ""), asked, shared=shared)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
        return _back(request, model_admin, () if refused.code != "lookup" else None)
    messages.success(request, _("已存为视图“%(name)s”。") % {"name": view})
    return HttpResponseRedirect(saved.address_of(view))


@require_GET
def peek_view(request: HttpRequest, model_admin: Any, pk: str, context: dict[str, Any]) -> HttpResponse:
    """Show a row in short: its first lines, its facts, what is open. A page of its own; the list shows its middle."""
    row = model_admin.peek_row(request, pk)
    if row is None:
        raise Http404
    if not model_admin.has_view_permission(request, row):
        raise PermissionDenied
    shown = {"row": row, "opts": model_admin.opts, "facts": model_admin.peek_facts(row), "title": _("速览")}
    shown |= {"address": reverse(f"admin:{_named(model_admin)}_change", args=[row.pk]), **model_admin.peek(row)}
    return TemplateResponse(request, "admin/articles/peek.html", {**context, **shown})


def _back(request: HttpRequest, model_admin: Any, without: tuple[str, ...] | None) -> HttpResponse:
    """Lead back to the list as the form says it was asked (None: to all of it), and never to another place."""
    asked = QueryDict(request.POST.get("query", "")[: saved.LONGEST] if without is not None else "", mutable=True)
    for name in without or ():
        asked.pop(name, None)
    return HttpResponseRedirect(f"{reverse(f'admin:{_named(model_admin)}_changelist')}?{asked.urlencode()}")


def _named(model_admin: Any) -> str:
    meta = model_admin.model._meta
    return f"{meta.app_label}_{meta.model_name}"
