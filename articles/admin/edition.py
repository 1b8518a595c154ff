"""What was published, to look at only: the editions of articles and of collections, with the rows they list by."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.admin.base import ReadOnlyInline
from articles.admin.ranges import DateRange
from articles.admin.record import LightAdmin
from articles.admin.words import worded
from articles.models import (
    CollectionEditionPlacement,
    EditionLink,
    EditionPerson,
    EditionSource,
    EditionTag,
    EditionTopic,
)


class _Rows(ReadOnlyInline):
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:  # Any: one class for several models
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related(*(f.name for f in self.model._meta.fields if f.is_relation and f.name != "edition"))


class EditionTagInline(_Rows):
    model = EditionTag
    verbose_name_plural = pgettext_lazy("plural", "标签")
    fields = readonly_fields = ("named",)

    @admin.display(description=_("标签"))
    def named(self, row: EditionTag) -> str:
        return str(row.tag)


class EditionTopicInline(_Rows):
    model = EditionTopic
    verbose_name_plural = pgettext_lazy("plural", "主题")
    fields = readonly_fields = ("named",)

    @admin.display(description=_("主题"))
    def named(self, row: EditionTopic) -> str:
        return str(row.topic)


class EditionPersonInline(_Rows):
    model = EditionPerson
    verbose_name_plural = pgettext_lazy("plural", "作者")
    fields = readonly_fields = ("named", "part")

    @admin.display(description=_("作者"))
    def named(self, row: EditionPerson) -> str:
        return str(row.author)

    @admin.display(description=_("角色"))
    def part(self, row: EditionPerson) -> str:
        return worded("role", row.role)


class EditionSourceInline(_Rows):
    model = EditionSource
    verbose_name_plural = pgettext_lazy("plural", "来源")
    fields = readonly_fields = ("named", "part")

    @admin.display(description=_("来源"))
    def named(self, row: EditionSource) -> str:
        return str(row.source)

    @admin.display(description=_("角色"))
    def part(self, row: EditionSource) -> str:
        return worded("role", row.role)


class EditionLinkInline(_Rows):
    model = EditionLink
    verbose_name_plural = pgettext_lazy("plural", "关联")
    fields = readonly_fields = ("target", "relation", "words")

    @admin.display(description=_("文章"))
    def target(self, row: EditionLink) -> str:
        return f"#{row.to_article_id}"

    @admin.display(description=_("关系"))
    def relation(self, row: EditionLink) -> str:
        return worded("link", row.kind)

    @admin.display(description=_("说明"))
    def words(self, row: EditionLink) -> str:
        return row.note


class EditionAdmin(LightAdmin):
    list_display = ("title", "number", "live_from", "live_until", "ended_by", "published_by")
    list_filter = ("ended_by", ("live_from", DateRange))
    list_select_related = ("published_by",)
    heavy = ("payload", "html", "standfirst")
    also_lookups = ("article__id__exact",)
    search_fields = ("title",)
    inlines = (EditionTagInline, EditionTopicInline, EditionPersonInline, EditionSourceInline, EditionLinkInline)
    fields = (
        "title", "number", "source_name", "people", "date", "live_from", "live_until", "ended_by", "published_by",
        "revision_number", "digest", "payload",
    )  # fmt: skip
    readonly_fields = fields


class CollectionEditionPlacementInline(_Rows):
    model = CollectionEditionPlacement
    verbose_name_plural = pgettext_lazy("plural", "篇目")
    fields = readonly_fields = ("part", "place", "target")

    @admin.display(description=_("部分"))
    def part(self, row: CollectionEditionPlacement) -> int:
        return row.section

    @admin.display(description=_("次序"))
    def place(self, row: CollectionEditionPlacement) -> int:
        return row.order

    @admin.display(description=_("文章"))
    def target(self, row: CollectionEditionPlacement) -> str:
        return f"#{row.article_id}"


class CollectionEditionAdmin(LightAdmin):
    list_display = ("title", "number", "live_from", "live_until", "ended_by", "published_by")
    list_filter = ("ended_by", ("live_from", DateRange))
    list_select_related = ("published_by",)
    heavy = ("payload", "standfirst")
    also_lookups = ("collection__id__exact",)
    search_fields = ("title",)
    inlines = (CollectionEditionPlacementInline,)
    fields = (
        "title", "number", "live_from", "live_until", "ended_by", "published_by", "revision_number", "digest", "payload",
    )  # fmt: skip
    readonly_fields = fields
