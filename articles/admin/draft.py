"""What is typed is kept: every few seconds as a private draft, offered when the page is opened again. And who else is here.

A page works without its script; then nothing is kept until it is saved, but for a login that ran out (`expired`).
"""

import secrets
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.opening import Opened
from articles.admin.stale import MergedSaving
from articles.models import Draft, Presence

#: The field by which a form names itself, and fields of a form that are no words of anybody's.
TOKEN = "draft_token"
NO_WORDS = ("csrfmiddlewaretoken", "_typed", "_drop", "seen_version", "take_theirs")


@dataclass(frozen=True, slots=True)
class Here:
    """What a form page shows of keeping: where to, under which token, what else is kept, which draft it shows, who is here."""

    address: str
    token: str
    drafts: tuple[Draft, ...]
    shown: Draft | None
    others: str


class DraftKeeping(MergedSaving):
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Show a draft in the form, where the address names one of the person's own; nothing is saved by that."""
        draft = self._draft(request, object_id) if request.method == "GET" else None
        if draft is not None:
            request = copy(request)
            request._load_post_and_files()  # now, and not later over the draft
            request.method, request.POST = "POST", draft.form  # type: ignore[assignment]  # a copy is as good
            request.draft = draft  # type: ignore[attr-defined]  # keeps the form from being saved
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _draft(self, request: HttpRequest, object_id: str | None) -> Draft | None:
        token = request.GET.get("draft", "")
        mine = Draft.objects.filter(by=self._person(request), page=self.place(object_id))
        return mine.filter(token=token).first() if token else None

    def place(self, object_id: str | None) -> str:
        """Return the name under which a page's drafts and readers are kept."""
        return f"{self.opts.model_name}/{object_id or 'add'}"

    def _person(self, request: HttpRequest) -> Any:  # Any: signed in, or the site shows the login page
        return request.user

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Drop the draft of a form that is saved."""
        super().save_related(request, form, formsets, change)
        token = request.POST.get(TOKEN, "")
        mine = Draft.objects.filter(by=self._person(request), token=token)
        if token and mine.exists():
            mine.delete()

    def here(self, request: HttpRequest, object_id: str | None, opened: Opened | None = None) -> Here:
        """Return what the page shows of keeping. Two queries, none where the page has `opened` its record."""
        shown = getattr(request, "draft", None)
        person, place = self._person(request), self.place(object_id)
        token = shown.token if shown else request.POST.get(TOKEN, "") or secrets.token_hex(8)
        rows = Draft.objects.filter(by=person, page=place).defer("packed") if opened is None else opened.drafts
        kept = tuple(draft for draft in rows if draft.token != token)
        others = others_here(person, place) if opened is None else named_here(opened.others)
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_here", args=[object_id or "add"])
        return Here(address, token, kept, shown, others)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        row = context["original"]
        may_change = self.has_change_permission(request, row) if row else self.has_add_permission(request)
        if may_change and not context["is_popup"]:
            context["here"] = self.here(request, str(row.pk) if row else None, context.get("opened"))
            if context["here"].shown:
                context["errors"] = ()  # the page says in words that this is a draft
        return super().render_change_form(request, context, *args, **kwargs)

    @method_decorator(require_POST)
    def here_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take a beat of the page's script, with what has been typed if anything has; or drop a draft."""
        row = self._open_page(request, object_id)
        person, token = self._person(request), request.POST.get(TOKEN, "")
        place = self.place(None if row is None else object_id)
        if "_drop" in request.POST:
            Draft.objects.filter(by=person, page=place, token=request.POST["_drop"]).delete()
            return HttpResponseRedirect(self._form_page(row))
        Presence.note(person, place)
        kept = Draft.keep(person, place, token, words_of(request.POST)) if token and "_typed" in request.POST else None
        said = {"at": f"{timezone.localtime(kept):%H:%M:%S}"} if kept else {}
        return JsonResponse(
            {
                "others": others_here(person, place),
                "kept": _("草稿存于 %(at)s") % said if said else "",
                "newer": _newer(row, request.POST.get("opened_version", "")),
            }
        )

    def _open_page(self, request: HttpRequest, object_id: str) -> Any:
        """Return the record of a form page, None for a new one. Refuses whoever may not save there."""
        row = None if object_id == "add" else self.get_object(request, object_id)
        if row is None and object_id != "add":
            raise Http404
        if not (self.has_change_permission(request, row) if row else self.has_add_permission(request)):
            raise PermissionDenied
        return row

    def _form_page(self, row: Any) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        return reverse(f"{name}_change", args=[row.pk]) if row else reverse(f"{name}_add")

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_here"
        here = path("<path:object_id>/here/", self.admin_site.admin_view(self.here_view), name=name)
        return [here, *super().get_urls()]


def words_of(form: QueryDict) -> QueryDict:
    """Return a posted form without what is no word of anybody's: tokens, buttons."""
    words = form.copy()
    for name in NO_WORDS:
        words.pop(name, None)
    return words


def others_here(by: Any, place: str) -> str:
    """Return in words who else has the page open; empty for nobody. One query."""
    return named_here(Presence.others(by, place))


def named_here(names: Sequence[str]) -> str:
    """Return in words that these have the page open; empty for nobody."""
    return _("也在这一页：%(names)s") % {"names": _("、").join(names)} if names else ""


def _newer(row: Any, opened: str) -> str:
    """Return in words that others have saved since the page was opened; empty where nobody has."""
    if row is None or not opened.isdecimal() or int(opened) == row.version:
        return ""
    return _("现稿已是第 %(version)d 稿；保存时会把两边的改动合在一起。") % {"version": row.version}
