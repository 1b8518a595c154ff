"""What every page of the desk shares: lists that answer only their own filters, and rows that nobody edits here."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import Field, ForeignObjectRel, Model
from django.http import HttpRequest

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]  # Any: one class serves every model
    TabularInline = admin.TabularInline[Any, Any]
    StackedInline = admin.StackedInline[Any, Any]
else:
    ModelAdmin, TabularInline, StackedInline = admin.ModelAdmin, admin.TabularInline, admin.StackedInline

_ENDINGS = ("", "__exact", "__isnull", "__gte", "__lt", "__lte")
_DATE_PARTS = ("__year", "__month", "__day", "__gte", "__lt")


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
        name = item[0] if isinstance(item, tuple) else item
        allowed.update(f"{name}{ending}" for ending in _ENDINGS)
        field: Field[Any, Any] | ForeignObjectRel = model_admin.model._meta.get_field(name)
        if field.is_relation and field.related_model is not None:
            allowed.add(f"{name}__{_key(field.related_model)}__exact")
    if model_admin.date_hierarchy:
        allowed.update(f"{model_admin.date_hierarchy}{part}" for part in _DATE_PARTS)
    return allowed


def _key(model: Any) -> str:  # Any: a model, or "self" before it is resolved
    return str(model._meta.pk.name)


class DeskAdmin(StrictLookups, ModelAdmin):
    view_on_site = False
    list_per_page = 50
    show_full_result_count = False


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
