"""The half-open interval in which an edition is public, and every question asked of it. Compared with the clock at read.

No query here joins a desk table, and nothing waits for a worker.
"""

import json
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class IntervalQuerySet(models.QuerySet[Any]):
    def live(self, now: datetime | None = None) -> Self:
        """Return what readers may see at `now` (this moment when None): from `live_from` on, before `live_until`."""
        now = now or timezone.now()
        return self.filter(models.Q(live_until__isnull=True) | models.Q(live_until__gt=now), live_from__lte=now)

    def superseded(self, now: datetime | None = None) -> Self:
        """Return what readers once saw and a newer edition replaced before `now`; still readable at its own address."""
        now = now or timezone.now()
        return self._not_expired(now).filter(
            ended_by=Interval.EndedBy.SUPERSEDED, live_until__lte=now, live_until__gt=models.F("live_from")
        )

    def withdrawn(self, now: datetime | None = None) -> Self:
        """Return what readers once saw and was taken from them; what never came live is not among it."""
        return self.filter(
            ended_by__in=[Interval.EndedBy.WITHDRAWN, Interval.EndedBy.SEALED],
            live_from__lte=now or timezone.now(),
            live_until__gt=models.F("live_from"),
        )

    def behind_notice(self, now: datetime | None = None) -> Self:
        """Return what was withdrawn and may still be read behind the notice: neither sealed nor past its own end."""
        now = now or timezone.now()
        return self.withdrawn(now)._not_expired(now).filter(ended_by=Interval.EndedBy.WITHDRAWN)

    def scheduled(self, now: datetime | None = None) -> Self:
        """Return what is still to come live."""
        rows = self.filter(live_from__gt=now or timezone.now())
        return rows.exclude(live_until__lte=models.F("live_from"))

    def _not_expired(self, now: datetime) -> Self:
        return self.filter(models.Q(expires_at__isnull=True) | models.Q(expires_at__gt=now))

    def latest_first(self) -> Self:
        """Order by the moment of first publication, the last published first."""
        return self.order_by("-first_live_from", "-pk")


class Interval(models.Model):
    """What both kinds of edition share: number, digest, payload and the half-open interval of being public."""

    class EndedBy(models.TextChoices):
        SUPERSEDED = "superseded", _("换版")
        EXPIRED = "expired", _("到期")
        WITHDRAWN = "withdrawn", _("撤稿")
        SEALED = "sealed", _("封存")
        CANCELLED = "cancelled", _("取消定时")

    number = models.PositiveIntegerField(_("版次"))
    digest = models.CharField(_("摘要"), max_length=64)
    payload = models.TextField(_("内容"), help_text=_("所签的规范 JSON。"))
    revision_number = models.PositiveIntegerField(_("所据修订"))
    sign_off_hash = models.CharField(_("末次审签"), max_length=64, blank=True, help_text=_("发布时审签链的末环。"))
    live_from = models.DateTimeField(_("发布时间"), db_index=True)
    live_until = models.DateTimeField(_("截止时间"), null=True, blank=True, db_index=True)
    expires_at = models.DateTimeField(
        _("到期时间"), null=True, blank=True, db_index=True, help_text=_("发布时所定；换版、撤稿可以更早。")
    )
    ended_by = models.CharField(_("结束原因"), max_length=10, choices=EndedBy, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("发布人")
    )
    published_at = models.DateTimeField(_("签发时间"), auto_now_add=True)

    class Meta:
        abstract = True

    @property
    def content(self) -> dict[str, Any]:  # Any: JSON
        """Return the payload that was signed."""
        loaded: dict[str, Any] = json.loads(self.payload)
        return loaded

    @property
    def is_live(self) -> bool:
        now = timezone.now()
        return self.live_from <= now and (self.live_until is None or now < self.live_until)

    @property
    def is_scheduled(self) -> bool:
        """Return whether it is still to come live."""
        comes = self.live_until is None or self.live_until > self.live_from
        return comes and self.live_from > timezone.now()

    @property
    def is_cancelled(self) -> bool:
        """Return whether it was called off before it came live."""
        return self.ended_by == self.EndedBy.CANCELLED

    @property
    def is_withdrawn(self) -> bool:
        return self.ended_by in (self.EndedBy.WITHDRAWN, self.EndedBy.SEALED)
