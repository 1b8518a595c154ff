"""The rows of a collection's form in the order an editor sets: by the number of the place to move to."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _

from articles.editorial import arrange


class _FetchedFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # Django's class takes no parameter when it runs
    """Shows the rows that were fetched along with the collection, without asking for them again."""

    def get_queryset(self) -> Any:  # Any: a queryset, or its rows
        fetched = getattr(self.instance, "_prefetched_objects_cache", {})
        return list(fetched[self.prefix]) if not self.is_bound and self.prefix in fetched else super().get_queryset()


class SectionFormSet(_FetchedFormSet):
    def clean(self) -> None:
        """Refuse to drop a section together with the pieces in it."""
        super().clean()
        for form in self.deleted_forms:
            if form.instance.pk and form.instance.placements.exists():
                raise ValidationError(
                    _("“%(section)s”里还有篇目，请先移到别的部分，再删这一部分。"),
                    "full",
                    {"section": form.instance.title},
                )


class PlacementFormSet(_FetchedFormSet):
    """Asks for the sections of the collection once, not once a row."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        if not hasattr(self, "_sections"):
            rows = self.instance.sections.all() if self.instance.pk else ()
            self._sections = [("", "—"), *((section.pk, section.title) for section in rows)]
        return {**super().get_form_kwargs(index), "sections": self._sections}


class OrderedForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no parameter when it runs
    def clean_order(self) -> int:
        """Return the number typed; one wiped out leaves the row where it was, a new row goes last."""
        typed = self.cleaned_data.get("order")
        return int(typed) if typed is not None else int(self.instance.order if self.instance.pk else 0)


def renumber(formset: Any) -> None:  # Any: a formset made at run time
    """Put the rows of a saved formset into the order asked for, numbered from 1; writes only numbers that change.

    A number that was changed is the place the row moves to; the others keep their order around it.
    """
    rows = _rows(formset)
    typed = {form.instance.pk: form.cleaned_data.get("order") for form in formset.forms if _moved(form)}
    order = [row for row in rows if row.pk not in typed]
    for row in sorted((row for row in rows if row.pk in typed), key=lambda row: (typed[row.pk] or len(rows), row.pk)):
        place = typed[row.pk] or len(rows)
        order.insert(place - 1, row)
    if formset.model._meta.model_name == "placement":
        order.sort(key=lambda row: (row.section.order, row.section_id))
    arrange.renumber(order)


def _rows(formset: Any) -> list[Any]:
    """Return the rows as saved, in the order they had before."""
    before = {form.instance.pk: form.initial.get("order", 0) for form in formset.forms}
    rows = formset.model._default_manager.filter(**{formset.fk.name: formset.instance})
    rows = rows.select_related("section") if formset.model._meta.model_name == "placement" else rows
    last = len(before) + 1
    return sorted(rows, key=lambda row: (before.get(row.pk) or last, row.pk))


def _moved(form: Any) -> bool:
    return bool(form.instance.pk) and "order" in form.changed_data and not form.cleaned_data.get("DELETE")
