"""Tags: django-taggit on articles only, through a real foreign key, one identity in every spelling."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from taggit.managers import TaggableManager, _TaggableManager
from taggit.models import ItemBase, TagBase

from articles.models.authority import WrittenForm
from articles.models.slug import Slugged
from articles.text.tags import tag_identity


class Tag(Slugged, TagBase):
    """A tag. `identity` is its name with width, case, script and outer blanks folded away.

    Every folded spelling is one tag's alone (`TagForm`): its name's, those it had before, and those of tags merged into it.
    """

    name = models.CharField(_("标签"), max_length=100, help_text=_("几个字的词，如“冰雪经济”；不带顿号、逗号。"))
    identity = models.CharField(max_length=100, unique=True, editable=False)
    slug = models.SlugField(
        _("网址"),
        max_length=100,
        unique=True,
        blank=True,
        help_text=_("留空则按名称的拼音生成；改动后旧网址仍会转到新网址。"),
    )

    class Meta:
        verbose_name = _("标签")
        verbose_name_plural = pgettext_lazy("plural", "标签")
        ordering = ["name"]
        permissions = [("merge_tag", _("合并与拆分"))]
        constraints = [models.CheckConstraint(condition=~models.Q(identity=""), name="tag_identity_known")]

    def get_absolute_url(self) -> str:
        return reverse("articles:tag", args=[self.slug])

    def save(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own signature
        self.name = " ".join(self.name.split())
        self.identity = tag_identity(self.name)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "identity"}
        with transaction.atomic():
            Slugged.save(self, *args, **kwargs)
            form, _made = TagForm.objects.get_or_create(folded=self.identity, defaults={"tag": self, "form": self.name})
            if form.tag_id != self.pk:
                raise IntegrityError(f"{self.name!r} is a written form of tag {form.tag_id}.")

    def slugify(self, tag: str, i: int | None = None) -> str:
        return self.free_slug()


class TagForm(WrittenForm):
    """A spelling by which a tag is known; no two tags share one."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="forms", verbose_name=_("标签"))

    class Meta:
        verbose_name = _("标签写法")
        verbose_name_plural = pgettext_lazy("plural", "标签写法")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["folded"], name="tag_form_once")]


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

    def remove(self, *tags: Any) -> None:  # Any: taggit's
        """Take tags away by any of their spellings. One query more than taggit's own."""
        asked = [tag_identity(str(tag)) for tag in tags]
        super().remove(*Tag.objects.filter(forms__folded__in=asked).values_list("name", flat=True).distinct())


class FoldedTagsField(TaggableManager):
    """Taggit's field, but a form reads the tags from where they were fetched to."""

    def value_from_object(self, obj: Any) -> list[Tag]:  # Any: a row with tags
        return list(getattr(obj, self.name).all()) if obj.pk else []

    def deconstruct(self) -> Any:  # Any: Django's own
        name, _path, args, kwargs = super().deconstruct()  # type: ignore[no-untyped-call]  # taggit has no annotations
        return name, "taggit.managers.TaggableManager", args, kwargs


def tags_named(names: Iterable[str]) -> dict[str, Tag]:
    """Return the tags that `names` mean, by identity, in order; those nobody knows are made, as first written.

    One query, and some for each that is made.
    """
    wanted: dict[str, str] = {}
    for name in names:
        wanted.setdefault(tag_identity(name), " ".join(name.split()))
    wanted.pop("", None)
    known = known_tags(wanted)
    return {
        identity: known.get(identity) or Tag.objects.get_or_create(identity=identity, defaults={"name": name})[0]
        for identity, name in wanted.items()
    }


def known_tags(identities: Iterable[str]) -> dict[str, Tag]:
    """Return the tags known by folded spellings, by these; what nobody knows is left out. One query."""
    forms = TagForm.objects.filter(folded__in=list(identities)).select_related("tag")
    return {form.folded: form.tag for form in forms}
