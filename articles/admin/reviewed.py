"""What articles and collections share at the desk: saving under a version, one revision a save, moves as buttons.

The moves themselves are `editorial.workflow`'s; here a request is read, one function called, and the answer shown.
"""

from collections.abc import Callable, Mapping
from copy import copy
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from articles.admin.comments import CommentForm, CommentPages
from articles.admin.moves import MoveForm, Target, make_bar, make_move
from articles.admin.opening import EDITIONS, Opened, open_piece
from articles.admin.press import PressPages
from articles.admin.preview import PreviewPages
from articles.admin.review import review_of
from articles.admin.thread import panel_of
from articles.admin.timing import standing_of
from articles.editorial import workflow
from articles.editorial.workflow import Refused
from articles.models import CollectionRevision, FindingDecision, Revision, SuggestionDecision
from articles.told import told as _

#: An act of a button: does it, and returns what to tell the person. Raises Refused.
Act = Callable[[HttpRequest, Target], str]

#: The rows that a record never signed or published takes with it when it is deleted.
GOES_ALONG = (Revision, CollectionRevision, FindingDecision, SuggestionDecision)


class ReviewedAdmin(PressPages, PreviewPages, CommentPages):
    actions: Any = None
    notes_changes = False
    #: The buttons beside the moves: the name a button posts, and what it does.
    acts: Mapping[str, Act] = {}

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.may_add_tags = request.user.has_perm("articles.add_tag")
        return form

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return whether the person may change the words, in the state the record is in."""
        return super().has_change_permission(request, obj) and not (obj and workflow.closed(obj, self._user(request)))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.editions.exists())

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, set[str], Any]:
        """Let a draft's own history go with it, which nobody may delete by itself."""
        rows, counts, needed, protected = super().get_deleted_objects(objs, request)
        own = {str(model._meta.verbose_name) for model in GOES_ALONG}
        return rows, counts, {name for name in map(str, needed) if name not in own}, protected

    # Saving

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Let those who may sign but not change press a move's button, and nothing else."""
        if (
            request.method == "POST"
            and object_id
            and "_move" in request.POST
            and not self._may_change(request, object_id)
        ):
            return self._only_move(request, object_id)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _may_change(self, request: HttpRequest, object_id: str) -> bool:
        return self.has_change_permission(request, self.get_object(request, object_id))

    @transaction.atomic
    def _only_move(self, request: HttpRequest, object_id: str) -> HttpResponse:
        target = self.get_object(request, object_id)
        if target is None:
            raise Http404
        if not self.has_view_permission(request, target):
            raise PermissionDenied
        opened = request.POST.get("opened_version", "")
        try:
            workflow.refuse_stale(target, int(opened) if opened.isdecimal() else 0)
        except Refused as refused:
            return self._refused(request, target, refused)
        return self.response_change(request, target)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change or form.changed_words:
            super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save what hangs on the record and write one revision; nothing at all where nothing was changed."""
        if not change or _changed(form, formsets):
            super().save_related(request, form, formsets, change)
            request.piece_changed = True  # type: ignore[attr-defined]  # read when the answer is made
            reason = request.POST.get("_reason", "").strip() or (_("编辑") if change else _("新建"))
            workflow.record(form.instance, by=self._user(request), reason=reason)
            form.instance.refresh_from_db(fields=["state", "version", "round"])
            if not hasattr(request, "row_clashes"):  # a list tells of all its rows at once
                messages.success(request, _("已保存，现为第 %(version)d 稿。") % {"version": form.instance.version})
        elif self._act(request) is None:
            messages.info(request, _("没有改动，未作保存。"))

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        return super().construct_change_message(request, form, formsets, add) if add or _changed(form, formsets) else []

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return super().log_change(request, obj, message) if message else None

    # Buttons

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        if "_popup" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return HttpResponseRedirect(self.address(obj))

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Do what the pressed button says. A refusal shows the page again, with everything typed beside the buttons."""
        act = self._act(request)
        if act is None and "_popup" in request.POST:
            return super().response_change(request, obj)
        if act is None:
            stay = "_save" not in request.POST
            return HttpResponseRedirect(self.address(obj)) if stay else self.response_post_save_change(request, obj)
        try:
            messages.success(request, act(request, obj))
        except Refused as refused:
            return self._refused(request, obj, refused)
        return HttpResponseRedirect(self.address(obj))

    def _act(self, request: HttpRequest) -> Act | None:
        named = next((name for name in ("_move", *self.acts) if name in request.POST), None)
        return None if named is None else make_move if named == "_move" else self.acts[named]

    def _refused(self, request: HttpRequest, obj: Any, refused: Refused) -> HttpResponse:
        for reason in refused.reasons:
            messages.error(request, reason)
        again = copy(request)
        again.method = "GET"
        response: HttpResponse = self.changeform_view(again, str(obj.pk), extra_context={"typed": request.POST})
        return response

    def _user(self, request: HttpRequest) -> Any:  # Any: signed in, or the site shows the login page
        return request.user

    # Pages

    def opened(self, request: HttpRequest, row: Any) -> Opened:
        """Return what the page of `row` asked the database, which it asks once."""
        known: Opened | None = getattr(request, "opened_piece", None)
        if known is None or known.row is not row:
            known = self.open(request, row)
            request.opened_piece = known  # type: ignore[attr-defined]  # read when the page is drawn
        return known

    def open(self, request: HttpRequest, row: Any) -> Opened:
        return open_piece(row, self._user(request), self.place(str(row.pk)))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        form = context["adminform"].form
        typed = context.get("typed", {})
        if context["original"] is not None:
            row = self._as_stored(context["original"], form)
            context.update(self.panels(request, row, typed))
            context["form_first"] = form.is_bound
            context["typed_reason"] = request.POST.get("_reason", "")
            context["moves"] = MoveForm(initial={name: typed.get(name, "") for name in MoveForm.base_fields})
            context["moves"].offer(context["opened"].people)
        return super().render_change_form(request, context, *args, **kwargs)

    def _as_stored(self, row: Any, form: Any) -> Any:
        """Return the record as the database has it: a form that did not pass has written what was typed onto `row`."""
        return self.model._default_manager.get(pk=row.pk) if form.is_bound else row

    def panels(self, request: HttpRequest, row: Any, typed: Mapping[str, str]) -> dict[str, Any]:
        """Return what the page shows beside the form."""
        opened = self.opened(request, row)
        standing = workflow.standing(row, opened.stages)
        live, coming = opened.live, opened.coming
        return {
            "row": row,
            "opened": opened,
            "bar": make_bar(row, standing, self._user(request), bool(live or coming)),
            "review": review_of(row, standing),
            "comments": panel_of(row, self._user(request)),
            "comment_form": CommentForm(),
            "revisions": opened.revisions,
            "editions": opened.editions[:EDITIONS],
            "live": live,
            "public_time": standing_of(row, coming or live),
            "may_change": self.has_change_permission(request, row),
            "show_save_and_add_another": False,
        }


def _changed(form: Any, formsets: Any) -> bool:  # Any: forms made at run time
    return bool(form.changed_words) or any(formset.has_changed() for formset in formsets or ())
