"""The article at the desk: its list and its page. What hangs on it is `rows`'; the moves and saving are `reviewed`'s."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.admin.acts import ACTS
from articles.admin.advance import AdvanceAdmin
from articles.admin.beside import beside
from articles.admin.bulk import InPlace
from articles.admin.capture import flag_summary
from articles.admin.forms import (
    DeskTagField,
    DeskTags,
    KnownSelectMultiple,
    OneLine,
    OpenedForm,
    PlainText,
    know,
)
from articles.admin.imported import BatchFilter, FlagFilter, ImportedRange
from articles.admin.opening import Opened
from articles.admin.panel import LEVELS, article_panels
from articles.admin.peek import first_lines
from articles.admin.queue import place_from, place_questions, queue_named, way_on
from articles.admin.ranges import DateRange, NumberRange, SpanRange
from articles.admin.record import headline_of
from articles.admin.rows import OTHER_THAN, AttributionInline, ContributionInline, LinkInline
from articles.admin.turn import turn_from, turn_questions
from articles.admin.unfolding import glance, unfold, with_reading
from articles.admin.where import HandFilter, WhereFilter
from articles.admin.words import printed_date
from articles.editorial.byline import settle_name
from articles.editorial.findings import open_findings
from articles.editorial.queue import settle
from articles.editorial.workflow import Refused
from articles.models import Article, ArticleLink, Contribution, Question, is_held
from articles.search import desk_matches


class ArticleForm(OpenedForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own signature
        super().__init__(*args, **kwargs)
        if "topics" in self.fields and is_held(self.instance, "topics"):
            know(self.fields["topics"], self.instance.topics.all())

    class Meta:
        model = Article
        fields = ()
        field_classes = {
            "title": OneLine,
            "subtitle": OneLine,
            "section": OneLine,
            "original_url": OneLine,
            "date": OneLine,
            "standfirst": PlainText,
            "body": PlainText,
            "tags": DeskTagField,
        }
        widgets = {
            "title": forms.TextInput({"class": "desk-title"}),
            "standfirst": forms.Textarea({"rows": 3, "data-body": ""}),
            "body": forms.Textarea({"rows": 24, "class": "desk-body", "data-body": ""}),
            "tags": DeskTags(url=reverse_lazy("admin:articles_tag_suggest")),
        }


#: The findings that a look at a row tells of.
PEEKED = 6


class ArticleAdmin(AdvanceAdmin):
    form = ArticleForm
    change_form_template = "admin/articles/article/change_form.html"
    acts = ACTS
    list_display = ("headline", "state", "source_name", "printed_date", "flags", "changed_at")
    more_columns = (
        "people", "section", "length", "doubt", "topic_names", "tag_names", "assignee", "due_on", "version", "created_at",
    )  # fmt: skip
    column_joins = {"flags": ("reading",), "assignee": ("assignee",)}
    column_fetches = {
        "source_name": ("attributions",), "people": ("contributions",), "topic_names": ("topics",), "tag_names": ("tags",),
    }  # fmt: skip
    never_listed = ("body", "standfirst", "reading__packed")
    list_filter = (
        "state", WhereFilter, HandFilter, FlagFilter, ("dated_from", SpanRange), ("changed_at", DateRange), ("created_at", ImportedRange),
        ("length", NumberRange), ("doubt", NumberRange), "script", BatchFilter, InPlace,
    )  # fmt: skip
    also_lookups = ("reading__outcome__exact",)
    search_fields = ("title",)
    search_help_text = _("查标题、正文、署名，繁简皆可。")
    autocomplete_fields = ("topics",)
    inlines = (ContributionInline, AttributionInline, LinkInline)
    fieldsets = (
        (None, {"fields": ("title", "subtitle", "standfirst", "body")}),
        (_("事实"), {"fields": (("date", "date_certainty"), ("section", "original_url"), ("language", "script"))}),
        (_("归类"), {"fields": ("topics", "tags")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return with_reading(rows) if self._is_shown(request) else rows  # type: ignore[arg-type]  # of articles

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Return the article; for its page with all that the page asks of the database."""
        article: Any = super().get_object(request, object_id, from_field)
        if article is not None and self._is_shown(request):
            self.opened(request, article)
        return article

    def _is_shown(self, request: HttpRequest) -> bool:
        place = request.resolver_match
        named = place is not None and place.url_name == "articles_article_change"
        return named and (request.method == "GET" or hasattr(request, "draft"))

    def _as_stored(self, row: Any, form: Any) -> Any:
        return with_reading(Article.objects.all()).get(pk=row.pk) if form.is_bound else row

    def open(self, request: HttpRequest, row: Any) -> Opened:
        """Ask for everything the page shows, its place in the queue or in the person's own work included."""
        user, queue = self._user(request), queue_named(request.GET)
        more: dict[str, Question] = {}
        if queue:
            more = place_questions(queue, row, request.GET.get("at", ""))
        elif user.has_perm("articles.sign_article") or user.has_perm("articles.publish_article"):
            more = turn_questions(user)
        return unfold(row, user, self.place(str(row.pk)), **more)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:  # Any: Django's own
        if db_field.name == "topics":
            kwargs["widget"] = KnownSelectMultiple(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description=_("标题"), ordering="title")
    def headline(self, article: Article) -> str:
        return headline_of(article)

    @admin.display(description=_("来源"))
    def source_name(self, article: Article) -> str:
        return next((a.name for a in article.attributions.all() if a.role == "published_by"), "")

    @admin.display(description=_("日期"), ordering=F("dated_from").desc(nulls_last=True))
    def printed_date(self, article: Article) -> str:
        return printed_date(article.date)

    @admin.display(description=pgettext_lazy("plural", "署名"))
    def people(self, article: Article) -> str:
        return str(_("、")).join(row.name for row in article.contributions.all())

    @admin.display(description=pgettext_lazy("plural", "主题"))
    def topic_names(self, article: Article) -> str:
        return str(_("、")).join(topic.name for topic in article.topics.all())

    @admin.display(description=pgettext_lazy("plural", "标签"))
    def tag_names(self, article: Article) -> str:
        return str(_("、")).join(tag.name for tag in article.tags.all())

    @admin.display(description=_("疑点"))
    def flags(self, article: Article) -> str:
        return flag_summary(article.reading.flags) if article.reading and article.state == "draft" else ""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:  # Any: Django's own signature
        """Search titles, texts and names by the index, in every spelling."""
        if (itself := request.GET.get(OTHER_THAN, "")).isdecimal():
            queryset = queryset.exclude(pk=int(itself))
        return (queryset.filter(desk_matches(search_term)) if search_term.strip() else queryset), False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        linked = isinstance(obj, Article) and obj.incoming_links.exists()
        return not linked and super().has_delete_permission(request, obj)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Note who made a new link; take a name that somebody corrected as confirmed."""
        for row in formset.forms:
            if formset.model is ArticleLink and row.instance.by_id is None and row.instance.pk is None:
                row.instance.by = request.user
            if formset.model is Contribution and row.instance.confirm and "name" in row.changed_data:
                settle_name(row.instance)
        super().save_formset(request, form, formset, change)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Weigh the doubts anew; in the queue stay where some are left, and go on where none is."""
        response = super().response_change(request, obj)
        if not isinstance(response, HttpResponseRedirect):
            return response
        touched = self._act(request) is not None or getattr(request, "piece_changed", False)
        was_in, has_left = obj.doubt is not None, touched and settle(obj.pk)
        queue = queue_named(request.GET)
        if queue is None:
            return response
        if was_in and (has_left or "_look" in request.POST):
            return way_on(request, queue, obj)
        return HttpResponseRedirect(f"{self.address(obj)}?{request.GET.urlencode()}")

    def beside_view(self, request: HttpRequest, object_id: str, other: int) -> HttpResponse:
        """Show how the article differs from another one; asked by a button, take or refuse the link to it."""
        article: Any = self.seen(request, object_id)
        another = get_object_or_404(Article, pk=other)
        may_change = self.has_change_permission(request, article)
        act = next((name for name in ("_take_link", "_refuse_link") if name in request.POST), None)
        if request.method == "POST" and act:
            if not may_change:
                raise PermissionDenied
            try:
                messages.success(request, self.acts[act](request, article))
            except Refused as refused:
                messages.error(request, str(refused))
            return HttpResponseRedirect(self.address(article))
        found = beside(article, another)
        shown = {"beside": found, "may_answer": may_change and found.proposed is not None}
        return self.page(request, "admin/articles/article/beside.html", article, shown)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.beside_view)
        beside_path = path("<path:object_id>/beside/<int:other>/", view, name="articles_article_beside")
        return [beside_path, *super().get_urls()]

    def peek_rows(self, request: HttpRequest) -> QuerySet[Any]:
        return with_reading(Article.objects.all())

    def peek_row(self, request: HttpRequest, pk: str) -> Any:
        article = super().peek_row(request, pk)
        if article is not None:
            glance(article)
        return article

    def peek(self, row: Any) -> dict[str, Any]:
        """Show the standfirst, the first lines, and what stands open. No query: `peek_row` has asked."""
        found = open_findings(row)
        shown = [(LEVELS[finding.level], finding.message) for finding in found[:PEEKED]]
        more = {"finding_rows": shown, "more_findings": max(len(found) - PEEKED, 0), "checked": True}
        return {"name": headline_of(row), "text": first_lines(row.standfirst, row.body), **more}

    def panels(self, request: HttpRequest, row: Any, typed: Mapping[str, str]) -> dict[str, Any]:
        opened, queue = self.opened(request, row), queue_named(request.GET)
        before, after = turn_from(row, opened.answers)
        shared = super().panels(request, row, typed)
        shown = {
            "place": place_from(queue, opened.answers) if queue else None,
            "before": before,
            "after": after,
            **article_panels(opened, self._user(request), typed, shared["comments"]),
        }
        return {**shared, **shown}
