"""The front page of the desk: what waits for this person, what needs care, what came in, what is planned."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Model, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from articles.admin.capture import FLAGS
from articles.models import (
    Article,
    Batch,
    Collection,
    CollectionEdition,
    CollectionRevision,
    Edition,
    Revision,
    SignOff,
    Stage,
    User,
)

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Waiting:
    """A piece in review, the stage it waits for (None: all have signed), and whether this person may sign there."""

    piece: Any  # Any: an Article or a Collection
    stage: Stage | None
    mine: bool

    @property
    def address(self) -> str:
        return reverse(f"admin:articles_{self.piece._meta.model_name}_change", args=[self.piece.pk])


@dataclass(frozen=True, slots=True)
class Flagged:
    """A flag of the importer and how many drafts bear it."""

    code: str
    label: Any  # Any: a lazy translation
    count: int


def in_review(user: User) -> list[Waiting]:
    """Return the articles in review, longest waiting first, with the stage each waits for. Five queries."""
    articles = Article.objects.awaiting_review().without_text().order_by("changed_at", "pk")
    return _waiting(articles, Revision, "article", user)


def collections_in_progress(user: User) -> list[Waiting]:
    """Return the collections not public yet or changed since, with the stage each in review waits for. Five queries."""
    rows = Collection.objects.filter(state__in=["draft", "review"]).annotate(pieces=Count("placements"))
    return _waiting(rows.order_by("-changed_at"), CollectionRevision, "collection", user)


def _waiting(rows: QuerySet[Any], revisions: type[Model], name: str, user: User) -> list[Waiting]:
    """Return `rows` with the stage each waits for, read off the digest of its last revision."""
    last = revisions._default_manager.filter(**{name: OuterRef("pk")}).order_by("-number")
    pieces = list(rows.annotate(_digest=Subquery(last.values("digest")[:1])))
    signed: dict[Any, dict[int, SignOff]] = {}
    for sign_off in SignOff.objects.filter(
        **{f"{name}__in": [piece.pk for piece in pieces]}, decision="signed", round=F(f"{name}__round")
    ):
        signed.setdefault((getattr(sign_off, f"{name}_id"), sign_off.digest), {})[sign_off.stage_id] = sign_off
    stages = list(Stage.objects.filter(active=True))
    groups = set(user.groups.values_list("pk", flat=True))
    found = []
    for piece in pieces:
        done = signed.get((piece.pk, piece._digest), {})
        stage = next((stage for stage in stages if stage.pk not in done), None)
        by_me = any(sign_off.by_id == user.pk for sign_off in done.values())
        mine = piece.state == "review" and stage is not None and stage.group_id in groups and not by_me
        found.append(Waiting(piece, stage, mine))
    return found


@dataclass(frozen=True, slots=True)
class InHand:
    """A piece in this person's hands, or one past its day, whoever has it."""

    piece: Any  # Any: an Article or a Collection
    late: bool

    @property
    def address(self) -> str:
        return reverse(f"admin:articles_{self.piece._meta.model_name}_change", args=[self.piece.pk])


def in_hand(user: User) -> list[InHand]:
    """Return what this person has in hand and what is past its day, the earliest day first, undated last. Two queries."""
    today = timezone.localdate()
    asked = Q(state__in=["draft", "review"]) & (Q(assignee=user) | Q(due_on__lt=today))
    articles = Article.objects.filter(asked).without_text().select_related("assignee")
    collections = Collection.objects.filter(asked).defer("introduction").select_related("assignee")
    earliest = (F("due_on").asc(nulls_last=True), "pk")
    rows: list[Any] = [*articles.order_by(*earliest)[:SHOWN], *collections.order_by(*earliest)[:SHOWN]]
    rows.sort(key=lambda piece: (piece.due_on is None, piece.due_on or today))
    return [InHand(piece, piece.due_on is not None and piece.due_on < today) for piece in rows]


def returned() -> list[Article]:
    """Return the drafts that their last round of review sent back, newest first. One query."""
    rows = Article.objects.filter(
        state=Article.State.DRAFT, sign_offs__decision="returned", sign_offs__round=F("round")
    ).without_text()
    return list(rows.order_by("-changed_at").distinct()[:SHOWN])


def flagged() -> tuple[list[Flagged], list[tuple[Article, list[str]]]]:
    """Return how many drafts bear each flag, most first, and the newest such drafts with theirs. Two queries, none loads a text."""
    rows = Article.objects.flagged()
    counts = Counter(code for codes in rows.values_list("reading__flags", flat=True) for code in codes)
    newest = rows.select_related("reading").defer("body", "standfirst", "reading__packed")[:SHOWN]
    return [Flagged(code, FLAGS.get(code, code), n) for code, n in counts.most_common()], [
        (article, article.reading.flags) for article in newest if article.reading
    ]


def batches() -> Sequence[Batch]:
    """Return the last imports that stored something. One query."""
    return list(Batch.objects.select_related("by")[:8])


@dataclass(frozen=True, slots=True)
class Planned:
    """Something that comes or ends by itself: its title, when, whether it comes, and the page to change that."""

    title: str
    moment: datetime
    comes: bool
    address: str


def scheduled() -> list[Planned]:
    """Return what comes and what ends by itself, articles and collections, soonest first. Four queries."""
    now, found = timezone.now(), []
    for kind, name in ((Edition, "article"), (CollectionEdition, "collection")):
        rows: Any = kind.objects.only("title", "live_from", "live_until", f"{name}_id")  # Any: editions of either kind
        coming = [(row, row.live_from, True) for row in rows.scheduled(now).order_by("live_from")[:SHOWN]]
        ending = rows.live(now).filter(ended_by=kind.EndedBy.EXPIRED).order_by("live_until")[:SHOWN]
        for row, moment, comes in (*coming, *((row, row.live_until, False) for row in ending)):
            address = reverse(f"admin:articles_{name}_schedule", args=[getattr(row, f"{name}_id")])
            found.append(Planned(row.title, moment, comes, address))
    return sorted(found, key=lambda one: one.moment)[:SHOWN]
