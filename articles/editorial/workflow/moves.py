"""The moves that change what readers see, or bring a text to and from review."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.editorial import freeze, interval
from articles.editorial.digest import digest, hold_words, payload
from articles.editorial.workflow.revise import record_locked
from articles.editorial.workflow.sign import against
from articles.editorial.workflow.table import PUBLISHED, Refused, Target, finish, row_of, start
from articles.editorial.workflow.timing import not_yet, said_of
from articles.models import (
    SEALING,
    Article,
    Collection,
    CollectionEdition,
    Edition,
    Notice,
    PreviewLink,
    SiteVersion,
    User,
)
from articles.told import told as _

_R = Notice.Reason
#: Why a piece may be corrected, and why withdrawn.
CORRECTING: tuple[str, ...] = (_R.FACT, _R.NAME, _R.FIGURE, _R.WORDING, _R.CREDIT, _R.OTHER)
WITHDRAWING: tuple[str, ...] = (_R.FACT, _R.REQUEST, _R.RIGHTS, _R.DUPLICATE, _R.LEGAL, _R.OTHER)


@transaction.atomic
def submit(target: Target, *, by: User, version: int | None = None) -> Target:
    """Send a draft to review; a new round begins, in which earlier signatures do not count."""
    fresh = start(target, "submit", by, version)
    record_locked(fresh, fresh, by=by, reason=_("送审"))
    finish(target, "submit", by, round=fresh.round + 1, said={"round": fresh.round + 1})
    return target


@transaction.atomic
def recall(target: Target, *, by: User, version: int | None = None) -> Target:
    """Take a text in review back to draft."""
    start(target, "recall", by, version)
    finish(target, "recall", by)
    return target


@transaction.atomic
def publish(
    target: Article | Collection,
    *,
    by: User,
    at: datetime | None = None,
    until: datetime | None = None,
    version: int | None = None,
) -> Edition | CollectionEdition:
    """Freeze the signed words as the next edition, live from `at` (now when None) to `until`.

    What is published already goes out anew only where nothing of it is live or to come. Raises Refused naming every
    stage that has not signed, every finding that blocks, and an embargo.
    """
    fresh = start(target, "publish", by, version)
    standing = fresh.state == PUBLISHED and (fresh.live_edition or fresh.editions.scheduled().exists())
    reasons = [_("这份文字已有在线或定时的版次，不必再发。")] if standing else []
    return _make(target, fresh, "publish", by, at, until, reasons)


@transaction.atomic
def correct(
    target: Article | Collection,
    *,
    by: User,
    text: str,
    reason: str = "",
    at: datetime | None = None,
    until: datetime | None = None,
    version: int | None = None,
) -> Notice:
    """Publish the signed words as the next edition, with the public notice `text` of what it changes, dated as it comes.

    Raises Refused as `publish` does, and where nothing is live that it could correct, or no word differs.
    """
    fresh = start(target, "correct", by, version, text)
    hold_words(fresh)
    live = fresh.live_edition
    reasons = [] if live else [_("没有在线的版次，无从更正。")]
    if live and live.digest == digest(payload(fresh)):
        reasons.append(_("文字与在线的第 %(number)d 版相同，没有可更正的。") % {"number": live.number})
    edition = _make(
        target,
        fresh,
        "correct",
        by,
        at,
        until,
        [*reasons, *_unfit(reason, CORRECTING)],
        note=text.strip(),
        reason=reason,
    )
    return _notice(fresh, Notice.Kind.CORRECTION, by, text, reason, edition.live_from, edition.number)


def _make(
    target: Article | Collection,
    fresh: Article | Collection,
    move: str,
    by: User,
    at: datetime | None,
    until: datetime | None,
    against_it: list[str],
    **said: str,
) -> Edition | CollectionEdition:
    """Freeze `fresh`, which is locked, as the next edition, unless something stands against it."""
    hold_words(fresh)
    now = max(at or timezone.now(), timezone.now())
    reasons = [*against_it, *against(fresh, move), *not_yet(fresh, now)]
    if until is not None and until <= now:
        reasons.append(_("截止时间须在发布时间之后。"))
    if reasons:
        raise Refused(*reasons)
    record_locked(fresh, fresh, by=by, reason=_(row_of(move).label))
    number = fresh.revisions.order_by("-number").values_list("number", flat=True)[0]
    make: Any = freeze.make_edition if isinstance(fresh, Article) else freeze.make_collection_edition
    edition: Edition | CollectionEdition = make(fresh, by=by, now=now, until=until, revision_number=number)
    finish(target, move, by, due_on=None, said={**said_of(edition), **said})
    return edition


@transaction.atomic
def withdraw(target: Target, *, by: User, text: str, reason: str = "", version: int | None = None) -> Notice:
    """Take every edition of `target` from the public, now and for good, and put the notice `text` in their place.

    Readers may still open the old editions behind the notice, unless nothing of the text may stay within reach (`SEALING`).
    """
    fresh = start(target, "withdraw", by, version, text)
    reasons = [] if fresh.editions.exists() else [_("从未发布过，无须撤稿。")]
    reasons += _unfit(reason, WITHDRAWING)
    if reasons:
        raise Refused(*reasons)
    return _take_down(target, fresh, "withdraw", by, text, reason)


@transaction.atomic
def seal(
    target: Target, *, by: User, text: str, reason: str = Notice.Reason.LEGAL, version: int | None = None
) -> Notice:
    """Put what was withdrawn out of reach for a legal reason: no edition is left to read, and the new notice alone stands."""
    fresh = start(target, "seal", by, version, text)
    if reason not in SEALING:
        raise Refused(*_unfit(reason or "—", tuple(SEALING)))
    if not interval.editions_of(fresh).behind_notice().exists():
        raise Refused(_("没有还能读到的旧版，不必封存。"))
    return _take_down(target, fresh, "seal", by, text, reason)


def _take_down(
    target: Article | Collection, fresh: Article | Collection, move: str, by: User, text: str, reason: str
) -> Notice:
    now = timezone.now()
    interval.withdraw(fresh, now, sealed=reason in SEALING)
    PreviewLink.objects.open().of(fresh).update(revoked_at=now)  # or they would open again with the piece
    SiteVersion.bump()
    finish(target, move, by, due_on=None, said={"note": text.strip(), "reason": reason})
    return _notice(fresh, Notice.Kind.WITHDRAWAL, by, text, reason, now)


@transaction.atomic
def reopen(target: Target, *, by: User, version: int | None = None) -> Target:
    """Take a withdrawn text up again as a draft; what was withdrawn stays so."""
    start(target, "reopen", by, version)
    finish(target, "reopen", by)
    return target


def _unfit(reason: str, fitting: tuple[str, ...]) -> list[str]:
    """Return why `reason` is none for such a notice; none need be given."""
    return [] if not reason or reason in fitting else [_("没有“%(reason)s”这种原因。") % {"reason": reason}]


def _notice(
    target: Article | Collection,
    kind: str,
    by: User,
    text: str,
    reason: str,
    at: datetime,
    number: int | None = None,
) -> Notice:
    last = number or target.editions.order_by("-number").values_list("number", flat=True).first()
    return Notice.objects.create(
        kind=kind,
        reason=reason,
        by=by,
        text=text.strip(),
        at=at,
        edition_number=last,
        **{target._meta.model_name or "": target},
    )
