"""Who made an article, as its byline prints them; what the house knows of a person is `authority`'s."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Contribution(models.Model):
    """A person's part in an article, as printed."""

    class Role(models.TextChoices):
        REPORTER = "reporter", _("记者")
        CORRESPONDENT = "correspondent", _("通讯员")
        AUTHOR = "author", _("作者")
        EDITOR = "editor", _("责任编辑")
        PHOTOGRAPHER = "photographer", _("摄影")
        INTERVIEWEE = "interviewee", _("受访者")
        SPEAKER = "speaker", _("讲话人")
        COMMENTATOR = "commentator", _("评论员")
        TRANSLATOR = "translator", _("翻译")

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="contributions", verbose_name=_("文章")
    )
    author = models.ForeignKey(
        "articles.Author",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name=_("作者档案"),
    )
    name = models.CharField(_("署名"), max_length=120, help_text=_("照原文写。"))
    role = models.CharField(_("角色"), max_length=20, choices=Role, default=Role.AUTHOR)
    affiliation = models.CharField(_("单位"), max_length=200, blank=True)
    outlet = models.CharField(_("所属媒体"), max_length=120, blank=True)
    order = models.PositiveIntegerField(_("次序"), default=0)
    confirm = models.BooleanField(_("待确认"), default=False, help_text=_("姓名由连写的署名切分而来，请核对。"))
    alternatives = models.JSONField(_("其他切分"), default=list, blank=True)

    class Meta:
        verbose_name = _("署名")
        verbose_name_plural = pgettext_lazy("plural", "署名")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "name", "role"], name="contribution_once"),
            models.CheckConstraint(
                condition=models.Q(
                    role__in=[
                        "reporter", "correspondent", "author", "editor", "photographer", "interviewee", "speaker",
                        "commentator", "translator",
                    ]
                ),
                name="contribution_role_known",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.name}"
