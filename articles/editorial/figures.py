"""The figures of the desk over some weeks, each as a plain table: what came in, what waits, what was found, what went out.

Counted by the database, in weeks of the house from Monday; only the times of waiting come row by row, to find their
median. Not for how a table is drawn.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone

from articles.models import (
    Batch,
    CollectionEdition,
    CollectionRevision,
    Edition,
    Event,
    FindingDecision,
    Reading,
    Revision,
    SignOff,
    Stage,
)

OUTCOMES = ("imported", "flagged", "updated", "unchanged", "rejected", "ignored")
#: The most people that are told of.
MOST_PEOPLE = 30
Numbers = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Whole weeks of the house, the last of them the present one, up to this moment."""

    weeks: int

    @property
    def mondays(self) -> list[date]:
        today = timezone.localdate()
        last = today - timedelta(days=today.weekday())
        return [last - timedelta(weeks=back) for back in reversed(range(self.weeks))]

    @property
    def start(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.mondays[0], time.min))

    def within(self, name: str) -> Q:
        """Return what asks that the moment `name` lies in these weeks and not ahead."""
        return Q(**{f"{name}__gte": self.start, f"{name}__lte": timezone.now()})


Weekly = list[tuple[date, Numbers]]
Named = list[tuple[str, Numbers]]


def captures(span: Span) -> Weekly:
    """Return for each week how many captures had each of OUTCOMES. One query."""
    sums = {name: Sum(Cast(KeyTextTransform(name, "totals"), IntegerField()), default=0) for name in OUTCOMES}
    return _filled(span, _by_week(Batch.objects.all(), span, "started_at", **sums))


def published(span: Span) -> Weekly:
    """Return for each week: articles published first, their further editions, collections' editions, withdrawals.

    Four queries. What never came live is not counted, and a piece withdrawn counts once a week.
    """
    came = Edition.objects.exclude(live_until__lte=F("live_from"))
    first = Q(live_from=F("first_live_from"))
    articles = _by_week(came, span, "live_from", first=Count("pk", first), later=Count("pk", ~first))
    whole = CollectionEdition.objects.exclude(live_until__lte=F("live_from"))
    collections = _by_week(whole, span, "live_from", count=Count("pk"))
    gone: Counter[date] = Counter()
    for kind, name in ((Edition, "article"), (CollectionEdition, "collection")):
        taken = kind.objects.withdrawn()
        for week, (count,) in _by_week(taken, span, "live_until", count=Count(name, distinct=True)).items():
            gone[week] += int(count)
    nothing: Numbers = (0, 0)
    return [(week, (*articles.get(week, nothing), *collections.get(week, (0,)), gone[week])) for week in span.mondays]


def waiting(span: Span) -> list[tuple[Stage, Numbers]]:
    """Return for each stage in which somebody decided: how many decisions, and the median and longest hours before them.

    The hours run from the stage before (or the sending to review) to the signature or return; where the words were
    changed in between, from that change. Three queries; a row for each decision.
    """
    hours: defaultdict[int, list[float]] = defaultdict(list)
    for name, revisions in (("article", Revision), ("collection", CollectionRevision)):
        for stage, begun, at in _waits(span, name, revisions):
            hours[stage].append((at - begun).total_seconds() / 3600)
    stages = Stage.objects.filter(pk__in=hours)
    return [
        (stage, (len(hours[stage.pk]), round(median(hours[stage.pk]), 1), round(max(hours[stage.pk]), 1)))
        for stage in stages
    ]


def findings(span: Span) -> Named:
    """Return by code: readings that bear it as a flag, findings corrected, and left with a reason; most first. Two queries.

    Readings are counted by their combination of flags, of which there are few.
    """
    found: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    read = Reading.objects.filter(span.within("at"), outcome="flagged").order_by()
    for flags, count in read.values_list("flags").annotate(count=Count("pk")):
        for flag in set(flags):
            found[flag][0] += count
    decided = FindingDecision.objects.filter(span.within("at"), undone_at=None).order_by()
    counts = {name: Count("pk", Q(decision=name)) for name in ("applied", "dismissed")}
    for code, applied, dismissed in decided.values_list("code").annotate(**counts):
        found[code][1:] = [applied, dismissed]
    return sorted(((code, tuple(counts)) for code, counts in found.items()), key=lambda row: (-sum(row[1]), row[0]))


def people(span: Span) -> Named:
    """Return by person: stages signed, pieces returned; who decided most comes first. One query."""
    rows = SignOff.objects.filter(span.within("at")).order_by().values_list("by__display_name", "by__username")
    signed, returned = Count("pk", Q(decision="signed")), Count("pk", Q(decision="returned"))
    counted = rows.annotate(signed=signed, returned=returned, all=Count("pk")).order_by("-all", "by__username")
    return [(shown or login, (signed, returned)) for shown, login, signed, returned, _all in counted[:MOST_PEOPLE]]


def _by_week(rows: QuerySet[Any], span: Span, name: str, **counts: Any) -> dict[date, Numbers]:  # Any: aggregates
    """Return `counts` of the rows within `span` by the Monday of the week of the moment `name`. One query."""
    mondays = span.mondays
    within = rows.filter(span.within(name)).order_by().annotate(week=placed_in(name, mondays))
    return {mondays[week]: tuple(numbers) for week, *numbers in within.values_list("week").annotate(**counts)}


def placed_in(name: str, starts: Sequence[date]) -> Case:
    """Return the expression of which of the spans, each from the midnight of one of `starts` to the next, a moment lies in.

    By comparing, which every database does itself; SQLite calls Python for each row to find a week or a day.
    """
    ends = [timezone.make_aware(datetime.combine(on, time.min)) for on in starts[1:]]
    before = [When(**{f"{name}__lt": end}, then=Value(n)) for n, end in enumerate(ends)]
    return Case(*before, default=Value(len(ends)), output_field=IntegerField())


def _filled(span: Span, found: dict[date, Numbers]) -> Weekly:
    return [(week, found.get(week, (0,) * len(OUTCOMES))) for week in span.mondays]


def _waits(span: Span, name: str, revisions: Any) -> Iterator[tuple[int, datetime, datetime]]:  # Any: a model
    """Yield of each decision on a kind of piece: the stage, since when it waited there, and when it was taken. One query."""
    same = {name: OuterRef(name)}
    before = SignOff.objects.filter(**same, round=OuterRef("round"), pk__lt=OuterRef("pk")).order_by("-pk")
    sent = Event.objects.filter(model=name, row=OuterRef(name), kind="submit", at__lte=OuterRef("at")).order_by("-pk")
    worded = revisions.objects.filter(**same, digest=OuterRef("digest"), at__lte=OuterRef("at")).order_by("-number")
    rows = SignOff.objects.filter(span.within("at"), **{f"{name}__isnull": False}).order_by("pk")
    rows = rows.annotate(
        before_at=Subquery(before.values("at")[:1]),
        before_digest=Subquery(before.values("digest")[:1]),
        sent_at=Subquery(sent.values("at")[:1]),
        worded_at=Subquery(worded.values("at")[:1]),
    )
    for stage, at, digest, before_at, before_digest, sent_at, worded_at in rows.values_list(
        "stage", "at", "digest", "before_at", "before_digest", "sent_at", "worded_at"
    ):
        begun = before_at or sent_at
        if before_at and digest != before_digest and worded_at:
            begun = max(before_at, worded_at)
        if begun:
            yield stage, begun, at
