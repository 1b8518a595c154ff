"""What keeps the index in step: an article's saving, that of its people and chain, and the making of an edition.

Deleting needs nothing here: passages go with their article, and their index entries with the passages.
`QuerySet.update` and `bulk_create` send no signals: whoever uses them on indexed text calls `index_article`.
"""

from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save

from articles.models import Article, Attribution, Contribution, Edition
from articles.search.index import index_article, index_edition

_INDEXED = frozenset({"title", "subtitle", "standfirst", "body"})


def connect() -> None:
    """Connect all of it; doing so twice changes nothing."""
    post_save.connect(_article_saved, Article, dispatch_uid="search")
    post_save.connect(_edition_saved, Edition, dispatch_uid="search")
    for model in (Contribution, Attribution):
        post_save.connect(_part_saved, model, dispatch_uid="search")
        post_delete.connect(_part_deleted, model, dispatch_uid="search")


def _article_saved(instance: Article, raw: bool, update_fields: frozenset[str] | None, **_kwargs: Any) -> None:
    if not raw and (update_fields is None or _INDEXED & update_fields):
        index_article(instance)


def _part_saved(instance: Contribution | Attribution, raw: bool, **_kwargs: Any) -> None:
    if not raw:
        index_article(Article(pk=instance.article_id))


def _part_deleted(
    sender: type[models.Model], instance: Contribution | Attribution, origin: Any, **_kwargs: Any
) -> None:
    # Deleted along with its article, which still stands at this moment: new passages would outlive it.
    if isinstance(origin, sender) or getattr(origin, "model", None) is sender:
        index_article(Article(pk=instance.article_id))


def _edition_saved(instance: Edition, created: bool, raw: bool, **_kwargs: Any) -> None:
    if created and not raw:
        index_edition(instance)
