"""The chain by which an article came; what the house knows of a source is `authority`'s."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Attribution(models.Model):
    """One link in the chain by which an article came: where it was captured, reprinted, published."""

    class Role(models.TextChoices):
        PUBLISHED_BY = "published_by", _("首发")
        REPRINTED_BY = "reprinted_by", _("转载")
        CAPTURED_FROM = "captured_from", _("采集自")
        BYLINE_OUTLET = "byline_outlet", _("署名媒体")

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="attributions", verbose_name=_("文章"))
    source = models.ForeignKey(
        "articles.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attributions",
        verbose_name=_("来源档案"),
        help_text=_("这一家的档案；首发选了档案，文章才列在它名下。"),
    )
    name = models.CharField(_("名称"), max_length=120, blank=True, help_text=_("照原文写；留空则用来源档案的名称。"))
    role = models.CharField(
        _("角色"),
        max_length=20,
        choices=Role,
        default=Role.PUBLISHED_BY,
        help_text=_("最先登的选首发，只有一家；照登的选转载；从哪里采来选采集自。"),
    )
    order = models.PositiveIntegerField(_("次序"), default=0, help_text=_("转来的先后，小的在前。"))

    class Meta:
        verbose_name = _("来源链")
        verbose_name_plural = pgettext_lazy("plural", "来源链")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=models.Q(role="published_by"), name="one_publisher_an_article"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=["published_by", "reprinted_by", "captured_from", "byline_outlet"]),
                name="attribution_role_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.name}"

    def save(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own signature
        self.name = self.name or (self.source.name if self.source else "")
        super().save(*args, **kwargs)
