"""Users and groups at the desk: Django's own forms, with the printed name and the language of the interface."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.admin import GroupAdmin as StockGroupAdmin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.base import StrictLookups
from articles.models import User

if TYPE_CHECKING:
    _UserAdmin = StockUserAdmin[User]
else:
    _UserAdmin = StockUserAdmin


class UserAdmin(StrictLookups, _UserAdmin):
    view_on_site = False
    list_display = ("username", "display_name", "group_names", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff", "groups")
    search_fields = ("username", "display_name")
    fieldsets = (
        (None, {"fields": ("username", "password", "display_name", "language", "email")}),
        (_("权限"), {"fields": ("is_active", "is_staff", "groups", "is_superuser", "user_permissions")}),
        (_("记录"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "display_name", "language", "password1", "password2")}),
        (_("权限"), {"fields": ("is_staff", "groups")}),
    )
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()
    actions = None

    def get_queryset(self, request: HttpRequest) -> Any:  # Any: a queryset of users
        return super().get_queryset(request).prefetch_related("groups")

    def group_names(self, user: User) -> str:
        return "、".join(group.name for group in user.groups.all())

    group_names.short_description = _("组")  # type: ignore[attr-defined]  # Django reads it from the function

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:  # Any: Django's own
        """Only a superuser makes superusers or hands out single rights; others work by groups."""
        locked = () if request.user.is_superuser else ("is_superuser", "user_permissions")
        return (*super().get_readonly_fields(request, obj), *locked)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _not_above(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _not_above(request, obj) and super().has_delete_permission(request, obj)


def _not_above(request: HttpRequest, user: Any) -> bool:  # Any: what Django passes as the row
    """Return whether `user` is no superuser, or is asked about by one."""
    return bool(request.user.is_superuser) or not (isinstance(user, User) and user.is_superuser)


class GroupAdmin(StrictLookups, StockGroupAdmin):
    """Open to whoever may manage users: the rights on groups are another app's, and no shipped group holds them."""

    view_on_site = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _manages_users(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return _manages_users(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _manages_users(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _manages_users(request)


def _manages_users(request: HttpRequest) -> bool:
    user: Any = request.user  # Any: anonymous people have no rights either
    return bool(user.has_perm("articles.change_user"))
