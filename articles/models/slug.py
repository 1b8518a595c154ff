"""Slugs that are never used twice: a record's present one, and those it has given up."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.text.slug import make_slug


class RetiredSlug(models.Model):
    """An old public address of a record; it answers 301 to the present one."""

    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=100)
    target_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("旧网址")
        verbose_name_plural = pgettext_lazy("plural", "旧网址")
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="retired_slug_once")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"


class Slugged(models.Model):
    """A record with a public address made from its name; a changed slug is retired, a taken one gets a number."""

    slug = models.SlugField(
        _("网址"),
        max_length=100,
        unique=True,
        blank=True,
        help_text=_("留空则按名称的拼音生成；改动后旧网址仍会转到新网址。"),
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own signature
        kind = type(self)
        old = kind._default_manager.filter(pk=self.pk).values_list("slug", flat=True).first() if self.pk else None
        if not self.slug:
            self.slug = old or self.free_slug()
        super().save(*args, **kwargs)
        if old and old != self.slug:
            name = kind._meta.model_name or ""
            RetiredSlug.objects.filter(kind=name, slug=self.slug, target_id=self.pk).delete()
            RetiredSlug.objects.get_or_create(kind=name, slug=old, defaults={"target_id": self.pk})

    def free_slug(self) -> str:
        """Return the first slug of the record's name that no record of its kind has or had. One or two queries a try."""
        kind = type(self)
        stem = make_slug(str(self)) or kind._meta.model_name or "x"
        slug, n = stem, 1
        while (
            kind._default_manager.filter(slug=slug).exclude(pk=self.pk).exists()
            or RetiredSlug.objects.filter(kind=kind._meta.model_name, slug=slug)
            .exclude(target_id=self.pk or 0)
            .exists()
        ):
            n += 1
            slug = f"{stem}-{n}"
        return slug
