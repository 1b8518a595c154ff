"""What was merged, split and put back: a list to look at, and the page on which a merge or a split is undone."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.base import ReadOnlyAdmin
from articles.admin.ranges import DateRange
from articles.editorial import merge
from articles.editorial.workflow import Refused
from articles.models import AuthorityMove


class AuthorityMoveAdmin(ReadOnlyAdmin):
    change_form_template = "admin/articles/authority_move.html"
    list_display = ("at", "verb", "kind", "from_name", "into_name", "rows", "by", "reason", "is_standing")
    list_display_links = ("at", "verb")
    list_filter = ("verb", "kind", ("at", DateRange))
    list_select_related = ("by", "undone")
    search_fields = ("from_name", "into_name")
    fields = ("verb", "kind", "from_name", "into_name", "rows", "reason", "by", "at", "undoes", "is_standing")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.defer("packed", "undone__packed")

    @admin.display(description=gettext_lazy("动了多少行"))
    def rows(self, move: AuthorityMove) -> int:
        return sum(move.counts.values())

    @admin.display(description=gettext_lazy("仍有效"), boolean=True)
    def is_standing(self, move: AuthorityMove) -> bool | None:
        return None if move.verb == AuthorityMove.Verb.UNDO else not hasattr(move, "undone")

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        move = context["original"]
        context["may_undo"] = move is not None and bool(self.is_standing(move)) and self._may(request, move)
        return super().render_change_form(request, context, *args, **kwargs)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what an undo would put back, or why it cannot be; by the button, undo it."""
        move = self.get_queryset(request).filter(pk=pk).first()
        if move is None or move.verb == AuthorityMove.Verb.UNDO:
            raise Http404
        if not self.has_view_permission(request, move) or not self._may(request, move):
            raise PermissionDenied
        if request.method == "POST":
            return self._undo(request, move)
        reasons = merge.obstacles(move)
        foreseen = None if reasons else merge.foresee_undo(merge.kind_of(move.kind), move)
        shown = {"original": move, "opts": self.opts, "title": _("撤销：%(move)s") % {"move": move}}
        shown |= {"reasons": reasons, "foreseen": foreseen}
        context = {**self.admin_site.each_context(request), **shown}
        return TemplateResponse(request, "admin/articles/undo.html", context)

    def _undo(self, request: HttpRequest, move: Any) -> HttpResponse:
        by: Any = request.user  # Any: signed in, or the site shows the login page
        try:
            merge.undo(move.pk, by=by, reason=request.POST.get("reason", ""))
        except Refused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(request.path)
        messages.success(request, _("已撤销：%(move)s。原来的网址和页面都回来了。") % {"move": move})
        return HttpResponseRedirect(reverse(f"admin:articles_{move.kind}_change", args=[move.from_id]))

    def _may(self, request: HttpRequest, move: Any) -> bool:
        by: Any = request.user  # Any: signed in, or the site shows the login page
        return merge.may_merge(merge.kind_of(move.kind), by)

    def get_urls(self) -> list[URLPattern]:
        undo = path("<int:pk>/undo/", self.admin_site.admin_view(self.undo_view), name="articles_authoritymove_undo")
        return [undo, *super().get_urls()]
