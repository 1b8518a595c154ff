"""What a person of the desk should see: the rows of the inbox, and the mails that told of them."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def unread(self) -> Self:
        return self.filter(read_at=None)

    def due(self) -> Self:
        """Return what has a day and is not done, the earliest day first."""
        return self.filter(due_on__isnull=False, done_at=None).order_by("due_on", "pk")

    def late(self, today: date) -> Self:
        """Return what should have been done before `today`."""
        return self.due().filter(due_on__lt=today)

    def light(self) -> Self:
        """Return the rows with what the inbox prints, without the texts of the pieces."""
        heavy = ("article__body", "article__standfirst", "collection__introduction", "collection__standfirst")
        return self.select_related("by", "comment", "article", "collection").defer(*heavy)


class Reminder(models.Model):
    """One thing that a person is told of. `done_at`: what was asked is done with, whether or not it was read."""

    class Kind(models.TextChoices):
        MENTION = "mention", _("提到您")
        ANSWER = "answer", _("有答复")
        MUST_FIX = "must_fix", _("须改")
        ASSIGNED = "assigned", _("派给您")
        RETURNED = "returned", _("退回给您")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminders", verbose_name=_("给谁")
    )
    kind = models.CharField(_("事项"), max_length=10, choices=Kind)
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, null=True, related_name="reminders", verbose_name=_("文章")
    )
    collection = models.ForeignKey(
        "articles.Collection", models.CASCADE, null=True, related_name="reminders", verbose_name=_("专题")
    )
    comment = models.ForeignKey(
        "articles.Comment", models.CASCADE, null=True, related_name="reminders", verbose_name=_("批注")
    )
    note = models.CharField(_("话"), max_length=300, blank=True)
    due_on = models.DateField(_("限期"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("谁"))
    at = models.DateTimeField(_("时间"), default=timezone.now)
    read_at = models.DateTimeField(_("已读"), null=True, blank=True)
    done_at = models.DateTimeField(_("办完"), null=True, blank=True)
    mailing = models.ForeignKey(
        "articles.Mailing", models.SET_NULL, null=True, related_name="reminders", verbose_name=_("邮件")
    )

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("提醒")
        verbose_name_plural = pgettext_lazy("plural", "提醒")
        ordering = ["-pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["person"], condition=Q(read_at=None), name="reminder_unread"),
            models.Index(fields=["person", "due_on"], condition=Q(done_at=None), name="reminder_due"),
            models.Index(fields=["person", "-id"], name="reminder_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=False, collection__isnull=True)
                | Q(article__isnull=True, collection__isnull=False),
                name="reminder_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["person", "comment", "kind"], condition=Q(comment__isnull=False), name="reminder_once_a_comment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.piece}"

    @property
    def piece(self) -> Any:  # Any: an article or a collection
        return self.article or self.collection

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.done_at is None and self.due_on < timezone.localdate()


class Mailing(models.Model):
    """A mail that told a person of reminders. Without `sent_at` it is on its way, or was when its program ended."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mailings", verbose_name=_("给谁")
    )
    begun_at = models.DateTimeField(_("开始"), default=timezone.now)
    sent_at = models.DateTimeField(_("发出"), null=True, blank=True)
    due_through = models.DateField(_("说到哪一天到期的"))
    count = models.PositiveIntegerField(_("条数"), default=0)

    class Meta:
        verbose_name = _("邮件汇总")
        verbose_name_plural = pgettext_lazy("plural", "邮件汇总")
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.person} {self.begun_at:%Y-%m-%d %H:%M}"
