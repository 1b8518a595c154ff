"""Links by which somebody without an account looks at one revision of a text, for a while."""

from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: How long a link holds.
HOLDS = timedelta(days=7)
_SIGNER = Signer(salt="articles.preview")


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    def open(self) -> Self:
        """Return the links that still lead somewhere."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())

    def of(self, target: Any) -> Self:  # Any: an article or a collection
        """Return the links to any revision of `target`."""
        name = "revision" if target._meta.model_name == "article" else "collection_revision"
        return self.filter(**{f"{name}__{target._meta.model_name}": target})

    def signed(self, token: str) -> "PreviewLink | None":
        """Return the open link that `token` names, if it is one that was given out. No query for a bad token."""
        try:
            number = _SIGNER.unsign(token)
        except BadSignature:
            return None
        return (
            self.open()
            .select_related("revision__article", "collection_revision__collection")
            .filter(pk=int(number))
            .first()
        )


class PreviewLink(models.Model):
    """A link to one revision: made by a person, at an end after seven days, taken back at any time, each look counted."""

    revision = models.ForeignKey(
        "articles.Revision", models.CASCADE, null=True, related_name="preview_links", verbose_name=_("修订")
    )
    collection_revision = models.ForeignKey(
        "articles.CollectionRevision",
        models.CASCADE,
        null=True,
        related_name="preview_links",
        verbose_name=_("专题修订"),
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("发出人"))
    made_at = models.DateTimeField(_("发出"), auto_now_add=True)
    expires_at = models.DateTimeField(_("到期"))
    revoked_at = models.DateTimeField(_("收回"), null=True, blank=True)
    views = models.PositiveIntegerField(_("看过次数"), default=0)
    last_seen_at = models.DateTimeField(_("最近一次"), null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("预览链接")
        verbose_name_plural = pgettext_lazy("plural", "预览链接")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(revision__isnull=False, collection_revision__isnull=True)
                | models.Q(revision__isnull=True, collection_revision__isnull=False),
                name="preview_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.shown} {self.made_at:%Y-%m-%d}"

    def address(self) -> str:
        """Return its address, which nobody can make without the site's secret.

        Not named as Django would look for it: the desk sends everybody of the staff on to such addresses.
        """
        return reverse("preview", args=[_SIGNER.sign(str(self.pk))])

    @property
    def shown(self) -> Any:  # Any: a revision of either kind
        return self.revision or self.collection_revision

    @classmethod
    def make(cls, revision: Any, by: Any) -> "PreviewLink":  # Any: a revision of either kind, a user
        """Make a link to `revision` that holds seven days."""
        name = "revision" if revision._meta.model_name == "revision" else "collection_revision"
        return cls._default_manager.create(**{name: revision}, made_by=by, expires_at=timezone.now() + HOLDS)

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and timezone.now() < self.expires_at

    def count(self) -> None:
        """Count one look."""
        rows: Any = type(self)._default_manager.filter(pk=self.pk)
        rows.update(views=models.F("views") + 1, last_seen_at=timezone.now())
