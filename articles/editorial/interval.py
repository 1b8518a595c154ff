"""When editions are public: one after the other, each ended by its own expiry or by the next, whichever comes first.

What has passed is never rewritten. Called by the workflow alone, which holds the lock of the article or collection.
"""

from datetime import datetime
from itertools import zip_longest

from django.db.models import F, Max, Min, Q

from articles.models import Article, Collection, IntervalQuerySet
from articles.models.interval import Interval

#: What was, is or will be public for a while; null compares with nothing.
_COMES = Q(live_until__isnull=True) | Q(live_until__gt=F("live_from"))
_NEVER_AGAIN = (Interval.EndedBy.WITHDRAWN, Interval.EndedBy.SEALED, Interval.EndedBy.CANCELLED)


def editions_of(target: Article | Collection) -> IntervalQuerySet:
    return target.editions.all()


def make_room(target: Article | Collection, now: datetime) -> tuple[int, datetime]:
    """End at `now` what is open then; what was to come later never comes. Returns the next number and the first moment
    at which any edition went live."""
    editions = editions_of(target)
    seen = editions.aggregate(last=Max("number"), first=Min("live_from", filter=_COMES))
    _empty(target, editions.filter(live_from__gte=now).filter(_open_after(now)), Interval.EndedBy.SUPERSEDED)
    editions.filter(_open_after(now), live_from__lt=now).update(live_until=now, ended_by=Interval.EndedBy.SUPERSEDED)
    return (seen["last"] or 0) + 1, min(seen["first"] or now, now)


def settle(target: Article | Collection, now: datetime) -> None:
    """Set the end of every edition that has not ended by `now` to what its own expiry and the next edition say.

    One query, and one for every edition whose end changes; the latest first, as only one may be open.
    """
    rows = list(editions_of(target).filter(_COMES).exclude(ended_by__in=_NEVER_AGAIN).order_by("live_from", "number"))
    for row, following in reversed(list(zip_longest(rows, rows[1:]))):
        if row.live_until is not None and row.live_until <= now:
            continue
        until, why = row.expires_at, Interval.EndedBy.EXPIRED if row.expires_at else ""
        if following is not None and (until is None or following.live_from <= until):
            until, why = following.live_from, Interval.EndedBy.SUPERSEDED
        if (until, why) != (row.live_until, row.ended_by):
            editions_of(target).filter(pk=row.pk).update(live_until=until, ended_by=why)


def take_back(target: Article | Collection, edition: Interval, now: datetime) -> None:
    """Make a scheduled edition never come; the one before stays as long as it would have without it."""
    _empty(target, editions_of(target).filter(pk=edition.pk), Interval.EndedBy.CANCELLED)
    settle(target, now)


def withdraw(target: Article | Collection, now: datetime, *, sealed: bool) -> int:
    """End every open or future interval and mark every edition withdrawn, or `sealed`; what is sealed stays so.

    Returns how many there were. A future edition's interval becomes empty, so that its moment never comes.
    """
    editions = editions_of(target)
    mark = Interval.EndedBy.SEALED if sealed else Interval.EndedBy.WITHDRAWN
    _empty(target, editions.filter(live_from__gt=now), mark)
    editions.filter(_open_after(now), live_from__lte=now).update(live_until=now)
    count = editions.exclude(ended_by=Interval.EndedBy.SEALED).update(ended_by=mark)
    if sealed:
        target.notices.update(hidden=True)
    return count


def _empty(target: Article | Collection, editions: IntervalQuerySet, mark: str) -> None:
    """Make the intervals of `editions` empty, and never show the notices that were to come with them."""
    numbers = list(editions.filter(_COMES).values_list("number", flat=True))
    editions.filter(number__in=numbers).update(live_until=F("live_from"), ended_by=mark)
    if numbers:
        target.notices.filter(edition_number__in=numbers).update(hidden=True)


def _open_after(now: datetime) -> Q:
    return Q(live_until__isnull=True) | Q(live_until__gt=now)
