"""The one way the words of an article or a collection are changed: under its lock, with a revision for every change."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from articles.editorial.digest import (
    Lists,
    article_payload,
    collection_payload,
    digest,
    hold_words,
    lists_of,
    lists_of_all,
)
from articles.editorial.workflow.table import PUBLISHED, Refused, closed, finish, locked, refuse_stale, write
from articles.models import Article, Collection, CollectionRevision, Revision, User
from articles.told import kept
from articles.told import told as _

Snapshot = dict[str, dict[str, Any]]  # Any: JSON

#: Why the first revision was made.
IMPORTED = gettext_noop("导入")


@contextmanager
def editing(article_pk: int, *, by: User | None, reason: str, version: int | None = None) -> Iterator[Article]:
    """Lock an article, let the block change it, and record one revision if anything changed.

    Raises Refused where `version` is not the one that stands (code `stale`), or `by` may not change words in its state
    (code `closed`): nothing has been written then.
    """
    with transaction.atomic():
        article = locked(Article.objects.get(pk=article_pk))
        refuse_stale(article, version)
        if by is not None and (why := closed(article, by)):
            raise Refused(why, code="closed")
        yield article
        record(article, by=by, reason=reason)


@transaction.atomic
def record(target: Article | Collection, *, by: User | None, reason: str) -> Revision | CollectionRevision | None:
    """Write a revision of `target` as it stands in the database, raise its version, void what no longer holds.

    A published one whose words changed goes back to draft (the move `revise`); readers keep the signed edition.
    Returns None, and writes nothing, where nothing changed since the last revision. Four queries more than the digest's.
    """
    return record_locked(locked(target), target, by=by, reason=reason)


def record_locked(
    fresh: Article | Collection, target: Article | Collection, *, by: User | None, reason: str
) -> Revision | CollectionRevision | None:
    """Do what `record` does with `fresh`, a row that is locked and may hold its words; show on `target` what was written."""
    hold_words(fresh)
    snapshot = snapshot_of(fresh)
    last = fresh.revisions.order_by("-number").first()
    if last is not None and last.content == snapshot:
        return None
    if isinstance(fresh, Article) and fresh.filed and (last is None or last.digest != digest(snapshot["payload"])):
        write(fresh, filed={})  # the words are other ones anyway: from here on by the names of today
        snapshot = snapshot_of(fresh)
    kind: Any = Revision if isinstance(fresh, Article) else CollectionRevision
    revision: Revision | CollectionRevision = kind.objects.create(
        **{fresh._meta.model_name or "": fresh},
        number=last.number + 1 if last else 1,
        digest=digest(snapshot["payload"]),
        packed=kind.pack(snapshot),
        reason=reason[:300],
        said=kept(reason),
        by=by,
        parent=last,
    )
    version = fresh.version + (1 if last else 0)
    if fresh.state == PUBLISHED and last is not None and last.digest != revision.digest:
        target.state = fresh.state
        finish(target, "revise", by, version=version)
    else:
        write(target, version=version, state=fresh.state)
    return revision


@transaction.atomic
def record_import(articles: Sequence[Article]) -> None:
    """Write the first revision of articles just made, or that of a newer reading: nobody's, as no person wrote the words.

    Six queries for all that are new.
    """
    had = set(Revision.objects.filter(article__in=articles).values_list("article", flat=True))
    new = [article for article in articles if article.pk not in had]
    lists = lists_of_all(new)
    taken = [_take_article(article, lists[article.pk]) for article in new]
    reason = _(IMPORTED)
    Revision.objects.bulk_create(
        Revision(
            article=article,
            number=1,
            digest=digest(each["payload"]),
            packed=Revision.pack(each),
            reason=reason,
            said=kept(reason),
        )
        for article, each in zip(new, taken, strict=True)
    )
    for article in articles:
        if article.pk in had:
            record(article, by=None, reason=reason)


def record_rereading(articles: Sequence[Article]) -> None:
    """Write the revisions of articles that took a newer reading: nobody's too."""
    for article in articles:
        record(article, by=None, reason=_("重读"))


def snapshot_of(target: Article | Collection) -> Snapshot:
    """Return what a revision keeps of `target`: its payload, and what a restore needs and a signature does not cover."""
    if isinstance(target, Article):
        return _take_article(target, lists_of(target))
    more = {"slug": target.slug, "topics": sorted(topic.key for topic in target.topics.all())}
    if target.rule:
        more["rule"] = target.rule
    return {"payload": collection_payload(target), "more": more}


def _take_article(article: Article, lists: Lists) -> Snapshot:
    more = {
        "section": article.section,
        "original_url": article.original_url,
        "date_certainty": article.date_certainty,
        "people": [{"author": c.author_id, "confirm": c.confirm} for c in lists.contributions],
        "chain": [a.source_id for a in lists.attributions],
    }
    return {"payload": article_payload(article, lists), "more": more}
