"""Public, dated notices on what was published: corrections, and withdrawals."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: Reasons for which nothing of the text may stay within reach.
SEALING = frozenset({"legal", "rights"})


class NoticeQuerySet(models.QuerySet["Notice"]):
    def shown(self, now: datetime | None = None) -> Self:
        """Return what readers may see at `now`: its moment has come and it was not taken back."""
        return self.filter(at__lte=now or timezone.now(), hidden=False)

    def corrections(self) -> Self:
        return self.filter(kind=Notice.Kind.CORRECTION)

    def withdrawals(self) -> Self:
        return self.filter(kind=Notice.Kind.WITHDRAWAL)


class Notice(models.Model):
    """A correction tells what its edition changed in the one before; a withdrawal stands in the place of the piece."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("更正")
        WITHDRAWAL = "withdrawal", _("撤稿")

    class Reason(models.TextChoices):
        FACT = "fact", _("事实有误")
        NAME = "name", _("姓名、职务或机构名有误")
        FIGURE = "figure", _("数字、日期或单位有误")
        WORDING = "wording", _("文字、标点有误")
        CREDIT = "credit", _("来源或署名有误")
        REQUEST = "request", _("来源要求")
        RIGHTS = "rights", _("没有转载的授权")
        DUPLICATE = "duplicate", _("与另一篇重复")
        LEGAL = "legal", _("法律原因")
        OTHER = "other", _("其他")

    kind = models.CharField(_("类别"), max_length=12, choices=Kind)
    article = models.ForeignKey(
        "articles.Article", models.PROTECT, null=True, blank=True, related_name="notices", verbose_name=_("文章")
    )
    collection = models.ForeignKey(
        "articles.Collection", models.PROTECT, null=True, blank=True, related_name="notices", verbose_name=_("专题")
    )
    edition_number = models.PositiveIntegerField(_("版次"), null=True, blank=True)
    reason = models.CharField(_("原因"), max_length=10, choices=Reason, blank=True)
    text = models.TextField(_("告读者"), help_text=_("读者会看到。"))
    at = models.DateTimeField(_("时间"), db_index=True)
    hidden = models.BooleanField(
        _("不再公布"), default=False, help_text=_("所说的版次没有上线，或文章因法律原因封存。")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("经办人"))

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("告示")
        verbose_name_plural = pgettext_lazy("plural", "告示")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(article__isnull=False, collection__isnull=True)
                | models.Q(article__isnull=True, collection__isnull=False),
                name="notice_on_one_thing",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=["correction", "withdrawal"]), name="notice_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {timezone.localtime(self.at):%Y-%m-%d}"

    @property
    def is_withdrawal(self) -> bool:
        return self.kind == self.Kind.WITHDRAWAL
