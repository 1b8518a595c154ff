"""What goes along when a record is deleted, and what stands in the way: counted in one query, whatever hangs on it.

Django fetches the rows of every relation, one after the other, to print their names. Deleting itself stays Django's.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import CASCADE, PROTECT, Count, ForeignObjectRel, Model, Q, QuerySet, Value
from django.http import HttpRequest
from django.utils.text import capfirst

#: Rows by their model.
Counts = dict[type[Model], int]


def hanging(model: type[Model], keys: Sequence[Any]) -> tuple[Counts, Counts]:  # Any: primary keys
    """Return how many rows go along with those of `model` under `keys`, and how many stand in the way. One query."""
    goes: dict[type[Model], Q] = defaultdict(Q)
    stays: dict[type[Model], Q] = defaultdict(Q)
    _follow(model, "", keys, (), goes, stays)
    asked = [
        *((kind, condition, 0) for kind, condition in goes.items()),
        *((kind, condition, 1) for kind, condition in stays.items()),
    ]
    counts: tuple[Counts, Counts] = ({}, {})
    for number, found in _counted(asked):
        if found:
            counts[asked[number][2]][asked[number][0]] = found
    return counts


def _follow(
    model: type[Model],
    path: str,
    keys: Sequence[Any],
    taken: tuple[ForeignObjectRel, ...],
    goes: dict[type[Model], Q],
    stays: dict[type[Model], Q],
) -> None:
    """Note the rows that name those of `model`, reached from what is deleted by `path`, and what hangs on them in turn."""
    for relation in _relations(model):
        own = f"{relation.field.name}__{path}" if path else relation.field.name
        related: Any = relation.related_model  # Any: resolved long since
        if relation.on_delete is PROTECT:
            stays[related] |= Q(**{f"{own}__in": keys})
        elif relation.on_delete is CASCADE and relation not in taken:
            goes[related] |= Q(**{f"{own}__in": keys})
            _follow(related, own, keys, (*taken, relation), goes, stays)


def _relations(model: type[Model]) -> Iterable[Any]:  # Any: the relations by which other rows name one
    fields = model._meta.get_fields(include_hidden=True)
    return (
        each for each in fields if each.auto_created and not each.concrete and (each.one_to_one or each.one_to_many)
    )


def _counted(asked: Sequence[tuple[type[Model], Q, int]]) -> list[tuple[int, int]]:
    parts: list[Any] = [
        kind._base_manager.filter(condition)
        .order_by()
        .values(_n=Value(n))
        .annotate(_c=Count("pk"))
        .values_list("_n", "_c")
        for n, (kind, condition, _held) in enumerate(asked)
    ]  # Any: querysets of several models
    return list(parts[0].union(*parts[1:], all=True)) if parts else []


class Removable:
    """Asks before a record is deleted, by how many rows of what go along."""

    admin_site: Any  # Any: the site that the admin is registered with
    #: Whether rows of this kind go with what they hang on, whoever may delete that.
    goes_along = False

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, set[str], Any]:
        """Return the records, how many of what go, the kinds that the person may not delete, and what stands in the way."""
        rows = list(objs)
        if not rows:
            return [], {}, set(), []
        goes, stays = hanging(type(rows[0]), [row.pk for row in rows])
        needed = {str(model._meta.verbose_name) for model in goes if not self._may_go(request, model)}
        may_delete: Any = self.has_delete_permission  # type: ignore[attr-defined]  # mixed into an admin
        if isinstance(objs, QuerySet) and not all(
            may_delete(request, row) for row in rows
        ):  # of one its page has asked
            needed.add(str(rows[0]._meta.verbose_name))
        names = [f"{capfirst(row._meta.verbose_name)}: {row}" for row in rows]
        shown = {model: count for model, count in goes.items() if not model._meta.auto_created}
        counts = {str(model._meta.verbose_name_plural): count for model, count in shown.items()}
        held = [f"{capfirst(model._meta.verbose_name_plural)} × {count}" for model, count in stays.items()]
        return names, {str(rows[0]._meta.verbose_name_plural): len(rows), **counts}, needed, held

    def _may_go(self, request: HttpRequest, model: type[Model]) -> bool:
        """Return whether rows of `model` go along without a right of their own, or the person has it."""
        own = self.admin_site._registry.get(model)
        return own is None or getattr(own, "goes_along", False) or bool(own.has_delete_permission(request))
