"""The moves that change what readers see, or bring a text to and from review."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.editorial import freeze
from articles.editorial.workflow.revise import record
from articles.editorial.workflow.sign import blocking, standing
from articles.editorial.workflow.table import DRAFT, PUBLISHED, REVIEW, WITHDRAWN, Refused, Target, start, write
from articles.models import Article, Collection, CollectionEdition, Edition, Notice, SiteVersion, Stage, User


@transaction.atomic
def submit(target: Target, *, by: User, version: int | None = None) -> Target:
    """Send a draft to review; a new round begins, in which earlier signatures do not count."""
    fresh = start(target, "submit", by, version)
    record(fresh, by=by, reason=_("送审"))
    write(target, state=REVIEW, round=fresh.round + 1)
    return target


@transaction.atomic
def recall(target: Target, *, by: User, version: int | None = None) -> Target:
    """Take a text in review back to draft."""
    start(target, "recall", by, version)
    write(target, state=DRAFT)
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
    missing = [_("“%(stage)s”尚未签发现在的文字。") % {"stage": r.stage} for r in standing(fresh) if r.sign_off is None]
    if not Stage.objects.filter(active=True).exists():
        missing.append(_("没有启用的审级。"))
    if until is not None and until <= now:
        missing.append(_("截止时间须在发布时间之后。"))
    reasons = [*missing, *blocking(fresh)]
    if reasons:
        raise Refused(*reasons)
    record(fresh, by=by, reason=_("发布"))
    number = fresh.revisions.order_by("-number").values_list("number", flat=True)[0]
    make: Any = freeze.make_edition if isinstance(fresh, Article) else freeze.make_collection_edition
    edition: Edition | CollectionEdition = make(fresh, by=by, now=now, until=until, revision_number=number)
    write(target, state=PUBLISHED)
    return edition


@transaction.atomic
def withdraw(target: Target, *, by: User, text: str, version: int | None = None) -> Notice:
    """Take every edition of `target` from the public, now and for good, and put the notice `text` in their place."""
    fresh = start(target, "withdraw", by, version)
    if not text.strip():
        raise Refused(_("撤稿须写明告读者的话。"))
    if not fresh.editions.exists():
        raise Refused(_("从未发布过，无须撤稿。"))
    now = timezone.now()
    freeze.withdraw_editions(fresh, now)
    write(target, state=WITHDRAWN)
    return _notice(fresh, Notice.Kind.WITHDRAWAL, by, text, now)


@transaction.atomic
def reopen(target: Target, *, by: User, version: int | None = None) -> Target:
    """Take a withdrawn text up again as a draft; what was withdrawn stays so."""
    start(target, "reopen", by, version)
    write(target, state=DRAFT)
    return target


@transaction.atomic
def correct(target: Article | Collection, *, by: User, text: str) -> Notice:
    """Put a public, dated correction beside the live edition."""
    fresh = start(target, "correct", by, None)
    if not text.strip():
        raise Refused(_("更正须写明改了什么。"))
    if fresh.live_edition is None:
        raise Refused(_("没有在线的版次，无从更正。"))
    SiteVersion.bump()
    return _notice(fresh, Notice.Kind.CORRECTION, by, text, timezone.now())


def _notice(target: Article | Collection, kind: str, by: User, text: str, now: datetime) -> Notice:
    last = target.editions.order_by("-number").values_list("number", flat=True).first()
    return Notice.objects.create(
        kind=kind, by=by, text=text.strip(), at=now, edition_number=last, **{target._meta.model_name or "": target}
    )
