"""Many articles at once, from their list: dates and sections changed in place, topics and tags added to those ticked.

Every row carries the version it was listed on; a row that somebody changed meanwhile is brought together with theirs
by the same rules as the page of an article (`merging`).
"""

from collections.abc import Mapping
from copy import copy
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.forms import modelformset_factory
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.chosen import MOST, ticked
from articles.admin.forms import DeskTagField, OneLine, OpenedForm
from articles.admin.merging import merge
from articles.admin.record import headline_of
from articles.admin.reviewed import ReviewedAdmin
from articles.admin.state import state_of
from articles.editorial import workflow
from articles.editorial.filing import Filing, filing_of
from articles.editorial.together import Asked, Moved, Stand, Task, carry_out, note_changes, rehearse, stand_of
from articles.editorial.workflow import Refused
from articles.models import Article, Topic

#: What is changed in place.
IN_PLACE = ("date", "section")


class InPlace(admin.SimpleListFilter):
    """No filter of rows: whether they are looked at or changed where they stand."""

    title = gettext_lazy("列表")
    parameter_name = "in_place"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("1", _("就地改日期、栏目"))] if model_admin.has_change_permission(request) else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset

    def choices(self, changelist: Any) -> Any:  # Any: Django's own rows
        uncounted = copy(changelist)
        uncounted.add_facets = False
        return super().choices(uncounted)


class RowForm(OpenedForm):
    """A row of the list. `clashes`: by key, what others made of what this row would change."""

    clashes: Mapping[int, str] = {}

    class Meta:
        model = Article
        fields = IN_PLACE
        field_classes = {"date": OneLine, "section": OneLine}

    def has_changed(self) -> bool:
        return bool(self.changed_words)

    def _refuse_stale(self) -> None:
        if self.instance.pk in self.clashes and self.has_changed():
            raise ValidationError(self.clashes[self.instance.pk], "stale")
        if self.cleaned_data.get("opened_version") != self.instance.version:
            raise ValidationError(_("这一行没有版本号或版本不符，未保存。请重新打开列表。"), "version")


class FilingForm(forms.Form):
    """How to file the ticked articles; what is left empty stays as it is."""

    topics = forms.ModelMultipleChoiceField(Topic.objects.all(), required=False, label=gettext_lazy("归入主题"))
    tags = DeskTagField(required=False, label=gettext_lazy("加标签（用顿号或逗号分开）"))
    topics_off = forms.ModelMultipleChoiceField(Topic.objects.all(), required=False, label=gettext_lazy("移出主题"))
    tags_off = DeskTagField(required=False, label=gettext_lazy("去掉标签"))
    section = OneLine(required=False, max_length=100, label=gettext_lazy("栏目改为"))
    date = OneLine(
        required=False,
        max_length=40,
        validators=Article._meta.get_field("date").validators,
        label=gettext_lazy("日期改为"),
    )

    def clean(self) -> dict[str, Any] | None:
        if not self.errors and not any(self.cleaned_data.values()):
            raise ValidationError(_("没有选主题，也没有写标签、栏目或日期。"), "nothing")
        both = set(self.cleaned_data.get("topics") or ()) & set(self.cleaned_data.get("topics_off") or ())
        if both:
            raise ValidationError(_("“%(topic)s”又归入又移出，请去掉一个。"), "both", {"topic": next(iter(both))})
        return super().clean()

    def filing(self) -> Filing:
        """Return what the form asks."""
        asked = self.cleaned_data
        return Filing(
            list(asked["topics"]), list(asked["tags"]), list(asked["topics_off"]), list(asked["tags_off"]),
            asked["section"].strip(), asked["date"].strip(),
        )  # fmt: skip

    def asked(self) -> Asked:
        """Return what was asked, as it is kept."""
        values = self.cleaned_data.items()
        return {
            name: value if isinstance(value, str) else [str(one) for one in value] for name, value in values if value
        }


class BulkAdmin(ReviewedAdmin):
    """The list of articles as a place to work in."""

    actions: Any = ("file_under_action",)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer our own only: deleting many at once is no work of the desk."""
        return {name: act for name, act in super().get_actions(request).items() if name != "delete_selected"}

    def action_checkbox(self, obj: Article) -> SafeString:
        """Name the row by its headline: Django's own asks for the text of each piece without a title."""
        box = '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="{}">'
        return format_html(box, ACTION_CHECKBOX_NAME, obj.pk, headline_of(obj))

    # In place

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        found = super().get_changelist_instance(request)
        found.list_editable = IN_PLACE if self._is_in_place(request) else ()
        return found

    def get_list_display(self, request: HttpRequest) -> Any:
        shown = tuple(super().get_list_display(request))
        return (*(name for name in shown if name != "printed_date"), *IN_PLACE) if self._is_in_place(request) else shown

    def _is_in_place(self, request: HttpRequest) -> bool:
        return InPlace.parameter_name in request.GET and self.has_change_permission(request)

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
        form = type("RowForm", (RowForm,), {"clashes": getattr(request, "row_clashes", {})})
        return modelformset_factory(Article, form=form, extra=0)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Hold the rows that are saved, and bring in what others saved since they were listed."""
        if request.method != "POST" or "_save" not in request.POST or not self._is_in_place(request):
            return super().changelist_view(request, extra_context)
        with transaction.atomic():
            stood = self._meet_rows(request)
            answer = super().changelist_view(request, extra_context)
            if (act := note_changes("in_place", stood, by=self._user(request))) is not None:
                address = reverse("admin:articles_bulkact_change", args=[act.pk])
                link = format_html('<a href="{}">{}</a>', address, _("看改了什么、撤销"))
                messages.info(request, link)
            return answer

    def _meet_rows(self, request: HttpRequest) -> dict[int, Stand]:
        """Bring in what others saved to the posted rows; return how each stands before it is saved."""
        data, total = request.POST.copy(), request.POST.get("form-TOTAL_FORMS", "")
        numbers = {data.get(f"form-{n}-id", ""): n for n in range(int(total) if total.isdecimal() else 0)}
        rows = Article.objects.select_for_update().filter(pk__in=[key for key in numbers if key.isdecimal()])
        clashes, stood = {}, {}
        for row in rows.order_by("pk"):
            prefix = f"form-{numbers[str(row.pk)]}-"
            clash = workflow.closed(row, self._user(request)) or _meet_row(data, prefix, row)
            if clash:
                clashes[row.pk] = clash
            if row.version == _number(data.get(f"{prefix}opened_version", "")):
                stood[row.pk] = stand_of(row)
        request.POST = data  # type: ignore[assignment]  # a copy is as good
        request.row_clashes = clashes  # type: ignore[attr-defined]  # read when the rows' forms are made
        return stood

    # Filing

    @admin.action(description=gettext_lazy("归类（主题、标签、栏目、日期）"), permissions=["change"])
    def file_under_action(self, request: HttpRequest, chosen: QuerySet[Article]) -> HttpResponse | None:
        """Ask how to file the ticked articles; show what would become of each; do it."""
        asked = "_file" in request.POST or "_look" in request.POST
        found = ticked(request, chosen, asked, MOST)
        if found is None:
            return None
        form = FilingForm(request.POST if asked else None)
        for name in ("topics", "topics_off"):
            field: Any = form.fields[name]  # Any: a ModelMultipleChoiceField
            field.widget = AutocompleteSelectMultiple(
                Article._meta.get_field("topics"), self.admin_site, attrs={"id": f"id_{name}"}
            )
            field.widget.choices = field.choices
        results: list[Moved] = []
        if asked and form.is_valid():
            by: Any = request.user  # Any: signed in, or the site shows the login page
            try:
                task = Task("file", filing_of(form.filing(), by=by), form.asked(), strict=False)
            except Refused as refused:
                messages.error(request, str(refused))
                return HttpResponseRedirect(request.get_full_path())
            if "_file" in request.POST:
                act, results = carry_out(found.versions.items(), task, by=by)
                _tell(request, results)
                return HttpResponseRedirect(reverse("admin:articles_bulkact_change", args=[act.pk]))
            results = rehearse(found.versions.items(), task)
        shown = {"form": form, "rows": found.rows(results), "looked": bool(results), "opts": self.opts}
        shown |= {"title": _("归类"), "checkbox": ACTION_CHECKBOX_NAME, "media": self.media + form.media}
        shown["ready"] = sum(each.is_changed for each in results)
        return TemplateResponse(
            request, "admin/articles/article/filing.html", {**self.admin_site.each_context(request), **shown}
        )


def _tell(request: HttpRequest, results: list[Moved]) -> None:
    changed, refused = (
        sum(map(test, results)) for test in (lambda each: each.is_changed, lambda each: bool(each.reasons))
    )
    moved = sum(each.is_changed and each.moved_on for each in results)
    told = {"count": changed, "rest": len(results) - changed - refused, "moved": moved}
    messages.success(request, _("已归类 %(count)d 篇；%(rest)d 篇本来就是这样。") % told)
    if moved:
        messages.info(request, _("其中 %(moved)d 篇在您选定之后有人改过：他们改的都在，您加的也在。") % told)
    if refused:
        messages.warning(request, _("%(count)d 篇没有办成，缘由列在下面。") % {"count": refused})


def _meet_row(data: QueryDict, prefix: str, row: Article) -> str:
    """Bring one posted row together with what stands; return in words what clashes, if anything does."""
    opened = data.get(f"{prefix}opened_version", "")
    base = row.revisions.filter(number=int(opened)).first() if opened.isdecimal() else None
    if base is None or base.number == row.version:
        return ""
    mine = QueryDict(mutable=True)
    mine.update({name: str(data[f"{prefix}{name}"]) for name in IN_PLACE if f"{prefix}{name}" in data})
    labels = {name: str(RowForm.base_fields[name].label) for name in mine}
    now = workflow.snapshot_of(row)
    met = merge(mine, state_of(row, base.content), state_of(row, now), (labels, ()))
    for name in mine:
        data[f"{prefix}{name}"] = str(met.data[name])
    if not met.clashes:
        data[f"{prefix}opened_version"] = str(row.version)
    return " ".join(_told(clash, mine, row) for clash in met.clashes)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _told(clash: Any, mine: QueryDict, row: Article) -> str:
    said = {"label": clash.label, "base": clash.base or "—", "mine": mine[clash.unit] or "—"}
    return _("%(label)s：您打开时是“%(base)s”，别人改成“%(theirs)s”，您写的是“%(mine)s”，未存。请在文章页里定。") % {
        **said,
        "theirs": getattr(row, clash.unit) or "—",
    }
