"""The authorities: sources, authors and topics, each with the written forms by which captures name it."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.slug import Slugged
from articles.text.dates import parse_edtf
from articles.text.tags import tag_identity


def validate_edtf(value: str) -> None:
    """Refuse what is no date in the forms of this site."""
    if not value:
        return
    try:
        parse_edtf(value)
    except ValueError as error:
        raise ValidationError(
            _("“%(value)s”不是日期。可写 2024-06-28、2024-06、2024，缺年月时写 XXXX-XX-23。"), "date", {"value": value}
        ) from error


def validate_http(value: str) -> None:
    """Refuse addresses that are not http or https."""
    if value and not value.startswith(("http://", "https://")):
        raise ValidationError(_("网址须以 http:// 或 https:// 开头。"), "scheme")


class WrittenForm(models.Model):
    """A form in which a name is written; `folded` is what matching compares."""

    form = models.CharField(
        _("写法"), max_length=120, help_text=_("别的写法，一行一个，如简称、旧名；只差繁简、全半角的不必写。")
    )
    folded = models.CharField(max_length=120, editable=False, db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.form

    def save(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own signature
        self.folded = tag_identity(self.form)
        super().save(*args, **kwargs)


class Keyed(Slugged):
    """A record with a stable key, by which signed texts and authority files name it; made once, from the slug."""

    key = models.SlugField(_("标识"), max_length=100, unique=True, blank=True, help_text=_("固定不变；留空则取网址。"))

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own signature
        self.slug = self.slug or self.free_slug()
        self.key = self.key or self.slug
        super().save(*args, **kwargs)


class Source(Keyed):
    class Kind(models.TextChoices):
        NEWSPAPER = "newspaper", _("报纸")
        AGENCY = "agency", _("通讯社")
        PORTAL = "portal", _("新闻网站")
        GOVERNMENT = "government", _("政府网站")
        JOURNAL = "journal", _("期刊")
        AGGREGATOR = "aggregator", _("转载站")
        UNKNOWN = "unknown", _("未知")

    class Reprint(models.TextChoices):
        FULL = "full", _("可转全文")
        EXCERPT = "excerpt", _("只可摘录")
        LINK = "link", _("只可链接")

    name = models.CharField(_("名称"), max_length=120, help_text=_("通行的全称，如“松川日报”；别的写法列在下面。"))
    kind = models.CharField(
        _("类别"),
        max_length=20,
        choices=Kind,
        default=Kind.UNKNOWN,
        help_text=_("报纸、通讯社还是网站；拿不准选未知。"),
    )
    region = models.CharField(_("地区"), max_length=60, blank=True, help_text=_("这家在哪里，如“黑龙江”；读者会看到。"))
    homepage = models.CharField(
        _("主页"),
        max_length=500,
        blank=True,
        validators=[validate_http],
        help_text=_("这家网站的首页，以 http:// 或 https:// 开头。"),
    )
    reprint = models.CharField(
        _("转载约定"),
        max_length=10,
        choices=Reprint,
        default=Reprint.FULL,
        help_text=_("这家许我们登多少；发布后的页面照此办。"),
    )
    note = models.TextField(_("备注"), blank=True, help_text=_("只在编辑台看到，如联系人、授权到哪一天。"))

    class Meta:
        verbose_name = _("来源")
        verbose_name_plural = pgettext_lazy("plural", "来源")
        ordering = ["name", "pk"]
        permissions = [("merge_source", _("合并与拆分"))]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["newspaper", "agency", "portal", "government", "journal", "aggregator", "unknown"]
                ),
                name="source_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(reprint__in=["full", "excerpt", "link"]), name="source_reprint_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:source", args=[self.slug])


class SourceForm(WrittenForm):
    source = models.ForeignKey(Source, models.CASCADE, related_name="forms", verbose_name=_("来源"))

    class Meta:
        verbose_name = _("来源写法")
        verbose_name_plural = pgettext_lazy("plural", "来源写法")
        constraints = [models.UniqueConstraint(fields=["source", "folded"], name="source_form_once")]


class Author(Slugged):
    class Kind(models.TextChoices):
        PERSON = "person", _("个人")
        BODY = "body", _("机构")

    name = models.CharField(_("姓名"), max_length=120, help_text=_("通行的姓名或机构名，如“沈一白”“本报评论部”。"))
    kind = models.CharField(
        _("类别"),
        max_length=10,
        choices=Kind,
        default=Kind.PERSON,
        help_text=_("一个人选个人；编辑部、课题组一类选机构。"),
    )
    affiliation = models.CharField(
        _("单位"), max_length=200, blank=True, help_text=_("现在的单位，如“松川日报”；不清楚就空着。")
    )
    note = models.TextField(_("备注"), blank=True, help_text=_("同名的人在这里写明怎样分辨。"))

    class Meta:
        verbose_name = _("作者")
        verbose_name_plural = pgettext_lazy("plural", "作者")
        ordering = ["name", "pk"]
        permissions = [("merge_author", _("合并与拆分"))]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=["person", "body"]), name="author_kind_known")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:author", args=[self.slug])


class AuthorForm(WrittenForm):
    author = models.ForeignKey(Author, models.CASCADE, related_name="forms", verbose_name=_("作者"))

    class Meta:
        verbose_name = _("作者写法")
        verbose_name_plural = pgettext_lazy("plural", "作者写法")
        constraints = [models.UniqueConstraint(fields=["author", "folded"], name="author_form_once")]


class Topic(Keyed):
    name = models.CharField(_("名称"), max_length=120, help_text=_("编辑部通用的提法，如“新质生产力”。"))
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
        verbose_name=_("上位主题"),
        help_text=_("归在哪个主题之下，如“低空经济”归“新质生产力”；没有就空着。"),
    )
    scope = models.TextField(_("范围说明"), blank=True, help_text=_("哪些文章算、哪些不算；读者在主题页上看到。"))
    since = models.CharField(
        _("始见"),
        max_length=40,
        blank=True,
        validators=[validate_edtf],
        help_text=_("这个提法最早出现的日期，如 2023-09；更早的文章只作背景。"),
    )

    #: The terms, where `vocabulary` has fetched them.
    words: "tuple[TopicTerm, ...] | None" = None

    class Meta:
        verbose_name = _("主题")
        verbose_name_plural = pgettext_lazy("plural", "主题")
        ordering = ["name", "pk"]
        permissions = [("merge_topic", _("合并与拆分"))]
        constraints = [
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="topic_not_its_own_parent")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:topic", args=[self.slug])

    def known_terms(self) -> "Iterable[TopicTerm]":
        """Return the terms. One query, none where they were fetched."""
        return self.terms.all() if self.words is None else self.words

    def clean(self) -> None:
        seen, above = {self.pk}, self.parent
        while above is not None:
            if above.pk in seen and self.pk is not None:
                raise ValidationError({"parent": ValidationError(_("上位主题绕成了圈。"), "circle")})
            seen.add(above.pk)
            above = above.parent


_TOPIC = ("id", "slug", "key", "name", "parent_id", "since")
_TERM = ("id", "form", "folded", "topic_id", "kind")


def vocabulary() -> tuple[Topic, ...]:
    """Return every topic with its terms, without the long notes on their scope. One query."""
    rows = Topic.objects.order_by(*(Topic._meta.ordering or ()), "terms__pk")
    topics: dict[int, Topic] = {}
    terms: dict[int, list[TopicTerm]] = {}
    for row in rows.values_list(*_TOPIC, *(f"terms__{name}" for name in _TERM)):
        values, term = row[: len(_TOPIC)], row[len(_TOPIC) :]
        if values[0] not in topics:
            topics[values[0]], terms[values[0]] = Topic.from_db(rows.db, _TOPIC, values), []
        if term[0] is not None:
            terms[values[0]].append(TopicTerm.from_db(rows.db, _TERM, term))
    for pk, topic in topics.items():
        topic.words = tuple(terms[pk])
    return tuple(topics.values())


class TopicTerm(WrittenForm):
    class Kind(models.TextChoices):
        PREFERRED = "preferred", _("首选")
        VARIANT = "variant", _("别称")
        AVOIDED = "avoided", _("不用")

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="terms", verbose_name=_("主题"))
    kind = models.CharField(
        _("类别"),
        max_length=10,
        choices=Kind,
        default=Kind.VARIANT,
        help_text=_("编辑部用的选首选；也认的选别称；不许用的选不用。"),
    )

    class Meta:
        verbose_name = _("提法")
        verbose_name_plural = pgettext_lazy("plural", "提法")
        constraints = [
            models.UniqueConstraint(fields=["topic", "folded"], name="topic_term_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["preferred", "variant", "avoided"]), name="term_kind_known"
            ),
        ]
