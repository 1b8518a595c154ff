"""Records without a history of revisions (sources, authors, topics, tags, people): their forms carry, signed, what they
showed when they were opened, so that whatever changed it meanwhile, by whatever path, is noticed and never overwritten.

Not for articles and collections, whose forms carry the number of a revision (`stale`).
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.admin.base import ModelAdmin
from articles.admin.forms import unix_lines
from articles.admin.merging import Clash, Merging, RowSet, clash_of, keep_rows, merge
from articles.admin.state import State

#: The field in which a form carries what it showed, and that of the button that saves over what has been seen since.
OPENED, SEEN = "opened_state", "seen_state"
#: No words of anybody's in a row of a list.
_NO_WORDS = frozenset({"id", "DELETE"})


@dataclass(frozen=True, slots=True)
class MetRecord:
    """What others did to a record since a form was opened: who, what clashes, and the state that is seen with this page."""

    by: str
    clashes: tuple[Clash, ...]
    seen: str


class OpenedRecords(ModelAdmin):
    """An admin whose forms save over nothing that their user has not seen."""

    change_form_template = "admin/articles/record_form.html"

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        refusal = getattr(request, "stale", "")
        return type(form.__name__, (_Refusing, form), {"stale": refusal}) if refusal else form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Hold the record while a form is saved onto it, and bring in what has changed since the form was opened."""
        if request.method != "POST" or not (object_id or "").isdecimal():
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            row = self.model._default_manager.select_for_update().filter(pk=object_id).first()
            met = self._meet(request, row) if row and self.has_change_permission(request, row) else None
            return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), "met": met})

    def _meet(self, request: HttpRequest, row: Any) -> MetRecord | None:
        """Bring what has changed since into the posted form; return what clashes, None where nothing does."""
        salt, seen = _salt(row), request.POST.get(SEEN, "")
        base = unsign(seen or request.POST.get(OPENED, ""), salt)
        form, lists, now = self._stands(request, row)
        if base is None:
            request.stale = _("表单里没有打开时的内容，未保存。请重新打开这一页。")  # type: ignore[attr-defined]
            request.opened = ""  # type: ignore[attr-defined]
            return None
        token = sign(now, salt)
        request.opened = token  # type: ignore[attr-defined]  # what the page carries if it is shown again
        if base == plain(now):
            data = request.POST.copy()
            for each in lists:
                keep_rows(data, each, whole=bool(seen))
            request.POST = data  # type: ignore[assignment]  # a copy is as good
            return None
        labels = {name: str(field.label) for name, field in form.fields.items()}
        opened, given_up = as_state(base, now), request.POST.get("take_theirs", "")
        merging = merge(request.POST, opened, now, (labels, lists), given_up)
        request.POST = merging.data  # type: ignore[assignment]  # a copy is as good
        by = _changed_by(row)
        if merging.clashes:
            request.stale = _("您打开之后有人改过，还没有存。")  # type: ignore[attr-defined]
            request.opened = sign(opened, salt)  # type: ignore[attr-defined]
            return MetRecord(by, _named(form, merging, opened, now), token)
        brought = {"by": by, "names": _("、").join(dict.fromkeys(merging.brought))}
        if merging.brought:
            messages.info(request, _("您打开之后，%(by)s改过：%(names)s。与您改的合在一起了。") % brought)
        return None

    def _stands(self, request: HttpRequest, row: Any) -> tuple[Any, list[RowSet], State]:
        """Return the form of the record as it stands, its lists, and what they hold. A query a list, and those of sets."""
        fields = flatten_fieldsets(self.get_fieldsets(request, row))
        form = self.get_form(request, row, change=True, fields=fields)(instance=row)
        lists, formsets = [], []
        for kind, inline in self.get_formsets_with_inlines(request, row):
            if inline.has_change_permission(request, row):
                formset: Any = kind(instance=row, queryset=inline.get_queryset(request))
                names = tuple(name for name in formset.form.base_fields if name not in ("id", formset.fk.name))
                stored = tuple(each.instance for each in formset.initial_forms)
                lists.append(RowSet(formset.prefix, str(inline.model._meta.verbose_name_plural), names, stored))
                formsets.append(formset)
        return form, lists, state_shown(form, formsets)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        row = context["original"]
        if row is not None:
            formsets = [each.formset for each in context["inline_admin_formsets"] if each.has_change_permission]
            shown = getattr(request, "opened", None)
            context[OPENED] = (
                sign(state_shown(context["adminform"].form, formsets), _salt(row)) if shown is None else shown
            )
        return super().render_change_form(request, context, *args, **kwargs)


class _Refusing:
    """A form that is shown with all that was typed, and not saved."""

    stale = ""

    def clean(self) -> Any:
        super().clean()  # type: ignore[misc]  # a form's
        raise ValidationError(self.stale, "stale")


# States


def state_shown(form: Any, formsets: Iterable[Any]) -> State:
    """Return what an unbound form and its lists show: texts, ticks, sets of keys, and rows."""
    values: dict[str, Any] = {}
    posted: dict[str, dict[Any, str]] = {}
    for name, field in form.fields.items():
        if field.disabled or isinstance(field.widget, forms.PasswordInput):
            continue
        values[name] = _value(field, form.get_initial_for_field(field, name))
        if isinstance(values[name], frozenset):
            posted[name] = {key: key for key in values[name]}
    rows = {
        formset.prefix: tuple(_row(each, formset.fk.name) for each in formset.initial_forms) for formset in formsets
    }
    return State(values, rows, posted)


def _row(form: Any, parent: str) -> dict[str, Any]:
    names = [name for name in form.fields if name not in _NO_WORDS and name != parent]
    return {name: _value(form.fields[name], form.get_initial_for_field(form.fields[name], name)) for name in names}


def _value(field: Any, initial: Any) -> Any:
    if isinstance(field, forms.ModelMultipleChoiceField):
        return frozenset(str(getattr(each, "pk", each)) for each in initial or ())
    if isinstance(field, forms.BooleanField):
        return bool(initial)
    return "" if initial is None else unix_lines(str(getattr(initial, "pk", initial)))


def plain(state: State) -> dict[str, Any]:
    """Return a state as JSON holds it."""
    values = {name: sorted(v) if isinstance(v, frozenset) else v for name, v in state.values.items()}
    return {"values": values, "rows": {prefix: [dict(row) for row in rows] for prefix, rows in state.rows.items()}}


def as_state(held: dict[str, Any], now: State) -> State:
    """Return what a form held; what it did not show counts as it stands now."""
    values = {**now.values, **{k: frozenset(v) if isinstance(v, list) else v for k, v in held["values"].items()}}
    rows = {**now.rows, **{prefix: tuple(found) for prefix, found in held["rows"].items()}}
    posted = {name: {key: key for key in value} for name, value in values.items() if isinstance(value, frozenset)}
    return State(values, rows, posted)


def sign(state: State, salt: str) -> str:
    return signing.dumps(plain(state), salt=salt, compress=True)


def unsign(token: str, salt: str) -> dict[str, Any] | None:
    """Return what a form held; None where it says nothing, or nothing that was signed here."""
    try:
        held: dict[str, Any] = signing.loads(token, salt=salt)
    except (signing.BadSignature, ValueError, json.JSONDecodeError):
        return None
    return held


def _salt(row: Any) -> str:
    return f"opened {row._meta.label_lower} {row.pk}"


# In words


def _named(form: Any, merging: Merging, base: State, now: State) -> tuple[Clash, ...]:
    """Return the clashes with records by their names, not by their keys."""
    return tuple(_by_name(form.fields.get(one.unit), one, merging, base, now) for one in merging.clashes)


def _by_name(field: Any, one: Clash, merging: Merging, base: State, now: State) -> Clash:
    if not isinstance(field, forms.ModelChoiceField):
        return one
    mine = merging.data.get(one.unit, "")
    keys: Sequence[Any] = (base.values[one.unit], mine, now.values[one.unit])
    rows: Any = field.queryset  # Any: of whatever model the field chooses from
    found = {str(row.pk): str(row) for row in rows.filter(pk__in=[key for key in keys if key])}
    return replace(clash_of((one.unit, one.label), *(found.get(str(key), "") for key in keys)), unit=one.unit)


def _changed_by(row: Any) -> str:
    """Return who changed the record last at the desk. One query."""
    kind = ContentType.objects.get_for_model(row)
    last = LogEntry.objects.filter(content_type=kind, object_id=str(row.pk)).select_related("user").first()
    return str(last.user) if last else _("别人")
