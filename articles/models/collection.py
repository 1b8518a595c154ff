"""Themed collections at the desk: sections in order, and in them placements of articles with the editor's notes."""

from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.attribution import Attribution
from articles.models.edition import Edition
from articles.models.revision import Revision
from articles.models.slug import Slugged
from articles.models.workpiece import Workpiece, kept_from_saving

if TYPE_CHECKING:
    from articles.models.edition import CollectionEdition


class Collection(Slugged, Workpiece):
    class State(models.TextChoices):
        DRAFT = "draft", _("草稿")
        REVIEW = "review", _("在审")
        PUBLISHED = "published", _("已发布")
        WITHDRAWN = "withdrawn", _("已撤下")

    title = models.CharField(_("标题"), max_length=200, help_text=_("专题的名字，读者看到的就是它，如“新质生产力”。"))
    standfirst = models.TextField(
        _("导语"), blank=True, help_text=_("一两句话说清专题讲什么，登在标题下和专题目录里。")
    )
    introduction = models.TextField(
        _("引言"), blank=True, help_text=_("编者写给读者的开篇：为什么编、怎么读。空一行分段。")
    )
    topics = models.ManyToManyField(
        "articles.Topic",
        blank=True,
        related_name="collections",
        verbose_name=_("荐稿主题"),
        help_text=_("系统按这些主题及其下位主题荐稿。"),
    )
    #: What else articles are proposed by (`editorial.rule`), empty for nothing.
    rule = models.JSONField(_("荐稿规则"), default=dict, blank=True, editable=False)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.DRAFT, editable=False)

    class Meta:
        verbose_name = _("专题")
        verbose_name_plural = pgettext_lazy("plural", "专题")
        ordering = ["-pk"]
        permissions = [
            ("submit_collection", _("送审")),
            ("sign_collection", _("审签")),
            ("publish_collection", _("发布")),
            ("withdraw_collection", _("撤下")),
            ("assign_collection", _("派稿")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "review", "published", "withdrawn"]),
                name="collection_state_known",
            ),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="collection_version_positive"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:collection", args=[self.slug])

    def save(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own signature
        super().save(*args, **{**kwargs, **kept_from_saving(self, kwargs.get("update_fields"))})

    @property
    def live_edition(self) -> "CollectionEdition | None":
        """Return the edition readers see now, or None. One query."""
        return self.editions.live().first()


class Section(models.Model):
    collection = models.ForeignKey(Collection, models.CASCADE, related_name="sections", verbose_name=_("专题"))
    title = models.CharField(_("标题"), max_length=200, help_text=_("这一部分的小标题，如“从样品到产品”。"))
    introduction = models.TextField(_("引言"), blank=True, help_text=_("领起这一部分的几句话；可以空着。"))
    order = models.PositiveIntegerField(_("次序"), default=0, db_index=True, help_text=_("第几部分，1 在最前。"))

    class Meta:
        verbose_name = _("部分")
        verbose_name_plural = pgettext_lazy("plural", "部分")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title


class PlacementQuerySet(models.QuerySet["Placement"]):
    def in_reading_order(self) -> Self:
        return self.order_by("section__order", "section", "order", "pk")

    def with_standing(self) -> Self:
        """Fetch the articles along without their texts, who published them first, and what readers see of them.

        `source_name`: the publisher's, None where there is none. `live_number`, `live_digest`: the live edition's, None where
        nothing is public; `last_digest`: that of the last revision. No query more.
        """
        published = Attribution.objects.filter(article=OuterRef("article"), role=Attribution.Role.PUBLISHED_BY)
        live = Edition.objects.live().filter(article=OuterRef("article")).order_by("-number")
        last = Revision.objects.filter(article=OuterRef("article")).order_by("-number")
        return (
            self.select_related("article")
            .defer("article__body", "article__standfirst", "article__filed")
            .annotate(
                source_name=Subquery(published.order_by().values("name")[:1]),
                live_number=Subquery(live.values("number")[:1]),
                live_digest=Subquery(live.values("digest")[:1]),
                last_digest=Subquery(last.values("digest")[:1]),
            )
        )


class Placement(models.Model):
    collection = models.ForeignKey(Collection, models.CASCADE, related_name="placements", verbose_name=_("专题"))
    section = models.ForeignKey(
        Section, models.CASCADE, related_name="placements", verbose_name=_("部分"), help_text=_("这篇放在哪一部分。")
    )
    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="placements", verbose_name=_("文章"))
    order = models.PositiveIntegerField(_("次序"), default=0, db_index=True, help_text=_("这篇在这一部分里排第几。"))
    title = models.CharField(_("专题内标题"), max_length=300, blank=True, help_text=_("留空则用文章标题。"))
    note = models.TextField(_("编者按"), blank=True, help_text=_("写给读者：这篇为什么放在这里。"))

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("篇目")
        verbose_name_plural = pgettext_lazy("plural", "篇目")
        ordering = ["section__order", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["collection", "article"], name="article_once_a_collection")]

    def __str__(self) -> str:
        return self.title or str(self.article)

    def clean(self) -> None:
        if self.section_id and self.collection_id and self.section.collection_id != self.collection_id:
            raise ValidationError({"section": ValidationError(_("这一部分属于另一个专题。"), "section")})
