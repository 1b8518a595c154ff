"""Users and groups at the desk: Django's own forms, with the printed name and the language of the interface."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as StockGroupAdmin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin import second
from articles.admin.base import DeskLists, Headed, NotedRights, StrictLookups
from articles.admin.opened import OpenedRecords
from articles.admin.permission import PermissionChoices, on_offer
from articles.admin.removal import Removable
from articles.models import Event, User

if TYPE_CHECKING:
    _UserAdmin = StockUserAdmin[User]
else:
    _UserAdmin = StockUserAdmin

#: What Django explains in words of its own, by the name of the field.
EXPLAINED = {
    "username": _("登录用的名字，可用字母、数字和 @ . + - _，如 shen-yibai。"),
    "email": _("收汇总邮件的邮箱；没有就空着。"),
    "is_active": _("人走了就去掉勾：不能再登录，经手的稿子和签字都留着。不要删账号。"),
    "is_staff": _("勾上才进得了编辑台。"),
    "groups": _("按岗位选，如编辑、初审；组能做的，组里的人都能做。"),
    "is_superuser": _("什么都能做，不看分组；只给管系统的人。"),
    "user_permissions": _("只给这一个人、组里没有的权限；一般用不着。"),
    "name": _("岗位的名字，如“初审”；分给人、定审级时用。"),
    "permissions": _("选上的，组里的人都能做。"),
}


class NamedRights:
    """Offers the rights over what the desk shows, named in its words, and says what each field is for in them too."""

    admin_site: Any  # Any: the site that the admin is registered with

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in EXPLAINED:
            kwargs.setdefault("help_text", EXPLAINED[db_field.name])
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]  # mixed into an admin

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Return Django's form with the rights a row may be given and those it has."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)  # type: ignore[misc]  # mixed into an admin
        for name in ("permissions", "user_permissions"):
            if (field := form.base_fields.get(name)) is not None:
                held = getattr(obj, name).all() if obj is not None else Permission.objects.none()
                shown = {(model._meta.app_label, model._meta.model_name) for model in self.admin_site._registry}
                form.base_fields[name] = PermissionChoices(
                    on_offer(shown, held), label=field.label, required=False, help_text=field.help_text
                )
        return form


class PasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]  # Django's class takes no parameter when it runs
    """Django's, which says in the language it was started in what comes of doing without a password."""

    usable_password_help_text: Any = _(
        "关掉就不能用密码登录，现在的密码也作废；要再用，得重新设。"
    )  # Any: a lazy translation


class UserAdmin(NotedRights, NamedRights, DeskLists, OpenedRecords, _UserAdmin):
    view_on_site = False
    change_password_form = PasswordForm
    list_display = ("username", "display_name", "group_names", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff", "groups")
    search_fields = ("username", "display_name")
    fieldsets = (
        (None, {"fields": ("username", "password", "display_name", "language", "email", "digest")}),
        (_("权限"), {"fields": ("is_active", "is_staff", "groups", "same_as", "is_superuser", "user_permissions")}),
        (_("记录"), {"fields": ("second_step", "last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "display_name", "language", "password1", "password2")}),
        (_("权限"), {"fields": ("is_staff", "groups")}),
    )
    readonly_fields = ("second_step", "last_login", "date_joined")
    filter_horizontal = ()
    autocomplete_fields = ("same_as",)
    actions = None

    def get_queryset(self, request: HttpRequest) -> Any:  # Any: a queryset of users
        return super().get_queryset(request).prefetch_related("groups")

    def group_names(self, user: User) -> str:
        return str(_("、")).join(group.name for group in user.groups.all())

    group_names.short_description = _("组")  # type: ignore[attr-defined]  # Django reads it from the function

    @admin.display(description=_("两步登录"))
    def second_step(self, user: User) -> SafeString | str:
        if not user.pk or not second.has_device(user):
            return str(_("没有绑定"))
        page = reverse("admin:articles_user_reset", args=[user.pk])
        return format_html('{} · <a href="{}">{}</a>', _("已绑定"), page, _("解除绑定"))

    def rights_of(self, row: Any) -> dict[str, list[str]]:
        """Return what a user may do, as the log keeps it."""
        flags = [name for name in ("is_active", "is_staff", "is_superuser") if getattr(row, name)]
        singly = [str(permission.codename) for permission in row.user_permissions.order_by("pk")]
        main = [str(row.same_as.username)] if row.same_as else []
        return {
            "flags": flags,
            "groups": [group.name for group in row.groups.order_by("pk")],
            "single": singly,
            "same_as": main,
        }

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """Note a password that was changed by somebody."""
        response: HttpResponse = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            Event.note("password", by=request.user, about=self.get_object(request, id))
        return response

    def reset_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Ask, then take a colleague's second step away. Nobody takes away their own: a thief of a password would."""
        user = self.get_object(request, str(object_id))
        if user is None:
            raise Http404
        if not self.has_change_permission(request, user) or user == request.user:
            raise PermissionDenied
        if request.method == "POST":
            second.reset(user, by=request.user)
            messages.success(request, _("已解除“%(person)s”的两步登录；下次登录时重新绑定。") % {"person": user})
            return HttpResponseRedirect(reverse("admin:articles_user_change", args=[user.pk]))
        shown = {
            **self.admin_site.each_context(request),
            "title": _("解除两步登录"),
            "original": user,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/articles/user/reset.html", shown)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.reset_view)
        return [path("<int:object_id>/reset/", view, name="articles_user_reset"), *super().get_urls()]

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


class GroupAdmin(NotedRights, NamedRights, StrictLookups, Headed, Removable, OpenedRecords, StockGroupAdmin):
    """Open to whoever may manage users: the rights on groups are another app's, and no shipped group holds them."""

    view_on_site = False

    def rights_of(self, row: Any) -> dict[str, list[str]]:
        """Return what a group may do, as the log keeps it."""
        return {"single": [str(permission.codename) for permission in row.permissions.order_by("pk")]}

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
