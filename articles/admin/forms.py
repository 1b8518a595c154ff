"""Form fields that leave what nobody touched exactly as it was, and forms that know which version they were opened on."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from dal_select2.widgets import TagSelect2
from django import forms
from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.forms.widgets import Media
from django.utils.translation import gettext_lazy as _
from taggit.forms import TagField

from articles.editorial.workflow import Refused, refuse_stale
from articles.models import is_held, known_tags
from articles.text.tags import split_tags, tag_identity

FieldValue = Any  # what Django passes between a form and its fields


def unix_lines(text: str) -> str:
    """Return `text` with the line ends a browser sends (CRLF) as LF.

    >>> unix_lines("一\\r\\n二")
    '一\\n二'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")


class PlainText(forms.CharField):
    """Text as typed: leading ideographic blanks stay, and only a browser's line ends are made LF."""

    def __init__(self, **kwargs: Any) -> None:  # Any: Django's own signature
        super().__init__(**{**kwargs, "strip": False})

    def to_python(self, value: FieldValue) -> str:
        return unix_lines(str(super().to_python(value) or ""))

    def has_changed(self, initial: FieldValue, data: FieldValue) -> bool:
        return not self.disabled and unix_lines(str(initial or "")) != unix_lines(str(data or ""))


class OneLine(forms.CharField):
    """A line whose outer blanks, where they stand in the record already, are no reason to save it."""

    def has_changed(self, initial: FieldValue, data: FieldValue) -> bool:
        return not self.disabled and self.to_python(initial) != self.to_python(data)


class DeskTagField(TagField):
    """Tags by identity: another spelling or order of the same tags is no change."""

    def has_changed(self, initial: FieldValue, data: FieldValue) -> bool:
        before = {tag_identity(str(tag)) for tag in initial or ()}
        return not self.disabled and before != {tag_identity(name) for name in split_tags(str(data or ""))}


class DeskTags(TagSelect2):  # type: ignore[misc]  # the package is not typed
    """The tag box: suggests, and takes a new tag at 、，,； or Enter. Its script is in desk.js."""

    autocomplete_function = "desk-tags"

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:  # Any: Django's own signature
        attrs: dict[str, Any] = super().build_attrs(*args, **kwargs)
        return {**attrs, "class": "desk-tags", "data-new-tag": _("新标签：")}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        return "、".join(data.getlist(name) if hasattr(data, "getlist") else [data.get(name, "")])

    def format_value(self, value: FieldValue) -> list[str]:
        return split_tags(value) if isinstance(value, str) else sorted(str(tag) for tag in value or ())

    def optgroups(self, name: str, value: Sequence[str], attrs: Any = None) -> list[Any]:
        return [(None, [self.create_option(name, v, v, True, n) for n, v in enumerate(value)], 0)]

    @property
    def media(self) -> Media:
        """The files of Django's own autocomplete, so that a page with both loads them once."""
        stock: Media = AutocompleteMixin(None, None).media  # type: ignore[arg-type]  # neither is asked for files
        return stock


class KnownChoices(AutocompleteMixin):
    """Shows what is chosen without asking for it, where its form knows the records by key (`know`)."""

    known: Mapping[str, str] = MappingProxyType({})

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> list[Any]:  # Any: Django's own
        chosen = [one for one in value if one not in ("", None)]
        if not self.known.keys() >= set(chosen):
            found: list[Any] = super().optgroups(name, value, attr)
            return found
        free = not self.is_required and not self.allow_multiple_selected  # type: ignore[attr-defined]  # a Select's
        options = [("", "", False)] if free else []
        options += [(key, self.known[key], True) for key in dict.fromkeys(chosen)]
        make: Any = self.create_option  # type: ignore[attr-defined]  # a Select's
        return [(None, [make(name, key, label, on, at) for at, (key, label, on) in enumerate(options)], 0)]


class KnownSelect(KnownChoices, AutocompleteSelect):
    pass


class KnownSelectMultiple(KnownChoices, AutocompleteSelectMultiple):
    pass


def know(field: Any, records: Iterable[Any]) -> None:  # Any: a form's field, and records
    """Tell the box of `field` which records may be chosen in it already."""
    widget = getattr(field.widget, "widget", field.widget)
    if isinstance(widget, KnownChoices):
        widget.known = {str(record.pk): str(record) for record in records}


class RowForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no parameter when it runs
    """A row of a list on a page, which knows the records it leads to where they were fetched."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own signature
        super().__init__(*args, **kwargs)
        fetched = self.instance._state.fields_cache
        for name, field in self.fields.items():
            if fetched.get(name) is not None:
                know(field, [fetched[name]])


class HeldRows(forms.BaseInlineFormSet):  # type: ignore[type-arg]  # Django's class takes no parameter when it runs
    """A list that shows the rows its record holds already, asking for none."""

    def get_queryset(self) -> Any:  # Any: a queryset, or rows in its place
        name = self.fk.remote_field.accessor_name or self.fk.remote_field.get_accessor_name()
        if not self.is_bound and not hasattr(self, "_queryset") and is_held(self.instance, name):
            self._queryset = list(getattr(self.instance, name).all())
        return super().get_queryset()


class OpenedForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no parameter when it runs
    """A form that carries the version it was opened on, and saves over no other one.

    What others saved meanwhile is brought in before the form is made (`merging`); what then still stands against
    saving is `stale`. Everything typed is still in the form.
    """

    opened_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    #: Set by the admin: may the user make new tags, and why this form may not be saved as it is.
    may_add_tags = True
    stale = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own signature
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["opened_version"].initial = self.instance.version
        else:
            del self.fields["opened_version"]

    @property
    def changed_words(self) -> list[str]:
        """Return the changed fields other than the version."""
        return [name for name in self.changed_data if name != "opened_version"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.stale:
            raise ValidationError(self.stale, "stale")
        if self.instance.pk:
            self._refuse_stale()
        for name, field in self.fields.items():
            if isinstance(field, PlainText | OneLine) and name not in self.changed_data:
                self.cleaned_data[name] = self.initial.get(name) or ""
        return cleaned

    def clean_tags(self) -> list[str]:
        """Return the tags' names. Refuses new ones of a person who may not add tags."""
        names = [" ".join(str(name).split()) for name in self.cleaned_data["tags"]]
        if long := [name for name in names if len(name) > 100]:
            raise ValidationError(_("标签太长：%(tag)s"), "long", {"tag": long[0][:30]})
        if "tags" in self.changed_data and not self.may_add_tags:
            known = known_tags(map(tag_identity, names))
            if new := [name for name in names if tag_identity(name) not in known]:
                raise ValidationError(_("您没有新建标签的权限：%(tags)s"), "new", {"tags": _("、").join(new)})
        return names

    def _refuse_stale(self) -> None:
        version = self.cleaned_data.get("opened_version")
        if version is None:
            raise ValidationError(_("表单里没有版本号，未保存。请重新打开这一页。"), "version")
        fresh = type(self.instance)._default_manager.select_for_update().get(pk=self.instance.pk)
        try:
            refuse_stale(fresh, version)
        except Refused as refused:
            raise ValidationError(list(refused.reasons), "stale") from refused
