"""When a piece is public: its moment moved, its end set, its coming taken back; and until when nothing may be published.

Only what is still to come can be changed. Every change is in the log with who, why, and from when to when.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.editorial import interval
from articles.editorial.workflow.table import Refused, finish, start
from articles.models import Article, Collection, CollectionEdition, Edition, SiteVersion, User
from articles.told import told as _


def open_edition(target: Article | Collection) -> Edition | CollectionEdition | None:
    """Return the edition whose time may still be changed: the last to come, else the live one; None where there is none."""
    editions = interval.editions_of(target).defer("payload")
    ahead = editions.scheduled().order_by("-live_from").first()
    edition: Edition | CollectionEdition | None = ahead or editions.live().first()
    return edition


def not_yet(target: Article | Collection, moment: datetime) -> list[str]:
    """Return why nothing of `target` may come out at `moment`: an embargo that lasts longer."""
    held = target.embargo_until
    if held is None or held <= moment:
        return []
    return [_("禁发至 %(until)s，发布时间不能早于它。") % {"until": _shown(held)}]


@transaction.atomic
def reschedule(
    target: Article | Collection,
    *,
    by: User,
    at: datetime | None = None,
    until: datetime | None = None,
    reason: str = "",
    version: int | None = None,
) -> Edition | CollectionEdition:
    """Let the scheduled edition come at `at` (now when None), or the live one stay, until `until` (for good when None).

    Raises Refused where nothing is live or to come, `until` does not lie ahead, nothing would change, or an embargo
    forbids it. The start of what is live is past, and `at` is not looked at then.
    """
    fresh = start(target, "reschedule", by, version)
    edition, now = open_edition(fresh), timezone.now()
    if edition is None:
        raise Refused(_("没有在线或定时的版次，无期可改。"))
    coming = edition.live_from > now
    begins = max(at or now, now) if coming else edition.live_from
    reasons = not_yet(fresh, begins) if coming else []
    if until is not None and until <= max(begins, now):
        reasons.append(_("截止时间须在发布时间之后，也须在现在之后。"))
    before = interval.editions_of(fresh).scheduled().exclude(pk=edition.pk).order_by("-live_from").first()
    if coming and before is not None and begins <= before.live_from:
        reasons.append(_("第 %(number)d 版排在它前面，不能早于它。") % {"number": before.number})
    if (begins, until) == (edition.live_from, edition.expires_at):
        reasons.append(_("时间没有变。"))
    if reasons:
        raise Refused(*reasons)
    before_it = {"from_before": _kept(edition.live_from), "until_before": _kept(edition.expires_at)}
    _move(fresh, edition, begins, until)
    interval.settle(fresh, now)
    SiteVersion.bump()
    edition.refresh_from_db(fields=["live_from", "live_until", "expires_at", "ended_by"])
    finish(target, "reschedule", by, said={**said_of(edition), **before_it, "reason": reason.strip()})
    return edition


def _move(target: Article | Collection, edition: Any, begins: datetime, until: datetime | None) -> None:
    """Write an edition's new interval and that of the notice that comes with it. Any: an edition of either kind."""
    values: dict[str, Any] = {"live_from": begins, "expires_at": until, "live_until": until}
    if edition.first_live_from == edition.live_from:
        values["first_live_from"] = begins
    if edition.live_from != begins:
        target.notices.filter(edition_number=edition.number, at=edition.live_from).update(at=begins)
    interval.editions_of(target).filter(pk=edition.pk).update(**values)


@transaction.atomic
def cancel(target: Article | Collection, *, by: User, reason: str = "", version: int | None = None) -> int:
    """Take back the edition that was to come last; what is live stays. Returns its number."""
    fresh = start(target, "cancel", by, version)
    edition = interval.editions_of(fresh).scheduled().order_by("-live_from").first()
    if edition is None:
        raise Refused(_("没有定时的版次，无可取消。"))
    interval.take_back(fresh, edition, timezone.now())
    SiteVersion.bump()
    finish(target, "cancel", by, said={**said_of(edition), "reason": reason.strip()})
    return int(edition.number)


@transaction.atomic
def embargo(
    target: Article | Collection, *, by: User, until: datetime | None, reason: str = "", version: int | None = None
) -> None:
    """Let nothing of `target` come out before `until`; what was to come sooner comes then. None lifts it.

    Whoever may change the piece may hold it back; to lift or shorten an embargo takes the right to publish.
    """
    fresh = start(target, "embargo", by, version)
    now, held = timezone.now(), fresh.embargo_until
    reasons = [] if until is None or until > now else [_("禁发时间须在现在之后。")]
    shorter = held is not None and held > now and (until is None or until < held)
    if shorter and not by.has_perm(f"articles.publish_{fresh._meta.model_name}"):
        reasons.append(_("提前或解除禁发，须有发布的权限。"))
    if until is not None and fresh.live_edition is not None:
        reasons.append(_("已有在线的版次，禁发晚了；要收回请撤稿。"))
    if until == held:
        reasons.append(_("时间没有变。"))
    if reasons:
        raise Refused(*reasons)
    moved = _hold_back(fresh, until) if until is not None else []
    said = {"until": _kept(until), "until_before": _kept(held), "moved": moved, "reason": reason.strip()}
    finish(target, "embargo", by, embargo_until=until, said=said)


def _hold_back(target: Article | Collection, until: datetime) -> list[int]:
    """Move what was to come before `until` to it; an edition that would have ended by then never comes.

    Returns the numbers of both.
    """
    early = list(interval.editions_of(target).scheduled().filter(live_from__lt=until).order_by("live_from"))
    replaced = interval.editions_of(target).scheduled().filter(live_from=until).exists()
    for edition in early:
        ends = edition.expires_at
        if replaced or edition is not early[-1] or (ends is not None and ends <= until):
            interval.take_back(target, edition, timezone.now())
        else:
            _move(target, edition, until, ends)
        SiteVersion.bump()
    interval.settle(target, timezone.now())
    return [edition.number for edition in early]


def said_of(edition: Edition | CollectionEdition) -> dict[str, Any]:  # Any: JSON
    """Return what the log keeps of an edition: its number and when it is public."""
    return {"edition": edition.number, "from": _kept(edition.live_from), "until": _kept(edition.expires_at)}


def _kept(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _shown(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"
