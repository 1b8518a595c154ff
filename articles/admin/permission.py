"""Rights in the words of the desk, for the forms of users and groups; and only those that mean something there."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.forms import ModelMultipleChoiceField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: Django's own four, by the word that begins their code.
_DOES = {
    "add": gettext_lazy("新增"),
    "change": gettext_lazy("修改"),
    "delete": gettext_lazy("删除"),
    "view": gettext_lazy("查看"),
}
_EXPORT = gettext_lazy("导出日志")


class PermissionChoices(ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django's class takes no parameter when it runs
    """Names each right by its model and what it lets one do, in the language of the page: 文章 · 送审."""

    def label_from_instance(self, permission: Any) -> str:  # Any: Django gives the row untyped
        return f"{permission.content_type.name} · {deed(permission)}"


def deed(permission: Permission) -> str:
    """Return what a right lets one do."""
    word = permission.codename.partition("_")[0]
    if permission.name.startswith("Can ") and word in _DOES:
        return str(_DOES[word])
    return str(_EXPORT) if permission.codename == "export_event" else _(permission.name)


def on_offer(shown: set[tuple[str, str]], held: QuerySet[Permission]) -> QuerySet[Permission]:
    """Return the rights over the models `shown` (app and name), and those that the row already holds. One query."""
    wanted = Q(pk__in=held.values("pk"))
    for app, name in shown:
        wanted |= Q(content_type__app_label=app, content_type__model=name)
    return Permission.objects.filter(wanted).select_related("content_type").order_by("content_type", "pk")
