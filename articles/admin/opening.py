"""What the page of a piece asks the database before it is drawn, in as few queries as it takes: one plan for all its parts.

What each part makes of it is the part's own. What an article asks besides is `unfolding`'s.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Subquery, TextField, Value, prefetch_related_objects
from django.db.models.functions import Cast

from articles.models import Answer, Draft, Presence, Question, SignOff, Stage, User, ask, hold, question

#: How many revisions and editions stand beside the text.
REVISIONS, EDITIONS = 8, 5
_NAMED = {"one": "display_name", "two": "username"}
_EDITION = {"pk": "key", "number": "number", "slug": "one", "ended_by": "two", "live_from": "at", "live_until": "until",
            "expires_at": "last"}  # fmt: skip
_DRAFT = {"pk": "key", "token": "one", "saved_at": "at"}
_STAGE = {"pk": "key", "order": "number", "group_id": "rank", "name": "one"}


@dataclass(frozen=True, slots=True)
class Opened:
    """What one opening of a page found: stages, editions, revisions, drafts, who is here, to whom work may be given.

    `answers` holds what else was asked.
    """

    row: Any  # Any: an Article or a Collection
    stages: Sequence[Stage] = ()
    editions: Sequence[Any] = ()
    revisions: Sequence[Any] = ()
    drafts: Sequence[Draft] = ()
    others: Sequence[str] = ()
    people: Sequence[tuple[int, str]] = ()
    answers: dict[str, list[Answer]] = field(default_factory=dict)

    @property
    def live(self) -> Any:  # Any: an edition of either kind
        """Return the edition readers see now, or None."""
        return next((edition for edition in self.editions if edition.is_live), None)

    @property
    def coming(self) -> Any:  # Any: an edition of either kind
        """Return the last edition still to come, or None."""
        rows = [one for one in self.editions if one.is_scheduled]
        return max(rows, key=lambda one: one.live_from, default=None)


def open_piece(row: Any, by: User, page: str, **more: Question) -> Opened:  # Any: an Article or a Collection
    """Return what the page of `row` shows beside its words, sign-offs and editions held. Two queries, whatever `more` asks."""
    prefetch_related_objects([row], Prefetch("sign_offs", SignOff.objects.select_related("by", "stage")))
    answers = ask(**_questions(row, by, page), **more)
    made = [_made(row.editions.model, _EDITION, one) for one in answers.pop("editions")]
    editions = sorted(made, key=lambda one: -one.pk)
    for edition in editions:
        setattr(edition, f"{row._meta.model_name}_id", row.pk)
    hold(row, "editions", editions)
    stages = [_made(Stage, _STAGE, one) for one in answers.pop("stages")]
    revisions = [_revision(row, one) for one in answers.pop("revisions")]
    drafts = [_made(Draft, _DRAFT, one) for one in answers.pop("drafts")]
    return Opened(
        row,
        sorted(stages, key=lambda one: (one.order, one.pk)),
        editions,
        sorted(revisions, key=lambda one: -one.number),
        sorted(drafts, key=lambda one: one.saved_at, reverse=True),
        [_name(one) for one in sorted(answers.pop("here"), key=lambda one: one.key)],
        [(one.key, _name(one)) for one in sorted(answers.pop("people", ()), key=lambda one: one.key)],
        answers,
    )


def _questions(row: Any, by: User, page: str) -> dict[str, Question]:  # Any: an Article or a Collection
    last = Subquery(row.revisions.order_by("-number").values("number")[:1])
    asked = {
        "stages": question(Stage.objects.filter(active=True), **{part: name for name, part in _STAGE.items()}),
        "editions": question(row.editions.all(), **{part: name for name, part in _EDITION.items()}),
        "revisions": question(
            row.revisions.filter(number__gt=last - Value(REVISIONS)),
            key="by", number="number", one="by__display_name", two="by__username", three="reason", four=Cast("said", TextField()), at="at",
        ),
        "drafts": question(Draft.objects.filter(by=by, page=page), key="pk", one="token", at="saved_at"),
        "here": question(Presence.there(by, page), key="by", one="by__display_name", two="by__username"),
    }  # fmt: skip
    if by.has_perm(f"articles.assign_{row._meta.model_name}"):
        asked["people"] = question(User.objects.filter(is_active=True, is_staff=True), key="pk", **_NAMED)
    return asked


def _made(model: Any, columns: dict[str, str], answer: Answer) -> Any:  # Any: a model, and a row of it
    """Return a row of `model` with the columns that were asked for, the others left in the database."""
    parts = {model._meta.pk.attname if name == "pk" else name: part for name, part in columns.items()}
    names = [field.attname for field in model._meta.concrete_fields if field.attname in parts]
    return model.from_db(None, names, [getattr(answer, parts[name]) for name in names])


def _revision(row: Any, answer: Answer) -> Any:  # Any: an Article or a Collection, and its revision
    by = None if answer.key is None else User(pk=answer.key, display_name=answer.one, username=answer.two)
    found = row.revisions.model(
        number=answer.number, reason=answer.three, said=json.loads(answer.four) if answer.four else None, by=by
    )
    found.at = answer.at
    return found


def _name(answer: Answer) -> str:
    return str(answer.one or answer.two)
