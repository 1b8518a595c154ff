"""One authority made part of another: everything under it moves, its address leads on, and it is gone until that is undone."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from articles.editorial.merge.foresee import foresee_merge, is_beneath
from articles.editorial.merge.kinds import Kind, hold, kind_of, refuse_unless_may
from articles.editorial.merge.names import carry_names
from articles.editorial.merge.record import write_move
from articles.editorial.merge.steps import Log
from articles.editorial.workflow import Refused
from articles.models import AuthorityMove, RetiredSlug, Topic, TopicTerm, User
from articles.text.tags import tag_identity
from articles.told import told as _


def merge_all(kind_name: str, losing: Mapping[int, str], into: int, *, by: User, reason: str = "") -> None:
    """Make several records part of `into`, all or none. `losing`: the token of each one's preview, as `merge` takes it.

    What the first brings along changes what the next would, so that all previews are compared before the first is made.
    """
    kind = kind_of(kind_name)
    refuse_unless_may(kind, by)
    with transaction.atomic():
        records = kind.model._base_manager.in_bulk([*losing, into])
        for pk, seen in losing.items():
            if not {pk, into} <= records.keys() or foresee_merge(kind, records[pk], records[into]).token != seen:
                raise Refused(_("您看过预览之后，这里又有变动。请再看一遍预览。"), code="stale")
        for pk, seen in losing.items():
            merge(kind_name, pk, into, by=by, reason=reason, seen=seen if len(losing) == 1 else None)


def merge(
    kind_name: str, losing: int, into: int, *, by: User, reason: str = "", seen: str | None = None
) -> AuthorityMove:
    """Make the record `losing` part of `into`. Returns what was recorded.

    Raises Refused where `by` may not, one of the two is gone, they are one, or (code `stale`) what would move is not what
    `seen`, the token of a preview, showed.
    """
    kind = kind_of(kind_name)
    refuse_unless_may(kind, by)
    try:
        with transaction.atomic():
            return _merge(kind, losing, into, by, reason, seen)
    except IntegrityError as error:  # somebody used the record while it went
        raise Refused(_("正在合并时有人用到了它，什么也没有动，请再试一次。"), code="stale") from error


def _merge(kind: Kind, losing: int, into: int, by: User, reason: str, seen: str | None) -> AuthorityMove:
    articles = set(kind.desk.rows(losing).values_list(kind.desk.article, flat=True))
    records = hold(kind, (losing, into), articles)
    if losing == into or len(records) != 2:
        raise Refused(_("要合并的两项有一项已不在了，或者是同一项。请重新选。"), code="stale")
    old, new = records[losing], records[into]
    if seen is not None and foresee_merge(kind, old, new).token != seen:
        raise Refused(_("您看过预览之后，这里又有变动。请再看一遍预览。"), code="stale")
    log = Log()
    if kind.name == "topic":
        _lift(log, old, new)
    carry_names(log, kind, old, new, articles)
    _move_forms(log, kind, old, new)
    for each in (kind.desk, kind.press, *kind.others):
        log.repoint(each, old.pk, new.pk)
    _lead_on(log, kind, old, new)
    log.remove(kind.model._base_manager.filter(pk=old.pk))
    return write_move(AuthorityMove.Verb.MERGE, kind, old, new, log=log, by=by, reason=reason)


def _lift(log: Log, old: Topic, new: Topic) -> None:
    """Where the topic that stays is beneath the one that goes, let it take that one's place in the tree."""
    if is_beneath(new, old):
        log.change(Topic, Topic.objects.filter(pk=new.pk), "parent_id", new.parent_id, old.parent_id)


def _move_forms(log: Log, kind: Kind, old: Any, new: Any) -> None:  # Any: records of the kind
    """Give the written forms, and the name itself where it is none of them, to the record that stays."""
    log.repoint(kind.forms, old.pk, new.pk)
    if kind.name == "topic":
        preferred = TopicTerm.objects.filter(topic=new.pk, kind="preferred")
        log.change(TopicTerm, preferred.filter(pk__in=_moved(log, "topicterm")), "kind", "preferred", "variant")
    folded = tag_identity(old.name)
    if not kind.forms.rows(new.pk).filter(folded=folded).exists():
        log.add(kind.forms.model(**{kind.forms.column: new.pk}, form=old.name, folded=folded))


def _moved(log: Log, model: str) -> list[int]:
    """Return the keys of the rows of a model that were pointed elsewhere so far."""
    return [pk for step in log.steps if (step["do"], step["model"]) == ("change", model) for pk in step["pks"]]


def _lead_on(log: Log, kind: Kind, old: Any, new: Any) -> None:  # Any: records of the kind
    """Let every address the record has or had lead to the one that stays."""
    had = RetiredSlug.objects.filter(kind=kind.name, target_id=old.pk)
    log.change(RetiredSlug, had, "target_id", old.pk, new.pk)
    log.add(RetiredSlug(kind=kind.name, slug=old.slug, target_id=new.pk))
