"""Collections at the desk: sections and pieces in order, and the same moves as an article."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from articles.admin import arranging
from articles.admin.base import StackedInline, TabularInline
from articles.admin.builder import place
from articles.admin.comparing import ComparePages
from articles.admin.forms import OneLine, OpenedForm, PlainText
from articles.admin.listing import count_of
from articles.admin.order import OrderedForm, PlacementFormSet, SectionFormSet, renumber
from articles.admin.pane import pane_of
from articles.admin.panel import LEVELS
from articles.admin.peek import first_lines
from articles.admin.proposing import ProposalPages
from articles.admin.ranges import DateRange
from articles.admin.shown import SHOWN, bring_together, rows_shown
from articles.admin.stale import Met, changed_by, not_saved
from articles.admin.where import HandFilter, WhereFilter
from articles.editorial.caution import cautions
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
        widgets = {"introduction": forms.Textarea({"rows": 2}), "order": forms.NumberInput({"min": 1})}


class PlacementForm(OrderedForm):
    """A piece keeps its place's row; to put another one there, take it out and add the other."""

    class Meta:
        model = Placement
        fields = ()
        field_classes = {"title": OneLine, "note": PlainText}
        widgets = {"note": forms.Textarea({"rows": 2}), "order": forms.NumberInput({"min": 1})}

    def __init__(self, *args: Any, sections: Any = (), **kwargs: Any) -> None:  # Any: Django's own signature
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = sections  # type: ignore[attr-defined]  # a ModelChoiceField
        if self.instance.pk:
            self.fields["article"].disabled = True
        self.fields["article"].widget = self.fields["article"].hidden_widget()


class SectionInline(TabularInline):
    model = Section
    form = SectionForm
    formset = SectionFormSet
    extra = 0
    fields = ("title", "introduction", "order")


class PlacementInline(StackedInline):
    model = Placement
    form = PlacementForm
    formset = PlacementFormSet
    extra = 0
    fields = ("article", "section", "order", "title", "note")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Placement]:
        rows: Any = super().get_queryset(request)  # Any: its own queryset
        found: QuerySet[Placement] = rows.with_standing().in_reading_order()
        return found


class CollectionAdmin(ProposalPages, ComparePages):
    form = CollectionForm
    change_form_template = "admin/articles/collection/change_form.html"
    acts = {"_place": place, arranging.ACT: arranging.do}
    standalone = (arranging.ACT,)
    list_display = ("title", "state", "piece_count", "changed_at")
    more_columns = ("slug", "assignee", "due_on", "version", "created_at")
    column_joins = {"assignee": ("assignee",)}
    never_listed = ("standfirst", "introduction")
    list_filter = ("state", WhereFilter, HandFilter, ("changed_at", DateRange), ("created_at", DateRange))
    search_fields = ("title",)
    inlines = (SectionInline, PlacementInline)
    fieldsets = ((None, {"fields": ("title", "slug", "standfirst", "introduction")}),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Collection]:
        counted: QuerySet[Collection] = (
            super().get_queryset(request).annotate(_pieces=count_of(Placement.objects, "collection"))
        )
        return counted

    @admin.display(description=gettext_lazy("篇数"), ordering="_pieces")
    def piece_count(self, collection: Collection) -> int:
        return int(getattr(collection, "_pieces", 0))

    def peek(self, row: Any) -> dict[str, Any]:
        return {"name": str(row), "text": first_lines(row.standfirst, row.introduction)}

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        row = super().get_object(request, object_id, from_field)
        match = request.resolver_match
        shows = request.method == "GET" and match is not None and str(match.url_name).endswith("_change")
        return fetched(row) if row is not None and shows else row

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> tuple[Any, ...]:
        """A new collection has no sections yet to put a piece into."""
        return self.inlines if obj else (SectionInline,)

    # Saving

    def _row_sets(self, request: HttpRequest, row: Any) -> list[Any]:
        """Return no lists: the rows of a collection are brought together box by box, in `_meet`."""
        return []

    def _meet(self, request: HttpRequest, row: Any) -> Met | None:
        if SHOWN not in request.POST:
            return super()._meet(request, row)
        base = rows_shown(row, request.POST[SHOWN])
        if base is None:
            return Met("", (), (), row.version, _("表单里没有打开时的内容，未保存。请重新打开这一页。"))
        stored = {
            "sections": list(row.sections.all()),
            "placements": list(row.placements.with_standing().in_reading_order()),
        }
        opened, seen = request.POST.get("opened_version", ""), request.POST.get("seen_version", "")
        together = bring_together(
            request.POST,
            base,
            stored,
            given_up=request.POST.get("take_theirs", ""),
            seen=seen == str(row.version),
        )
        request.POST = together.data  # type: ignore[assignment]  # a copy is as good
        met = super()._meet(request, row)
        by = changed_by(row, int(opened)) if opened.isdecimal() else ""
        if together.clashes:
            clashes = (*(met.clashes if met else ()), *together.clashes)
            refusal = not_saved(row.version, int(opened) if opened.isdecimal() else row.version)
            return Met(by, met.changes if met else (), clashes, row.version, refusal)
        if together.brought and by:
            said = {"by": by, "names": _("、").join(together.brought)}
            messages.info(request, _("您打开之后，%(by)s改过：%(names)s。与您改的合在一起了。") % said)
        return met

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        if formset.has_changed():
            renumber(formset)

    # Pages

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        if context["original"] is not None:
            formsets = [each.formset for each in context["inline_admin_formsets"]]
            bound = context["adminform"].form.is_bound
            row = fetched(self._as_stored(context["original"], context["adminform"].form))
            request.cautioned = _cautions(row)  # type: ignore[attr-defined]  # read by the panels too
            token = request.POST.get(SHOWN, "") if bound else ""
            context.update(pane_of(row, formsets, request.cautioned, token))  # type: ignore[attr-defined]
        return super().render_change_form(request, context, *args, **kwargs)

    def panels(self, request: HttpRequest, row: Any, typed: Mapping[str, str]) -> dict[str, Any]:
        row = fetched(row)
        return {
            **super().panels(request, row, typed),
            **self.rights(request, row),
            "compares": any(not each.is_cancelled for each in self.opened(request, row).editions),
            "lint": [(LEVELS[found.level], place.where, found) for place, found in collection_findings(row)],
            "jumps": [
                ("finder", _("找文章")),
                ("pane", pgettext("plural", "篇目")),
                ("comments", pgettext("plural", "批注")),
                ("review", pgettext("plural", "审签")),
            ],
        }

    def pane(self, request: HttpRequest, collection: Collection) -> str:
        row = fetched(collection)
        formsets = [
            kind(instance=row, queryset=inline.get_queryset(request), prefix=kind.get_default_prefix())
            for kind, inline in self.get_formsets_with_inlines(request, row)
        ]
        shown = {**pane_of(row, formsets, _cautions(row)), **self.rights(request, row)}
        return render_to_string("admin/articles/collection/_pane.html", shown, request)

    def rights(self, request: HttpRequest, row: Any) -> dict[str, bool]:
        """Return what the person may do with the rows of a collection."""
        user = self._user(request)
        may_change = self.has_change_permission(request, row)
        return {"may_change": may_change, "may_drop": may_change and user.has_perm("articles.delete_placement")}


def fetched(collection: Collection) -> Collection:
    """Fetch the sections and placements of a collection along, once. Two queries."""
    if "placements" not in getattr(collection, "_prefetched_objects_cache", {}):
        placements = Placement.objects.with_standing().in_reading_order()
        prefetch_related_objects([collection], "sections", Prefetch("placements", placements))
        sections = {section.pk: section for section in collection.sections.all()}
        for placement in collection.placements.all():
            placement.section = sections.get(placement.section_id) or placement.section
    return collection


def _cautions(row: Collection) -> Any:  # Any: Cautions
    return cautions(row, list(row.sections.all()), list(row.placements.all()))
