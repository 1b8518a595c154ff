"""The history of a text at the desk: its revisions, what each changed, how it differs from another, and the way back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from articles.admin.draft import DraftKeeping
from articles.admin.history import changes_of
from articles.editorial import workflow
from articles.editorial.restore import restore
from articles.editorial.workflow import Refused


class HistoryPages(DraftKeeping):
    history_template = "admin/articles/history.html"
    object_history_template = history_template
    diff_template = "admin/articles/diff.html"

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Show the revisions, newest first, instead of Django's own log, which knows no tags and no texts."""
        target = self.seen(request, object_id)
        revisions = target.revisions.select_related("by").defer("packed")
        return self.page(request, self.history_template, target, {"revisions": revisions})

    def diff_view(self, request: HttpRequest, object_id: str, number: int) -> Any:
        """Show, character by character, what a revision changed, or how it differs from another one or from what stands.

        By the button, make what stands equal to it again.
        """
        target = self.seen(request, object_id)
        revision = target.revisions.select_related("by", "parent").filter(number=number).first()
        if revision is None:
            raise Http404
        if request.method == "POST":
            return self._restore(request, target, number)
        may_restore = self.has_change_permission(request, target)
        shown = {"revision": revision, "may_restore": may_restore, **_against(target, revision, request)}
        return self.page(request, self.diff_template, target, shown)

    def _restore(self, request: HttpRequest, target: Any, number: int) -> HttpResponse:
        if not self.has_change_permission(request, target):
            raise PermissionDenied
        opened = request.POST.get("opened_version", "")
        by: Any = request.user  # Any: signed in, or the site shows the login page
        try:
            missing = restore(target, number, by=by, version=int(opened) if opened.isdecimal() else 0)
        except Refused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(f"{request.path}?against=now")
        messages.success(request, _("已恢复第 %(number)d 次修订，作为新的一稿。") % {"number": number})
        if missing:
            messages.warning(request, _("这些已不在了，没能恢复：%(names)s") % {"names": _("、").join(missing)})
        return HttpResponseRedirect(self.address(target))

    def address(self, target: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[target.pk])

    def seen(self, request: HttpRequest, object_id: str) -> Any:
        """Return the record for whoever may look at it; refuses others."""
        target = self.get_object(request, object_id)
        if target is None:
            raise Http404
        if not self.has_view_or_change_permission(request, target):
            raise PermissionDenied
        return target

    def page(self, request: HttpRequest, template: str, target: Any, context: dict[str, Any]) -> TemplateResponse:
        shared = {**self.admin_site.each_context(request), "title": str(target), "original": target, "opts": self.opts}
        return TemplateResponse(request, template, {**shared, **context})

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_diff"
        diff = path("<path:object_id>/history/<int:number>/", self.admin_site.admin_view(self.diff_view), name=name)
        return [diff, *super().get_urls()]


def _against(target: Any, revision: Any, request: HttpRequest) -> dict[str, Any]:
    """Return the changes from what `?against=` names (`now`, a number; else the revision before) to the revision."""
    against = request.GET.get("against", "")
    if against == "now":
        before, other = workflow.snapshot_of(target), None
    elif against:
        other = target.revisions.filter(number=int(against)).first() if against.isdecimal() else None
        if other is None:
            raise Http404
        before = other.content
    else:
        other = revision.parent
        before = other.content if other else {}
    return {"changes": changes_of(before, revision.content), "other": other, "against": against}
