"""What every piece of the desk's work has, article or collection: whose it is, until when, and its version."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Workpiece(models.Model):
    """A piece that goes through the workflow. The state is its own: each kind has its words for them."""

    version = models.PositiveIntegerField(_("版本"), default=1, editable=False)
    round = models.PositiveIntegerField(_("送审次数"), default=0, editable=False)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("经手人"),
    )
    due_on = models.DateField(_("限期"), null=True, blank=True, editable=False, db_index=True)
    embargo_until = models.DateTimeField(_("禁发至"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("建立"), auto_now_add=True)
    changed_at = models.DateTimeField(_("改动"), auto_now=True)

    class Meta:
        abstract = True


#: Written by the workflow alone, so never by saving a copy that may be stale.
WORKFLOW_FIELDS = frozenset({"state", "version", "round", "assignee", "due_on", "embargo_until"})
#: Written by statements of their own alone.
_NEVER_SAVED = WORKFLOW_FIELDS | {"filed"}


def kept_from_saving(row: models.Model, update_fields: Iterable[str] | None) -> dict[str, list[str]]:
    """Return the `update_fields` with which saving an existing `row` leaves alone what is written elsewhere."""
    if row._state.adding:
        return {}
    names = [f.name for f in row._meta.concrete_fields if not f.primary_key and f.name not in _NEVER_SAVED]
    derived = {"title_pinyin", "dated_from", "dated_until", "fingerprint", "changed_at"}
    wanted = set(names) if update_fields is None else {*update_fields, *derived}
    return {"update_fields": [name for name in names if name in wanted]}
