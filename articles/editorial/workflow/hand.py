"""In whose hands a piece is, and until when: taken, put back, or given to somebody by those who may.

Having a piece in hand is a notice to others and no lock: whoever else may make the next move still may.
"""

from datetime import date

from django.db import transaction

from articles.editorial.reminder import hand_over, tell
from articles.editorial.workflow.sign import may_sign_stage, standing
from articles.editorial.workflow.table import DRAFT, Refused, Target, finish, start
from articles.models import Article, Collection, Reminder, User
from articles.told import told as _


@transaction.atomic
def claim(target: Target, *, by: User) -> Target:
    """Take a piece in hand. Raises Refused where another has it, or `by` could not make its next move."""
    fresh = start(target, "claim", by, None)
    if fresh.assignee_id not in (None, by.pk):
        raise Refused(_("“%(person)s”已经认领。") % {"person": fresh.assignee}, code="taken")
    reasons = not_fit(fresh, by)
    if reasons:
        raise Refused(*reasons)
    finish(target, "claim", by, assignee=by)
    return target


@transaction.atomic
def release(target: Target, *, by: User) -> Target:
    """Put a piece back: one's own, or anybody's by those who may give pieces out."""
    fresh = start(target, "release", by, None)
    if fresh.assignee_id is None:
        raise Refused(_("没有人认领。"))
    if fresh.assignee_id != by.pk and not by.has_perm(f"articles.assign_{fresh._meta.model_name}"):
        raise Refused(_("“%(person)s”认领的，您不能放回。") % {"person": fresh.assignee}, code="forbidden")
    finish(target, "release", by, assignee=None, said={"person": str(fresh.assignee)})
    return target


@transaction.atomic
def assign(target: Target, *, by: User, to: User | None, due_on: date | None = None) -> Target:
    """Give a piece to somebody (None: to nobody) until a day. Raises Refused where they could not make its next move."""
    fresh = start(target, "assign", by, None)
    reasons = not_fit(fresh, to) if to is not None else []
    if reasons:
        raise Refused(_("不能派给“%(person)s”：%(why)s") % {"person": to, "why": _("；").join(reasons)})
    said = {"person": str(to or ""), "due": due_on.isoformat() if due_on else ""}
    finish(target, "assign", by, assignee=to, due_on=due_on, said=said)
    if to is not None:
        hand_over(fresh)
        tell(Reminder.Kind.ASSIGNED, [to], fresh, by=by, due_on=due_on)
    return target


def not_fit(target: Article | Collection, person: User) -> list[str]:
    """Return why `person` could not make the next move of `target`; empty where they could."""
    name = target._meta.model_name
    if not (person.is_active and person.is_staff):
        return [_("不是在职的编辑。")]
    if target.state == DRAFT:
        return [] if person.has_perm(f"articles.change_{name}") else [_("没有修改的权限。")]
    stage = next((row.stage for row in standing(target) if row.sign_off is None), None)
    if stage is None:
        return [] if person.has_perm(f"articles.publish_{name}") else [_("没有发布的权限。")]
    return may_sign_stage(target, stage, person)
