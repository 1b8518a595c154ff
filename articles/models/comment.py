"""What people of the desk say to one another about a piece: comments and their answers. Never public, never deleted."""

from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.text.anchor import Anchor

#: How long one's own words may still be changed.
EDITABLE_FOR = timedelta(minutes=15)


class CommentQuerySet(models.QuerySet["Comment"]):
    def heads(self) -> Self:
        """Return what begins a thread."""
        return self.filter(head=None)

    def must_fix(self) -> Self:
        """Return the open threads that stand against signing and publishing, whatever round they are from."""
        return self.heads().filter(must_fix=True, resolved_at=None)

    def open_first(self) -> Self:
        """Return comments and answers, those of open threads first, those that must be fixed before others, newest thread first."""
        settled = Coalesce("head__resolved_at", "resolved_at")
        must = Coalesce("head__must_fix", "must_fix")
        thread = Coalesce("head_id", "pk")
        rows = self.alias(settled=settled, must=must, thread=thread)
        return rows.order_by(F("settled").asc(nulls_first=True), "-must", "-thread", "pk")


class Comment(models.Model):
    """A comment on a piece, or an answer to one (`head`). What it is anchored to, if anything, is quoted as it stood."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, null=True, related_name="comments", verbose_name=_("文章")
    )
    collection = models.ForeignKey(
        "articles.Collection", models.CASCADE, null=True, related_name="comments", verbose_name=_("专题")
    )
    head = models.ForeignKey("self", models.CASCADE, null=True, related_name="answers", verbose_name=_("答复的是"))
    field = models.CharField(_("栏目"), max_length=20, blank=True)
    quote = models.TextField(_("所引文字"), blank=True)
    anchored = models.JSONField(_("引处"), default=dict, blank=True)
    text = models.TextField(_("批注"))
    must_fix = models.BooleanField(_("须改"), default=False)
    stage = models.ForeignKey(
        "articles.Stage", models.SET_NULL, null=True, related_name="+", verbose_name=_("提出时的审级")
    )
    round = models.PositiveIntegerField(_("第几次送审"), default=0)
    due_on = models.DateField(_("限期"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments", verbose_name=_("谁"))
    at = models.DateTimeField(_("时间"), default=timezone.now)
    edited_at = models.DateTimeField(_("改过"), null=True, blank=True)
    struck_at = models.DateTimeField(_("划去"), null=True, blank=True)
    resolved_at = models.DateTimeField(_("解决"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("解决人")
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("批注")
        verbose_name_plural = pgettext_lazy("plural", "批注")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=False, collection__isnull=True)
                | Q(article__isnull=True, collection__isnull=False),
                name="comment_on_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(head__isnull=True) | Q(must_fix=False, resolved_at__isnull=True, quote=""),
                name="comment_answer_is_plain",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="comment_resolved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def piece(self) -> Any:  # Any: an article or a collection
        return self.article or self.collection

    @property
    def anchor(self) -> Anchor | None:
        """Return where it was anchored; None where it is about the whole."""
        return Anchor(quote=self.quote, **self.anchored) if self.anchored else None

    @property
    def is_young(self) -> bool:
        """Return whether its words may still be changed."""
        return self.struck_at is None and timezone.now() - self.at < EDITABLE_FOR
