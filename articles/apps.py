"""The app's configuration: what every house starts with, and what must be ready before anything is asked of it."""

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.management import create_permissions
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

_EDITED = [
    "article",
    "contribution",
    "attribution",
    "articletag",
    "articlelink",
    "tag",
    "tagform",
    "source",
    "sourceform",
    "author",
    "authorform",
    "topic",
    "topicterm",
    "collection",
    "section",
    "placement",
]
_SEEN = [
    "capture",
    "receipt",
    "reading",
    "batch",
    "revision",
    "collectionrevision",
    "findingdecision",
    "signoff",
    "stage",
    "edition",
    "collectionedition",
    "notice",
    "authoritymove",
]
_EDITING = [f"{verb}_{model}" for model in _EDITED for verb in ("view", "add", "change")]
_DELETING = [
    f"delete_{m}"
    for m in [
        "contribution",
        "attribution",
        "articletag",
        "articlelink",
        "section",
        "placement",
        "sourceform",
        "authorform",
        "topicterm",
        "tagform",
    ]
]
_LOOKING = [f"view_{model}" for model in (*_EDITED, *_SEEN)]
_SUBMITTING = ["submit_article", "submit_collection"]
_SIGNING = ["sign_article", "sign_collection"]
_MERGING = [f"merge_{model}" for model in ("author", "source", "topic", "tag")]
_ASSIGNING = ["assign_article", "assign_collection"]
_SHARING = ["share_savedview"]
_PUBLISHING = [f"{verb}_{model}" for verb in ("publish", "withdraw") for model in ("article", "collection")]

#: Groups and their permissions as shipped; a house may change them, and what it changed stays.
GROUPS: dict[str, list[str]] = {
    "只读": _LOOKING,
    "见习": [*_EDITING, *_LOOKING],
    "编辑": [*_EDITING, *_DELETING, *_LOOKING, *_SUBMITTING],
    "初审": [*_EDITING, *_DELETING, *_LOOKING, *_SUBMITTING, *_SIGNING],
    "复审": [*_EDITING, *_DELETING, *_LOOKING, *_SUBMITTING, *_SIGNING, *_ASSIGNING, *_MERGING, *_SHARING],
    "终审": [
        *_EDITING,
        *_DELETING,
        *_LOOKING,
        *_SUBMITTING,
        *_SIGNING,
        *_ASSIGNING,
        *_MERGING,
        *_SHARING,
        *_PUBLISHING,
    ],
    "管理员": [],
}
#: The stages as shipped: key, name (also the group that signs it), in order.
STAGES = (("first", "初审"), ("second", "复审"), ("final", "终审"))


def furnish(using: str = "default", **_kwargs: Any) -> None:  # Any: what the signal sends along
    """Make the groups, stages and the site's version where they are missing; change nothing that is there.

    Not a data migration: those see no permissions, and their rows vanish after the first transactional test.
    """
    create_permissions(apps.get_app_config("articles"), verbosity=0, using=using)
    group_model, permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    known = permission.objects.using(using).filter(content_type__app_label="articles")
    for name, codenames in GROUPS.items():
        group, made = group_model.objects.using(using).get_or_create(name=name)
        if made:
            group.permissions.set(known.filter(codename__in=codenames) if codenames else known)
    stage = apps.get_model("articles", "Stage")
    if not stage.objects.using(using).exists():
        for order, (key, name) in enumerate(STAGES, 1):
            group = group_model.objects.using(using).get(name=name)
            stage.objects.using(using).create(key=key, name=name, order=order, group=group)
    apps.get_model("articles", "SiteVersion").objects.using(using).get_or_create(pk=1)


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("编研室")

    def ready(self) -> None:
        post_migrate.connect(furnish, sender=self)
        from articles.models import displayed  # models are ready only now
        from articles.search import signals

        displayed.connect()
        signals.connect()
