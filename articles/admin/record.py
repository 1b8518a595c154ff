"""The records of the house, to look at only: revisions, decisions, sign-offs, notices. And the stages; editions are `edition`'s."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.base import DeskAdmin, ReadOnlyAdmin
from articles.admin.facets import GroupedFilter, grouped
from articles.admin.opened import OpenedRecords
from articles.admin.ranges import DateRange
from articles.admin.words import WORDS, worded
from articles.models import (
    CollectionRevision,
    FindingDecision,
    LinkDecision,
    RetiredSlug,
    Revision,
    SignOff,
    Stage,
    SuggestionDecision,
)


class LightAdmin(ReadOnlyAdmin):
    """Lists without the heavy columns, neither of the row nor of the article it belongs to."""

    heavy: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:  # Any: one class for several models
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related(*self.list_select_related).defer(*self.heavy)  # type: ignore[misc]  # always a tuple here


class SnapshotAdmin(LightAdmin):
    """Why each was made, in the language of who looks."""

    @admin.display(description=_("缘由"), ordering="reason")
    def why(self, revision: Revision | CollectionRevision) -> str:
        return revision.why


class RevisionAdmin(SnapshotAdmin):
    list_display = ("number", "headline", "why", "by", "at")
    list_select_related = ("article", "by")
    heavy = ("packed", "article__body", "article__standfirst")
    also_lookups = ("article__id__exact",)
    list_filter = (("at", DateRange),)
    fields = ("headline", "number", "why", "by", "at", "digest")
    readonly_fields = fields

    @admin.display(description=_("文章"))
    def headline(self, revision: Revision) -> str:
        return headline_of(revision.article)


class CollectionRevisionAdmin(SnapshotAdmin):
    list_display = ("number", "collection", "why", "by", "at")
    list_select_related = ("collection", "by")
    heavy = ("packed", "collection__introduction", "collection__standfirst")
    also_lookups = ("collection__id__exact",)
    list_filter = (("at", DateRange),)
    fields = ("collection", "number", "why", "by", "at", "digest")
    readonly_fields = fields

    @admin.display(description=_("专题"))
    def headline(self, revision: CollectionRevision) -> str:
        return str(revision.collection)


class FindingDecisionAdmin(LightAdmin):
    list_display = ("code", "headline", "decision", "reason", "by", "at", "undone_at")
    list_filter = ("decision", "code", ("at", DateRange))
    list_select_related = ("article", "by")
    heavy = ("finding", "article__body", "article__standfirst")
    fields = ("headline", "code", "decision", "reason", "by", "at", "undone_at", "undone_by")
    readonly_fields = fields

    @admin.display(description=_("文章"))
    def headline(self, decision: FindingDecision) -> str:
        return headline_of(decision.article)


class SuggestionDecisionAdmin(LightAdmin):
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


class LinkDecisionAdmin(LightAdmin):
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


class SignOffAdmin(LightAdmin):
    list_display = ("stage_then", "subject", "by", "decision", "at")
    list_filter = ("decision", "stage", ("at", DateRange))
    list_select_related = ("stage", "by", "article", "collection")
    heavy = ("article__body", "article__standfirst", "collection__introduction", "collection__standfirst")
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


class NoticeAdmin(LightAdmin):
    list_display = ("kind", "subject", "edition_number", "reason", "at", "by", "hidden")
    list_filter = ("kind", "reason", "hidden", ("at", DateRange))
    list_select_related = ("article", "collection", "by")
    heavy = ("article__body", "article__standfirst", "collection__introduction", "collection__standfirst")
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
