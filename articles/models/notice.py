"""Public, dated notices on what was published: corrections, and withdrawals."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Notice(models.Model):
    """A correction stands beside the piece; a withdrawal stands in its place."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("更正")
        WITHDRAWAL = "withdrawal", _("撤稿")

    kind = models.CharField(_("类别"), max_length=12, choices=Kind)
    article = models.ForeignKey(
        "articles.Article", models.PROTECT, null=True, blank=True, related_name="notices", verbose_name=_("文章")
    )
    collection = models.ForeignKey(
        "articles.Collection", models.PROTECT, null=True, blank=True, related_name="notices", verbose_name=_("专题")
    )
    edition_number = models.PositiveIntegerField(_("版次"), null=True, blank=True)
    text = models.TextField(_("告读者"), help_text=_("读者会看到。"))
    at = models.DateTimeField(_("时间"), db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("经办人"))

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
