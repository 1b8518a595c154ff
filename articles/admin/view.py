"""Saved views as records: a list of one's own and the house's, to rename, to share, to delete. Made above their lists."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.base import DeskAdmin
from articles.admin.saved import address_of, may_change_view, refuse_taken
from articles.editorial.workflow import Refused
from articles.models import SavedView, User


class ViewForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no parameter when it runs
    def clean(self) -> dict[str, Any] | None:
        """Refuse a name that another view of the list has, one's own or the house's."""
        found = super().clean()
        view, name = self.instance, " ".join(str(self.cleaned_data.get("name", "")).split())
        if SavedView.objects.filter(owner=view.owner_id, model=view.model, name=name).exclude(pk=view.pk).exists():
            raise ValidationError(
                {"name": ValidationError(_("这个列表已有叫“%(name)s”的视图。"), "taken", {"name": name})}
            )
        try:
            refuse_taken(view.model, name, self.cleaned_data.get("shared", view.shared), view)
        except Refused as refused:
            raise ValidationError({"name": ValidationError(str(refused), "taken")}) from refused
        return found


class SavedViewAdmin(DeskAdmin):
    goes_along = True
    form = ViewForm
    actions = None
    list_display = ("name", "list_name", "followed", "owner", "shared", "made_at")
    list_filter = ("shared",)
    list_select_related = ("owner",)
    fields = ("name", "shared", "list_name", "followed", "owner", "made_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[SavedView]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.filter(pk__in=SavedView.objects.seen_by(self._user(request).pk).values("pk"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        shared = () if self._user(request).has_perm("articles.share_savedview") else ("shared",)
        return ("list_name", "followed", "owner", "made_at", *shared)

    @admin.display(description=gettext_lazy("哪个列表"), ordering="model")
    def list_name(self, view: SavedView) -> str:
        kind = next((m for m in self.admin_site._registry if m._meta.model_name == view.model), None)
        return str(kind._meta.verbose_name_plural) if kind else view.model

    @admin.display(description=gettext_lazy("打开"))
    def followed(self, view: SavedView) -> SafeString:
        return format_html('<a href="{}">{}</a>', address_of(view), _("看这个视图"))

    # Whose they are decides, and no right on the model.

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        user = self._user(request)
        return bool(user.is_active and user.is_staff and (obj is None or obj.shared or obj.owner_id == user.pk))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is not None and may_change_view(self._user(request), obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is not None and may_change_view(self._user(request), obj)

    def _user(self, request: HttpRequest) -> User:
        user: Any = request.user  # Any: signed in, or the site shows the login page
        return user  # type: ignore[no-any-return]  # as above
