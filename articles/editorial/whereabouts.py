"""Where pieces stand on their way to the public, asked of many at once in the database: for lists, boxes and columns.

Not for one piece about to be moved: what counts there is asked of its very words (`workflow.standing`). Here the words
are those of its last revision, which every save writes.
"""

from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import (
    Article,
    CollectionEdition,
    CollectionRevision,
    Edition,
    Event,
    Revision,
    SignOff,
    Stage,
    User,
)

Rows = QuerySet[Any]  # Any: articles or collections
#: What stands for a stage where a piece waits for none: all have signed; it is a draft.
READY, DRAFT = 0, -1
OPEN = ("draft", "review")
WEEK = timedelta(days=7)


def in_work(rows: Rows) -> Rows:
    """Return of `rows` what is in review, and drafts in somebody's hands, with a day, or sent back."""
    every = rows.model._default_manager.order_by()
    # `> 0` and the least day, as "is not null" uses no index of SQLite's
    held, dated = every.filter(assignee__gt=0).values("pk"), every.filter(due_on__gt=date.min).values("pk")
    sent_back = _sent_back(rows.model)
    drafts = (Q(state="draft", pk__in=keys) for keys in (held, dated, sent_back))
    found: Rows = rows.filter(reduce(or_, drafts, Q(state="review")))
    return found


def facts(rows: Rows, by: User) -> Rows:
    """Return `rows` with what a `spot.Spot` says of each; for pieces in draft or review. No query of its own."""
    name = str(rows.model._meta.model_name)
    back = SignOff.objects.filter(**{name: OuterRef("pk")}, round=OuterRef("round"), decision="returned")
    began = Event.objects.filter(model=name, row=OuterRef("pk"), kind="submit").order_by("-pk").values("by")[:1]
    was_in_review = Q(state="draft", round__gt=0)
    found: Rows = placed(rows).annotate(
        barred=_barred(name, by),
        returned=Case(
            When(was_in_review & Exists(back), then=Value(True)), default=Value(False), output_field=BooleanField()
        ),
        sender=Case(When(was_in_review, then=Subquery(began)), default=None, output_field=IntegerField()),
    )
    return found


def placed(rows: Rows) -> Rows:
    """Return `rows` with `waits` as a `spot.Spot` has it, and `words`, the digest of their words. No query of its own."""
    name = str(rows.model._meta.model_name)
    found: Rows = rows.annotate(words=_words(rows.model), waits=_waits(name))
    return found


#: The moves after which a piece is in another state.
_ENTERING = ("submit", "recall", "send_back", "revise", "reopen")


def since(rows: Rows) -> Rows:
    """Return `rows`, pieces in work, with the moments since when they stand where they stand; no query of its own.

    `began_at`: they came into their state. In review also `signed_at`: the stage before was signed; and `worded_at`: the
    words were changed last, which puts them back to the first stage. Each may be None; the last of them counts.
    """
    name = str(rows.model._meta.model_name)
    began = Event.objects.filter(model=name, row=OuterRef("pk"), kind__in=_ENTERING).order_by("-pk")
    signed = SignOff.objects.filter(
        **{name: OuterRef("pk")}, round=OuterRef("round"), digest=OuterRef("words"), decision="signed"
    )
    revisions: Any = Revision if name == "article" else CollectionRevision
    worded = revisions.objects.filter(**{name: OuterRef("pk")}, digest=OuterRef("words")).order_by("number")
    found: Rows = rows.annotate(words=_words(rows.model)).annotate(
        began_at=Subquery(began.values("at")[:1]),
        signed_at=Case(When(state="review", then=Subquery(signed.order_by("-pk").values("at")[:1]))),
        worded_at=Case(When(state="review", then=Subquery(worded.values("at")[:1]))),
    )
    return found


def late(rows: Rows) -> Rows:
    return rows.filter(state__in=OPEN, due_on__lt=timezone.localdate())


def coming(model: Any, by: User | None = None) -> QuerySet[Any]:  # Any: a model; editions of its kind
    """Return the next edition of each piece that has one to come live; of one person's publishing where `by` is given."""
    editions: Any = (Edition if model is Article else CollectionEdition).objects.scheduled()
    name = str(model._meta.model_name)
    sooner = editions.filter(**{name: OuterRef(name)}, live_from__lt=OuterRef("live_from"))
    rows: QuerySet[Any] = editions.filter(~Exists(sooner))
    return rows.filter(published_by=by) if by else rows


def soon(model: Any) -> QuerySet[Any]:  # Any: a model; editions of its kind
    """Return the editions that come live, or end by themselves, within seven days from now."""
    editions: Any = Edition if model is Article else CollectionEdition
    now = timezone.now()
    comes = Q(live_from__gt=now, live_from__lte=now + WEEK)
    ends = Q(ended_by="expired", live_until__gt=now, live_until__lte=now + WEEK)
    never = Q(live_until__lte=F("live_from"))
    return editions.objects.filter(comes | ends).exclude(never)  # type: ignore[no-any-return]  # editions of either kind


def narrowed(rows: Rows, where: str, by: User) -> Rows:
    """Return of `rows` those at a place named as `PLACES` or `stage-3` name it; none for a name nobody made."""
    if where in ("scheduled", "scheduled-mine"):
        editions = coming(rows.model, by if where == "scheduled-mine" else None)
        return rows.filter(pk__in=editions.values(rows.model._meta.model_name))
    if where == "late":
        return late(rows)
    if where == "open":
        return rows.filter(state__in=OPEN)
    if where == "soon":
        return rows.filter(pk__in=soon(rows.model).values(rows.model._meta.model_name))
    kind, _dash, stage = where.partition("-")
    name = str(rows.model._meta.model_name)
    known = kind == "stage" and stage.isdecimal() and len(stage) < 10
    asked = Q(waits=int(stage)) if known else _places(name, by).get(where)
    return facts(in_work(rows), by).filter(asked) if asked is not None else rows.none()


def waiting_for(rows: Rows, by: User) -> Rows:
    """Return of `rows` those in review whose next move is this person's, as `spot.Spot.turn` says. No query of its own."""
    name = str(rows.model._meta.model_name)
    found: Rows = placed(rows.filter(state="review")).annotate(barred=_barred(name, by)).filter(_turn(name, by))
    return found


def _places(name: str, by: User) -> dict[str, Q]:
    """Return the places by name, as the properties of a `spot.Spot` have them."""
    held, not_held = Q(assignee=by.pk), Q(assignee=None) | ~Q(assignee=by.pk)
    turn = _turn(name, by)
    mine_returned = Q(returned=True) & (Q(sender=by.pk) | held)
    to_do = (turn | held) & Q(returned=False)
    return {
        "draft": Q(waits=DRAFT),
        "ready": Q(waits=READY),
        "to-do": to_do,
        "returned-mine": mine_returned,
        "returned-others": Q(returned=True) & (Q(sender=None) | ~Q(sender=by.pk)) & not_held,
        "mine": to_do | mine_returned,
        "review-others": Q(state="review") & ~turn & not_held,
    }


def _turn(name: str, by: User) -> Q:
    """Return what `spot.Asker.has_turn` says, for rows with facts; where a piece waits is weighed once a row, as a rule."""
    mine = Stage.objects.filter(active=True, group__in=by.groups.values("pk")).order_by().values_list("pk")
    signs, publishes = (by.has_perm(f"articles.{right}_{name}") for right in ("sign", "publish"))
    if signs and publishes:
        ready = User.objects.filter(pk=by.pk).order_by().values_list(Value(READY, IntegerField()))
        return Q(waits__in=mine.union(ready)) & (Q(barred=False) | Q(waits=READY))
    if signs:
        return Q(waits__in=mine, barred=False)
    return Q(waits=READY) if publishes else Q(pk__in=())


def _sent_back(model: Any) -> QuerySet[Any]:  # Any: a model; keys
    """Return the keys of the pieces that the round they are in was sent back in, whatever they are now."""
    name = str(model._meta.model_name)
    back = SignOff.objects.filter(decision="returned", round=F(f"{name}__round"), **{f"{name}__isnull": False})
    keys: QuerySet[Any] = back.order_by().values(name)
    return keys


def _words(model: Any) -> Subquery:  # Any: a model
    revisions: Any = Revision if model is Article else CollectionRevision
    last = revisions.objects.filter(**{str(model._meta.model_name): OuterRef("pk")}).order_by("-number")
    return Subquery(last.values("digest")[:1])


def _waits(name: str) -> Case:
    """Return the first active stage in which nobody signed these words in this round."""
    signed = SignOff.objects.filter(
        **{name: OuterRef(OuterRef("pk"))},
        stage=OuterRef("pk"),
        round=OuterRef(OuterRef("round")),
        digest=OuterRef(OuterRef("words")),
        decision="signed",
    )
    stage = Stage.objects.filter(active=True).exclude(Exists(signed)).order_by("order", "pk").values("pk")[:1]
    waiting = Coalesce(Subquery(stage, output_field=IntegerField()), Value(READY))
    return Case(When(state="review", then=waiting), default=Value(DRAFT), output_field=IntegerField())


def _barred(name: str, by: User) -> Case:
    """Return whether `by` signed these words in this round already, or wrote any of them since the last edition."""
    main = by.same_as_id or by.pk
    accounts = User.objects.filter(Q(pk=main) | Q(same_as=main)).values("pk")
    signed = SignOff.objects.filter(
        **{name: OuterRef("pk")}, round=OuterRef("round"), digest=OuterRef("words"), decision="signed", by__in=accounts
    )
    revisions: Any = Revision if name == "article" else CollectionRevision
    editions: Any = Edition if name == "article" else CollectionEdition
    last = editions.objects.filter(**{name: OuterRef(OuterRef("pk"))}).order_by("-number").values("revision_number")[:1]
    wrote = revisions.objects.filter(
        Q(parent=None) | ~Q(parent__digest=F("digest")),
        **{name: OuterRef("pk")},
        by__in=accounts,
        number__gt=Coalesce(Subquery(last), Value(0)),
    )
    barred = Q(state="review") & (Exists(signed) | Exists(wrote))
    return Case(When(barred, then=Value(True)), default=Value(False), output_field=BooleanField())
