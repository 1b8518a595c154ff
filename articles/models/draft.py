"""What people have typed and not saved, and who has a page open: both gone when they no longer matter, neither history."""

import zlib
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.user import User

#: How long a draft is kept, how many of one person for one page, and how long a page open is taken as somebody there.
KEPT = timedelta(days=30)
MOST = 5
THERE = timedelta(seconds=40)


class Draft(models.Model):
    """A form as typed and not saved: its typist's alone, one for each time the page was opened. Not a revision."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("写的人"))
    page = models.CharField(_("哪一页"), max_length=60)
    token = models.CharField(max_length=32)
    packed = models.BinaryField()
    saved_at = models.DateTimeField(_("存下"))

    class Meta:
        verbose_name = _("未存的草稿")
        verbose_name_plural = pgettext_lazy("plural", "未存的草稿")
        ordering = ["-saved_at"]
        constraints = [models.UniqueConstraint(fields=["by", "page", "token"], name="draft_once_a_form")]

    def __str__(self) -> str:
        return f"{self.page} {self.saved_at:%Y-%m-%d %H:%M}"

    @property
    def form(self) -> QueryDict:
        """Return the form as it was typed."""
        return QueryDict(zlib.decompress(bytes(self.packed)).decode())

    @classmethod
    def keep(cls, by: User, page: str, token: str, form: QueryDict) -> datetime:
        """Keep `form`, in place of what was kept of it; drop what is too old or too much. Returns when. Up to five queries."""
        now = timezone.now()
        mine = cls._default_manager.filter(by=by)
        mine.filter(saved_at__lt=now - KEPT).delete()
        words = {"packed": zlib.compress(form.urlencode().encode()), "saved_at": now}
        cls._default_manager.update_or_create(by=by, page=page, token=token[:32], defaults=words)
        extra = list(mine.filter(page=page).values_list("pk", flat=True)[MOST : MOST + 100])
        if extra:
            mine.filter(pk__in=extra).delete()
        return now


class Presence(models.Model):
    """Somebody had a page open at a moment: its script says so every few seconds."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("谁"))
    page = models.CharField(_("哪一页"), max_length=60, db_index=True)
    seen_at = models.DateTimeField(_("最近"))

    class Meta:
        verbose_name = _("在页上的人")
        verbose_name_plural = pgettext_lazy("plural", "在页上的人")
        constraints = [models.UniqueConstraint(fields=["by", "page"], name="presence_once_a_page")]

    def __str__(self) -> str:
        return f"{self.by} {self.page}"

    @classmethod
    def note(cls, by: User, page: str) -> None:
        """Note that `by` has the page open now."""
        cls._default_manager.update_or_create(by=by, page=page, defaults={"seen_at": timezone.now()})

    @classmethod
    def there(cls, by: User, page: str) -> "models.QuerySet[Presence]":
        """Return the others who have the page open."""
        return cls._default_manager.filter(page=page, seen_at__gte=timezone.now() - THERE).exclude(by=by)

    @classmethod
    def others(cls, by: User, page: str) -> list[str]:
        """Return the names of the others who have the page open. One query."""
        return [str(row.by) for row in cls.there(by, page).select_related("by").order_by("by_id")]
