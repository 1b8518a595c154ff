"""The table of moves, and what every move begins with: the row locked, the right checked, the state fitting."""

from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.utils.translation import gettext_lazy

from articles.editorial.reminder import hand_over
from articles.models import Article, Collection, Event, User
from articles.told import told as _

Target = TypeVar("Target", bound=Article | Collection)
DRAFT, REVIEW, PUBLISHED, WITHDRAWN = "draft", "review", "published", "withdrawn"


class Refused(Exception):
    """A move or a save that may not be made, with each reason in words an editor can act on."""

    def __init__(self, *reasons: str, code: str = "refused") -> None:
        super().__init__(_("；").join(reasons))
        self.reasons = reasons
        self.code = code


@dataclass(frozen=True, slots=True)
class Move:
    """A row of the table: from which states, to which (None: stays), by whom (`<permission>_<model>`).

    `asks` is what must be written for it, "" for nothing; `clean`: nothing that lint found may stand against it;
    `signed`: every stage must have signed these words; `hands_on`: whoever had the piece in hand is done with it.
    """

    name: str
    label: Any  # Any: a lazy translation
    origins: tuple[str, ...]
    destination: str | None
    permission: str
    asks: Any = ""  # Any: a lazy translation
    clean: bool = False
    signed: bool = False
    hands_on: bool = False


MOVES: tuple[Move, ...] = (
    Move("claim", gettext_lazy("认领"), (DRAFT, REVIEW), None, "change"),
    Move("release", gettext_lazy("放回"), (DRAFT, REVIEW), None, "change"),
    Move("assign", gettext_lazy("派稿"), (DRAFT, REVIEW), None, "assign"),
    Move("submit", gettext_lazy("送审"), (DRAFT,), REVIEW, "submit", hands_on=True),
    Move("recall", gettext_lazy("撤回送审"), (REVIEW,), DRAFT, "submit", hands_on=True),
    Move("sign", gettext_lazy("签发本审"), (REVIEW,), None, "sign", clean=True, hands_on=True),
    Move(
        "send_back", gettext_lazy("退回并附意见"), (REVIEW,), DRAFT, "sign",
        asks=gettext_lazy("退回须写明意见。"), hands_on=True,
    ),
    Move(
        "publish", gettext_lazy("发布"), (REVIEW, PUBLISHED), PUBLISHED, "publish", clean=True, signed=True, hands_on=True,
    ),
    Move(
        "correct", gettext_lazy("更正"), (REVIEW,), PUBLISHED, "publish",
        asks=gettext_lazy("更正须写明改了什么。"), clean=True, signed=True, hands_on=True,
    ),
    Move("reschedule", gettext_lazy("改期"), (DRAFT, REVIEW, PUBLISHED), None, "publish"),
    Move("cancel", gettext_lazy("取消定时"), (DRAFT, REVIEW, PUBLISHED), None, "publish"),
    Move("embargo", gettext_lazy("禁发"), (DRAFT, REVIEW, PUBLISHED), None, "change"),
    Move("revise", gettext_lazy("修订"), (PUBLISHED,), DRAFT, "change"),
    Move(
        "withdraw", gettext_lazy("撤稿"), (DRAFT, REVIEW, PUBLISHED), WITHDRAWN, "withdraw",
        asks=gettext_lazy("撤稿须写明告读者的话。"), hands_on=True,
    ),
    Move(
        "seal", gettext_lazy("封存"), (WITHDRAWN,), None, "withdraw",
        asks=gettext_lazy("封存须写明告读者的话。"),
    ),
    Move("reopen", gettext_lazy("重新编辑"), (WITHDRAWN,), DRAFT, "submit"),
)  # fmt: skip
_BY_NAME = {move.name: move for move in MOVES}


def row_of(move: str) -> Move:
    return _BY_NAME[move]


def allowed(target: Article | Collection, move: str, by: User) -> bool:
    """Return whether `by` has the permission for `move` and `target` is in a state it starts from. No query but rights."""
    return target.state in _BY_NAME[move].origins and has_right(target, move, by)


def has_right(target: Article | Collection, move: str, by: User) -> bool:
    """Return whether `by` has the permission for `move`, whatever the state. No query but rights."""
    return by.is_active and by.has_perm(f"articles.{_BY_NAME[move].permission}_{target._meta.model_name}")


def not_from_here(target: Article | Collection, move: str) -> str:
    """Return in words that `move` does not start from the state of `target`."""
    words = {"state": type(target).State(target.state).label, "move": _BY_NAME[move].label}
    return _("现在是“%(state)s”，不能“%(move)s”。") % words


def closed(target: Article | Collection, by: User) -> str:
    """Return in words why nobody, or not `by`, changes the words of `target` in its state; empty where they may.

    A withdrawn text is taken up again first. What is in review or published is changed only by those who could send
    the change to review: it takes signatures away.
    """
    if target.state == WITHDRAWN:
        return _("已撤稿的不能改动；请先“重新编辑”。")
    if target.state != DRAFT and not by.has_perm(f"articles.submit_{target._meta.model_name}"):
        return _("在审或已发布的，只有能送审的人才能改动。")
    return ""


def refuse_stale(target: Article | Collection, version: int | None) -> None:
    """Raise Refused (code `stale`) where `version` is known and another one stands."""
    if version is not None and target.version != version:
        raise Refused(
            _("这份稿件在您打开之后已被改动（现为第 %(now)d 稿，您打开的是第 %(then)d 稿）。请重新载入，再填您的改动。")
            % {"now": target.version, "then": version},
            code="stale",
        )


def start(target: Target, move: str, by: User, version: int | None, said: str = "") -> Target:
    """Return `target` locked and fresh. Raises Refused where the move is not open to `by` in its state.

    `said` is what was written for a move that asks for words.
    """
    fresh = locked(target)
    row = _BY_NAME[move]
    refuse_stale(fresh, version)
    if not has_right(fresh, move, by):
        raise Refused(_("您没有“%(move)s”的权限。") % {"move": row.label}, code="forbidden")
    if fresh.state not in row.origins:
        raise Refused(not_from_here(fresh, move), code="state")
    if row.asks and not said.strip():
        raise Refused(_(row.asks))
    target.state = fresh.state  # the log says what stood, not what the caller had read
    return fresh


def finish(target: Article | Collection, move: str, by: User | None, **values: Any) -> None:  # Any: column values
    """Write what the row of `move` says, with `values` of its own: the state it leads to, and whose hands it leaves.

    And note it in the log: `said` among the values is what was written for it, no column.
    """
    row = _BY_NAME[move]
    said, before = values.pop("said", {}), target.state
    if row.destination is not None:
        values["state"] = row.destination
    if row.hands_on:
        values["assignee"] = None
    if values:
        write(target, **values)
    if "assignee" in values:
        hand_over(target, values["assignee"])
    Event.note(move, by=by, about=target, before=before, after=target.state, **said)


def locked(target: Target) -> Target:
    return cast(Target, type(target)._default_manager.select_for_update().get(pk=target.pk))


def write(target: Article | Collection, **values: Any) -> None:  # Any: the values of columns
    """Write the workflow's own columns, which no other code writes, and show them on `target`."""
    type(target)._default_manager.filter(pk=target.pk).update(**values)
    for name, value in values.items():
        setattr(target, name, value)
