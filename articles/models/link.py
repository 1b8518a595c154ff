"""Cross-links between articles at the desk, each with its kind and an editor's reason."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ArticleLink(models.Model):
    class Kind(models.TextChoices):
        SAME_TEXT = "same_text", _("同一文本")
        QUOTES = "quotes", _("引用")
        FOLLOW_UP = "follow_up", _("后续")
        BACKGROUND = "background", _("背景")
        RESPONSE = "response", _("回应")

    from_article = models.ForeignKey("articles.Article", models.CASCADE, related_name="links", verbose_name=_("本文"))
    to_article = models.ForeignKey(
        "articles.Article",
        models.CASCADE,
        related_name="incoming_links",
        verbose_name=_("关联到"),
        help_text=_("打标题里的几个字来找。"),
    )
    kind = models.CharField(
        _("关系"), max_length=20, choices=Kind, help_text=_("从本文看那一篇：是它的后续、引了它，还是以它为背景。")
    )
    note = models.CharField(_("理由"), max_length=300, blank=True, help_text=_("读者会看到：两篇为什么放在一起。"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, verbose_name=_("关联人")
    )

    class Meta:
        verbose_name = _("关联")
        verbose_name_plural = pgettext_lazy("plural", "关联")
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["from_article", "to_article", "kind"], name="link_once_a_kind"),
            models.CheckConstraint(condition=~models.Q(from_article=models.F("to_article")), name="link_not_to_itself"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["same_text", "quotes", "follow_up", "background", "response"]),
                name="link_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.to_article}"
