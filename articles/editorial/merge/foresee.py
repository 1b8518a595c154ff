"""What a merge, a split or an undo would do, counted without writing anything."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count, Exists, OuterRef, Q

from articles.editorial.merge.kinds import Kind, Reference
from articles.editorial.merge.steps import is_moving, turn_back
from articles.models import AuthorityMove, Edition, RetiredSlug, Topic
from articles.told import told as _

#: The columns of a record that a merge does not bring along, for people to compare first.
_COMPARED = ("kind", "affiliation", "region", "homepage", "reprint", "parent", "scope", "since", "note")


@dataclass(frozen=True, slots=True)
class Line:
    """How many rows of a kind would move; `doubled` of them fall together with one that is there already."""

    label: str
    count: int
    doubled: int = 0


@dataclass(frozen=True, slots=True)
class Differs:
    """A field in which the two records differ: what the one that goes says, and what stays."""

    label: str
    losing: str
    staying: str


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A preview: what moves, where the records differ, which addresses lead on. `token` tells one preview from another."""

    lines: tuple[Line, ...]
    differs: tuple[Differs, ...] = ()
    addresses: tuple[str, ...] = ()
    token: str = ""


def foresee_merge(kind: Kind, old: Any, new: Any) -> Foreseen:  # Any: records of the kind
    """Return what making `old` part of `new` would do. Five queries, eight for a topic and up to two for its parents."""
    lines = [line for each in (kind.desk, kind.press) for line in _moving(each, old.pk, new.pk)]
    lines.append(Line(_("其中现在公开的版次"), _live(kind.press, old.pk)))
    lines += [line for each in (*kind.others, kind.forms) for line in _moving(each, old.pk, new.pk)]
    retired = RetiredSlug.objects.filter(kind=kind.name, target_id=old.pk).order_by("pk")
    slugs = [old.slug, *retired.values_list("slug", flat=True)]
    differs = tuple(_differs(old, new))
    told = [old.pk, new.pk, old.slug, new.slug, slugs, *((line.count, line.doubled) for line in lines)]
    told += [(each.losing, each.staying) for each in differs]
    return Foreseen(tuple(lines), differs, tuple(slugs), _token(told))


def foresee_split(kind: Kind, old: Any, rows: Sequence[int], forms: Sequence[int]) -> Foreseen:
    """Return what taking the rows and written forms out of `old` would move. Three queries."""
    chosen = kind.desk.rows(old.pk).filter(pk__in=rows)
    articles = set(chosen.values_list(kind.desk.article, flat=True))
    printed = kind.press.rows(old.pk).filter(edition__article__in=articles)
    lines = (
        Line(str(kind.desk.label), chosen.count()),
        Line(str(kind.press.label), printed.count()),
        Line(str(kind.forms.label), kind.forms.rows(old.pk).filter(pk__in=forms).count()),
    )
    return Foreseen(lines, token=_token([old.pk, sorted(rows), sorted(forms), *(line.count for line in lines)]))


def foresee_undo(kind: Kind, move: AuthorityMove) -> Foreseen:
    """Return what an undo would put back; `doubled` is what others have changed since, which stays. A query a step."""
    labels = {each.model._meta.model_name: str(each.label) for each in kind.references}
    lines: dict[str, Line] = {}
    for step in move.steps:
        label = labels.get(step["model"]) or str(apps.get_model("articles", step["model"])._meta.verbose_name)
        if is_moving(step, kind.name):
            turned = turn_back(step, dry_run=True)
            before = lines.get(label, Line(label, 0))
            lines[label] = Line(label, before.count + turned.count, before.doubled + turned.left)
    return Foreseen(tuple(lines.values()))


def is_beneath(one: Topic, other: Topic) -> bool:
    """Return whether the topic `one` stands beneath `other`. A query for each topic above it."""
    above, seen = one.parent, set[int]()
    while above is not None and above.pk not in seen:
        if above.pk == other.pk:
            return True
        seen.add(above.pk)
        above = above.parent
    return False


def _moving(each: Reference, old: int, new: int) -> list[Line]:
    """Return the line of one reference, articles counted too where a row is not an article. One query."""
    rows = each.rows(old)
    asked: dict[str, Any] = {"count": Count("pk")}
    if each.beside:
        same = each.rows(new).filter(**{name: OuterRef(name) for name in each.beside})
        rows = rows.annotate(is_double=Exists(same))
        asked["doubled"] = Count("pk", filter=Q(is_double=True))
    if each.role and each.article:
        asked["articles"] = Count(each.article, distinct=True)
    found = rows.aggregate(**asked)
    line = Line(str(each.label), found["count"], found.get("doubled", 0))
    return [line, Line(_("涉及的文章"), found["articles"])] if "articles" in found else [line]


def _live(press: Reference, pk: int) -> int:
    """Return how many live editions are listed under a record. One query."""
    live = Edition.objects.live().values("pk")
    return int(press.rows(pk).filter(edition__in=live).aggregate(n=Count("edition", distinct=True))["n"])


def _differs(old: Any, new: Any) -> list[Differs]:
    found = []
    for each in old._meta.concrete_fields:
        if each.name in _COMPARED:
            one, other = (_shown(record, each.name) for record in (old, new))
            if one != other:
                found.append(Differs(str(each.verbose_name), one, other))
    return found


def _shown(record: Any, name: str) -> str:
    display = getattr(record, f"get_{name}_display", None)
    return str(display() if display else getattr(record, name) or "")


def _token(told: Sequence[Any]) -> str:
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]
