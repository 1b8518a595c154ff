"""A merge or a split turned back, row by row; what others have made of a row since stays as they made it."""

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from articles.editorial.merge.foresee import is_beneath
from articles.editorial.merge.kinds import Kind, hold, kind_of, refuse_unless_may
from articles.editorial.merge.names import give_names_back
from articles.editorial.merge.steps import turn_back
from articles.editorial.workflow import Refused
from articles.models import AuthorityMove, Event, RetiredSlug, SiteVersion, Topic, User
from articles.told import told as _


def undo(pk: int, *, by: User, reason: str = "") -> AuthorityMove:
    """Turn a merge or split back. Returns what was recorded. Raises Refused, with each reason, where that cannot be."""
    move = AuthorityMove.objects.filter(pk=pk).first()
    if move is None or move.verb == AuthorityMove.Verb.UNDO:
        raise Refused(_("没有可以撤销的这一次合并或拆分。"))
    kind = kind_of(move.kind)
    refuse_unless_may(kind, by)
    try:
        with transaction.atomic():
            return _undo(kind, move, by, reason)
    except (IntegrityError, ProtectedError) as error:
        raise Refused(_("后来的改动用着这里要收回的内容，不能撤销，什么也没有动。"), code="stale") from error


def _undo(kind: Kind, move: AuthorityMove, by: User, reason: str) -> AuthorityMove:
    moved = [
        pk for step in move.steps if step["model"] == kind.desk.model._meta.model_name for pk in step.get("pks", ())
    ]
    articles = kind.desk.model._base_manager.filter(pk__in=moved).values_list(kind.desk.article, flat=True)
    hold(kind, (move.from_id, move.into_id), set(articles))
    if AuthorityMove.objects.select_for_update().filter(pk=move.pk, undone__isnull=False).exists():
        raise Refused(_("这一次已经撤销过了。"), code="stale")
    if reasons := obstacles(move):
        raise Refused(*reasons)
    counts: dict[str, int] = {}
    for step in reversed(move.steps):
        if step["do"] == "file":
            old, new = (kind.model._base_manager.get(pk=pk) for pk in (move.from_id, move.into_id))
            give_names_back(kind, step, old, new)
            continue
        if step["do"] == "add" and step["model"] == kind.name:
            _refuse_in_use(kind, step["row"]["id"], move)
        turned = turn_back(step)
        counts[step["model"]] = counts.get(step["model"], 0) + turned.count
    if kind.name == "topic":
        _refuse_circle(move)
    SiteVersion.bump()
    back = kind.model._base_manager.get(pk=move.from_id)
    Event.note(
        "unmerge",
        by=by,
        about=back,
        note=reason.strip()[:300],
        undoes={move.verb: f"{move.from_name} → {move.into_name}"},
    )
    return AuthorityMove.objects.create(
        verb=AuthorityMove.Verb.UNDO,
        kind=move.kind,
        from_id=move.into_id,
        from_name=move.into_name,
        into_id=move.from_id,
        into_name=move.from_name,
        undoes=move,
        reason=reason.strip()[:300],
        counts=counts,
        packed=AuthorityMove.pack([]),
        by=by,
    )


def obstacles(move: AuthorityMove) -> list[str]:
    """Return in words what later changes make an undo impossible; an empty list where nothing does. Up to eight queries."""
    kind = kind_of(move.kind)
    if AuthorityMove.objects.filter(undoes=move).exists():
        return [_("这一次已经撤销过了。")]
    needed = [(move.into_id, move.into_name)]
    if move.verb == AuthorityMove.Verb.SPLIT:
        needed.append((move.from_id, move.from_name))
    there = set(kind.model._base_manager.filter(pk__in=[pk for pk, _name in needed]).values_list("pk", flat=True))
    found = [_gone(kind, pk, name) for pk, name in needed if pk not in there]
    if move.verb == AuthorityMove.Verb.MERGE:
        found += _taken(kind, move)
    return found


def _gone(kind: Kind, pk: int, name: str) -> str:
    later = AuthorityMove.objects.standing().filter(kind=kind.name, verb="merge", from_id=pk).order_by("-pk").first()
    if later is None:
        return _("“%(name)s”已经删去了，没有可以收回的。") % {"name": name}
    return _("“%(name)s”后来并入了“%(into)s”。请先撤销那一次。") % {"name": name, "into": later.into_name}


def _taken(kind: Kind, move: AuthorityMove) -> list[str]:
    """Return what the merged record had alone and another has now, and whether its place in the tree is gone."""
    row = next(s["rows"][0][0] for s in reversed(move.steps) if s["do"] == "remove" and s["model"] == kind.name)
    records = kind.model._base_manager
    found = []
    for each in kind.model._meta.concrete_fields:
        if each.unique and not each.primary_key:
            other = records.filter(**{each.attname: row[each.attname]}).first()
            if other is not None:
                said = {"what": each.verbose_name, "value": row[each.attname], "name": other.name}
                found.append(_("%(what)s“%(value)s”后来给了“%(name)s”。请先把那一个改成别的。") % said)
    given = RetiredSlug.objects.filter(kind=kind.name, slug=row["slug"]).exclude(target_id=move.into_id).first()
    if given is not None:
        found.append(_("旧网址“%(slug)s”后来给了别的档案。") % {"slug": row["slug"]})
    above = row.get("parent_id")
    if above and not records.filter(pk=above).exists():
        found.append(_gone(kind, above, _("原来的上位主题")))
    return found


def _refuse_in_use(kind: Kind, pk: int, move: AuthorityMove) -> None:
    """Refuse to take away a record, made by a split, that has more under it than the split gave it."""
    left = sum(each.rows(pk).count() for each in kind.references)
    if left:
        said = {"name": move.into_name, "count": left}
        raise Refused(_("“%(name)s”后来又用在了别处（%(count)d 处），撤销会丢掉它们。请先移走，或改用合并。") % said)


def _refuse_circle(move: AuthorityMove) -> None:
    """Refuse where the tree would close in a circle: a topic was moved beneath another since."""
    for pk in (move.from_id, move.into_id):
        topic = Topic.objects.filter(pk=pk).first()
        if topic is not None and is_beneath(topic, topic):
            raise Refused(
                _("“%(name)s”后来移到了自己的下位主题之下，撤销会绕成圈。请先改上位主题。") % {"name": topic.name}
            )
