"""What was done to many at once: a list to look at, a page with what became of each, and the page that takes it back."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.base import ReadOnlyAdmin
from articles.admin.chosen import said
from articles.admin.facets import GroupedFilter, grouped
from articles.admin.listing import count_of
from articles.admin.ranges import DateRange
from articles.editorial.takeback import NOT_TAKEN_BACK, obstacles, take_back
from articles.editorial.workflow import Refused
from articles.models import BULK_KINDS, Article, BulkAct, BulkItem


class BulkKindFilter(GroupedFilter):
    title = gettext_lazy("做了什么")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(BULK_KINDS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(kind=self.value()) if self.value() else queryset

    def counted(self, rows: QuerySet[Any]) -> dict[str, int]:
        return grouped(rows, "kind")


class BulkActAdmin(ReadOnlyAdmin):
    """Open to whoever may look at articles: it tells of them."""

    change_form_template = "admin/articles/bulkact/change_form.html"
    list_display = ("at", "what", "said", "by", "done", "refused", "stands")
    list_filter = (BulkKindFilter, ("at", DateRange))
    list_select_related = ("by", "undone", "undoes")
    fields = ("what", "said", "by", "at", "done", "refused", "undoes")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        refused = ~Q(reasons=[])
        counted: QuerySet[Any] = rows.annotate(
            _done=count_of(BulkItem.objects.exclude(refused), "act"),
            _refused=count_of(BulkItem.objects.filter(refused), "act"),
        )
        return counted

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Say once which act an undo takes back."""
        twice = "said" if obj is not None and obj.undoes_id else "undoes"
        return tuple(name for name in self.fields if name != twice)

    @admin.display(description=gettext_lazy("做了什么"), ordering="kind")
    def what(self, act: BulkAct) -> str:
        return act.kind_name

    @admin.display(description=gettext_lazy("填了什么"))
    def said(self, act: BulkAct) -> str:
        return act.said

    @admin.display(description=gettext_lazy("办成"))
    def done(self, act: BulkAct) -> int:
        return int(getattr(act, "_done", 0))

    @admin.display(description=gettext_lazy("没有办成"))
    def refused(self, act: BulkAct) -> int:
        return int(getattr(act, "_refused", 0))

    @admin.display(description=gettext_lazy("撤销"))
    def stands(self, act: BulkAct) -> str:
        if hasattr(act, "undone"):
            return _("已撤销")
        return _("不能撤销") if act.kind in NOT_TAKEN_BACK else _("可以撤销")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        user: Any = request.user  # Any: signed in, or the site shows the login page
        return bool(user.has_perm("articles.view_article"))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        act = context["original"]
        context["items"] = _told(act, {})
        context["may_undo"] = self._may_undo(request) and act.kind not in NOT_TAKEN_BACK and not hasattr(act, "undone")
        context["stays"] = NOT_TAKEN_BACK.get(act.kind, "") if act.kind != "undo" else ""
        return super().render_change_form(request, context, *args, **kwargs)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what would be taken back of each, and what not; by the button, take it back."""
        act = self.get_queryset(request).filter(pk=pk).first()
        if act is None or act.kind == "undo":
            raise Http404
        if not self.has_view_permission(request) or not self._may_undo(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._undo(request, act)
        rows = _told(act, obstacles(act))
        shown = {"original": act, "opts": self.opts, "title": _("撤销：%(act)s") % {"act": act}, "items": rows}
        shown["ready"] = 0 if hasattr(act, "undone") else sum(not row["against"] for row in rows)
        context = {**self.admin_site.each_context(request), **shown}
        return TemplateResponse(request, "admin/articles/bulkact/undo.html", context)

    def _undo(self, request: HttpRequest, act: BulkAct) -> HttpResponse:
        by: Any = request.user  # Any: signed in, or the site shows the login page
        try:
            undone, moved = take_back(act, by=by)
        except Refused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(reverse("admin:articles_bulkact_change", args=[act.pk]))
        left = sum(bool(each.reasons) for each in moved)
        told = {"count": len(moved) - left, "left": left}
        tell = messages.success if told["count"] else messages.warning
        tell(request, _("已撤销 %(count)d 篇；%(left)d 篇没有动，缘由列在下面。") % told)
        return HttpResponseRedirect(reverse("admin:articles_bulkact_change", args=[undone.pk]))

    def _may_undo(self, request: HttpRequest) -> bool:
        user: Any = request.user  # Any: signed in, or the site shows the login page
        return bool(user.has_perm("articles.change_article"))

    def get_urls(self) -> list[URLPattern]:
        undo = path("<int:pk>/undo/", self.admin_site.admin_view(self.undo_view), name="articles_bulkact_undo")
        return [undo, *super().get_urls()]


def _told(act: BulkAct, against: dict[int, tuple[str, ...]]) -> list[dict[str, Any]]:
    """Return the items of an act for a page: what became of each, and what stands against taking it back. Two queries."""
    items = list(act.items.all())
    there = set(Article.objects.filter(pk__in=[item.article for item in items]).values_list("pk", flat=True))
    return [
        {
            "item": item,
            "changes": said(item.before, item.after),
            "against": against.get(item.article, ()),
            "address": reverse("admin:articles_article_change", args=[item.article]) if item.article in there else "",
        }
        for item in items
    ]
