"""The history of the working copy: append-only snapshots, and the decisions taken on findings and suggestions."""

import json
import zlib
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.capture import AppendOnly
from articles.told import tell

#: More effort takes thrice the time to save a tenth.
_FAST = 1


class SnapshotQuerySet(models.QuerySet[Any]):
    """Snapshots are written once: changing or deleting many at a time is refused as it is of one."""

    def update(self, **kwargs: Any) -> int:  # Any: Django's own signature
        raise TypeError(f"{self.model.__name__} is never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError(f"{self.model.__name__} is never deleted.")


class Snapshot(AppendOnly):
    """What a working copy held at one moment, with its digest. `packed` is compressed canonical JSON."""

    number = models.PositiveIntegerField(_("修订号"))
    digest = models.CharField(_("摘要"), max_length=64)
    packed = models.BinaryField()
    reason = models.CharField(_("缘由"), max_length=300, blank=True)
    #: The same as `articles.told` keeps it; null in rows of before.
    said = models.JSONField(null=True, blank=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("修订人"))
    at = models.DateTimeField(_("时间"), auto_now_add=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("上一修订")
    )

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"r{self.number} {self.why}"

    @property
    def why(self) -> str:
        """Return why it was made, in the language in force."""
        return self.reason if self.said is None else str(tell(self.said))

    @property
    def content(self) -> dict[str, Any]:  # Any: JSON
        """Return the snapshot as it was taken."""
        loaded: dict[str, Any] = json.loads(zlib.decompress(bytes(self.packed)))
        return loaded

    @staticmethod
    def pack(content: dict[str, Any]) -> bytes:
        """Return `content` as it is stored."""
        return zlib.compress(json.dumps(content, sort_keys=True, separators=(",", ":")).encode(), _FAST)


class Revision(Snapshot):
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="revisions", verbose_name=_("文章"))

    class Meta:
        verbose_name = _("修订")
        verbose_name_plural = pgettext_lazy("plural", "修订")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="revision_number_once")]


class CollectionRevision(Snapshot):
    collection = models.ForeignKey(
        "articles.Collection", models.CASCADE, related_name="revisions", verbose_name=_("专题")
    )

    class Meta:
        verbose_name = _("专题修订")
        verbose_name_plural = pgettext_lazy("plural", "专题修订")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["collection", "number"], name="collection_revision_number_once")]


class FindingDecision(models.Model):
    """What an editor decided on one finding, remembered by the finding's key; an undone one keeps its row."""

    class Decision(models.TextChoices):
        APPLIED = "applied", _("已改")
        DISMISSED = "dismissed", _("不改")

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="decisions", verbose_name=_("文章"))
    key = models.CharField(max_length=64)
    code = models.CharField(_("代码"), max_length=40)
    decision = models.CharField(_("决定"), max_length=10, choices=Decision)
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    finding = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("决定人"))
    at = models.DateTimeField(_("时间"), auto_now_add=True)
    before = models.ForeignKey(Revision, models.CASCADE, null=True, blank=True, related_name="+")
    after = models.ForeignKey(Revision, models.CASCADE, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("撤销人")
    )

    class Meta:
        verbose_name = _("校对决定")
        verbose_name_plural = pgettext_lazy("plural", "校对决定")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "key"], condition=models.Q(undone_at__isnull=True), name="one_standing_decision"
            ),
            models.CheckConstraint(condition=models.Q(decision__in=["applied", "dismissed"]), name="decision_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.get_decision_display()}"


class SuggestionDecision(models.Model):
    """A suggested topic that an editor accepted or refused, so that it is not offered again."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="suggestion_decisions")
    topic = models.ForeignKey("articles.Topic", models.CASCADE, related_name="+")
    accepted = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("建议的取舍")
        verbose_name_plural = pgettext_lazy("plural", "建议的取舍")
        constraints = [models.UniqueConstraint(fields=["article", "topic"], name="suggestion_decided_once")]

    def __str__(self) -> str:
        return f"{self.topic} {'+' if self.accepted else '-'}"
