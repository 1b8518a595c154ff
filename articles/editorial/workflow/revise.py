"""The one way the words of an article or a collection are changed: under its lock, with a revision for every change."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from articles.editorial.digest import digest, payload
from articles.editorial.workflow.table import DRAFT, PUBLISHED, locked, refuse_stale, write
from articles.models import Article, Collection, CollectionRevision, Revision, User


@contextmanager
def editing(article_pk: int, *, by: User | None, reason: str, version: int | None = None) -> Iterator[Article]:
    """Lock an article, let the block change it, and record one revision if anything changed.

    Raises Refused (code `stale`) where `version` is not the one that stands: nothing has been written then.
    """
    with transaction.atomic():
        article = locked(Article.objects.get(pk=article_pk))
        refuse_stale(article, version)
        yield article
        record(article, by=by, reason=reason)


@transaction.atomic
def record(target: Article | Collection, *, by: User | None, reason: str) -> Revision | CollectionRevision | None:
    """Write a revision of `target` as it stands in the database, raise its version, void what no longer holds.

    A published one whose words changed goes back to draft (the move `revise`); readers keep the signed edition.
    Returns None, and writes nothing, where nothing changed since the last revision. Four queries more than the digest's.
    """
    fresh = locked(target)
    content = payload(fresh)
    snapshot = {"payload": content, "more": _outside_the_digest(fresh)}
    last = fresh.revisions.order_by("-number").first()
    if last is not None and last.content == snapshot:
        return None
    kind: Any = Revision if isinstance(fresh, Article) else CollectionRevision
    revision: Revision | CollectionRevision = kind.objects.create(
        **{fresh._meta.model_name or "": fresh},
        number=last.number + 1 if last else 1,
        digest=digest(content),
        packed=kind.pack(snapshot),
        reason=reason[:300],
        by=by,
        parent=last,
    )
    state = fresh.state
    if state == PUBLISHED and last is not None and last.digest != revision.digest:
        state = DRAFT
    write(target, state=state, version=fresh.version + (1 if last else 0))
    return revision


def record_import(article: Article) -> None:
    """Write the first revision of an article, or that of a newer reading: nobody's, as no person wrote the words."""
    record(article, by=None, reason="导入")


def record_rereading(article: Article) -> None:
    """Write the revision of an article that took a newer reading: nobody's too."""
    record(article, by=None, reason="重读")


def _outside_the_digest(target: Article | Collection) -> dict[str, Any]:
    """Return what a restore needs and a signature does not cover."""
    if isinstance(target, Collection):
        return {"slug": target.slug, "topics": sorted(topic.key for topic in target.topics.all())}
    return {
        "section": target.section,
        "original_url": target.original_url,
        "date_certainty": target.date_certainty,
        "people": [{"author": c.author_id, "confirm": c.confirm} for c in target.contributions.all()],
        "chain": [a.source_id for a in target.attributions.all()],
    }
