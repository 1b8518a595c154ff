"""The authorities at the desk: sources, authors, topics with their written forms, and tags."""

from typing import Any

from dal_select2.views import Select2QuerySetView
from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from articles.admin.base import DeskAdmin, TabularInline
from articles.admin.listing import count_of
from articles.admin.merge import MergePages
from articles.editorial import merge
from articles.models import Article, ArticleTag, AuthorForm, SourceForm, Tag, TagForm, Topic, TopicTerm, known_tags
from articles.text.tags import SEPARATORS, tag_identity

#: How many articles a topic or a tag has, asked only of the rows that are shown or of all if they are ordered by it.
_FILED = count_of(Article.topics.through.objects, "topic")
_TAGGED = count_of(ArticleTag.objects, "tag")


class FoldedSearch:
    """Finds a record by any of its written forms, whatever the script, width or case they are asked in."""

    folded_field = "forms__folded"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:  # Any: each authority has its own model
        asked = tag_identity(search_term)
        if not asked:
            return queryset, False
        named = queryset.filter(**{f"{self.folded_field}__contains": asked}) | queryset.filter(
            name__icontains=search_term.strip()
        )
        return named, True


class WrittenFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]  # Django's class takes no parameter when it runs
    def clean(self) -> None:
        """Refuse two forms that are one but for script, width or case."""
        super().clean()
        seen: set[str] = set()
        for form in self.forms:
            written = tag_identity(str(form.cleaned_data.get("form", "")))
            if not written or form.cleaned_data.get("DELETE"):
                continue
            if written in seen:
                raise ValidationError(
                    _("“%(form)s”列了两次：繁简、全角半角、大小写算同一写法。"),
                    "twice",
                    {"form": form.cleaned_data["form"]},
                )
            seen.add(written)


class SourceFormInline(TabularInline):
    model = SourceForm
    formset = WrittenFormSet
    extra = 0
    verbose_name_plural = _("写法（采集件里怎样写这一来源）")


class SourceAdmin(FoldedSearch, MergePages, DeskAdmin):
    list_display = ("name", "kind", "region", "reprint")
    more_columns = ("homepage", "note", "key", "slug")
    list_filter = ("kind", "reprint")
    search_fields = ("name",)
    search_help_text = _("按名称或任一写法查找，繁简皆可。")
    inlines = (SourceFormInline,)
    fields = ("name", "kind", "region", "homepage", "reprint", "note", "slug", "key")

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return ("key",) if obj else ()


class AuthorFormInline(TabularInline):
    model = AuthorForm
    formset = WrittenFormSet
    extra = 0
    verbose_name_plural = _("写法（采集件里怎样写这一姓名）")


class AuthorAdmin(FoldedSearch, MergePages, DeskAdmin):
    list_display = ("name", "kind", "affiliation")
    more_columns = ("note", "slug")
    list_filter = ("kind",)
    search_fields = ("name",)
    search_help_text = _("按姓名或任一写法查找，繁简皆可。")
    inlines = (AuthorFormInline,)
    fields = ("name", "kind", "affiliation", "note", "slug")


class TopicTermInline(TabularInline):
    model = TopicTerm
    formset = WrittenFormSet
    extra = 0
    verbose_name_plural = _("提法（首选、别称、不用）")


class TopicAdmin(FoldedSearch, MergePages, DeskAdmin):
    folded_field = "terms__folded"
    list_display = ("name", "parent", "since", "article_count")
    more_columns = ("scope", "key", "slug")
    list_select_related = ("parent",)
    autocomplete_fields = ("parent",)
    search_fields = ("name",)
    search_help_text = _("按名称或任一提法查找，繁简皆可。")
    inlines = (TopicTermInline,)
    fields = ("name", "parent", "scope", "since", "slug", "key")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        counted: QuerySet[Topic] = super().get_queryset(request).annotate(_articles=_FILED)
        return counted

    @admin.display(description=_("文章数"), ordering="_articles")
    def article_count(self, topic: Topic) -> int:
        return int(getattr(topic, "_articles", 0))

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return ("key",) if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        used = isinstance(obj, Topic) and obj.articles.exists()
        return not used and super().has_delete_permission(request, obj)


class TagRecordForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no parameter when it runs
    def clean_name(self) -> str:
        """Return the name. Refuses one that is another tag in any spelling, or that would be read as two tags."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if any(mark in name for mark in SEPARATORS):
            raise ValidationError(_("标签名里不能有顿号、逗号或分号：它们用来分开标签。"), "separator")
        same = known_tags([tag_identity(name)]).get(tag_identity(name))
        if same is not None and same.pk != self.instance.pk:
            raise ValidationError(_("这与标签“%(tag)s”是同一个，只是写法不同。"), "same", {"tag": same.name})
        return name


class TagWritten(WrittenFormSet):
    def clean(self) -> None:
        """Refuse a spelling that is another tag's, or the tag's own struck out."""
        super().clean()
        rows = [form.cleaned_data for form in self.forms]
        kept = {
            tag_identity(str(row.get("form", ""))): row["form"]
            for row in rows
            if row.get("form") and not row.get("DELETE")
        }
        taken = {folded: tag for folded, tag in known_tags(kept).items() if tag.pk != self.instance.pk}
        for folded, tag in taken.items():
            said = {"form": kept[folded], "tag": tag}
            raise ValidationError(_("“%(form)s”已是标签“%(tag)s”的写法。要让两个成为一个，请合并。"), "same", said)
        struck = [row for row in rows if row.get("DELETE") and row["id"] and row["id"].folded == self.instance.identity]
        if struck and self.instance.identity not in kept:
            raise ValidationError(_("标签自己的名称总是一种写法，不能删去。"), "own")


class TagFormInline(TabularInline):
    model = TagForm
    formset = TagWritten
    extra = 0
    verbose_name_plural = _("写法（打这些字就是这个标签）")


class TagAdmin(MergePages, DeskAdmin):
    """Merging is our own: the action that taggit ships lets whoever may look at tags retag every article."""

    form = TagRecordForm
    inlines = (TagFormInline,)
    list_display = ("name", "slug", "article_count")
    search_fields = ("name",)
    search_help_text = _("繁简、全角半角、大小写都算同一个标签。")
    fields = ("name", "slug")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        counted: QuerySet[Tag] = super().get_queryset(request).annotate(_articles=_TAGGED)
        return counted

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Rename without voiding a sign-off: articles go by the new name once their words are next changed."""
        before = Tag.objects.filter(pk=obj.pk).values_list("name", flat=True).first() if change else None
        super().save_model(request, obj, form, change)
        if before is not None:
            merge.keep_name(merge.kind_of("tag"), obj, before)

    @admin.display(description=_("文章数"), ordering="_articles")
    def article_count(self, tag: Tag) -> int:
        return int(getattr(tag, "_articles", 0))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        named = Tag.objects.filter(forms__folded__contains=tag_identity(search_term)).values("pk")
        return (queryset.filter(pk__in=named) if search_term.strip() else queryset), False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        used = isinstance(obj, Tag) and obj.article_tags.exists()
        return not used and super().has_delete_permission(request, obj)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(TagSuggest.as_view())
        return [path("suggest/", view, name="articles_tag_suggest"), *super().get_urls()]


class TagSuggest(Select2QuerySetView):  # type: ignore[misc]  # the package is not typed
    """What the tag box of an article suggests, to those who may look at tags. Makes none: saving the article does."""

    http_method_names = ["get"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user: Any = request.user  # Any: signed in, or the site shows the login page
        if not user.has_perm("articles.view_tag"):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_queryset(self) -> QuerySet[Tag]:
        named = TagForm.objects.filter(folded__contains=tag_identity(self.q)).values("tag")
        return Tag.objects.filter(pk__in=named).order_by("name", "pk")
