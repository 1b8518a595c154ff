"""The article at the desk: the working copy that editors clean, tag, link and sign. Never public itself."""

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.attribution import Attribution
from articles.models.authority import Source, Topic, validate_edtf, validate_http, vocabulary
from articles.models.capture import Receipt
from articles.models.tag import FoldedTags, FoldedTagsField
from articles.models.workpiece import Workpiece, kept_from_saving
from articles.text.dates import parse_edtf
from articles.text.fingerprint import fingerprint
from articles.text.slug import spell

if TYPE_CHECKING:
    from articles.models.edition import Edition

#: Characters of the body that stand in for a title.
SHOWN_OF_BODY = 20


class ArticleQuerySet(models.QuerySet["Article"]):
    def with_people(self) -> "ArticleQuerySet":
        """Fetch contributions and the chain of attributions along: two queries more."""
        return self.prefetch_related("contributions__author", "attributions__source")

    def without_text(self) -> "ArticleQuerySet":
        """Leave the body in the database: for lists."""
        return self.defer("body", "standfirst")

    def awaiting_review(self) -> "ArticleQuerySet":
        return self.filter(state=Article.State.REVIEW)

    def in_queue(self) -> "ArticleQuerySet":
        """Return the imported drafts whose reading nobody has looked over yet, the most doubtful first."""
        return self.filter(state=Article.State.DRAFT, doubt__isnull=False).order_by("-doubt", "pk")

    def of_batch(self, batch: int) -> "ArticleQuerySet":
        """Return the articles made of captures that arrived in a batch."""
        captures = Receipt.objects.filter(batch=batch).values("capture")
        return self.filter(reading__capture__in=captures)

    def flagged(self) -> "ArticleQuerySet":
        """Return drafts whose reading found something that blocks or must be confirmed."""
        return self.filter(state=Article.State.DRAFT, reading__outcome="flagged")


class Article(Workpiece):
    """Body: plain text; a blank line ends a paragraph, a line starting `## ` is a heading; nothing else is markup."""

    class State(models.TextChoices):
        DRAFT = "draft", _("草稿")
        REVIEW = "review", _("在审")
        PUBLISHED = "published", _("已发布")
        WITHDRAWN = "withdrawn", _("已撤稿")

    class Certainty(models.TextChoices):
        STATED = "stated", _("原文写明")
        INFERRED = "inferred", _("推断")
        ASSUMED = "assumed", _("时区按默认")

    title = models.CharField(
        _("标题"), max_length=300, blank=True, help_text=_("照原文的标题写；原文没有就先空着，不代拟。")
    )
    subtitle = models.CharField(_("副题"), max_length=300, blank=True, help_text=_("照原文的副题写；没有就空着。"))
    #: The title as `text.slug.spell` has it, for whoever looks for it by pinyin.
    title_pinyin = models.CharField(max_length=300, blank=True, editable=False)
    standfirst = models.TextField(_("导语"), blank=True, help_text=_("标题下面的内容提要，照原文；没有就空着。"))
    body = models.TextField(_("正文"), blank=True, help_text=_("空一行分段；行首写“## ”是小标题；其余一概原样。"))
    section = models.CharField(
        _("栏目"), max_length=100, blank=True, help_text=_("原报、原网的栏目或版名，如“要闻”“科教周刊”。")
    )
    original_url = models.CharField(
        _("原始网址"),
        max_length=2000,
        blank=True,
        validators=[validate_http],
        help_text=_("原文在网上的地址，以 http:// 或 https:// 开头。"),
    )
    date = models.CharField(
        _("日期"),
        max_length=40,
        blank=True,
        validators=[validate_edtf],
        help_text=_("写 2024、2024-06 或 2024-06-28；只知月日写 XXXX-06-28；不知道就空着。"),
    )
    date_certainty = models.CharField(
        _("日期依据"),
        max_length=10,
        choices=Certainty,
        default=Certainty.STATED,
        help_text=_("日期是原文写的，还是由上下文推出来的。"),
    )
    dated_from = models.DateTimeField(null=True, editable=False)
    dated_until = models.DateTimeField(null=True, editable=False)
    #: In code points; the database keeps it, so that a list can ask for it without a text.
    length = models.GeneratedField(
        expression=Length("body"),
        output_field=models.PositiveIntegerField(),
        db_persist=True,
        verbose_name=_("字数"),
    )
    language = models.CharField(
        _("语言"), max_length=10, default="zh", help_text=_("文章所用语言的代码：中文写 zh，英文写 en。")
    )
    script = models.CharField(
        _("字体"),
        max_length=10,
        default="zh-Hans",
        choices=[("zh-Hans", _("简体")), ("zh-Hant", _("繁体"))],
        help_text=_("正文是简体还是繁体，照原文选。"),
    )
    topics = models.ManyToManyField(
        "articles.Topic",
        blank=True,
        related_name="articles",
        verbose_name=pgettext_lazy("plural", "主题"),
        help_text=_("文章主要讲什么。选了下位主题，不必再选上位。"),
    )
    tags = FoldedTagsField(  # type: ignore[no-untyped-call]  # taggit has no annotations
        pgettext_lazy("plural", "标签"),
        through="articles.ArticleTag",
        manager=FoldedTags,
        blank=True,
        help_text=_("用顿号或逗号分开，如“冰雪、口岸”；繁体简体是同一个标签。"),
    )
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    #: By kind (`tags`, `topics`) and by the key of a record that took the place of others, the names it was signed under;
    #: read by the digest, written by merges, and empty again with the next change of words (`editorial.merge`).
    filed = models.JSONField(default=dict, blank=True, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    reading = models.ForeignKey(
        "articles.Reading",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        editable=False,
        verbose_name=_("读取结果"),
    )
    #: How much of the reading is still doubtful (`text.doubt`); null once a person has looked it over, or without one.
    doubt = models.PositiveSmallIntegerField(_("存疑程度"), null=True, blank=True, editable=False)

    objects = ArticleQuerySet.as_manager()

    #: Every topic with its terms, where a page has fetched them for all that ask (`models.vocabulary`).
    vocabulary: tuple[Topic, ...] | None = None

    class Meta:
        verbose_name = _("文章")
        verbose_name_plural = pgettext_lazy("plural", "文章")
        ordering = ["-pk"]
        permissions = [
            ("submit_article", _("送审")),
            ("sign_article", _("审签")),
            ("publish_article", _("发布")),
            ("withdraw_article", _("撤稿")),
            ("assign_article", _("派稿")),
        ]
        indexes = [
            models.Index(
                fields=["state", "-doubt", "id"], name="article_queue", condition=models.Q(doubt__isnull=False)
            ),
            models.Index(fields=["title_pinyin"], name="article_pinyin"),
            models.Index(fields=["state", "script"], name="article_state_script"),
            models.Index(fields=["dated_from"], name="article_dated"),
            models.Index(fields=["changed_at"], name="article_changed"),
            models.Index(fields=["created_at"], name="article_created"),
            models.Index(fields=["length"], name="article_length"),
            models.Index(fields=["reading", "state"], name="article_reading_state"),
            models.Index(
                fields=["embargo_until"], name="article_embargo", condition=models.Q(embargo_until__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "review", "published", "withdrawn"]), name="article_state_known"
            ),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="article_version_positive"),
            models.CheckConstraint(
                condition=models.Q(dated_from__isnull=True, dated_until__isnull=True)
                | models.Q(dated_from__lte=models.F("dated_until")),
                name="article_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        """Return the title, or the start of the body; of one whose body was not fetched, its number."""
        if self.title:
            return self.title
        if "body" in self.get_deferred_fields():
            return str(_("（无标题）%(start)s") % {"start": f"#{self.pk}"})
        more = "……" if len(self.body) > SHOWN_OF_BODY else ""
        return str(_("（无标题）%(start)s") % {"start": f"{self.body[:SHOWN_OF_BODY]}{more}"})

    def save(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own signature
        self.derive()
        super().save(*args, **{**kwargs, **kept_from_saving(self, kwargs.get("update_fields"))})

    def get_absolute_url(self) -> str:
        edition = self.live_edition
        return edition.get_absolute_url() if edition else reverse("articles:article_by_id", args=[self.pk])

    def derive(self, known_fingerprint: str | None = None) -> None:
        """Set what follows from title, date and body; saving does it, and whoever creates in bulk must."""
        self.dated_from, self.dated_until = edtf_bounds(self.date)
        self.title_pinyin = spell(self.title)[:300]
        self.fingerprint = fingerprint(self.body) if known_fingerprint is None else known_fingerprint

    def known_topics(self) -> tuple[Topic, ...]:
        """Return every topic of the house with its terms. One query, none where they were fetched."""
        return vocabulary() if self.vocabulary is None else self.vocabulary

    @property
    def source(self) -> Source | None:
        """Return the source that published the piece; one query unless attributions are prefetched."""
        return next((a.source for a in self.attributions.all() if a.role == Attribution.Role.PUBLISHED_BY), None)

    @property
    def live_edition(self) -> "Edition | None":
        """Return the edition readers see now, or None. One query."""
        return self.editions.live().first()


@lru_cache(maxsize=1024)
def edtf_bounds(date: str) -> tuple[datetime | None, datetime | None]:
    """Return the first and last moment (UTC) of an EDTF date; None twice where it is none or its year unknown."""
    try:
        return parse_edtf(date).bounds() or (None, None)
    except ValueError:
        return None, None
