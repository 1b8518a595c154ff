"""What every page of the desk shares: lists that answer only their own filters, and rows that nobody edits here."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import Field, ForeignObjectRel, Model
from django.http import HttpRequest
from django.utils.text import capfirst

from articles.admin.lists import tools
from articles.admin.peek import Peeked
from articles.admin.ranges import RangeFilter
from articles.admin.removal import Removable
from articles.models import Event

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]  # Any: one class serves every model
    TabularInline = admin.TabularInline[Any, Any]
    StackedInline = admin.StackedInline[Any, Any]
else:
    ModelAdmin, TabularInline, StackedInline = admin.ModelAdmin, admin.TabularInline, admin.StackedInline

_ENDINGS = ("", "__exact", "__isnull", "__gte", "__lt", "__lte")


class StrictLookups:
    """Answers only the lookups its own filters make; anything else in the address is refused (400).

    Django lets any local field be asked with any lookup, so that a list would answer `?username__regex=`.
    """

    #: Lookups that links on other pages of the desk make.
    also_lookups: tuple[str, ...] = ()

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:  # Any: Django's own
        return lookup in self.also_lookups or lookup in _own_lookups(self, request)


def _own_lookups(model_admin: Any, request: HttpRequest | None) -> set[str]:  # Any: an admin with StrictLookups
    """Return every parameter that the filters of `model_admin` read."""
    allowed: set[str] = set()
    for item in model_admin.get_list_filter(request):
        if isinstance(item, type) and issubclass(item, SimpleListFilter):
            allowed.add(str(item.parameter_name))
            continue
        name, kind = item if isinstance(item, tuple) else (item, None)
        if kind is not None and issubclass(kind, RangeFilter):
            allowed.update(kind.parameters(name))
            continue
        allowed.update(f"{name}{ending}" for ending in _ENDINGS)
        field: Field[Any, Any] | ForeignObjectRel = model_admin.model._meta.get_field(name)
        if field.is_relation and field.related_model is not None:
            allowed.add(f"{name}__{_key(field.related_model)}__exact")
    return allowed


def _key(model: Any) -> str:  # Any: a model, or "self" before it is resolved
    return str(model._meta.pk.name)


class Noted:
    """Notes in the log what is made, changed and deleted on its pages."""

    #: Whether making and changing are noted: not where every save is a revision.
    notes_changes = True

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:  # Any: Django's own
        if self.notes_changes:
            Event.note("added", by=request.user, about=obj)
        return super().log_addition(request, obj, message)  # type: ignore[misc]  # mixed into an admin

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        if self.notes_changes and message:
            Event.note("changed", by=request.user, about=obj, fields=changed_fields(message))
        return super().log_change(request, obj, message)  # type: ignore[misc]  # mixed into an admin

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for row in queryset:
            Event.note("deleted", by=request.user, about=row)
        return super().log_deletions(request, queryset)  # type: ignore[misc]  # mixed into an admin


class NotedRights(Noted):
    """Notes what a record lets people do, before and after."""

    def rights_of(self, row: Any) -> dict[str, list[str]]:  # Any: a user or a group
        """Return the rights that `row` holds."""
        raise NotImplementedError

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        before = self.rights_of(type(obj)._default_manager.get(pk=obj.pk)) if change else {}
        request.rights_before = before  # type: ignore[attr-defined]  # read when all is saved
        super().save_model(request, obj, form, change)  # type: ignore[misc]  # mixed into an admin

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)  # type: ignore[misc]  # mixed into an admin
        before, after = getattr(request, "rights_before", {}), self.rights_of(form.instance)
        changed = [name for name in after if before.get(name, []) != after[name]]
        if changed:
            was, now = ({name: rights.get(name, []) for name in changed} for rights in (before, after))
            Event.note("rights", by=request.user, about=form.instance, before=was, after=now)


def changed_fields(message: Any) -> list[str]:  # Any: Django's own rows, or a text
    """Return the labels of the fields that a change of a record touched, untranslated."""
    rows = message if isinstance(message, list) else []
    return sorted({name for row in rows for part in row.values() for name in part.get("fields", [])})


class Headed:
    """Lists headed by what they list, not by what one may do with it; a list to choose from says that one chooses."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        response = super().changelist_view(request, extra_context)  # type: ignore[misc]  # mixed into an admin
        shown = getattr(response, "context_data", None) or {}
        if "cl" in shown and not shown.get("is_popup"):
            shown["title"] = capfirst(shown["cl"].opts.verbose_name_plural)
        return response


class DeskLists(StrictLookups, Headed, Removable, Peeked):
    """Lists that answer only their own filters, with views, chosen columns and a look at each row."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        response = super().changelist_view(request, extra_context)
        shown = getattr(response, "context_data", None) or {}
        if "cl" in shown and not shown.get("is_popup"):
            shown["tools"] = tools(self, request, shown["cl"])
        return response


class DeskAdmin(Noted, DeskLists, ModelAdmin):
    view_on_site = False


class NoChange:
    """Rows that are written once, by the functions beneath, and by nobody here."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ReadOnlyAdmin(NoChange, DeskAdmin):
    actions = None


class ReadOnlyInline(NoChange, TabularInline):
    extra = 0
    max_num = 0
    can_delete = False
