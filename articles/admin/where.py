"""Filters of the lists of articles and collections by where a piece stands and who has it: what counts elsewhere lead to."""

from copy import copy
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.editorial.whereabouts import narrowed
from articles.models import Stage

#: The places that have a name of their own, in words. Stages come between.
BEFORE: tuple[tuple[str, Any], ...] = (  # Any: lazy translations
    ("to-do", _("待我处理")),
    ("returned-mine", _("退给我的")),
    ("returned-others", _("退给别人的")),
    ("draft", _("在手的草稿")),
)
AFTER: tuple[tuple[str, Any], ...] = (
    ("ready", _("待发布")),
    ("scheduled", _("已定时")),
    ("scheduled-mine", _("我定时的")),
    ("soon", _("七天内上线或到期")),
    ("late", pgettext_lazy("page", "逾期")),
    ("review-others", _("在审，不待我办")),
    ("open", _("未发布的全部")),
)


class _Uncounted(SimpleListFilter):
    """A filter whose choices are never counted in a list: each would be a query over the whole way of every piece."""

    def choices(self, changelist: Any) -> Any:  # Any: Django's own rows
        uncounted = copy(changelist)
        uncounted.add_facets = False
        return super().choices(uncounted)


class WhereFilter(_Uncounted):
    title = _("进度")
    parameter_name = "where"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        stages = Stage.objects.filter(active=True)
        waiting = [(f"stage-{stage.pk}", _("待%(stage)s") % {"stage": stage}) for stage in stages]
        return [*BEFORE, *waiting, *AFTER]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return _within(queryset, self.value(), request)


class HandFilter(_Uncounted):
    """By who has a piece: `me`, `none`, or the key of a person, as the late list names them; `mine` is all that concerns me."""

    title = _("经手人")
    parameter_name = "hand"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("mine", _("与我有关")), ("me", _("我")), ("none", _("没有人"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        hand = self.value()
        if hand == "mine":
            return _within(queryset, "mine", request)
        if hand == "none":
            return queryset.filter(assignee=None)
        if hand == "me":
            return queryset.filter(assignee=request.user.pk)
        return queryset.filter(assignee=int(hand)) if hand and hand.isdecimal() and len(hand) < 10 else queryset


def _within(queryset: QuerySet[Any], where: str | None, request: HttpRequest) -> QuerySet[Any]:
    """Return of `queryset` what is at a place; all of it where none is named."""
    if not where:
        return queryset
    by: Any = request.user  # Any: signed in, or the site shows the login page
    found = narrowed(queryset.model._default_manager.order_by(), where, by)
    return queryset.filter(pk__in=found.values("pk"))
