"""Editions: frozen, signed copies with live intervals. Everything public starts from `objects.live()`.

No query here joins a desk table; ids of desk rows are carried as plain numbers where only listing needs them.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.interval import Interval, IntervalQuerySet
from articles.models.slug import RetiredSlug


class EditionQuerySet(IntervalQuerySet):
    def for_lists(self) -> Self:
        """Leave the long texts in the database."""
        return self.defer("payload", "html")

    def newest_first(self) -> Self:
        """Order by the piece's own date, undated last."""
        return self.order_by(models.F("dated_from").desc(nulls_last=True), "-live_from", "-pk")

    def in_topics(self, topic_ids: Iterable[int]) -> Self:
        return self.filter(pk__in=EditionTopic.objects.filter(topic_id__in=list(topic_ids)).values("edition_id"))

    def from_source(self, source_id: int) -> Self:
        return self.filter(pk__in=EditionSource.objects.filter(source_id=source_id).values("edition_id"))

    def by_author(self, author_id: int) -> Self:
        return self.filter(pk__in=EditionPerson.objects.filter(author_id=author_id).values("edition_id"))

    def tagged(self, tag_id: int) -> Self:
        return self.filter(pk__in=EditionTag.objects.filter(tag_id=tag_id).values("edition_id"))

    def dated_in(self, year: int, month: int | None = None) -> Self:
        """Return pieces whose own date states this year (and month). The range serves the index, the text decides."""
        stated = f"{year:04}" if month is None else f"{year:04}-{month:02}"
        first, last = datetime(year, 1, 1, tzinfo=UTC), datetime(year, 12, 31, tzinfo=UTC)
        around = (first - timedelta(days=2), last + timedelta(days=2))
        return self.filter(dated_from__range=around, date__startswith=stated)

    def undated(self) -> Self:
        """Return pieces whose own date is not stated, or not its year."""
        return self.filter(dated_from__isnull=True)

    def count_months(self) -> list[tuple[str, int]]:
        """Return how many pieces state each month: `2024-06`, `2024` or `2024-XX` for the year alone, newest first.

        Pieces without a year are left out. One query.
        """
        months = self.filter(dated_from__isnull=False).order_by().annotate(month=Left("date", 7)).values("month")
        return list(months.annotate(n=models.Count("pk")).order_by("-month").values_list("month", "n"))


class CollectionEditionQuerySet(IntervalQuerySet):
    def known_as(self, slug: str) -> Self:
        """Return every edition of the collection that has, or once had, `slug`."""
        printed = CollectionEdition.objects.filter(slug=slug).values("collection_id")
        given_up = RetiredSlug.objects.filter(kind="collection", slug=slug).values("target_id")
        return self.filter(models.Q(collection_id__in=printed) | models.Q(collection_id__in=given_up))


class Edition(Interval):
    """One published state of an article. The columns beside the payload serve lists; they repeat it or stand outside."""

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="editions", verbose_name=_("文章"))
    slug = models.CharField(max_length=100)
    title = models.CharField(_("标题"), max_length=300)
    standfirst = models.TextField(_("导语"), blank=True)
    excerpt = models.CharField(max_length=300, blank=True)
    html = models.TextField(blank=True)
    date = models.CharField(_("日期"), max_length=40, blank=True)
    date_certainty = models.CharField(max_length=10, default="stated")
    dated_from = models.DateTimeField(null=True, db_index=True)
    dated_until = models.DateTimeField(null=True)
    source_name = models.CharField(_("来源"), max_length=120, blank=True)
    people = models.CharField(_("署名"), max_length=300, blank=True)
    script = models.CharField(max_length=10)
    original_url = models.CharField(max_length=2000, blank=True)
    reprint = models.CharField(max_length=10, default="full")
    characters = models.PositiveIntegerField(default=0)
    first_live_from = models.DateTimeField(_("首次发布"))

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("版次")
        verbose_name_plural = pgettext_lazy("plural", "版次")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["article"], condition=models.Q(live_until__isnull=True), name="one_open_edition_an_article"
            ),
            models.CheckConstraint(
                condition=models.Q(live_until__isnull=True) | models.Q(live_until__gte=models.F("live_from")),
                name="edition_interval_in_order",
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="edition_number_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("articles:article", args=[self.article_id, self.slug])

    def get_edition_url(self) -> str:
        """Return the lasting address of this edition."""
        return reverse("articles:edition", args=[self.article_id, self.slug, self.number])

    @property
    def is_link_only(self) -> bool:
        """Return whether its source lets us print no more than title, facts and the address of the original."""
        return self.reprint == "link"

    @property
    def teaser(self) -> str:
        """Return what lists, feeds and cards print under the title; nothing where only a link may be printed."""
        return "" if self.is_link_only else self.standfirst or self.excerpt


class EditionTag(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="tag_rows")
    tag = models.ForeignKey("articles.Tag", models.PROTECT, related_name="edition_rows")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "tag"], name="edition_tag_once")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.tag_id}"


class EditionTopic(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="topic_rows")
    topic = models.ForeignKey("articles.Topic", models.PROTECT, related_name="edition_rows")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "topic"], name="edition_topic_once")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.topic_id}"


class EditionPerson(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="person_rows")
    author = models.ForeignKey("articles.Author", models.PROTECT, related_name="edition_rows")
    role = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "author", "role"], name="edition_person_once")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.author_id}"


class EditionSource(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="source_rows")
    source = models.ForeignKey("articles.Source", models.PROTECT, related_name="edition_rows")
    role = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "source", "role"], name="edition_source_once")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.source_id}"


class EditionLink(models.Model):
    """A signed outgoing link. `to_article_id` is a plain number: its page is whatever edition is live then."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="link_rows")
    to_article_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=20)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "to_article_id", "kind"], name="edition_link_once")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.to_article_id}"


class CollectionEdition(Interval):
    """One published state of a collection. Placements name articles by number; readers see what is live of them."""

    collection = models.ForeignKey(
        "articles.Collection", models.PROTECT, related_name="editions", verbose_name=_("专题")
    )
    slug = models.CharField(max_length=100)
    title = models.CharField(_("标题"), max_length=200)
    standfirst = models.TextField(_("导语"), blank=True)
    first_live_from = models.DateTimeField(_("首次发布"))

    objects = CollectionEditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("专题版次")
        verbose_name_plural = pgettext_lazy("plural", "专题版次")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["collection", "number"], name="collection_edition_number_once"),
            models.UniqueConstraint(
                fields=["collection"], condition=models.Q(live_until__isnull=True), name="one_open_edition_a_collection"
            ),
            models.CheckConstraint(
                condition=models.Q(live_until__isnull=True) | models.Q(live_until__gte=models.F("live_from")),
                name="collection_edition_interval_in_order",
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="collection_edition_number_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("articles:collection", args=[self.slug])

    def get_edition_url(self) -> str:
        """Return the lasting address of this edition."""
        return reverse("articles:collection_edition", args=[self.slug, self.number])

    @property
    def script(self) -> str:
        """Return the script in which the desk writes its collections."""
        return "zh-Hans"


class CollectionEditionPlacement(models.Model):
    """An article's place in a collection edition, for listing: which collections hold a piece."""

    edition = models.ForeignKey(CollectionEdition, models.CASCADE, related_name="placement_rows")
    article_id = models.BigIntegerField(db_index=True)
    section = models.PositiveIntegerField()
    order = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "article_id"], name="edition_placement_once")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.article_id}"
