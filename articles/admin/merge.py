"""Merging and splitting at the desk: choose, look at what would move, then do it. The doing is `editorial.merge`'s."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.forms.widgets import Media
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.opened import OpenedRecords
from articles.admin.record import headline_of
from articles.editorial import merge
from articles.editorial.merge import Choice, Foreseen, Kind, kind_of
from articles.editorial.workflow import Refused

#: Records that go in one merge, and rows on a page of a split.
MOST = 20
PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Preview:
    """A record that would go, and what that would do."""

    record: Any  # Any: a record of any kind
    foreseen: Foreseen


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the desk that can be taken out: its key, the article by its number and headline, and what it says there."""

    pk: int
    article: int
    headline: str
    address: str
    said: str
    chosen: bool


class MergePages(OpenedRecords):
    """The pages of an authority by which it is merged into another, and part of it taken out."""

    actions: Any = ("merge_action",)

    @property
    def kind(self) -> Kind:
        return kind_of(self.opts.model_name or "")

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer merging to those who may; deleting many at once is no work of the desk."""
        found = super().get_actions(request)
        return {name: act for name, act in found.items() if name == "merge_action"} if self._may(request) else {}

    @admin.action(description=gettext_lazy("合并选中的"))
    def merge_action(self, request: HttpRequest, chosen: QuerySet[Any]) -> HttpResponse:
        """Go to the page on which one says which of the ticked records stays."""
        keys = request.POST.getlist(ACTION_CHECKBOX_NAME)
        return HttpResponseRedirect(f"{self._page('merge')}?{urlencode([('id', key) for key in keys])}")

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        context["may_merge"] = self._may(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("merge/", self.admin_site.admin_view(self.merge_view), name=f"{name}_merge"),
            path("<int:pk>/split/", self.admin_site.admin_view(self.split_view), name=f"{name}_split"),
            *super().get_urls(),
        ]

    # Merging

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """Ask which record stays; show what each of the others would bring along; by the button, merge them."""
        self._refuse(request)
        asked = request.POST if request.method == "POST" else request.GET
        records = self._records(asked.getlist("id"))
        into = self._records([asked.get("into", "")])
        staying = into[0] if into else None
        losing = [record for record in records if record != staying]
        if not losing:
            raise Http404
        if request.method == "POST" and staying:
            return self._merge(request, losing, staying)
        previews = [Preview(one, merge.foresee_merge(self.kind, one, staying)) for one in losing] if staying else []
        box = self._box(str(staying.pk) if staying else "")
        shown = {"records": records, "losing": losing, "staying": staying, "previews": previews, "box": box[0]}
        return self._answer(request, "merge", _("合并%(kind)s"), {**shown, "media": box[1]})

    def _merge(self, request: HttpRequest, losing: list[Any], staying: Any) -> HttpResponse:
        by: Any = request.user  # Any: signed in, or the site shows the login page
        reason = request.POST.get("reason", "")
        try:
            seen = {one.pk: request.POST.get(f"seen-{one.pk}", "") for one in losing}
            merge.merge_all(self.kind.name, seen, staying.pk, by=by, reason=reason)
        except Refused as refused:
            messages.error(request, str(refused))
            again = urlencode([*(("id", one.pk) for one in losing), ("into", staying.pk)])
            return HttpResponseRedirect(f"{self._page('merge')}?{again}")
        names = {"names": _("、").join(str(one) for one in losing), "into": staying}
        messages.success(request, _("已把%(names)s并入“%(into)s”。可在“合并与拆分”里撤销。") % names)
        return HttpResponseRedirect(self._page("change", staying.pk))

    # Splitting

    def split_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what stands under the record, to be ticked; then what would move; by the button, move it."""
        self._refuse(request)
        record = self.get_object(request, str(pk))
        if record is None:
            raise Http404
        choice = read_choice(request.POST)
        foreseen = refusal = None
        if request.method == "POST":
            try:
                if "_split" in request.POST:
                    return self._split(request, record, choice)
                foreseen = self._foresee(record, choice)
            except Refused as refused:
                refusal = str(refused)
        page = self._rows(request, record, choice)
        forms = [(form, form.pk in choice.forms) for form in self.kind.forms.rows(record.pk).order_by("pk")]
        into = self._records([str(choice.into)])
        box = self._box(str(choice.into or ""))
        shown = {
            "original": record, "page": page, "rows": page.object_list, "forms": forms, "foreseen": foreseen,
            "choice": choice, "refusal": refusal, "into": into[0] if into else None, "box": box[0], "media": box[1],
            "q": request.GET.get("q", ""), "typed_reason": request.POST.get("reason", ""),
        }  # fmt: skip
        return self._answer(request, "split", _("拆分%(kind)s"), shown)

    def _foresee(self, record: Any, choice: Choice) -> Foreseen:
        if not choice.rows:
            raise Refused(_("没有选中任何一处。"))
        if choice.into and (choice.into == record.pk or not self._records([str(choice.into)])):
            raise Refused(_("要移到的那一项已不在了，或者就是这一项。请重新选。"))
        if not choice.into:
            merge.refuse_name(self.kind, record, choice)
        return merge.foresee_split(self.kind, record, choice.rows, choice.forms)

    def _split(self, request: HttpRequest, record: Any, choice: Choice) -> HttpResponse:
        by: Any = request.user  # Any: signed in, or the site shows the login page
        reason, seen = request.POST.get("reason", ""), request.POST.get("seen", "")
        done = merge.split(self.kind.name, record.pk, choice, by=by, reason=reason, seen=seen)
        said = {"name": record, "into": done.into_name}
        messages.success(request, _("已从“%(name)s”拆出，归到“%(into)s”。可在“合并与拆分”里撤销。") % said)
        return HttpResponseRedirect(self._page("change", done.into_id))

    def _rows(self, request: HttpRequest, record: Any, choice: Choice) -> Any:
        """Return a page of what stands under the record, narrowed by the words asked for. Two queries."""
        desk, relation = self.kind.desk, self.kind.desk.article.removesuffix("_id")
        rows = desk.rows(record.pk).select_related(relation).order_by("-pk")
        rows = rows.defer(f"{relation}__body", f"{relation}__standfirst")
        if words := request.GET.get("q", "").strip():
            columns = [f"{relation}__title", *(name for name in SAID if desk.role and _has(desk.model, name))]
            asked = Q()
            for column in columns:
                asked |= Q(**{f"{column}__icontains": words})
            rows = rows.filter(asked)
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
        page.object_list = [_row(each, getattr(each, relation), choice) for each in page.object_list]
        return page

    # Shared

    def _may(self, request: HttpRequest) -> bool:
        by: Any = request.user  # Any: signed in, or the site shows the login page
        return merge.may_merge(self.kind, by)

    def _refuse(self, request: HttpRequest) -> None:
        if not self._may(request):
            raise PermissionDenied

    def _records(self, keys: list[str]) -> list[Any]:
        """Return the records of posted keys, in their order. One query, none without keys."""
        wanted = [int(key) for key in keys if key.isdecimal() and len(key) < 18 and int(key)][:MOST]
        found = self.model._default_manager.in_bulk(wanted) if wanted else {}
        return [found[key] for key in dict.fromkeys(wanted) if key in found]

    def _box(self, chosen: str) -> tuple[str, Media]:
        """Return the box that finds another record by any of its written forms, and the files it needs."""
        relation = self.kind.desk.column.removesuffix("_id")
        box = AutocompleteSelect(self.kind.desk.model._meta.get_field(relation), self.admin_site)
        box.choices = forms.ModelChoiceField(self.model._default_manager.all()).choices
        return box.render("into", chosen, {"id": "id_into"}), box.media

    def _page(self, page: str, *args: int) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)

    def _answer(self, request: HttpRequest, template: str, title: str, shown: dict[str, Any]) -> TemplateResponse:
        shared = {"opts": self.opts, "title": title % {"kind": self.opts.verbose_name}}
        context = {**self.admin_site.each_context(request), **shared, **shown}
        return TemplateResponse(request, f"admin/articles/{template}.html", context)


#: What a row of the desk says, in the order it is read.
SAID = ("name", "affiliation", "outlet")


def read_choice(posted: QueryDict) -> Choice:
    """Return what a posted form of a split chooses."""
    into = posted.get("into", "")
    return Choice(
        _keys(posted, "row"),
        _keys(posted, "form"),
        int(into) if into.isdecimal() and len(into) < 18 else 0,
        posted.get("name", ""),
    )


def _keys(posted: QueryDict, name: str) -> tuple[int, ...]:
    return tuple(sorted({int(key) for key in posted.getlist(name) if key.isdecimal() and len(key) < 18}))


def _has(model: Any, name: str) -> bool:
    return any(each.name == name for each in model._meta.concrete_fields)


def _row(each: Any, article: Any, choice: Choice) -> Row:
    said = [each.get_role_display(), *(getattr(each, name, "") for name in SAID)] if hasattr(each, "role") else []
    address = reverse("admin:articles_article_change", args=[article.pk])
    return Row(each.pk, article.pk, headline_of(article), address, " ".join(filter(None, said)), each.pk in choice.rows)
