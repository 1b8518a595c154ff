"""What was done to many articles at once, and what became of each: append-only, with what an undo needs to know.

An undo is an act of its own that names the one it took back; so nothing is ever undone twice.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.capture import AppendOnly
from articles.told import tell

#: What is done to many at once, in words. The moves are named as in the table of moves.
BULK_KINDS: dict[str, Any] = {  # Any: lazy translations
    "file": _("批量归类"),
    "in_place": _("就地改"),
    "claim": _("认领"),
    "release": _("放回"),
    "assign": _("派稿"),
    "submit": _("送审"),
    "recall": _("撤回送审"),
    "sign": _("签发本审"),
    "send_back": _("退回并附意见"),
    "publish": _("发布"),
    "undo": _("撤销"),
}
#: What may be typed for it, by the names of the forms' fields.
BULK_ASKED: dict[str, Any] = {  # Any: lazy translations
    "topics": _("归入主题"),
    "tags": _("加标签"),
    "topics_off": _("移出主题"),
    "tags_off": _("去掉标签"),
    "section": _("栏目改为"),
    "date": _("日期改为"),
    "note": _("审签意见"),
    "to": _("派给"),
    "due_on": _("限期"),
    "at": _("发布时间"),
    "until": _("截止时间"),
}


class WrittenOnce(models.QuerySet[Any]):  # Any: acts and their items
    def update(self, **kwargs: Any) -> int:  # Any: Django's own signature
        raise TypeError(f"{self.model.__name__} is never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError(f"{self.model.__name__} is never deleted.")


class BulkAct(AppendOnly):
    """One press of a button for many articles. `asked`: what was typed for it, texts or lists of them, by fields."""

    kind = models.CharField(_("做了什么"), max_length=20, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("谁"))
    at = models.DateTimeField(_("时间"), auto_now_add=True, db_index=True)
    asked = models.JSONField(_("填了什么"), default=dict, blank=True)
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="undone", verbose_name=_("撤销的是")
    )

    objects = WrittenOnce.as_manager()

    class Meta:
        verbose_name = _("批量操作")
        verbose_name_plural = pgettext_lazy("plural", "批量操作")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="undo", undoes__isnull=False) | ~models.Q(kind="undo") & models.Q(undoes=None),
                name="only_a_bulk_undo_undoes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_name} #{self.pk}"

    @property
    def kind_name(self) -> str:
        return str(BULK_KINDS.get(self.kind, self.kind))

    @property
    def said(self) -> str:
        """Return what was typed for it, or what it takes back, in one line.

        Of acts kept before fields were, by the words of then.
        """
        told = ((BULK_ASKED.get(name, name), value) for name, value in self.asked.items())
        shown = [(name, value if isinstance(value, str) else str(_("、")).join(value)) for name, value in told]
        if self.undoes and not shown:
            shown.append((_("撤销的是"), str(self.undoes)))
        return str(_("；")).join(f"{name}{_('：')}{value}" for name, value in shown)


class BulkItem(AppendOnly):
    """What became of one article. `before` and `after` hold only what differs; both empty where nothing was changed."""

    act = models.ForeignKey(BulkAct, models.PROTECT, related_name="items", verbose_name=_("批量操作"))
    #: No foreign key: a draft may be deleted later, what was done to it stays told.
    article = models.BigIntegerField(_("编号"), db_index=True)
    name = models.CharField(_("文章"), max_length=300, blank=True)
    #: As `articles.told` keeps them; those of before are texts.
    reasons = models.JSONField(_("没有办成的缘由"), default=list, blank=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)

    objects = WrittenOnce.as_manager()

    class Meta:
        verbose_name = _("批量操作的一篇")
        verbose_name_plural = pgettext_lazy("plural", "批量操作的各篇")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["act", "article"], name="article_once_a_bulk_act")]

    def __str__(self) -> str:
        return self.name

    @property
    def why(self) -> tuple[str, ...]:
        """Return why nothing was done to it, in the language in force."""
        return tuple(map(tell, self.reasons))

    @property
    def is_done(self) -> bool:
        return not self.reasons

    @property
    def is_changed(self) -> bool:
        return not self.reasons and self.before != self.after
