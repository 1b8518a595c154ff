"""The move that many ticked articles make at once: shown first what becomes of each, then done, each by itself."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.bulk import BulkAdmin
from articles.admin.chosen import MOST, Ticked, ticked
from articles.admin.moves import MoveForm, perform
from articles.admin.record import headline_of
from articles.editorial import workflow
from articles.editorial.takeback import NOT_TAKEN_BACK
from articles.editorial.together import Asked, Moved, Task, carry_out, rehearse
from articles.models import Article, User

#: What many may do at once. A withdrawal and a correction say something to the readers, each its own.
TOGETHER = ("claim", "release", "assign", "submit", "recall", "sign", "send_back", "publish")
#: What is asked for beside the move: by its name, the fields of the form of moves.
ASKED = {"assign": ("to", "due_on"), "sign": ("note",), "send_back": ("note",), "publish": ("at", "until")}


class AdvanceForm(MoveForm):
    """The move, and what it asks for."""

    step = forms.ChoiceField(
        label=gettext_lazy("这一步"), widget=forms.Select({"data-asking": True, "autofocus": True})
    )
    field_order = ("step", "note", "to", "due_on", "at", "until")

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moves = _open_to(by)
        wanted = {"step", *(name for move in moves for name in ASKED.get(move.name, ()))}
        self.fields = {name: field for name, field in self.fields.items() if name in wanted}
        step: Any = self.fields["step"]  # Any: a ChoiceField
        step.choices = [(move.name, move.label) for move in moves]

    @property
    def rows(self) -> list[tuple[forms.BoundField, str]]:
        """Return the fields, each with the moves that ask for it; none where all do."""
        return [(field, " ".join(move for move, names in ASKED.items() if field.name in names)) for field in self]

    def asked(self) -> Asked:
        """Return what was typed for the chosen move, as it is kept."""
        wanted = ASKED.get(self.cleaned_data["step"], ())
        values = {name: self.cleaned_data.get(name) for name in wanted}
        return {name: str(value) for name, value in values.items() if value}


def _open_to(by: User) -> list[workflow.Move]:
    """Return the moves that `by` has the right to, in the order of the table."""
    return [m for m in workflow.MOVES if m.name in TOGETHER and by.has_perm(f"articles.{m.permission}_article")]


class AdvanceAdmin(BulkAdmin):
    """The list of articles as a place to send on what is ready."""

    actions: Any = (*BulkAdmin.actions, "advance_action")

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        by: Any = request.user  # Any: signed in, or the site shows the login page
        return {
            name: act for name, act in super().get_actions(request).items() if name != "advance_action" or _open_to(by)
        }

    @admin.action(description=gettext_lazy("走一步（送审、签发、派稿……）"), permissions=["view"])
    def advance_action(self, request: HttpRequest, chosen: QuerySet[Article]) -> HttpResponse | None:
        """Ask for the move; show what would become of each article; make it."""
        by: Any = request.user  # Any: signed in, or the site shows the login page
        asked = "_look" in request.POST or "_go" in request.POST
        found = ticked(request, chosen, asked, MOST)
        if found is None:
            return None
        form = AdvanceForm(request.POST if asked else None, by=by)
        if not (asked and form.is_valid()):
            return self._page(request, form, found, [])
        name, values = form.cleaned_data["step"], _asked(form)
        task = Task(name, lambda one: perform(name, one, by=by, asked=values), form.asked())
        if "_go" not in request.POST:
            return self._page(request, form, found, rehearse(found.versions.items(), task))
        act, moved = carry_out(found.versions.items(), task, by=by)
        self._tell(request, moved, str(dict(form.fields["step"].choices)[name]))  # type: ignore[attr-defined]  # a ChoiceField
        return HttpResponseRedirect(reverse("admin:articles_bulkact_change", args=[act.pk]))

    def _page(self, request: HttpRequest, form: AdvanceForm, found: Ticked, moved: list[Moved]) -> TemplateResponse:
        stays = NOT_TAKEN_BACK.get(form.cleaned_data["step"], "") if moved else ""
        shown = {"form": form, "rows": found.rows(moved), "looked": bool(moved), "opts": self.opts, "stays": stays}
        shown["ready"] = sum(not each.reasons for each in moved)
        shown |= {"title": _("走一步"), "checkbox": ACTION_CHECKBOX_NAME, "media": self.media + form.media}
        return TemplateResponse(
            request, "admin/articles/article/advance.html", {**self.admin_site.each_context(request), **shown}
        )

    def _tell(self, request: HttpRequest, moved: list[Moved], label: str) -> None:
        refused = [each for each in moved if each.reasons]
        said = {"move": label, "count": len(moved) - len(refused), "rest": len(refused)}
        tell = messages.success if said["count"] else messages.warning
        tell(request, _("“%(move)s”：%(count)d 篇已办，%(rest)d 篇没有办成。") % said)
        for each in refused:
            messages.warning(request, f"{headline_of(each.article)}{_('：')}{_('；').join(each.reasons)}")


def _asked(form: AdvanceForm) -> dict[str, Any]:
    """Return what the chosen move is told: what it does not ask for stays empty, whatever was typed for another."""
    wanted = ASKED.get(form.cleaned_data["step"], ())
    values = {name: form.cleaned_data.get(name) if name in wanted else None for name in MoveForm.base_fields}
    return {**values, "note": values["note"] or "", "notice": "", "override": ""}
