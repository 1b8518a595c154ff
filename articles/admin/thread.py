"""The comments on a piece as the desk shows them: threads with their answers, each at its passage where that still stands.

One query for all of them. Not for the acts (`comments`), nor for the inbox (`inbox`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from articles.admin.clean import Mark
from articles.admin.history import LABELS
from articles.editorial.comment import may_comment
from articles.models import Article, Collection, Comment, User
from articles.text.anchor import find_place

#: How many comments and answers a panel shows, those of open threads first.
SHOWN = 120
#: The fields whose text the page of an article shows with its passages marked; others are seen in their box.
MARKED = ("title", "body")


@dataclass(frozen=True, slots=True)
class Turn:
    """A comment or an answer, and what this person may do with it."""

    comment: Comment
    is_mine: bool

    @property
    def may_edit(self) -> bool:
        return self.is_mine and self.comment.is_young

    @property
    def may_strike(self) -> bool:
        return self.is_mine and self.comment.struck_at is None


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment and its answers; where its passage stands now, if it has one and that is sure; and its field in words."""

    head: Comment
    turns: tuple[Turn, ...]
    place: tuple[int, int] | None
    label: Any  # Any: a lazy translation
    may_settle: bool
    typed: str

    @property
    def anchor(self) -> str:
        return f"comment-{self.head.pk}"

    @property
    def is_open(self) -> bool:
        return self.head.resolved_at is None

    @property
    def is_lost(self) -> bool:
        """Return whether what it quotes is gone, or cannot be told surely from other places."""
        return bool(self.head.anchored) and self.place is None

    @property
    def passage(self) -> str:
        """Return the id of its passage on the page, or of the box that holds it."""
        marked = self.head.article_id is not None and self.head.field in MARKED and self.is_open
        return f"{self.anchor}-text" if marked else f"id_{self.head.field}"


@dataclass(frozen=True, slots=True)
class Panel:
    """The threads of a piece, open ones first. `address` takes the acts; `more`: not all are here."""

    open: tuple[Thread, ...]
    settled: tuple[Thread, ...]
    more: bool
    may_comment: bool
    address: str
    people: str

    @property
    def must_fix(self) -> tuple[Thread, ...]:
        return tuple(thread for thread in self.open if thread.head.must_fix)

    def marks(self, field: str) -> list[Mark]:
        """Return the marks of the open threads' passages in a field."""
        placed = [(thread.head, thread.place) for thread in self.open if thread.place and thread.head.field == field]
        return [Mark(*place, comment=head.pk) for head, place in placed if place]


def panel_of(target: Article | Collection, by: User, typed: Any = ()) -> Panel:  # Any: a form as it was typed
    """Return the comments on `target` for `by`. One query; `typed` holds answers typed before a refusal."""
    rows = list(rows_of(target).open_first()[: SHOWN + 1])
    shown = threads_of(rows[:SHOWN], target, by, typed)
    return Panel(
        open=tuple(thread for thread in shown if thread.is_open),
        settled=tuple(thread for thread in shown if not thread.is_open),
        more=len(rows) > SHOWN,
        may_comment=may_comment(target, by),
        address=address_of(target),
        people=f"{reverse('admin:people')}?of={target._meta.model_name}",
    )


def rows_of(target: Article | Collection) -> Any:  # Any: the queryset that the related manager gives
    """Return the comments of a piece with whom they are from."""
    return target.comments.select_related("by", "resolved_by")


def address_of(target: Article | Collection) -> str:
    """Return the page of all comments on a piece, which takes their acts."""
    return reverse(f"admin:articles_{target._meta.model_name}_comments", args=[target.pk])


def threads_of(
    rows: Iterable[Comment] | QuerySet[Comment], target: Article | Collection, by: User, typed: Any = ()
) -> list[Thread]:
    """Return `rows` as threads in their order; an answer whose thread is not among them is left out."""
    heads: dict[int, list[Comment]] = {}
    for row in rows:
        if row.head_id is None:
            heads[row.pk] = [row]
        elif row.head_id in heads:
            heads[row.head_id].append(row)
    return [_thread(turns, target, by, typed) for turns in heads.values()]


def _thread(rows: list[Comment], target: Article | Collection, by: User, typed: Any) -> Thread:
    head, anchor = rows[0], rows[0].anchor
    return Thread(
        head=head,
        turns=tuple(Turn(row, row.by_id == by.pk) for row in rows),
        place=find_place(str(getattr(target, head.field)), anchor) if anchor else None,
        label=LABELS["text" if head.field == "body" else head.field] if head.field else "",
        may_settle=not head.must_fix or head.by_id == by.pk or by.has_perm(f"articles.sign_{target._meta.model_name}"),
        typed=typed.get(f"answer-{head.pk}", "") if typed else "",
    )
