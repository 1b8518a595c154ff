"""Captures as received, how they came, and what each reader made of them. All append-only."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.text.doubt import weigh
from articles.text.finding import Finding, find


class AppendOnly(models.Model):
    """A row that is written once: saving it again or deleting it is refused."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own signature
        if not self._state.adding:
            raise TypeError(f"{type(self).__name__} {self.pk} is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:  # Any: Django's own signature
        raise TypeError(f"{type(self).__name__} {self.pk} is never deleted.")


class Capture(AppendOnly):
    """The bytes as received, once by digest. Nothing else; never changed, never deleted with an article."""

    sha256 = models.CharField(_("摘要"), max_length=64, unique=True)
    size = models.PositiveIntegerField(_("字节数"))
    packed = models.BinaryField(_("原件"))

    class Meta:
        verbose_name = _("采集件")
        verbose_name_plural = pgettext_lazy("plural", "采集件")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="capture_sha256_hex"),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def content(self) -> bytes:
        """Return the bytes as received."""
        return zlib.decompress(bytes(self.packed))

    @staticmethod
    def pack(content: bytes) -> bytes:
        """Return `content` as it is stored."""
        return zlib.compress(content, 9)


class Batch(models.Model):
    """One run of the importer that stored something."""

    started_at = models.DateTimeField(_("开始"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("导入人"))
    how = models.CharField(_("方式"), max_length=40)
    totals = models.JSONField(_("结果"), default=dict, blank=True)

    class Meta:
        verbose_name = _("导入批次")
        verbose_name_plural = pgettext_lazy("plural", "导入批次")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.started_at):%Y-%m-%d %H:%M} {self.how}"


class Receipt(AppendOnly):
    """One arrival of a capture: the same bytes may arrive twice, under other names."""

    capture = models.ForeignKey(Capture, models.PROTECT, related_name="receipts", verbose_name=_("采集件"))
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="receipts", verbose_name=_("批次"))
    name = models.BinaryField(_("收到时的名称"))
    at = models.DateTimeField(_("时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("收件记录")
        verbose_name_plural = pgettext_lazy("plural", "收件记录")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.printable_name

    @property
    def printable_name(self) -> str:
        """Return the name for people: undecodable bytes and control characters escaped."""
        name = bytes(self.name).decode("utf-8", "backslashreplace")
        return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in name)


class Reading(AppendOnly):
    """What one version of the reader made of one item of a capture. `packed` is the reader's own canonical JSON.

    Stored as compressed bytes, never as JSON: PostgreSQL refuses NUL and lone surrogates.
    """

    class Outcome(models.TextChoices):
        IMPORTED = "imported", _("已导入")
        FLAGGED = "flagged", _("存疑")

    capture = models.ForeignKey(Capture, models.PROTECT, related_name="readings", verbose_name=_("采集件"))
    item = models.PositiveIntegerField(_("序号"), default=0)
    reader = models.CharField(_("读取器版本"), max_length=20)
    outcome = models.CharField(_("结果"), max_length=10, choices=Outcome)
    shape = models.CharField(_("形态"), max_length=20)
    encoding = models.CharField(_("编码"), max_length=20)
    encoding_found_by = models.CharField(_("编码依据"), max_length=40)
    flags = models.JSONField(_("疑点代码"), default=list, blank=True)
    packed = models.BinaryField(_("读取结果"))
    at = models.DateTimeField(_("时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("读取结果")
        verbose_name_plural = pgettext_lazy("plural", "读取结果")
        ordering = ["-pk"]
        #: What the list is filtered by and counts, beside the packed bytes that it would have to step over.
        #: And what drafts are counted by.
        indexes = [
            models.Index(fields=["shape", "encoding", "reader", "outcome"], name="reading_kinds"),
            models.Index(fields=["outcome", "flags"], name="reading_flags"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["capture", "item", "reader"], name="reading_once_a_reader"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["imported", "flagged"]), name="reading_outcome_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.capture_id}/{self.item} v{self.reader}"

    @property
    def content(self) -> bytes:
        """Return the reader's JSON."""
        return zlib.decompress(bytes(self.packed))

    @property
    def doubt(self) -> int:
        """Return how doubtful the reading is by its flags."""
        return weigh(self.flags)

    @cached_property
    def newer(self) -> "Reading | None":
        """Return the newest reading of the same item made after this one, or None. One query."""
        later = Reading.objects.filter(capture=self.capture_id, item=self.item, pk__gt=self.pk)
        return later.order_by("-pk").first()

    @cached_property
    def document(self) -> "ReadDocument":
        """Return what findings need of the reader's JSON."""
        return _document_in(bytes(self.packed))


@lru_cache(maxsize=24)
def _document_in(packed: bytes) -> "ReadDocument":
    """Return what findings need of a reading as it is stored; kept for who comes back to a piece after every fix."""
    read = json.loads(zlib.decompress(packed))
    facts = {name: (read["fields"].get(name) or {}).get("value", "") for name in ("title", "subtitle", "date")}
    texts = {"body": read["body"], **facts}
    findings = tuple(Finding(**{**row, "choices": tuple(row["choices"])}) for row in read["findings"])
    proposals = tuple(
        find(f"{p['field']}-proposal", "note", p["field"], fact, 0, len(fact), p["reason"], fix=p["value"])
        for p in read["fields"].get("proposals", ())
        if (fact := facts.get(p["field"])) is not None
    )
    proposed = tuple((p["field"], p["value"]) for p in read["fields"].get("proposals", ()))
    return ReadDocument(texts, findings + proposals, _named(read, "people"), _named(read, "outlets"), proposed)


def _named(read: dict[str, Any], field: str) -> tuple[tuple[str, str], ...]:
    """Return names and roles of a list of the reading's fields."""
    return tuple((row["name"]["value"], row["role"]) for row in read["fields"].get(field, ()))


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """The texts of a reading, by field, and the findings in them; what can be inferred is one with a fix.

    `people` and `outlets` are the names read, each with its role; `proposed` every proposal's field and value.
    """

    texts: Mapping[str, str]
    findings: tuple[Finding, ...]
    people: tuple[tuple[str, str], ...] = ()
    outlets: tuple[tuple[str, str], ...] = ()
    proposed: tuple[tuple[str, str], ...] = ()
