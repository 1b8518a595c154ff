"""Saving a form opened on a version that is no longer the last: brought together with what others saved, or refused.

The record is held from before the form is read, so that nothing comes between the looking and the writing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets
from django.db import IntegrityError, transaction
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from articles.admin.base import DeskAdmin
from articles.admin.history import FieldChange, changes_of
from articles.admin.merging import Clash, RowSet, keep_rows, merge
from articles.admin.state import state_of
from articles.editorial import workflow
from articles.models import Author, Source, Topic, living


@dataclass(frozen=True, slots=True)
class Met:
    """What others did since a form was opened: who, their changes, what clashes; `refusal`: why nothing was saved."""

    by: str
    changes: tuple[FieldChange, ...]
    clashes: tuple[Clash, ...]
    version: int
    refusal: str = ""


class MergedSaving(DeskAdmin):
    #: The names of the buttons beside "save": pressed on words that others have changed, none of them acts.
    acts: Any = {}
    #: Of these, those whose value says all they mean, whatever others have changed.
    standalone: tuple[str, ...] = ()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        met = getattr(request, "met", None)
        form.stale = _("这是草稿，还没有保存。") if _is_draft(request) else met.refusal if met else ""
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Hold the record while a form is saved onto it, and bring in what was saved since the form was opened.

        Where a record that the form names is merged into another while it is saved, it is saved once more, led on.
        """
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        posted, led = request.POST, led_on(request.POST)
        try:
            answer = self._held(request, led, object_id, form_url, extra_context)
        except IntegrityError:
            again = led_on(posted)
            if again == led:
                raise
            return self._held(request, again, object_id, form_url, extra_context)
        again = led_on(posted) if answer.status_code == 200 else led
        return answer if again == led else self._held(request, again, object_id, form_url, extra_context)

    def _held(
        self, request: HttpRequest, form: QueryDict, object_id: str | None, form_url: str, extra_context: Any
    ) -> Any:
        request.POST = form  # type: ignore[assignment]  # a copy is as good
        with transaction.atomic():
            if _is_draft(request) or not (object_id or "").isdecimal():
                return super().changeform_view(request, object_id, form_url, extra_context)
            row = self.model._default_manager.select_for_update().filter(pk=object_id).first()
            met = self._meet(request, row) if row and self.has_change_permission(request, row) else None
            request.met = met  # type: ignore[attr-defined]  # read when the form is made
            return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), "met": met})

    def _meet(self, request: HttpRequest, row: Any) -> Met | None:
        """Return what others did since the posted form was opened, their changes put into it; None where nothing."""
        seen, opened = (request.POST.get(name, "") for name in ("seen_version", "opened_version"))
        version = int(seen or opened) if (seen or opened).isdecimal() else row.version
        lists = self._row_sets(request, row)
        if version == row.version:
            data = request.POST.copy()
            for each in lists:
                keep_rows(data, each, whole=bool(seen))
            if seen:
                data["opened_version"] = str(version)
            request.POST = data  # type: ignore[assignment]  # a copy is as good
            return None
        base = row.revisions.filter(number=version).first()
        return self._merge(request, row, base, lists) if base else None

    def _merge(self, request: HttpRequest, row: Any, base: Any, lists: Sequence[RowSet]) -> Met:
        fields = flatten_fieldsets(self.get_fieldsets(request, row))
        labels = {
            name: str(each.label)
            for name, each in self.get_form(request, row, change=True, fields=fields).base_fields.items()
        }
        now, then = workflow.snapshot_of(row), base.content
        given_up = request.POST.get("take_theirs", "")
        merging = merge(request.POST, state_of(row, then), state_of(row, now), (labels, lists), given_up)
        acting = any(name in request.POST for name in ("_move", *self.acts) if name not in self.standalone)
        if not merging.clashes:
            merging.data["opened_version"] = str(row.version)
        request.POST = merging.data  # type: ignore[assignment]  # a copy is as good
        refusal = not_saved(row.version, base.number)
        by = changed_by(row, base.number)
        if merging.clashes or acting:
            return Met(by, changes_of(then, now), merging.clashes, row.version, refusal)
        brought = {"by": by, "names": _("、").join(merging.brought)}
        messages.info(request, _("您打开之后，%(by)s改过：%(names)s。与您改的合在一起了。") % brought)
        return Met(by, (), (), row.version)

    def _row_sets(self, request: HttpRequest, row: Any) -> list[RowSet]:
        """Return the lists of the form, each with its rows as they stand. A query a list."""
        found = []
        for formset, inline in self.get_formsets_with_inlines(request, row):
            if not inline.has_change_permission(request, row):
                continue
            stored = inline.get_queryset(request).filter(**{formset.fk.name: row})
            names = tuple(name for name in formset.form.base_fields if name not in ("id", formset.fk.name))
            label = str(inline.model._meta.verbose_name_plural)
            found.append(RowSet(formset.get_default_prefix(), label, names, tuple(stored)))
        return found


#: The fields of forms that name records which may have been merged.
_NAMING = ((Author, "-author"), (Source, "-source"), (Topic, "topics"))


def led_on(posted: QueryDict) -> QueryDict:
    """Return a posted form in which records merged since it was opened are those they are part of now.

    One query for each kind that is named, more only where something was merged.
    """
    data = posted.copy()
    for model, ending in _NAMING:
        names = [name for name in data if name.endswith(ending)]
        asked = {int(key) for name in names for key in data.getlist(name) if key.isdecimal()}
        merged = {str(old): str(new) for old, new in living(model, asked).items() if old != new}
        for name in names if merged else ():
            data.setlist(name, list(dict.fromkeys(merged.get(key, key) for key in data.getlist(name))))
    return data


def not_saved(now: int, then: int) -> str:
    """Return in words that a form opened on version `then` was not saved onto version `now`."""
    said = {"now": now, "then": then}
    return _("这份稿件在您打开之后已被改动（现为第 %(now)d 稿，您打开的是第 %(then)d 稿），还没有存。") % said


def changed_by(row: Any, number: int) -> str:  # Any: an article or a collection
    """Return who made the revisions after `number`, oldest first. One query."""
    since = row.revisions.filter(number__gt=number).select_related("by").defer("packed").order_by("number")
    return str(_("、")).join(dict.fromkeys(str(one.by or _("系统")) for one in since))


def _is_draft(request: HttpRequest) -> bool:
    """Return whether the form shows a draft, which is looked at and not saved."""
    return hasattr(request, "draft")
