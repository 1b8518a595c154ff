"""Merges, splits and undos of authorities: append-only, each with every row it moved, so that it can be undone exactly.

A merged record is gone; what still names it (a page opened before, an old revision, an authority file) is led to the
record it became part of by `living` and `living_keys`.
"""

import json
import zlib
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.capture import AppendOnly
from articles.models.together import Answer, Question, question


class AuthorityMoveQuerySet(models.QuerySet["AuthorityMove"]):
    def update(self, **kwargs: Any) -> int:  # Any: Django's own signature
        raise TypeError("AuthorityMove is never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("AuthorityMove is never deleted.")

    def standing(self) -> "AuthorityMoveQuerySet":
        """Return merges and splits that nobody has undone."""
        return self.filter(undone__isnull=True).exclude(verb=AuthorityMove.Verb.UNDO)


class AuthorityMove(AppendOnly):
    """One merge (`from` became part of `into`), split (rows of `from` became `into`'s) or undo of one of these."""

    class Verb(models.TextChoices):
        MERGE = "merge", _("合并")
        SPLIT = "split", _("拆分")
        UNDO = "undo", _("撤销")

    class Kind(models.TextChoices):
        AUTHOR = "author", _("作者")
        SOURCE = "source", _("来源")
        TOPIC = "topic", _("主题")
        TAG = "tag", _("标签")

    verb = models.CharField(_("做了什么"), max_length=10, choices=Verb)
    kind = models.CharField(_("类别"), max_length=10, choices=Kind)
    from_id = models.BigIntegerField(db_index=True)
    from_name = models.CharField(_("从"), max_length=120)
    from_key = models.CharField(max_length=100, blank=True, db_index=True)
    into_id = models.BigIntegerField(db_index=True)
    into_name = models.CharField(_("到"), max_length=120)
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="undone", verbose_name=_("撤销的是")
    )
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    counts = models.JSONField(_("数目"), default=dict)
    packed = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("谁"))
    at = models.DateTimeField(_("时间"), auto_now_add=True)

    objects = AuthorityMoveQuerySet.as_manager()

    class Meta:
        verbose_name = _("合并与拆分")
        verbose_name_plural = pgettext_lazy("plural", "合并与拆分")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(verb__in=["merge", "split", "undo"]), name="move_verb_known"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["author", "source", "topic", "tag"]), name="move_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(verb="undo", undoes__isnull=False) | ~models.Q(verb="undo") & models.Q(undoes=None),
                name="only_an_undo_undoes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.from_name} → {self.into_name}"

    @property
    def steps(self) -> list[dict[str, Any]]:  # Any: JSON
        """Return what was done to which rows, in order."""
        loaded: list[dict[str, Any]] = json.loads(zlib.decompress(bytes(self.packed)))
        return loaded

    @staticmethod
    def pack(steps: list[dict[str, Any]]) -> bytes:  # Any: JSON
        """Return `steps` as they are stored."""
        return zlib.compress(json.dumps(steps, sort_keys=True, separators=(",", ":")).encode())


def living(model: Any, ids: Iterable[int | None]) -> dict[int, int]:  # Any: a model of authorities
    """Return the records that `ids` mean now: those that are there, and for the merged those they are part of.

    One query, another where one is missing, and one for each merge of what was merged already. None where no id is given.
    """
    return _living(model, "pk", "from_id", {pk for pk in ids if pk is not None})


def living_keys(model: Any, keys: Iterable[str]) -> dict[str, int]:
    """Return, by the stable `keys`, the ids of the records that they mean now. As many queries as `living`."""
    return _living(model, "key", "from_key", {key for key in keys if key})


def merges(model: Any, column: str, values: Iterable[Any]) -> Question:
    """Return what to ask for the merges of records by their former ids or keys (`column`); `merged_names` reads it."""
    rows = _merges(model).filter(**{f"{column}__in": list(values)})
    return question(rows, key="pk", number="from_id", one="from_key", two="from_name", three="into_name")


def merged_names(found: Iterable[Answer], part: str = "one") -> dict[Any, str]:
    """Return the names of merged records by their former keys, or ids (`number`), each with what it is part of."""
    told = _("%(name)s（已并入%(into)s）")
    return {
        getattr(one, part): str(told % {"name": one.two, "into": one.three})
        for one in sorted(found, key=lambda one: one.key)
    }


def _merges(model: Any) -> AuthorityMoveQuerySet:
    standing = AuthorityMove.objects.standing().order_by("pk")
    return standing.filter(kind=model._meta.model_name, verb=AuthorityMove.Verb.MERGE)


def _living(model: Any, own: str, column: str, asked: set[Any]) -> dict[Any, int]:
    rows = model._base_manager.filter(**{f"{own}__in": asked})
    found: dict[Any, int] = dict(rows.values_list(own, "pk")) if asked else {}
    missing = asked - found.keys()
    led = dict(_merges(model).filter(**{f"{column}__in": missing}).values_list(column, "into_id")) if missing else {}
    ahead = set(led.values())
    while ahead:
        further = dict(_merges(model).filter(from_id__in=ahead).values_list("from_id", "into_id"))
        led = {key: further.get(into, into) for key, into in led.items()}
        ahead = set(further.values())
    return found | led
