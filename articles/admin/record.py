"""The records of the house, to look at only: revisions, decisions, sign-offs, editions, notices. And the stages."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.admin.base import DeskAdmin, ReadOnlyAdmin, ReadOnlyInline
from articles.admin.facets import GroupedFilter, grouped
from articles.admin.opened import OpenedRecords
from articles.admin.ranges import DateRange
from articles.admin.words import WORDS, worded
from articles.models import (
    CollectionEditionPlacement,
    CollectionRevision,
    EditionLink,
    EditionPerson,
    EditionSource,
    EditionTag,
    EditionTopic,
    FindingDecision,
    LinkDecision,
    RetiredSlug,
    Revision,
    SignOff,
    Stage,
    SuggestionDecision,
)


class _Light(ReadOnlyAdmin):
    """Lists without the heavy columns, neither of the row nor of the article it belongs to."""

    heavy: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:  # Any: one class for several models
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related(*self.list_select_related).defer(*self.heavy)  # type: ignore[misc]  # always a tuple here


class RevisionAdmin(_Light):
    list_display = ("number", "headline", "reason", "by", "at")
    list_select_related = ("article", "by")
    heavy = ("packed", "article__body", "article__standfirst")
    also_lookups = ("article__id__exact",)
    list_filter = (("at", DateRange),)
    fields = ("headline", "number", "reason", "by", "at", "digest")
    readonly_fields = fields

    @admin.display(description=_("文章"))
    def headline(self, revision: Revision) -> str:
        return headline_of(revision.article)


class CollectionRevisionAdmin(_Light):
    list_display = ("number", "collection", "reason", "by", "at")
    list_select_related = ("collection", "by")
    heavy = ("packed", "collection__introduction")
    also_lookups = ("collection__id__exact",)
    list_filter = (("at", DateRange),)
    fields = ("collection", "number", "reason", "by", "at", "digest")
    readonly_fields = fields

    @admin.display(description=_("专题"))
    def headline(self, revision: CollectionRevision) -> str:
        return str(revision.collection)


class FindingDecisionAdmin(_Light):
    list_display = ("code", "headline", "decision", "reason", "by", "at", "undone_at")
    list_filter = ("decision", "code", ("at", DateRange))
    list_select_related = ("article", "by")
    heavy = ("finding", "article__body", "article__standfirst")
    fields = ("headline", "code", "decision", "reason", "by", "at", "undone_at", "undone_by")
    readonly_fields = fields

    @admin.display(description=_("文章"))
    def headline(self, decision: FindingDecision) -> str:
        return headline_of(decision.article)


class SuggestionDecisionAdmin(_Light):
    list_display = ("topic", "headline", "taken", "by", "at")
    list_select_related = ("article", "topic", "by")
    heavy = ("article__body", "article__standfirst")
    fields = ("headline", "topic", "taken", "by", "at")
    readonly_fields = fields

    @admin.display(description=_("文章"))
    def headline(self, decision: SuggestionDecision) -> str:
        return headline_of(decision.article)

    @admin.display(description=_("收"), boolean=True)
    def taken(self, decision: SuggestionDecision) -> bool:
        return decision.accepted


class LinkDecisionAdmin(_Light):
    list_display = ("headline", "other_headline", "kind", "taken", "by", "at")
    list_select_related = ("article", "other", "by")
    heavy = ("article__body", "article__standfirst", "other__body", "other__standfirst")
    fields = list_display
    readonly_fields = fields

    @admin.display(description=_("文章"))
    def headline(self, decision: LinkDecision) -> str:
        return headline_of(decision.article)

    @admin.display(description=_("关联到"))
    def other_headline(self, decision: LinkDecision) -> str:
        return headline_of(decision.other)

    @admin.display(description=_("收"), boolean=True)
    def taken(self, decision: LinkDecision) -> bool:
        return decision.accepted


class SignOffAdmin(_Light):
    list_display = ("stage_then", "subject", "by", "decision", "at")
    list_filter = ("decision", "stage", ("at", DateRange))
    list_select_related = ("stage", "by", "article", "collection")
    heavy = ("article__body", "article__standfirst", "collection__introduction")
    fields = (
        "stage_then", "subject", "by", "decision", "note", "override_reason", "digest", "revision_number", "round", "at",
    )  # fmt: skip
    readonly_fields = fields

    @admin.display(description=_("审级"), ordering="stage")
    def stage_then(self, sign_off: SignOff) -> str:
        return sign_off.stage_then

    @admin.display(description=_("文章或专题"))
    def subject(self, sign_off: SignOff) -> str:
        return headline_of(sign_off.article) if sign_off.article else str(sign_off.collection)


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


class EditionAdmin(_Light):
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


class CollectionEditionAdmin(_Light):
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


class NoticeAdmin(_Light):
    list_display = ("kind", "subject", "edition_number", "reason", "at", "by", "hidden")
    list_filter = ("kind", "reason", "hidden", ("at", DateRange))
    list_select_related = ("article", "collection", "by")
    heavy = ("article__body", "article__standfirst", "collection__introduction")
    fields = ("kind", "subject", "edition_number", "reason", "text", "at", "by", "hidden")
    readonly_fields = fields

    @admin.display(description=_("文章或专题"))
    def subject(self, notice: Any) -> str:  # Any: Notice, whose relations are optional
        return headline_of(notice.article) if notice.article else str(notice.collection)


class StageAdmin(OpenedRecords, DeskAdmin):
    """A stage that has been signed in cannot go (its sign-offs protect it); it can be put out of use."""

    list_display = ("name", "order", "group", "active")
    list_select_related = ("group",)
    fields = ("name", "key", "order", "group", "active")

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return ("key",) if isinstance(obj, Stage) else ()


class RetiredFilter(GroupedFilter):
    title = _("哪类")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(WORDS["model"].items())

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:  # Any: a queryset of old addresses
        return queryset.filter(kind=self.value()) if self.value() else queryset

    def counted(self, rows: Any) -> Any:
        return grouped(rows, "kind")


class RetiredSlugAdmin(ReadOnlyAdmin):
    list_display = ("of", "old", "target")
    list_filter = (RetiredFilter,)
    search_fields = ("slug",)
    fields = readonly_fields = ("of", "old", "target")

    @admin.display(description=_("哪类"), ordering="kind")
    def of(self, row: RetiredSlug) -> str:
        return worded("model", row.kind)

    @admin.display(description=_("旧网址"), ordering="slug")
    def old(self, row: RetiredSlug) -> str:
        return row.slug

    @admin.display(description=_("编号"), ordering="target_id")
    def target(self, row: RetiredSlug) -> int:
        return row.target_id


class SiteVersionAdmin(ReadOnlyAdmin):
    list_display = ("number", "changed_at")


def headline_of(article: Any) -> str:  # Any: an Article whose body is not fetched
    """Return the title of an article, or its number where it has none. Never fetches the body."""
    return article.title or f"{_('（无标题）')}#{article.pk}"
