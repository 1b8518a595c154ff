"""Signing off and returning: each stage by its own group, nobody twice, nobody their own words, chained by hash."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from articles.editorial.collected import collection_findings
from articles.editorial.digest import digest, hold_words, payload
from articles.editorial.findings import open_findings
from articles.editorial.reminder import tell
from articles.editorial.workflow.chain import sign_off_hash
from articles.editorial.workflow.person import accounts_of
from articles.editorial.workflow.revise import record_locked
from articles.editorial.workflow.table import Refused, finish, row_of, start
from articles.models import Article, Collection, Edition, Event, Reminder, SignOff, Stage, User, is_held
from articles.told import told as _


@dataclass(frozen=True, slots=True)
class Standing:
    """A stage, and the sign-off that counts in it now, or None."""

    stage: Stage
    sign_off: SignOff | None


def standing(target: Article | Collection, stages: Iterable[Stage] | None = None) -> tuple[Standing, ...]:
    """Return each active stage in order with the sign-off on the present words, if any.

    Two queries and the digest's; one less where the active `stages` are given, and one where the sign-offs are held.
    """
    stages = list(Stage.objects.filter(active=True)) if stages is None else stages
    words, held = digest(payload(target)), is_held(target, "sign_offs")
    rows = target.sign_offs.all() if held else target.sign_offs.filter(round=target.round).select_related("by")
    alike = [row for row in rows if (row.digest, row.round, row.decision) == (words, target.round, "signed")]
    signed = {row.stage_id: row for row in alike}
    return tuple(Standing(stage, signed.get(stage.pk)) for stage in stages)


@transaction.atomic
def sign(
    target: Article | Collection, *, by: User, note: str = "", override: str = "", version: int | None = None
) -> SignOff:
    """Sign the next open stage on the words as they stand.

    Raises Refused where something blocks, the stage is another group's, or `by` signed another stage of these words
    or changed them since the last edition. A superuser may override the last two with a reason, which is kept.
    """
    fresh = start(target, "sign", by, version)
    hold_words(fresh)
    stage = next((row.stage for row in standing(fresh) if row.sign_off is None), None)
    if stage is None:
        raise Refused(_("各审都已签过，可以发布。"))
    used = override.strip() if by.is_superuser else ""
    reasons = [*against(fresh, "sign"), *([] if used else not_entitled(fresh, stage, by))]
    if reasons:
        raise Refused(*reasons)
    sign_off = _sign_off(fresh, stage, by, SignOff.Decision.SIGNED, note, used)
    finish(target, "sign", by, said={"stage": stage.name, "note": note, "override": used[:300]})
    return sign_off


@transaction.atomic
def send_back(target: Article | Collection, *, by: User, note: str, version: int | None = None) -> SignOff:
    """Return a text to its editors with a note. Raises Refused where the note is empty."""
    fresh = start(target, "send_back", by, version, note)
    hold_words(fresh)
    rows = standing(fresh)
    if not rows:
        raise Refused(_("没有启用的审级。"))
    stage = next((row.stage for row in rows if row.sign_off is None), rows[-1].stage)
    if not _in_group(stage, by):
        raise Refused(_("“%(stage)s”由“%(group)s”组签发，您不在其中。") % {"stage": stage, "group": stage.group})
    sign_off = _sign_off(fresh, stage, by, SignOff.Decision.RETURNED, note, "")
    finish(target, "send_back", by, said={"stage": stage.name, "note": note})
    tell(Reminder.Kind.RETURNED, sent_by(fresh), fresh, by=by, note=note)
    return sign_off


def against(target: Article | Collection, move: str) -> list[str]:
    """Return what stands against a move by its row, whoever makes it: stages that have not signed, findings that block."""
    row = row_of(move)
    reasons = []
    if row.signed:
        rows = standing(target)
        reasons = [_("“%(stage)s”尚未签发现在的文字。") % {"stage": r.stage} for r in rows if r.sign_off is None]
        reasons += [] if rows else [_("没有启用的审级。")]
        reasons += _by_one_person(target, rows)
    return [*reasons, *(blocking(target) if row.clean else ())]


def blocking(target: Article | Collection) -> list[str]:
    """Return why `target` may not be signed or published now, in an editor's words; empty where nothing stands against."""
    return [*_wrong(target), *to_be_fixed(target)]


def to_be_fixed(target: Article | Collection) -> list[str]:
    """Return which comments stand against signing and publishing until somebody settles them. One query."""
    return [
        _("“%(person)s”提出的须改还没有解决：%(text)s") % {"person": row.by, "text": shorten(row.text)}
        for row in target.comments.must_fix().select_related("by")
    ]


def shorten(text: str, most: int = 40) -> str:
    """Return the beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _wrong(target: Article | Collection) -> list[str]:
    """Return what checks find against `target`."""
    if isinstance(target, Article):
        return [finding.message for finding in open_findings(target) if finding.level in ("block", "reason")]
    wrong = [
        f"{place.where}{_('：')}{found.message}"
        for place, found in collection_findings(target)
        if found.level == "block"
    ]
    placements = list(target.placements.all())
    if not placements:
        return [_("专题里还没有文章。"), *wrong]
    live = set(
        Edition.objects.live()
        .filter(article__in=[p.article_id for p in placements])
        .values_list("article_id", flat=True)
    )
    return wrong if live else [_("专题里没有一篇文章已经发布。"), *wrong]


def may_sign_stage(target: Article | Collection, stage: Stage, by: User) -> list[str]:
    """Return why `by` may not sign `stage` of `target`, the right to sign at all included."""
    if not by.has_perm(f"articles.sign_{target._meta.model_name}"):
        return [_("没有审签的权限。")]
    return not_entitled(target, stage, by)


def not_entitled(target: Article | Collection, stage: Stage, by: User) -> list[str]:
    """Return why `by` may not sign `stage` of these words."""
    reasons = []
    if not _in_group(stage, by):
        reasons.append(_("“%(stage)s”由“%(group)s”组签发，您不在其中。") % {"stage": stage, "group": stage.group})
    mine = accounts_of(by.pk)
    signed = target.sign_offs.filter(digest=digest(payload(target)), round=target.round, decision="signed")
    if signed.filter(by__in=mine).exists():
        reasons.append(_("您已签过这份文字的另一审；一人不得签两审。"))
    if _edited(target, mine):
        reasons.append(_("上一版以来您改过这份文字；改稿人不得审签自己的改动。"))
    return reasons


def _in_group(stage: Stage, by: User) -> bool:
    return by.groups.filter(pk=stage.group_id).exists()


def sent_by(target: Article | Collection) -> list[User]:
    """Return who sent `target` to review last, alone or nobody. One query."""
    sent = Event.objects.filter(model=target._meta.model_name, row=target.pk, kind="submit").select_related("by")
    last = sent.order_by("-pk").first()
    return [last.by] if last and last.by else []


def _by_one_person(target: Article | Collection, rows: tuple[Standing, ...]) -> list[str]:
    """Return which signatures cannot count together: accounts may have been found to be one person's after they signed."""
    reasons = []
    earlier: dict[int, Stage] = {}
    for row in rows:
        if row.sign_off is None or row.sign_off.override_reason:
            continue
        accounts = accounts_of(row.sign_off.by_id)
        other = next((earlier[account] for account in accounts if account in earlier), None)
        if other is not None:
            said = {"one": other, "other": row.stage}
            reasons.append(_("“%(one)s”和“%(other)s”是同一人用两个账号签的，请撤回送审，重新审签。") % said)
        elif len(accounts) > 1 and _edited(target, accounts):
            said = {"stage": row.stage}
            reasons.append(_("“%(stage)s”的签发人用另一个账号改过这份文字，请撤回送审，重新审签。") % said)
        earlier[row.sign_off.by_id] = row.stage
    return reasons


def _edited(target: Article | Collection, accounts: frozenset[int]) -> bool:
    """Return whether one of `accounts` made a revision since the last edition that changed the digest."""
    last = target.editions.order_by("-number").values_list("revision_number", flat=True).first() or 0
    mine = target.revisions.filter(number__gt=last, by__in=accounts).select_related("parent")
    return any(revision.parent is None or revision.parent.digest != revision.digest for revision in mine)


def _sign_off(target: Article | Collection, stage: Stage, by: User, decision: str, note: str, override: str) -> SignOff:
    """Write one link of the chain of sign-offs of `target`, which is locked and holds its words."""
    record_locked(target, target, by=by, reason=_("审签"))
    previous = target.sign_offs.order_by("-pk").values_list("hash", flat=True).first() or ""
    row = SignOff(
        **{target._meta.model_name or "": target},
        stage=stage,
        stage_name=stage.name,
        by=by,
        decision=decision,
        note=note,
        override_reason=override[:300],
        digest=digest(payload(target)),
        revision_number=target.revisions.order_by("-number").values_list("number", flat=True)[0],
        round=target.round,
        at=timezone.now(),
        previous_hash=previous,
    )
    row.hash = sign_off_hash(row)
    row.save()
    return row
