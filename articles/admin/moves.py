"""The bar above an article or a collection: where it stands, and the moves its reader may make, as buttons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.timing import shown
from articles.editorial import workflow
from articles.editorial.workflow import Refused, Standing
from articles.models import Article, Collection, User

Target = Article | Collection


class MoveForm(forms.Form):
    """What a move may ask for beside the press of its button."""

    note = forms.CharField(label=gettext_lazy("审签意见"), required=False, widget=forms.Textarea({"rows": 3}))
    override = forms.CharField(
        label=gettext_lazy("越权理由（只有超级用户可填，会留档）"), required=False, max_length=300
    )
    to = forms.ModelChoiceField(
        User.objects.filter(is_active=True, is_staff=True).order_by("pk"),
        label=gettext_lazy("派给（空着就是不派给谁）"),
        required=False,
    )
    due_on = forms.DateField(
        label=gettext_lazy("限期"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    at = forms.DateTimeField(
        label=gettext_lazy("发布时间（空着就是现在）"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local", "step": "1"}, "%Y-%m-%dT%H:%M:%S"),
    )
    until = forms.DateTimeField(
        label=gettext_lazy("截止时间（空着就是一直在线）"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local", "step": "1"}, "%Y-%m-%dT%H:%M:%S"),
    )

    def offer(self, people: Sequence[tuple[int, str]]) -> None:
        """Let a piece be given to these, by key and name, without asking for them again."""
        to: Any = self.fields["to"]  # Any: a ModelChoiceField
        to.choices = [("", to.empty_label), *people]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way to the public: done, the present one (`on`), or to come; and who signed it."""

    name: str
    state: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """What the bar shows. `main` is the next move, or None; `waits` says in words what the piece waits for."""

    steps: tuple[Step, ...]
    main: tuple[str, str] | None
    moves: frozenset[str]
    waits: str
    override: bool
    hand: str = ""
    late: bool = False


def make_bar(target: Target, standing: tuple[Standing, ...], by: User, out: bool = False) -> Bar:
    """Return the bar of `target` for `by`; `out`: an edition is live or to come. No query but groups and rights."""
    reviewed = target.state in ("review", "published")
    steps = [Step(_("草稿"), "on" if target.state == "draft" else "done")]
    for row in standing:
        here = reviewed and target.state == "review" and row is _next(standing)
        signed = row.sign_off if reviewed else None
        steps.append(Step(str(row.stage), "done" if signed else "on" if here else "", str(signed.by) if signed else ""))
    ready = target.state == "review" and _next(standing) is None
    published = "done" if target.state == "published" else "on" if ready else ""
    steps.append(Step(_("已撤稿") if target.state == "withdrawn" else _("发布"), published))
    moves = frozenset(
        move.name for move in workflow.MOVES if move.name != "revise" and workflow.allowed(target, move.name, by)
    )
    stage = _next(standing)
    entitled = stage is not None and stage.stage.group_id in by.held.groups
    moves -= _out_of_reach(target, by, entitled or (stage is None and "publish" in moves))
    moves -= {"publish"} if out and target.state == "published" else set()
    main = _main(target, moves, stage, entitled)
    waits = "" if main or target.state != "review" else _waits(stage)
    late = target.due_on is not None and target.due_on < timezone.localdate()
    return Bar(tuple(steps), main, moves, waits, by.is_superuser and not entitled, _hand(target), late)


def _out_of_reach(target: Target, by: User, may_go_on: bool) -> set[str]:
    """Return which of taking in hand and putting back has no button: what another has, what one could not go on with."""
    if target.assignee_id is None:
        return {"release"} if target.state == "draft" or may_go_on else {"claim", "release"}
    mine = target.assignee_id == by.pk or by.has_perm(f"articles.assign_{target._meta.model_name}")
    return {"claim"} if mine else {"claim", "release"}


def _hand(target: Target) -> str:
    """Return in whose hands the piece is, and until when; empty where neither is known."""
    who = _("%(person)s在办") % {"person": target.assignee} if target.assignee else ""
    until = _("限 %(day)s") % {"day": f"{target.due_on:%m-%d}"} if target.due_on else ""
    return " · ".join(filter(None, (who, until)))


def _next(standing: tuple[Standing, ...]) -> Standing | None:
    return next((row for row in standing if row.sign_off is None), None)


def _main(target: Target, moves: frozenset[str], stage: Standing | None, entitled: bool) -> tuple[str, str] | None:
    """Return the next move and the words on its button."""
    if "submit" in moves:
        return "submit", _("送审")
    if "reopen" in moves:
        return "reopen", _("重新编辑")
    if target.state == "review" and stage is not None and "sign" in moves and entitled:
        return "sign", _("签发%(stage)s") % {"stage": stage.stage}
    if target.state == "review" and stage is None and "publish" in moves:
        return "publish", _("发布")
    if target.state == "published" and "publish" in moves:
        return "publish", _("重新发布")
    return None


def _waits(stage: Standing | None) -> str:
    if stage is None:
        return _("各审都已签发，待发布")
    return _("待%(stage)s签发") % {"stage": stage.stage}


def make_move(request: HttpRequest, target: Target) -> str:
    """Make the move the request names, and return what to tell the person. Raises Refused."""
    name = request.POST.get("_move", "")
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise Refused(*(str(error) for errors in form.errors.values() for error in errors))
    by: Any = request.user  # Any: signed in, or the site shows the login page
    return perform(name, target, by=by, asked=form.cleaned_data)


def perform(name: str, target: Target, *, by: User, asked: Mapping[str, Any]) -> str:  # Any: the values of MoveForm
    """Make a move by its name with what it was told, and return what to tell the person. Raises Refused."""
    match name:
        case "claim":
            workflow.claim(target, by=by)
            return _("已认领。")
        case "release":
            workflow.release(target, by=by)
            return _("已放回。")
        case "assign":
            workflow.assign(target, by=by, to=asked["to"], due_on=asked["due_on"])
            return _("已派稿。")
        case "submit":
            return _submitted(workflow.submit(target, by=by))
        case "recall":
            workflow.recall(target, by=by)
            return _("已撤回送审，回到草稿。")
        case "sign":
            signed = workflow.sign(target, by=by, note=asked["note"], override=asked["override"])
            return _("已签发%(stage)s。") % {"stage": signed.stage_then}
        case "send_back":
            workflow.send_back(target, by=by, note=asked["note"])
            return _("已退回，意见已留档。")
        case "publish":
            return _published(workflow.publish(target, by=by, at=asked["at"], until=asked["until"]))
        case "reopen":
            workflow.reopen(target, by=by)
            return _("已重新打开，现为草稿。")
    raise Refused(_("没有“%(move)s”这一步。") % {"move": name})


def _submitted(target: Target) -> str:
    """Return what to say of a piece sent to review: how much still stands against its first signature."""
    left = len(workflow.blocking(target))
    return _("已送审；还有 %(count)d 处须改，改好才能签发。") % {"count": left} if left else _("已送审。")


def _published(edition: Any) -> str:  # Any: an edition of either kind
    if edition.is_live:
        return _("已发布第 %(number)d 版。") % {"number": edition.number}
    moment: datetime = edition.live_from
    return _("第 %(number)d 版定于 %(at)s 发布。") % {
        "number": edition.number,
        "at": shown(moment),
    }
