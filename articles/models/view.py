"""Views of a list that somebody keeps under a name: its filters, search, columns and order. No rows, only what is asked."""

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def seen_by(self, user: int) -> "SavedViewQuerySet":
        """Return a person's own views and those shared with the house."""
        return self.filter(models.Q(owner=user) | models.Q(shared=True))

    def of_list(self, model: str) -> "SavedViewQuerySet":
        """Return the views of the list of `model`, one's own and shared ones mixed, by name."""
        return self.filter(model=model).select_related("owner").order_by("name", "pk")


class SavedView(models.Model):
    """`query` is an address's query as `admin.saved` checked it; it is checked again whenever it is followed."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views", editable=False, verbose_name=_("谁的")
    )
    model = models.CharField(_("哪个列表"), max_length=40, editable=False)
    name = models.CharField(_("名称"), max_length=60, help_text=_("列表上方显示的名字，如“本周在审”。"))
    query = models.CharField(_("筛选、查找、列和次序"), max_length=2000, blank=True, editable=False)
    shared = models.BooleanField(_("全社共用"), default=False, help_text=_("勾上，全社的人都在列表上方看到它。"))
    made_at = models.DateTimeField(_("建立"), auto_now_add=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("视图")
        verbose_name_plural = pgettext_lazy("plural", "视图")
        ordering = ["model", "name", "pk"]
        permissions = [("share_savedview", _("让全社共用视图"))]
        constraints = [
            models.UniqueConstraint(fields=["owner", "model", "name"], name="view_name_once_a_person"),
            models.UniqueConstraint(
                fields=["model", "name"], condition=models.Q(shared=True), name="shared_view_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def asked(self) -> QueryDict:
        """Return what the view asks of its list."""
        return QueryDict(self.query)
