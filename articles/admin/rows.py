"""What hangs on an article, as lists on its page: who wrote it, the chain it came by, its links."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from articles.admin.base import StackedInline
from articles.admin.forms import (
    HeldRows,
    KnownSelect,
    RowForm,
)
from articles.models import ArticleLink, Attribution, Contribution

#: In the address of a search for articles to link to: the article that is not offered.
OTHER_THAN = "other_than"


class ChainFormSet(HeldRows):
    def clean(self) -> None:
        """Refuse a second publisher: the database knows of it, Django's formsets do not."""
        super().clean()
        kept = [form.cleaned_data for form in self.forms if not form.cleaned_data.get("DELETE")]
        if sum(row.get("role") == Attribution.Role.PUBLISHED_BY for row in kept) > 1:
            raise ValidationError(_("首发只能有一家，其余请选“转载”或“采集自”。"), "publishers")

    def save(self, commit: bool = True) -> Any:  # Any: Django's own signature
        """Take the role from the publisher that gives it up before another gets it."""
        leaving = [
            form.instance.pk
            for form in self.initial_forms
            if form.initial["role"] == Attribution.Role.PUBLISHED_BY
            and {"role", "DELETE"}.intersection(form.changed_data)
        ]
        if leaving:
            Attribution.objects.filter(pk__in=leaving).update(role=Attribution.Role.BYLINE_OUTLET)
        return super().save(commit)


class LinkFormSet(HeldRows):
    def clean(self) -> None:
        """Refuse a link of an article to itself."""
        super().clean()
        if any(form.cleaned_data.get("to_article") == self.instance for form in self.forms):
            raise ValidationError(_("文章不能关联到自己。"), "itself")


class _Rows(StackedInline):
    """A list of the article's page: shown from what was fetched for the whole page."""

    form = RowForm
    formset = HeldRows
    extra = 0

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:  # Any: Django's own
        if db_field.name in self.get_autocomplete_fields(request) and "widget" not in kwargs:
            kwargs["widget"] = KnownSelect(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ContributionInline(_Rows):
    model = Contribution
    autocomplete_fields = ("author",)
    readonly_fields = ("other_splits",)
    fields = (("name", "role", "author"), ("affiliation", "outlet"), ("order", "confirm", "other_splits"))

    @admin.display(description=_("其他切分"))
    def other_splits(self, contribution: Contribution) -> str:
        return _("；").join(_("、").join(names) for names in contribution.alternatives)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contribution]:
        rows: QuerySet[Contribution] = super().get_queryset(request).select_related("author")
        return rows


class AttributionInline(_Rows):
    model = Attribution
    formset = ChainFormSet
    autocomplete_fields = ("source",)
    fields = (("role", "name", "source", "order"),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attribution]:
        rows: QuerySet[Attribution] = super().get_queryset(request).select_related("source")
        return rows


class OtherArticles(KnownSelect):
    """Offers every article but the one that the page is of."""

    article = ""

    def get_url(self) -> str:
        return f"{super().get_url()}?{urlencode({OTHER_THAN: self.article})}"


class LinkInline(_Rows):
    model = ArticleLink
    formset = LinkFormSet
    fk_name = "from_article"
    autocomplete_fields = ("to_article",)
    fields = (("kind", "to_article"), "note")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:  # Any: Django's own
        place = request.resolver_match
        if db_field.name == "to_article" and place and "object_id" in place.kwargs:
            kwargs["widget"] = OtherArticles(db_field, self.admin_site, using=kwargs.get("using"))
            kwargs["widget"].article = place.kwargs["object_id"]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleLink]:
        rows: QuerySet[ArticleLink] = super().get_queryset(request).select_related("to_article")
        return rows.defer("to_article__body", "to_article__standfirst")
