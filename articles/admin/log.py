"""The log at the desk: filtered, never changed, and handed out as a file to those who may export it."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.admin.base import ReadOnlyAdmin
from articles.admin.facets import GroupedFilter, grouped
from articles.admin.ranges import DateRange
from articles.admin.words import worded
from articles.editorial.log import FORMATS, said_by
from articles.models import KINDS, Article, Author, Batch, Collection, Event, Source, Stage, Tag, Topic, User

#: What events are about, mostly.
ABOUT = (Article, Collection, User, Group, Source, Author, Topic, Tag, Stage, Batch)


class KindFilter(GroupedFilter):
    title = _("事项")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(KINDS.items())

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:  # Any: a queryset of events
        return queryset.filter(kind=self.value()) if self.value() else queryset

    def counted(self, rows: Any) -> Any:
        return grouped(rows, "kind")


class ModelFilter(GroupedFilter):
    title = _("哪类")
    parameter_name = "model"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(str(model._meta.model_name), model._meta.verbose_name) for model in ABOUT]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:  # Any: a queryset of events
        return queryset.filter(model=self.value()) if self.value() else queryset

    def counted(self, rows: Any) -> Any:
        return grouped(rows, "model")


class EventAdmin(ReadOnlyAdmin):
    change_list_template = "admin/articles/event/change_list.html"
    list_display = ("at", "who", "what", "row_name", "said", "address")
    list_filter = (KindFilter, ModelFilter, ("at", DateRange))
    search_fields = ("by_name", "row_name")
    search_help_text = _("按人名或对象的名称查找。")
    also_lookups = ("by__id__exact", "row__exact")
    fields = ("at", "who", "what", "row_name", "of", "row", "said", "address")
    readonly_fields = fields

    @admin.display(description=_("谁"), ordering="by_name")
    def who(self, event: Event) -> str:
        return event.by_name or str(_("系统"))

    @admin.display(description=_("事项"), ordering="kind")
    def what(self, event: Event) -> str:
        return event.kind_name

    @admin.display(description=_("哪类"))
    def of(self, event: Event) -> str:
        return worded("model", event.model)

    @admin.display(description=_("详情"))
    def said(self, event: Event) -> str:
        return said_by(event)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        shown = {"may_export": request.user.has_perm("articles.export_event"), "query": request.META["QUERY_STRING"]}
        return super().changelist_view(request, {**shown, **(extra_context or {})})

    @method_decorator(require_POST)
    def export_view(self, request: HttpRequest, kind: str) -> StreamingHttpResponse:
        """Send what the list shows, all its pages, as a file; itself noted in the log."""
        if kind not in FORMATS:
            raise Http404
        if not self.has_view_permission(request) or not request.user.has_perm("articles.export_event"):
            raise PermissionDenied
        lines, media = FORMATS[kind]
        events = self.get_changelist_instance(request).get_queryset(request).order_by("pk")
        last = events.order_by("-pk").values_list("pk", flat=True).first() or 0
        Event.note("exported", by=request.user, format=kind, count=events.count())
        name = f"log-{timezone.localtime():%Y%m%d-%H%M}.{kind}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return StreamingHttpResponse(
            lines(events.filter(pk__lte=last).iterator(chunk_size=500)), content_type=media, headers=headers
        )

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/<str:kind>/", view, name="articles_event_export"), *super().get_urls()]
