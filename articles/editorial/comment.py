"""Commenting on a piece: saying, answering, changing one's own words for a while, striking, settling, taking up again.

Every function checks, writes and records in one transaction with the piece locked, as the moves do: so a comment that must
be fixed and a signature come one after the other. Not for finding the quotation anew (`text.anchor`).
"""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from articles.editorial.mention import Called, called, colleagues
from articles.editorial.passage import passage_of
from articles.editorial.reminder import read_thread, settle_thread, tell
from articles.editorial.workflow import Refused, locked, may_sign_stage, sent_by, standing
from articles.models import EDITABLE_FOR, Article, Collection, Comment, Event, Reminder, Stage, User
from articles.told import told as _

Target = Article | Collection
#: What the log calls each act.
KINDS = ("commented", "must_fix", "answered", "comment_edited", "comment_struck", "resolved", "taken_up")
#: How long a comment may be, in characters.
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be said: the words, what they are about if anything, whether it must be fixed, and until when.

    `start` and `end` say where the quotation was chosen, in code points of the field; without them it is looked for.
    """

    text: str
    field: str = ""
    quote: str = ""
    start: int | None = None
    end: int | None = None
    must_fix: bool = False
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as it was kept, and whom it called."""

    comment: Comment
    called: Called = field(default_factory=Called)


def may_comment(target: Target, by: User) -> bool:
    """Return whether `by` may say something about `target`: whoever changes or signs such pieces. No query but rights."""
    name = target._meta.model_name
    return by.is_active and any(by.has_perm(f"articles.{verb}_{name}") for verb in ("change", "sign"))


@transaction.atomic
def comment(target: Target, draft: Draft, *, by: User) -> Said:
    """Comment on `target`, whatever its state. Raises Refused for a quotation that stands nowhere or more than once."""
    fresh = _open(target, by)
    text = _words(draft.text)
    people = called(text, fresh)
    if draft.due_on is not None and not people.people:
        raise Refused(_("限期要有人：请用 @ 写明给谁。"))
    if draft.due_on is not None and draft.due_on < timezone.localdate():
        raise Refused(_("限期已经过了，请填今天或以后的日子。"))
    passage = passage_of(fresh, draft.field, draft.quote, draft.start, draft.end)
    row = Comment.objects.create(
        **{str(fresh._meta.model_name): fresh},
        **(passage.columns() if passage else {}),
        text=text,
        must_fix=draft.must_fix,
        stage=_next_stage(fresh) if draft.must_fix else None,
        round=fresh.round,
        due_on=draft.due_on,
        by=by,
    )
    tell(Reminder.Kind.MENTION, people.people, fresh, by=by, comment=row, note=text, due_on=draft.due_on)
    if draft.must_fix:
        others = [person for person in _holders(fresh) if person not in people.people]
        tell(Reminder.Kind.MUST_FIX, others, fresh, by=by, comment=row, note=text)
    _note("must_fix" if draft.must_fix else "commented", row, by, quote=row.quote[:60], note=text[:300])
    return Said(row, people)


@transaction.atomic
def answer(head: Comment, text: str, *, by: User) -> Said:
    """Answer a thread; everybody in it is told."""
    fresh = _open(head.piece, by)
    thread = _locked(head)
    words = _words(text)
    people = called(words, fresh)
    row = Comment.objects.create(
        article=thread.article, collection=thread.collection, head=thread, text=words, round=fresh.round, by=by
    )
    tell(Reminder.Kind.MENTION, people.people, fresh, by=by, comment=row, note=words)
    others = [person for person in _in_thread(thread) if person not in people.people]
    tell(Reminder.Kind.ANSWER, others, fresh, by=by, comment=row, note=words)
    read_thread(thread, by)
    _note("answered", row, by, note=words[:300])
    return Said(row, people)


@transaction.atomic
def edit(row: Comment, text: str, *, by: User) -> Said:
    """Change one's own words, shortly after saying them; what stood before is kept in the log."""
    fresh = _open(row.piece, by)
    mine = _mine(row, by)
    if not mine.is_young:
        minutes = int(EDITABLE_FOR.total_seconds() // 60)
        raise Refused(_("写下超过 %(minutes)d 分钟的不能再改；可以划去，另写一条。") % {"minutes": minutes})
    words = _words(text)
    people = called(words, fresh)
    if words != mine.text:
        _note("comment_edited", mine, by, was=mine.text[:300], note=words[:300])
        mine.text, mine.edited_at = words, timezone.now()
        mine.save(update_fields=["text", "edited_at"])
        tell(Reminder.Kind.MENTION, people.people, fresh, by=by, comment=mine, note=words, due_on=mine.due_on)
    return Said(mine, people)


@transaction.atomic
def strike(row: Comment, *, by: User) -> Comment:
    """Strike one's own words: they stay to be read, struck through. What begins a thread is settled by it."""
    _open(row.piece, by)
    mine = _mine(row, by)
    if mine.struck_at is not None:
        raise Refused(_("这一条已经划去。"), code="stale")
    mine.struck_at = timezone.now()
    if mine.head_id is None and mine.resolved_at is None:
        mine.resolved_at, mine.resolved_by = mine.struck_at, by
        settle_thread(mine, done=True)
    mine.save(update_fields=["struck_at", "resolved_at", "resolved_by"])
    _note("comment_struck", mine, by)
    return mine


@transaction.atomic
def resolve(head: Comment, *, by: User) -> Comment:
    """Settle a thread. One that must be fixed only by who began it, or by who may sign the stage it was begun in."""
    fresh = _open(head.piece, by)
    thread = _locked(head)
    if thread.resolved_at is not None:
        raise Refused(_("这一条已有人解决。"), code="stale")
    if thread.must_fix and thread.by_id != by.pk and (why := _may_not_settle(fresh, thread, by)):
        raise Refused(_("须改的，只有提出的人和能签那一审的人可以解决。"), *why, code="forbidden")
    thread.resolved_at, thread.resolved_by = timezone.now(), by
    thread.save(update_fields=["resolved_at", "resolved_by"])
    settle_thread(thread, done=True)
    read_thread(thread, by)
    _note("resolved", thread, by)
    return thread


@transaction.atomic
def take_up(head: Comment, *, by: User) -> Comment:
    """Take a settled thread up again; what must be fixed blocks again."""
    _open(head.piece, by)
    thread = _locked(head)
    if thread.resolved_at is None:
        raise Refused(_("这一条没有解决，不必重开。"), code="stale")
    if thread.struck_at is not None:
        raise Refused(_("划去的不能重开，请另写一条。"))
    thread.resolved_at = thread.resolved_by = None
    thread.save(update_fields=["resolved_at", "resolved_by"])
    settle_thread(thread, done=False)
    _note("taken_up", thread, by)
    return thread


def history_of(target: Target) -> list[Event]:
    """Return what was done with comments on `target`, newest first, the last hundred. One query."""
    rows = Event.objects.filter(model=target._meta.model_name, row=target.pk, kind__in=KINDS).select_related("by")
    return list(rows.order_by("-pk")[:100])


def _open(target: Target, by: User) -> Target:
    """Return the piece locked. Raises Refused where `by` may not comment on it."""
    fresh = locked(target)
    if not may_comment(fresh, by):
        raise Refused(_("您没有写批注的权限。"), code="forbidden")
    return fresh


def _locked(row: Comment) -> Comment:
    """Return the head of a thread as it stands. Raises Refused for an answer."""
    fresh = Comment.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if fresh.head_id is not None:
        raise Refused(_("请对这一串的第一条办。"))
    return fresh


def _mine(row: Comment, by: User) -> Comment:
    fresh = Comment.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if fresh.by_id != by.pk:
        raise Refused(_("别人的批注不能改、不能划去。"), code="forbidden")
    return fresh


def _words(text: str) -> str:
    words = text.replace("\r\n", "\n").strip()
    if not words:
        raise Refused(_("批注是空的。"))
    if len(words) > LONGEST:
        raise Refused(_("批注最多 %(count)d 字。") % {"count": LONGEST})
    return words


def _next_stage(target: Target) -> Stage | None:
    return next((row.stage for row in standing(target) if row.sign_off is None), None)


def _may_not_settle(target: Target, thread: Comment, by: User) -> list[str]:
    """Return why `by` could not sign the stage in which the thread was begun, or the next one where that is gone."""
    stage = thread.stage if thread.stage and thread.stage.active else _next_stage(target)
    return [_("没有启用的审级。")] if stage is None else may_sign_stage(target, stage, by)


def _holders(target: Target) -> list[User]:
    """Return who has the piece: in whose hands it is, or who sent it to review last."""
    return [target.assignee] if target.assignee is not None else sent_by(target)


def _in_thread(head: Comment) -> list[User]:
    """Return everybody who spoke or was called in a thread and may still look at it. Two queries."""
    of_thread = Comment.objects.filter(pk=head.pk) | Comment.objects.filter(head=head)
    spoke = set(of_thread.values_list("by_id", flat=True))
    was_called = Reminder.objects.filter(kind=Reminder.Kind.MENTION, comment__in=of_thread)
    people = spoke | set(was_called.values_list("person_id", flat=True))
    return list(colleagues(str(head.piece._meta.model_name)).filter(pk__in=people))


def _note(kind: str, row: Comment, by: User, **said: str) -> None:
    Event.note(kind, by=by, about=row.piece, comment=row.pk, **said)
