"""Families of texts: the prints by which candidates are found, and what an editor decided on a suggested link."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TextPrint(models.Model):
    """One print of an article's body. The search index's own writing keeps them in step with the text."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="prints")
    hash = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hash", "article"], name="print_once_an_article")]

    def __str__(self) -> str:
        return f"{self.hash:x}"


class LinkDecision(models.Model):
    """A suggested link that an editor accepted or refused, so that it is not offered again from either side."""

    class Kind(models.TextChoices):
        SAME_TEXT = "same_text", _("同一文本")
        QUOTES = "quotes", _("引用")

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="link_decisions")
    other = models.ForeignKey("articles.Article", models.CASCADE, related_name="incoming_link_decisions")
    kind = models.CharField(_("关系"), max_length=20, choices=Kind)
    accepted = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("关联建议的取舍")
        verbose_name_plural = pgettext_lazy("plural", "关联建议的取舍")
        constraints = [
            models.UniqueConstraint(fields=["article", "other", "kind"], name="link_decided_once"),
            models.CheckConstraint(condition=~models.Q(article=models.F("other")), name="link_decided_of_another"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["same_text", "quotes"]), name="link_decided_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.other} {'+' if self.accepted else '-'}"
