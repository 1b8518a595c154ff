"""Tags: django-taggit on articles only, through a real foreign key, one identity in every spelling."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from taggit.managers import _TaggableManager
from taggit.models import ItemBase, TagBase

from articles.models.slug import Slugged
from articles.text.tags import tag_identity


class Tag(Slugged, TagBase):
    """A tag. `identity` is its name with width, case, script and outer blanks folded away."""

    name = models.CharField(_("标签"), max_length=100)
    identity = models.CharField(max_length=100, unique=True, editable=False)
    slug = models.SlugField(_("网址"), max_length=100, unique=True, blank=True)

    class Meta:
        verbose_name = _("标签")
        verbose_name_plural = pgettext_lazy("plural", "标签")
        ordering = ["name"]

    def get_absolute_url(self) -> str:
        return reverse("articles:tag", args=[self.slug])

    def save(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own signature
        self.name = " ".join(self.name.split())
        self.identity = tag_identity(self.name)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "identity"}
        Slugged.save(self, *args, **kwargs)

    def slugify(self, tag: str, i: int | None = None) -> str:
        return self.free_slug()


class ArticleTag(ItemBase):
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="article_tags", verbose_name=_("标签"))
    content_object = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="article_tags", verbose_name=_("文章")
    )

    class Meta:
        verbose_name = _("文章标签")
        verbose_name_plural = pgettext_lazy("plural", "文章标签")
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="article_tag_once")]

    def __str__(self) -> str:
        return f"{self.content_object_id} {self.tag_id}"


class FoldedTags(_TaggableManager):
    """Taggit's manager, but strings name a tag by its identity, so that no spelling makes a second one."""

    def _to_tag_model_instances(self, tags: Iterable[Any], tag_kwargs: dict[str, Any]) -> list[Any]:  # Any: taggit's
        made = tags_named(tag for tag in tags if isinstance(tag, str))
        return [*(tag for tag in tags if not isinstance(tag, str)), *made.values()]


def tags_named(names: Iterable[str]) -> dict[str, Tag]:
    """Return the tags that `names` mean, by identity, in order; those nobody knows are made, as first written.

    One query, and some for each that is made.
    """
    wanted: dict[str, str] = {}
    for name in names:
        wanted.setdefault(tag_identity(name), " ".join(name.split()))
    wanted.pop("", None)
    known = {tag.identity: tag for tag in Tag.objects.filter(identity__in=wanted)}
    return {
        identity: known.get(identity) or Tag.objects.get_or_create(identity=identity, defaults={"name": name})[0]
        for identity, name in wanted.items()
    }
