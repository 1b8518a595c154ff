"""The version of the public site: one number, raised with every change that readers can see, and the next moment at
which time alone changes it."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.edition import CollectionEdition, Edition
from articles.models.notice import Notice

#: Every moment that changes what readers see without anybody's doing.
BOUNDARIES: tuple[tuple[type[models.Model], str], ...] = (
    *((kind, name) for kind in (Edition, CollectionEdition) for name in ("live_from", "live_until", "expires_at")),
    (Notice, "at"),
)


class SiteVersion(models.Model):
    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    number = models.PositiveBigIntegerField(_("版本"), default=1)
    changed_at = models.DateTimeField(_("改动"), auto_now=True)

    class Meta:
        verbose_name = _("站点版本")
        verbose_name_plural = pgettext_lazy("plural", "站点版本")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_site_version")]

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def bump(cls) -> None:
        """Raise the number, in the transaction of the change it tells of."""
        cls.objects.get_or_create(pk=1)
        cls.objects.filter(pk=1).update(number=models.F("number") + 1)

    @classmethod
    def state(cls, now: datetime) -> tuple[int, datetime | None]:
        """Return the number, and the next moment after `now` at which readers see something else (None: none is planned).

        One query, which reads the ends of indexes.
        """
        ahead = [
            kind._default_manager.filter(**{f"{name}__gt": now}).order_by(name).values(name)[:1]
            for kind, name in BOUNDARIES
        ]
        columns = {f"b{n}": models.Subquery(moments) for n, moments in enumerate(ahead)}
        row = cls.objects.filter(pk=1).annotate(**columns).values_list("number", *columns).first() or (0,)
        return row[0], min((moment for moment in row[1:] if moment), default=None)
