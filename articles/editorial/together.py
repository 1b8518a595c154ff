"""One thing done to many articles: each by itself, under its lock, on the version it was chosen on; one refused holds up no
other. What was done is kept with what became of each, so that it can be taken back as one (`takeback`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from articles.editorial.workflow import Refused, refuse_stale
from articles.models import Article, BulkAct, BulkItem, User
from articles.told import kept

#: What of an article is compared, by words for it: JSON. Records (topics, tags, a person) by their key, with their name.
Stand = dict[str, Any]
#: What was typed for what is done to many, by the names of `BULK_ASKED`: a text, or several.
Asked = Mapping[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Task:
    """What is done to each: `act` raises Refused. `asked` is what was typed for it.

    `strict`: an article that others have changed since it was chosen is refused; else it keeps their changes and takes this.
    """

    kind: str
    act: Callable[[Article], object]
    asked: Asked = field(default_factory=dict)
    strict: bool = True


@dataclass(frozen=True, slots=True)
class Moved:
    """An article, why nothing was done to it (nothing where it was), and what of it is other than before.

    `moved_on`: others had changed it since it was chosen.
    """

    article: Article
    reasons: tuple[str, ...] = ()
    before: Stand = field(default_factory=dict)
    after: Stand = field(default_factory=dict)
    moved_on: bool = False

    @property
    def is_changed(self) -> bool:
        return not self.reasons and self.before != self.after


def rehearse(chosen: Iterable[tuple[int, int]], task: Task) -> list[Moved]:
    """Return what would become of every chosen article, given by key and version: it is done and taken back at once.

    In order of keys; articles that are gone are left out. Some twenty queries an article.
    """
    return [
        moved for pk, version in sorted(chosen) if (moved := _do(pk, version, task, None, rehearsing=True)) is not None
    ]


def carry_out(
    chosen: Iterable[tuple[int, int]], task: Task, *, by: User, undoes: BulkAct | None = None
) -> tuple[BulkAct, list[Moved]]:
    """Do it with every chosen article, and keep what became of each. Returns the record and the results."""
    act = BulkAct.objects.create(kind=task.kind, by=by, asked=dict(task.asked), undoes=undoes)
    done = (_do(pk, version, task, act, rehearsing=False) for pk, version in sorted(chosen))
    return act, [moved for moved in done if moved is not None]


def note_changes(kind: str, stood: Mapping[int, Stand], *, by: User) -> BulkAct | None:
    """Keep what a list saved to the articles whose earlier standing is `stood`; None where it changed none of them."""
    found = []
    for article in Article.objects.without_text().filter(pk__in=stood).order_by("pk"):
        before, after = differing(stood[article.pk], stand_of(article))
        if before != after:
            found.append(Moved(article, before=before, after=after))
    if not found:
        return None
    act = BulkAct.objects.create(kind=kind, by=by)
    BulkItem.objects.bulk_create(_item(act, moved) for moved in found)
    return act


def stand_of(article: Article) -> Stand:
    """Return where an article stands, who has signed it in this round, and the number of its newest edition. Five queries."""
    newest = article.editions.order_by("-number").values_list("number", flat=True).first()
    signed = article.sign_offs.filter(round=article.round, decision="signed").select_related("by")
    names = {str(one.pk): f"{one.stage_name} {one.by}" for one in signed}
    return {**filed_of(article), "signed": names, "edition": newest or 0}


def filed_of(article: Article) -> Stand:
    """Return how an article is filed, in whose hands it is and in which state. Three queries, none where fetched along."""
    person = article.assignee
    return {
        "state": article.state,
        "round": article.round,
        "version": article.version,
        "section": article.section,
        "date": article.date,
        "due_on": article.due_on.isoformat() if article.due_on else "",
        "assignee": {str(person.pk): str(person)} if person else {},
        "topics": {str(topic.pk): topic.name for topic in article.topics.all()},
        "tags": {str(tag.pk): tag.name for tag in article.tags.all()},
    }


def differing(before: Stand, after: Stand) -> tuple[Stand, Stand]:
    """Return both without what is equal in them."""
    names = [name for name in before if before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


def _do(pk: int, version: int, task: Task, act: BulkAct | None, *, rehearsing: bool) -> Moved | None:
    article = Article.objects.without_text().filter(pk=pk).first()
    if article is None:
        return None
    try:
        with transaction.atomic():
            held = Article.objects.select_for_update().get(pk=pk)
            if task.strict:
                refuse_stale(held, version)
            stood = stand_of(held)
            task.act(held)
            before, after = differing(stood, stand_of(Article.objects.without_text().get(pk=pk)))
            moved = Moved(article, (), before, after, stood["version"] != version)
            if rehearsing:
                transaction.set_rollback(True)
            elif act is not None:
                _item(act, moved).save()
    except Refused as refused:
        moved = Moved(article, refused.reasons)
        if act is not None:
            _item(act, moved).save()
    except Article.DoesNotExist:
        return None
    return moved


def _item(act: BulkAct, moved: Moved) -> BulkItem:
    name = moved.article.title or f"#{moved.article.pk}"
    return BulkItem(
        act=act,
        article=moved.article.pk,
        name=name,
        reasons=[kept(reason) for reason in moved.reasons],
        before=moved.before,
        after=moved.after,
    )
