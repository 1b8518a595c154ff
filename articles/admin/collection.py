"""Collections at the desk: sections and placements in order, warnings, proposals, and the same moves as an article."""

from typing import Any

from adminsortable2.admin import SortableAdminBase, SortableStackedInline, SortableTabularInline

from articles.admin.forms import OneLine, OpenedForm, PlainText
from articles.admin.reviewed import ReviewedAdmin
from articles.models import Collection, Placement, Section


class CollectionForm(OpenedForm):
    class Meta:
        model = Collection
        fields = ()
        field_classes = {"title": OneLine, "standfirst": PlainText, "introduction": PlainText}


class SectionInline(SortableTabularInline):
    model = Section
    extra = 0


class PlacementInline(SortableStackedInline):
    model = Placement
    extra = 0
    ordering = ("order", "pk")
    autocomplete_fields = ("article",)


class CollectionAdmin(SortableAdminBase, ReviewedAdmin):
    form = CollectionForm
    change_form_template = "admin/articles/collection/change_form.html"
    list_display = ("title", "state", "changed_at")
    list_filter = ("state",)
    search_fields = ("title",)
    autocomplete_fields = ("topics",)
    inlines = (SectionInline, PlacementInline)
    fields: Any = ("title", "standfirst", "introduction", "topics", "slug")
