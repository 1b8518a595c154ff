"""Collections at the desk: sections and placements in order, warnings, proposals, and the same moves as an article."""

from collections.abc import Mapping
from typing import Any

from adminsortable2.admin import SortableAdminBase, SortableStackedInline, SortableTabularInline
from django import forms
from django.contrib import admin
from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from articles.admin.builder import place, proposals, warnings
from articles.admin.forms import OneLine, OpenedForm, PlainText
from articles.admin.listing import count_of
from articles.admin.order import (
    OrderedForm,
    PlacementFormSet,
    SectionFormSet,
    renumber,
)
from articles.admin.panel import LEVELS
from articles.admin.peek import first_lines
from articles.admin.ranges import DateRange
from articles.admin.record import headline_of
from articles.admin.reviewed import ReviewedAdmin
from articles.admin.where import HandFilter, WhereFilter
from articles.editorial.collected import collection_findings
from articles.models import Collection, Placement, Section


class CollectionForm(OpenedForm):
    class Meta:
        model = Collection
        fields = ()
        field_classes = {"title": OneLine, "standfirst": PlainText, "introduction": PlainText}


class SectionForm(OrderedForm):
    class Meta:
        model = Section
        fields = ()
        field_classes = {"title": OneLine, "introduction": PlainText}
        widgets = {"introduction": forms.Textarea({"rows": 3})}


class PlacementForm(OrderedForm):
    """A piece keeps its place's row; to put another one there, take it out and add the other."""

    class Meta:
        model = Placement
        fields = ()
        field_classes = {"title": OneLine, "note": PlainText}
        widgets = {"note": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, sections: Any = (), **kwargs: Any) -> None:  # Any: Django's own signature
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = sections  # type: ignore[attr-defined]  # a ModelChoiceField
        if self.instance.pk:
            self.fields["article"].disabled = True
            self.fields["article"].widget = self.fields["article"].hidden_widget()


class SectionInline(SortableTabularInline):  # type: ignore[misc]  # the package is not typed
    model = Section
    form = SectionForm
    formset = SectionFormSet
    extra = 0
    fields = ("title", "introduction", "order")


class PlacementInline(SortableStackedInline):  # type: ignore[misc]  # the package is not typed
    model = Placement
    form = PlacementForm
    formset = PlacementFormSet
    extra = 0
    ordering = ("order", "pk")
    autocomplete_fields = ("article",)
    readonly_fields = ("piece",)
    fieldsets = ((None, {"fields": ("piece", "article", ("section", "order"), "title", "note")}),)
    verbose_name_plural = _("篇目（新加的部分先保存，再往里放文章）")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Placement]:
        rows: QuerySet[Placement] = super().get_queryset(request).select_related("section", "article")
        return rows.defer("article__body", "article__standfirst").order_by("section__order", "order", "pk")

    @admin.display(description=_("文章"))
    def piece(self, placement: Placement) -> SafeString | str:
        if not placement.pk:
            return ""
        article = placement.article
        address = reverse("admin:articles_article_change", args=[article.pk])
        return format_html('<a href="{}">{}</a> · {}', address, headline_of(article), article.get_state_display())


class CollectionAdmin(SortableAdminBase, ReviewedAdmin):  # type: ignore[misc]  # the package is not typed
    form = CollectionForm
    change_form_template = "admin/articles/collection/change_form.html"
    acts = {"_place": place}
    list_display = ("title", "state", "piece_count", "changed_at")
    more_columns = ("slug", "assignee", "due_on", "version", "created_at")
    column_joins = {"assignee": ("assignee",)}
    never_listed = ("standfirst", "introduction")
    list_filter = ("state", WhereFilter, HandFilter, ("changed_at", DateRange), ("created_at", DateRange))
    search_fields = ("title",)
    autocomplete_fields = ("topics",)
    inlines = (SectionInline, PlacementInline)
    fieldsets = ((None, {"fields": ("title", "slug", "standfirst", "introduction", "topics")}),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Collection]:
        counted: QuerySet[Collection] = (
            super().get_queryset(request).annotate(_pieces=count_of(Placement.objects, "collection"))
        )
        return counted

    @admin.display(description=_("篇数"), ordering="_pieces")
    def piece_count(self, collection: Collection) -> int:
        return int(getattr(collection, "_pieces", 0))

    def peek(self, row: Any) -> dict[str, Any]:
        return {"name": str(row), "text": first_lines(row.standfirst, row.introduction)}

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> tuple[Any, ...]:
        """A new collection has no sections yet to put a piece into."""
        return self.inlines if obj else (SectionInline,)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        if formset.has_changed():
            renumber(formset)

    def panels(self, request: HttpRequest, row: Any, typed: Mapping[str, str]) -> dict[str, Any]:
        prefetch_related_objects([row], "sections")
        return {
            **super().panels(request, row, typed),
            "warnings": warnings(row),
            "lint": [(LEVELS[found.level], place.where, found) for place, found in collection_findings(row)],
            "proposals": proposals(row),
            "sections": list(row.sections.all()),
            "jumps": [
                ("sections-group", pgettext("plural", "部分")),
                ("placements-group", pgettext("plural", "篇目")),
                ("proposals", str(_("荐稿"))),
                ("comments", pgettext("plural", "批注")),
                ("review", pgettext("plural", "审签")),
            ],
        }
