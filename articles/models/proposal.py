"""What an editor refused of the articles that the rule of a collection proposes, so that it is not proposed again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RefusedProposal(models.Model):
    collection = models.ForeignKey("articles.Collection", models.CASCADE, related_name="refused_proposals")
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="+", verbose_name=_("文章"))
    why = models.CharField(_("理由"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("谁"))
    at = models.DateTimeField(_("时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("不收的荐稿")
        verbose_name_plural = pgettext_lazy("plural", "不收的荐稿")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["collection", "article"], name="proposal_refused_once")]

    def __str__(self) -> str:
        return f"{self.collection_id} {self.article_id}"
