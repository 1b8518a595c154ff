"""The moves that change what readers see, or bring a text to and from review."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.editorial import freeze
from articles.editorial.workflow.revise import record
from articles.editorial.workflow.sign import against
from articles.editorial.workflow.table import Refused, Target, finish, start
from articles.models import Article, Collection, CollectionEdition, Edition, Notice, SiteVersion, User


@transaction.atomic
def submit(target: Target, *, by: User, version: int | None = None) -> Target:
    """Send a draft to review; a new round begins, in which earlier signatures do not count."""
    fresh = start(target, "submit", by, version)
    record(fresh, by=by, reason=_("送审"))
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

    Raises Refused naming every stage that has not signed and every finding that blocks.
    """
    fresh = start(target, "publish", by, version)
    now = max(at or timezone.now(), timezone.now())
    reasons = against(fresh, "publish")
    if until is not None and until <= now:
        reasons.append(_("截止时间须在发布时间之后。"))
    if reasons:
        raise Refused(*reasons)
    record(fresh, by=by, reason=_("发布"))
    number = fresh.revisions.order_by("-number").values_list("number", flat=True)[0]
    make: Any = freeze.make_edition if isinstance(fresh, Article) else freeze.make_collection_edition
    edition: Edition | CollectionEdition = make(fresh, by=by, now=now, until=until, revision_number=number)
    finish(target, "publish", by, due_on=None, said=_when(edition))
    return edition


@transaction.atomic
def withdraw(target: Target, *, by: User, text: str, version: int | None = None) -> Notice:
    """Take every edition of `target` from the public, now and for good, and put the notice `text` in their place."""
    fresh = start(target, "withdraw", by, version, text)
    if not fresh.editions.exists():
        raise Refused(_("从未发布过，无须撤稿。"))
    now = timezone.now()
    freeze.withdraw_editions(fresh, now)
    finish(target, "withdraw", by, due_on=None, said={"note": text.strip()})
    return _notice(fresh, Notice.Kind.WITHDRAWAL, by, text, now)


@transaction.atomic
def reopen(target: Target, *, by: User, version: int | None = None) -> Target:
    """Take a withdrawn text up again as a draft; what was withdrawn stays so."""
    start(target, "reopen", by, version)
    finish(target, "reopen", by)
    return target


@transaction.atomic
def correct(target: Article | Collection, *, by: User, text: str) -> Notice:
    """Put a public, dated correction beside the live edition."""
    fresh = start(target, "correct", by, None, text)
    if fresh.live_edition is None:
        raise Refused(_("没有在线的版次，无从更正。"))
    SiteVersion.bump()
    finish(target, "correct", by, said={"note": text.strip()})
    return _notice(fresh, Notice.Kind.CORRECTION, by, text, timezone.now())


def _when(edition: Edition | CollectionEdition) -> dict[str, Any]:  # Any: JSON
    """Return what the log keeps of an edition: its number and when it is public."""
    until = edition.live_until
    return {
        "edition": edition.number,
        "from": edition.live_from.isoformat(),
        "until": until.isoformat() if until else "",
    }


def _notice(target: Article | Collection, kind: str, by: User, text: str, now: datetime) -> Notice:
    last = target.editions.order_by("-number").values_list("number", flat=True).first()
    return Notice.objects.create(
        kind=kind, by=by, text=text.strip(), at=now, edition_number=last, **{target._meta.model_name or "": target}
    )
