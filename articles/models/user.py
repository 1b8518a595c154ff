"""The user of the desk: Django's, with a name to print and a language of the interface."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.contrib.auth.models import AbstractUser, Group, Permission
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Held:
    """The groups a person is in, by key, and what these and their own rights let them do (`articles.sign_article`)."""

    groups: frozenset[int]
    rights: frozenset[str]


class User(AbstractUser):
    display_name = models.CharField(
        _("署名"), max_length=60, blank=True, help_text=_("审签记录和责任编辑栏里显示的名字。")
    )
    language = models.CharField(
        _("界面语言"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("编辑台用的文字；读者看的网页不受影响。"),
    )

    digest = models.BooleanField(
        _("邮件汇总"), default=True, help_text=_("每天把收件箱里的新提醒汇成一封邮件；要有邮箱地址。")
    )
    same_as = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="other_accounts",
        verbose_name=_("主账号"),
        help_text=_("这是哪个账号的主人的另一个账号。审签时两个账号算一个人：签过、改过的都合在一起算。"),
    )

    #: By the name of a list's model, the columns this person wants to see there.
    list_columns = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("用户")
        verbose_name_plural = pgettext_lazy("plural", "用户")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(same_as__isnull=True) | ~models.Q(same_as=models.F("id")),
                name="user_not_its_own_main",
            )
        ]

    @cached_property
    def held(self) -> Held:
        """Return groups and rights as they were when first asked for. One query for both."""
        own = Permission.objects.filter(user=self).order_by()
        rights = ("content_type__app_label", "codename")
        granted = own.values_list(models.Value(None, output_field=models.IntegerField()), *rights)
        by_group = Group.objects.filter(user=self).order_by()
        rows = by_group.values_list("pk", *(f"permissions__{name}" for name in rights)).union(granted, all=True)
        found = list(rows)
        return Held(
            frozenset(group for group, _app, _name in found if group is not None),
            frozenset(f"{app}.{name}" for _group, app, name in found if name is not None),
        )

    def clean(self) -> None:
        super().clean()
        if self.same_as_id and self.same_as_id == self.pk:
            raise ValidationError({"same_as": _("主账号不能是它自己。")})
        if self.same_as_id and self.same_as and self.same_as.same_as_id:
            raise ValidationError({"same_as": _("那也是另一个账号，请选它的主账号。")})
        if self.same_as_id and self.pk and self.other_accounts.exists():
            raise ValidationError({"same_as": _("它是别的账号的主账号，不能再归到另一个之下。")})

    def __str__(self) -> str:
        return self.display_name or self.username
