"""The front page of the desk: what waits for this person, what needs care, what came in, what is planned."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count as CountOf
from django.db.models import Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.capture import FLAGS, flag_summary, outcome_summary
from articles.admin.cards import MODELS, Box, Card, Count, cards, change_page, counts, listed, tally, title_of
from articles.admin.queue import Queue
from articles.admin.words import worded
from articles.editorial.spot import Asker, Spot, asker, spots
from articles.editorial.whereabouts import DRAFT, WEEK, Rows, placed, soon
from articles.models import Article, Batch, Edition, Placement, Reading, SignOff, User

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Flagged:
    """A flag of the importer, how many drafts bear it, and the list of them."""

    label: Any  # Any: a lazy translation
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """A batch of the importer: how it came, what became of it each with its list, the rest in words, its queue."""

    batch: Batch
    how: str
    counts: tuple[Count, ...]
    rest: str
    queue: str


@dataclass(frozen=True, slots=True)
class Planned:
    """Something that comes or ends by itself: its title, when, whether it comes, and the page to change that."""

    title: str
    moment: datetime
    comes: bool
    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class Progress:
    """A collection on its way: the pieces of it that are public, of all; the stages that have signed, of all."""

    card: Card
    pieces: int
    public: int
    signed: int
    stages: int


@dataclass(frozen=True, slots=True)
class Home:
    """What the front page shows to one person."""

    boxes: tuple[Box, ...]
    others: Box
    late: int
    flags: tuple[Flagged, ...]
    drafts: tuple[tuple[str, str, str], ...]
    batches: tuple[Arrived, ...]
    scheduled: tuple[Planned, ...]
    soon: tuple[Count, ...]
    collections: tuple[Progress, ...]
    open_collections: tuple[Count, ...]


#: The boxes of pieces: heading, what an empty one says, the name of the place in the lists, and which pieces stand there.
BOXES: tuple[tuple[Any, Any, str, Callable[[Spot], bool]], ...] = (  # Any: lazy translations
    (gettext_lazy("待我处理"), gettext_lazy("没有等您处理的稿件。"), "to-do", lambda spot: spot.to_do),
    (gettext_lazy("退给我的"), gettext_lazy("没有退给您的稿件。"), "returned-mine", lambda spot: spot.mine_returned),
    (
        gettext_lazy("退给别人的"),
        gettext_lazy("没有退给别人的稿件。"),
        "returned-others",
        lambda spot: spot.returned and not spot.mine_returned,
    ),
    (
        gettext_lazy("在审，不待我办"),
        gettext_lazy("没有别的稿件在审。"),
        "review-others",
        lambda spot: spot.waits != DRAFT and not spot.to_do,
    ),
)


def home_of(by: User) -> Home:
    """Return the front page of a person. Nine queries, whatever the number of rows; none loads a text.

    What is in work is read as small values, a row each, and grouped here; only the cards that are shown are fetched.
    """
    who = asker(by)
    found = spots(who)
    groups = [[spot for spot in found if asked(spot)] for _heading, _empty, _where, asked in BOXES]
    working = sorted((spot for spot in found if spot.kind == "collection"), key=lambda spot: spot.changed_at)[::-1]
    shown = dict.fromkeys(spot for group in (*groups, working) for spot in group[:SHOWN])
    made = cards([*shown], who, collections=_with_progress)
    boxes = [
        Box(str(heading), str(empty), counts(group, where=where), _made(made, group))
        for (heading, empty, where, _asked), group in zip(BOXES, groups, strict=True)
    ]
    planned = scheduled(who)
    return Home(
        tuple(boxes[:-1]),
        boxes[-1],
        sum(spot.late for spot in found),
        flagged() if who.may("view", "article") else (),
        newest_flagged() if who.may("view", "article") else (),
        batches() if who.may("view", "batch") else (),
        planned[:SHOWN],
        tally([kind for kind, _address in {(one.kind, one.address) for one in planned}], where="soon"),
        tuple(_progress(card, who) for card in _made(made, working)),
        counts(working, where="open"),
    )


def flagged() -> tuple[Flagged, ...]:
    """Return how many drafts bear each flag, most first. One query: a row for each combination of flags, not for each draft."""
    rows = Article.objects.flagged().order_by().values_list("reading__flags").annotate(count=CountOf("pk"))
    found: Counter[str] = Counter()
    for codes, count in rows:
        found.update(dict.fromkeys(codes, count))
    asked = {"state__exact": "draft", "reading__outcome__exact": "flagged"}
    return tuple(
        Flagged(FLAGS.get(code, code), count, listed("article", **asked, flag=code))
        for code, count in found.most_common()
    )


def newest_flagged() -> tuple[tuple[str, str, str], ...]:
    """Return title, page and flags of the newest drafts that bear a flag. One query, no text."""
    # not by `flagged()`: joined, SQLite would read and sort every flagged reading for the newest few
    flagged_reading = Exists(Reading.objects.filter(pk=OuterRef("reading"), outcome="flagged"))
    rows = Article.objects.filter(flagged_reading, state="draft").select_related("reading")
    rows = rows.only("title", "reading__flags")[:SHOWN]
    return tuple(
        (title_of(row.title, row.pk), change_page("article", row.pk), flag_summary(row.reading.flags))
        for row in rows
        if row.reading
    )


def batches() -> tuple[Arrived, ...]:
    """Return the last imports that stored something. One query."""
    return tuple(_arrived(batch) for batch in Batch.objects.select_related("by")[:8])


def _arrived(batch: Batch) -> Arrived:
    """Return a batch with the lists that its counts lead to; what was rejected is nowhere but in the batch."""
    total = batch.totals
    fine = listed("article", batch=str(batch.pk), reading__outcome__exact="imported")
    doubtful = listed("article", batch=str(batch.pk), reading__outcome__exact="flagged")
    rejected = reverse("admin:articles_batch_change", args=[batch.pk])
    return Arrived(
        batch,
        worded("how", batch.how),
        (
            Count(_("已导入"), total.get("imported", 0), fine),
            Count(_("存疑"), total.get("flagged", 0), doubtful),
            Count(_("读不了"), total.get("rejected", 0), rejected),
        ),
        outcome_summary({name: total.get(name, 0) for name in ("updated", "unchanged", "ignored")}),
        Queue(batch.pk).page,
    )


def scheduled(who: Asker) -> tuple[Planned, ...]:
    """Return what comes and what ends by itself within seven days, soonest first. A query for each kind."""
    now, found = timezone.now(), []
    for kind, model in MODELS.items():
        rows = soon(model).only("title", "live_from", "live_until", "ended_by", kind) if who.may("view", kind) else ()
        for row in rows:
            address = reverse(f"admin:articles_{kind}_schedule", args=[getattr(row, f"{kind}_id")])
            if now < row.live_from <= now + WEEK:
                found.append(Planned(row.title, row.live_from, True, kind, address))
            if row.ended_by == "expired" and now < row.live_until <= now + WEEK:
                found.append(Planned(row.title, row.live_until, False, kind, address))
    return tuple(sorted(found, key=lambda one: one.moment))


def _made(made: dict[tuple[str, int], Card], group: Sequence[Spot]) -> tuple[Card, ...]:
    """Return the cards of the first of a group; what was deleted meanwhile has none."""
    return tuple(card for spot in group[:SHOWN] if (card := made.get((spot.kind, spot.pk))))


def _with_progress(rows: Rows) -> Rows:
    """Return collections with the number of their pieces, of those public, and of the stages that signed their words."""
    placements = Placement.objects.filter(collection=OuterRef("pk")).order_by()
    public = placements.filter(article__in=Edition.objects.live().values("article"))
    signed = SignOff.objects.filter(
        collection=OuterRef("pk"),
        round=OuterRef("round"),
        digest=OuterRef("words"),
        decision="signed",
        stage__active=True,
    )
    found: Rows = placed(rows).annotate(
        pieces=_number(placements, "collection"),
        public=_number(public, "collection"),
        signed=_number(signed.order_by(), "collection"),
    )
    return found


def _number(rows: QuerySet[Any], by: str) -> Coalesce:  # Any: rows of any model
    counted = Subquery(rows.values(by).annotate(n=CountOf("pk")).values("n"), output_field=IntegerField())
    return Coalesce(counted, 0)


def _progress(card: Card, who: Asker) -> Progress:
    piece = card.piece
    return Progress(card, piece.pieces, piece.public, piece.signed if piece.state == "review" else 0, len(who.stages))
