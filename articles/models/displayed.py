"""The living records that public pages show beside the frozen words: a change of one raises the site's version.

A new one is on no page before an edition is listed under it, which raises the version itself. `QuerySet.update` sends no
signals: whoever changes such rows with it raises the version.
"""

from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save

from articles.models.authority import Author, Source, Topic, TopicTerm
from articles.models.tag import Tag
from articles.models.version import SiteVersion

SHOWN: tuple[type[models.Model], ...] = (Author, Source, Tag, Topic, TopicTerm)


def connect() -> None:
    """Connect all of it; doing so twice changes nothing."""
    for model in SHOWN:
        post_save.connect(_saved, model, dispatch_uid="site version")
        post_delete.connect(_deleted, model, dispatch_uid="site version")


def _saved(sender: type[models.Model], created: bool, raw: bool, **_kwargs: Any) -> None:
    if not raw and (sender is TopicTerm or not created):
        SiteVersion.bump()


def _deleted(**_kwargs: Any) -> None:
    SiteVersion.bump()
