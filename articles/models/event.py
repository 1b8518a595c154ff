"""The log of the house: who did what to what, when and from where. Written once, for people and for the export.

Not the history of a text, which its revisions are, nor the proof of a signature, which the chain of sign-offs is.
"""

from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.capture import AppendOnly

#: The address that the request in hand came from; empty in a command.
CAME_FROM: ContextVar[str] = ContextVar("came_from", default="")

#: What is kept, in words. A kind that is not here is shown by its code.
KINDS: dict[str, Any] = {  # Any: lazy translations
    "claim": _("认领"),
    "release": _("放回"),
    "assign": _("派稿"),
    "submit": _("送审"),
    "recall": _("撤回送审"),
    "sign": _("签发本审"),
    "send_back": _("退回并附意见"),
    "publish": _("发布"),
    "revise": _("修订"),
    "correct": _("更正"),
    "withdraw": pgettext_lazy("move", "撤稿"),
    "reopen": _("重新编辑"),
    "reschedule": _("改期"),
    "cancel": _("取消定时"),
    "embargo": _("禁发"),
    "seal": _("封存"),
    "commented": _("批注"),
    "must_fix": _("提出须改"),
    "answered": _("答复批注"),
    "comment_edited": _("改批注"),
    "comment_struck": _("划去批注"),
    "resolved": _("解决批注"),
    "taken_up": _("重开批注"),
    "imported": _("导入"),
    "added": _("新建档案"),
    "changed": _("改动档案"),
    "deleted": _("删除"),
    "merge": _("合并"),
    "split": _("拆分"),
    "unmerge": _("撤销合并或拆分"),
    "rights": _("权限变动"),
    "password": _("换密码"),
    "login": _("登录"),
    "login_failed": _("密码不对"),
    "locked": _("登录被锁"),
    "logout": _("退出"),
    "second_failed": _("验证码不对"),
    "second_set": _("绑定两步登录"),
    "codes_made": _("新发恢复码"),
    "code_used": _("用恢复码登录"),
    "second_reset": _("解除两步登录"),
    "preview_made": _("发出预览链接"),
    "preview_revoked": _("收回预览链接"),
    "exported": _("导出日志"),
    "proposal_refused": _("不收荐稿"),
    "proposal_returned": _("恢复荐稿"),
}


class EventQuerySet(models.QuerySet["Event"]):
    """Events are written once: changing or deleting many at a time is refused as it is of one."""

    def update(self, **kwargs: Any) -> int:  # Any: Django's own signature
        raise TypeError("Event is never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("Event is never deleted.")


class Event(AppendOnly):
    """One thing done. Names are kept as they were then; `detail` is what else there is to say, by fixed words."""

    at = models.DateTimeField(_("时间"), default=timezone.now, db_index=True)
    kind = models.CharField(_("事项"), max_length=40, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("谁")
    )
    by_name = models.CharField(_("当时的名字"), max_length=150, blank=True)
    model = models.CharField(_("哪类"), max_length=40, blank=True)
    row = models.BigIntegerField(_("编号"), null=True, blank=True)
    row_name = models.CharField(_("对象"), max_length=300, blank=True)
    detail = models.JSONField(_("详情"), default=dict, blank=True)
    address = models.CharField(_("来自"), max_length=45, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("日志")
        verbose_name_plural = pgettext_lazy("plural", "日志")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["model", "row"], name="event_of_a_row")]
        permissions = [("export_event", "Can export the log")]

    def __str__(self) -> str:
        return f"{self.kind_name} {self.row_name}".strip()

    @property
    def kind_name(self) -> str:
        return str(KINDS.get(self.kind, self.kind))

    @classmethod
    def note(cls, kind: str, *, by: Any, about: Any = None, **detail: Any) -> "Event":  # Any: a user; a record; JSON
        """Write down that `by` (None: nobody known) did `kind` to `about`. One query."""
        person = None if isinstance(by, AnonymousUser) else by
        named = {"model": about._meta.model_name, "row": about.pk, "row_name": _name(about)} if about else {}
        return cls._default_manager.create(
            kind=kind,
            by=person,
            by_name=str(person or "")[:150],
            detail={name: value for name, value in detail.items() if value not in (None, "", [])},
            address=CAME_FROM.get()[:45],
            **named,
        )


def _name(record: Any) -> str:  # Any: any record
    """Return what a record is called, its title where it has one."""
    return str(getattr(record, "title", "") or record)[:300]
