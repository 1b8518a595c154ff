"""The desk: Django's admin site with its own front page."""

from collections.abc import Callable
from copy import copy
from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.admin import (
    board,
    expired,
    figures,
    find,
    guide,
    home,
    importing,
    inbox,
    keymap,
    late,
    lists,
    month,
    queue,
    second,
    signin,
)
from articles.admin.base import DeskLists


class DeskSite(AdminSite):
    site_header = _("编研室 · 编辑台")
    site_title = _("编辑台")
    index_title = _("今日")
    enable_nav_sidebar = False
    empty_value_display = "—"
    login_template = "admin/articles/login.html"

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:  # Any: Django's own view type
        """Ask who sends a form without being signed in to sign in, and keep the form until then."""
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            field = expired.packed(request) if request.method == "POST" and not self.has_permission(request) else ""
            return self.keeping_login(request, field) if field else inner(request, *args, **kwargs)

        return update_wrapper(guarded, inner)

    def has_permission(self, request: HttpRequest) -> bool:
        """Return whether the person may see the desk: of the staff, and past the second step where the house asks for it."""
        return super().has_permission(request) and not second.is_wanted(request)

    def keeping_login(self, request: HttpRequest, field: str, more: dict[str, Any] | None = None) -> HttpResponse:
        """Return the page of the login's next step, with a form that waits in it."""
        if super().has_permission(request):
            return second.page(request, self.each_context(request), field, reverse("admin:index"))
        asked = copy(request)
        asked.method = "GET"
        where = {"app_path": reverse("admin:login"), "next": reverse("admin:index"), expired.KEPT: field}
        response: HttpResponse = super().login(asked, {**where, **(more or {})})
        if isinstance(response, TemplateResponse):
            response.render()  # now: what comes after, such as a lock, sends it as it is
        return response

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Take the password, then lead to the second step where one is wanted; a form that waits goes along."""
        field = request.POST.get(expired.KEPT, "")
        if request.method == "GET" and super().has_permission(request) and second.is_wanted(request):
            return HttpResponseRedirect(second.address(request.GET.get("next", "")))
        response: HttpResponse = super().login(request, {**(extra_context or {}), expired.KEPT: field})
        if request.method == "POST":
            signed_in = response.status_code == 302 and super().has_permission(request)
            signin.note_login(request, signed_in)
            if signed_in:
                return self._past_password(request, response, field)
        return response

    def _past_password(self, request: HttpRequest, response: HttpResponse, field: str) -> HttpResponse:
        if second.is_wanted(request):
            leads = response.headers["Location"]
            if not field:
                return HttpResponseRedirect(second.address(leads))
            return second.page(request, self.each_context(request), field, leads)
        return (expired.give_back(request, field, self.each_context(request)) if field else None) or response

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        signin.note_logout(request)
        return super().logout(request, extra_context)

    @method_decorator(never_cache)
    def second_view(self, request: HttpRequest) -> HttpResponse:
        if not super().has_permission(request):
            return HttpResponseRedirect(reverse("admin:login"))
        return second.second_view(request, self.each_context(request))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        user: Any = request.user  # Any: signed in, or the site shows the login page
        return super().index(request, {"home": home.home_of(user), **(extra_context or {})})

    def get_urls(self) -> list[URLResolver | URLPattern]:
        return [
            path("find/", self.admin_view(self.find_view), name="find"),
            path("find/suggest/", self.admin_view(find.suggest_view), name="find_suggest"),
            path("guide/", self.admin_view(self.guide_view), name="guide"),
            path("keys/", self.admin_view(self.keys_view), name="keys"),
            path("import/", self.admin_view(csrf_exempt(self.import_view)), name="import"),
            path("import/progress/", self.admin_view(importing.progress_view), name="import_progress"),
            path("second/", self.second_view, name="second"),
            path("logout/", self.logout, name="logout"),  # open to those between the two steps
            path(
                "lists/<str:app>/<str:model>/columns/",
                self.admin_view(self._of_list(lists.columns_view)),
                name="list_columns",
            ),
            path(
                "lists/<str:app>/<str:model>/keep/", self.admin_view(self._of_list(lists.keep_view)), name="keep_view"
            ),
            path("lists/<str:app>/<str:model>/<str:pk>/peek/", self.admin_view(self.peek_view), name="peek"),
            path("queue/", self.admin_view(self.queue_view), name="queue"),
            path("inbox/", self.admin_view(self.inbox_view), name="inbox"),
            path("inbox/people/", self.admin_view(inbox.people_view), name="people"),
            path("board/", self.looked_at(board.board_view), name="board"),
            path("calendar/", self.looked_at(month.month_view), name="month"),
            path("figures/", self.looked_at(figures.figures_view), name="figures"),
            path("figures/<slug:name>.csv", self.looked_at(figures.table_view), name="figures_table"),
            path("late/", self.looked_at(late.late_view), name="late"),
            *super().get_urls(),
        ]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what every page of the desk prints: the keys that act there, and how much of the inbox is unread. No query."""
        return {
            **super().each_context(request),
            "desk_keys": keymap.keys_shown(),
            "unread": inbox.unread(request.user),
        }

    def find_view(self, request: HttpRequest) -> HttpResponse:
        return find.find_view(request, self.each_context(request))

    def guide_view(self, request: HttpRequest) -> HttpResponse:
        return guide.guide_view(request, self.each_context(request))

    def keys_view(self, request: HttpRequest) -> HttpResponse:
        return keymap.keys_view(request, self.each_context(request))

    def looked_at(self, view: Callable[..., HttpResponse]) -> Any:  # Any: Django's own view type
        """Return a page of the desk that takes no form: `view`, given what every page of the desk shows."""

        def looked(request: HttpRequest, **named: Any) -> HttpResponse:
            return view(request, self.each_context(request), **named)

        return self.admin_view(require_safe(looked))

    def import_view(self, request: HttpRequest) -> HttpResponse:
        def view(request: HttpRequest) -> HttpResponse:
            return importing.import_view(request, self.each_context(request))

        return importing.guarded_import(request, view)

    def inbox_view(self, request: HttpRequest) -> HttpResponse:
        return inbox.inbox_view(request, self.each_context(request))

    def _of_list(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        """Return `view` of a list, by the names of its app and model."""

        def named(request: HttpRequest, app: str, model: str, *args: Any) -> HttpResponse:
            return view(request, self._lists_of(app, model), *args)

        return named

    def _lists_of(self, app: str, model: str) -> DeskLists:
        """Return the admin whose lists are the desk's. Raises Http404 where there is none."""
        found = next(
            (each for kind, each in self._registry.items() if kind._meta.label_lower == f"{app}.{model}"), None
        )
        if not isinstance(found, DeskLists):
            raise Http404
        return found

    def peek_view(self, request: HttpRequest, app: str, model: str, pk: str) -> HttpResponse:
        return lists.peek_view(request, self._lists_of(app, model), pk, self.each_context(request))

    def queue_view(self, request: HttpRequest) -> HttpResponse:
        return queue.queue_view(request, self.each_context(request))
