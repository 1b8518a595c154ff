"""Writing down what was merged, split or undone, in the transaction that did it; readers see it at once."""

from typing import Any

from articles.editorial.merge.kinds import Kind
from articles.editorial.merge.steps import Log, is_moving
from articles.models import AuthorityMove, Event, SiteVersion, User


def write_move(
    verb: str,
    kind: Kind,
    old: Any,
    new: Any,
    *,
    log: Log,
    by: User,
    reason: str,  # Any: records of the kind
) -> AuthorityMove:
    """Record a merge or a split with its steps, and tell the public pages that something changed."""
    SiteVersion.bump()
    said = {"joined": old.name} if verb == AuthorityMove.Verb.MERGE else {"out_of": old.name}
    Event.note(verb, by=by, about=new, note=reason.strip()[:300], **said)
    return AuthorityMove.objects.create(
        verb=verb,
        kind=kind.name,
        from_id=old.pk,
        from_name=old.name,
        from_key=getattr(old, "key", ""),
        into_id=new.pk,
        into_name=new.name,
        reason=reason.strip()[:300],
        counts=count_rows(kind, log.steps),
        packed=AuthorityMove.pack(log.steps),
        by=by,
    )


def count_rows(kind: Kind, steps: list[dict[str, Any]]) -> dict[str, int]:  # Any: JSON
    """Return how many rows of each reference of the kind were moved or fell together with others, by its model."""
    counts: dict[str, int] = {}
    ours = {each.model._meta.model_name for each in kind.references}
    for step in steps:
        if step["model"] in ours and is_moving(step, kind.name):
            counts[step["model"]] = counts.get(step["model"], 0) + len(step.get("pks") or step.get("rows") or ())
    return counts
