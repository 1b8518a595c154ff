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
        help_text=_("这个人的档案；同名的看清单位再选，拿不准就空着。"),
    )
    name = models.CharField(_("署名"), max_length=120, help_text=_("照原文写，一行一个人。"))
    role = models.CharField(
        _("角色"),
        max_length=20,
        choices=Role,
        default=Role.AUTHOR,
        help_text=_("照原文的说法选：“本报记者”选记者，“责编”选责任编辑。"),
    )
    affiliation = models.CharField(
        _("单位"), max_length=200, blank=True, help_text=_("署名里写的单位，如“松川县委宣传部”；没写就空着。")
    )
    outlet = models.CharField(
        _("所属媒体"), max_length=120, blank=True, help_text=_("署名里写的媒体：“松川日报记者”写松川日报；没写就空着。")
    )
    order = models.PositiveIntegerField(_("次序"), default=0, help_text=_("署名的先后，小的在前。"))
    confirm = models.BooleanField(
        _("待确认"), default=False, help_text=_("姓名由连写的署名切分而来；核对原文后去掉勾。")
    )
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
