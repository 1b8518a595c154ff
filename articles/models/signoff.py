"""Stages of review and the sign-offs in them, each bound to the digest of what was signed, chained by hash."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.capture import AppendOnly


class Stage(models.Model):
    """A stage every text must pass; shipped as 初审, 复审, 终审. A house may add or retire one."""

    key = models.SlugField(
        _("标识"), max_length=40, unique=True, help_text=_("用字母起的代号，如 first-review；用了就不再改。")
    )
    name = models.CharField(_("名称"), max_length=40, help_text=_("审签时看到的名字，如“初审”。"))
    order = models.PositiveIntegerField(_("次序"), help_text=_("小的先签；相同的，先建的先签。"))
    group = models.ForeignKey(
        Group, models.PROTECT, related_name="stages", verbose_name=_("签发组"), help_text=_("这一组的人可以签这一级。")
    )
    active = models.BooleanField(_("启用"), default=True, help_text=_("去掉勾，稿子就不再过这一级；已签的不变。"))

    class Meta:
        verbose_name = _("审级")
        verbose_name_plural = pgettext_lazy("plural", "审级")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class SignOff(AppendOnly):
    """One person's decision in one stage on one digest. Never changed; a later edit only makes it count no more."""

    class Decision(models.TextChoices):
        SIGNED = "signed", _("签发")
        RETURNED = "returned", _("退回")

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, null=True, blank=True, related_name="sign_offs", verbose_name=_("文章")
    )
    collection = models.ForeignKey(
        "articles.Collection", models.PROTECT, null=True, blank=True, related_name="sign_offs", verbose_name=_("专题")
    )
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="sign_offs", verbose_name=_("审级"))
    stage_name = models.CharField(_("签时的审级"), max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="sign_offs", verbose_name=_("审签人"))
    decision = models.CharField(_("决定"), max_length=10, choices=Decision)
    note = models.TextField(_("意见"), blank=True)
    override_reason = models.CharField(_("越权理由"), max_length=300, blank=True)
    digest = models.CharField(_("所签摘要"), max_length=64)
    revision_number = models.PositiveIntegerField(_("所签修订"))
    round = models.PositiveIntegerField(_("第几次送审"))
    at = models.DateTimeField(_("时间"))
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("审签")
        verbose_name_plural = pgettext_lazy("plural", "审签")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(article__isnull=False, collection__isnull=True)
                | models.Q(article__isnull=True, collection__isnull=False),
                name="signoff_of_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(decision__in=["signed", "returned"]), name="signoff_decision_known"
            ),
            models.UniqueConstraint(
                fields=["article", "round", "digest", "stage"],
                condition=models.Q(decision="signed", article__isnull=False),
                name="article_stage_signed_once",
            ),
            models.UniqueConstraint(
                fields=["article", "round", "digest", "by"],
                condition=models.Q(decision="signed", override_reason="", article__isnull=False),
                name="nobody_signs_an_article_twice",
            ),
            models.UniqueConstraint(
                fields=["collection", "round", "digest", "stage"],
                condition=models.Q(decision="signed", collection__isnull=False),
                name="collection_stage_signed_once",
            ),
            models.UniqueConstraint(
                fields=["collection", "round", "digest", "by"],
                condition=models.Q(decision="signed", override_reason="", collection__isnull=False),
                name="nobody_signs_a_collection_twice",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage_then} {self.by} {self.get_decision_display()}"

    @property
    def stage_then(self) -> str:
        """Return the name the stage had when it was signed, whatever the house calls it now."""
        return self.stage_name or self.stage.name
