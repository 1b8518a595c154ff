"""The version of the public site: one number, raised with every change that readers can see."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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
