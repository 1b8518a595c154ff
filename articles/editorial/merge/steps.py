"""Rows moved, removed and added, each noted as it is done, so that all of it can be turned back, row for row."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from articles.editorial.merge.kinds import Model, Reference, batches
from articles.models import Article

Step = dict[str, Any]  # Any: JSON
Filed = dict[str, dict[str, list[str]]]


@dataclass(slots=True)
class Log:
    """What was done, in order: each step can be turned back by `turn_back`."""

    steps: list[Step] = field(default_factory=list)

    def repoint(self, each: Reference, old: int, new: int, pks: Collection[int] | None = None) -> None:
        """Let the rows that point to `old` (those of `pks` if given) point to `new`; one that `new` has already goes."""
        rows = each.rows(old) if pks is None else each.rows(old).filter(pk__in=pks)
        double: dict[int, int] = {}
        if each.beside:
            has = {key: pk for pk, *key in each.rows(new).values_list("pk", *each.beside) for key in [tuple(key)]}
            mine = {pk: tuple(key) for pk, *key in rows.values_list("pk", *each.beside)}
            double = {pk: has[key] for pk, key in mine.items() if key in has}
        self.remove(rows.filter(pk__in=double), double)
        self.change(each.model, rows.exclude(pk__in=double), each.column, old, new)

    def change(self, model: Model, rows: QuerySet[Any], column: str, was: Any, now: Any) -> None:
        """Set `column`, which holds `was` in all the rows, to `now`."""
        pks = list(rows.order_by("pk").values_list("pk", flat=True))
        for keys in batches(pks):
            model._base_manager.filter(pk__in=keys).update(**{column: now})
        if pks:
            self._note("change", model, pks=pks, column=column, was=was, now=now)

    def remove(self, rows: QuerySet[Any], beside: Mapping[int, int] | None = None) -> None:
        """Delete rows. `beside`: by their keys, those of the rows that stand for them from now on."""
        found = [(pack_row(row), (beside or {}).get(row.pk)) for row in rows.order_by("pk")]
        for keys in batches([row["id"] for row, _pk in found]):
            rows.model._base_manager.filter(pk__in=keys).delete()
        if found:
            self._note("remove", rows.model, rows=found)

    def add(self, row: Any) -> None:
        """Write a new row, whole as it is: nothing is derived."""
        type(row)._base_manager.bulk_create([row])
        self._note("add", type(row), row=pack_row(row))

    def file(self, was: Mapping[int, Filed], now: Mapping[int, Filed]) -> None:
        """Set what articles are filed as; `was` and `now` by their keys."""
        changed = {pk: now[pk] for pk in now if now[pk] != was[pk]}
        write_filed(changed)
        if changed:
            self._note("file", Article, rows=[(pk, was[pk], now[pk]) for pk in sorted(changed)])

    def _note(self, do: str, model: Model, **what: Any) -> None:
        self.steps.append({"do": do, "model": model._meta.model_name, **what})


def write_filed(filed: Mapping[int, Filed]) -> None:
    """Write what articles are filed as, one statement for all that are filed alike."""
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for pk, value in filed.items():
        alike[repr(value)].append(pk)
    for pks in alike.values():
        for keys in batches(pks):
            Article.objects.filter(pk__in=keys).update(filed=filed[pks[0]])


def is_moving(step: Step, kind: str) -> bool:
    """Return whether a step moved rows that hang on a record of the kind, or let them fall together: not the record itself."""
    own = step["do"] == "remove" and step["model"] == kind
    return step["do"] in ("change", "remove") and step.get("column") != "kind" and not own


@dataclass(frozen=True, slots=True)
class Turned:
    """How many rows a step turned back, and how many it left as others have made them."""

    count: int
    left: int


def turn_back(step: Step, *, dry_run: bool = False) -> Turned:
    """Undo one step where the rows still are as it left them; others stay as they are. `dry_run` only counts."""
    model = apps.get_model("articles", step["model"])
    rows = model._base_manager
    if step["do"] == "change":
        pks = _matching(rows.filter(**{step["column"]: step["now"]}), step["pks"])
        for keys in () if dry_run else batches(pks):
            rows.filter(pk__in=keys).update(**{step["column"]: step["was"]})
        return Turned(len(pks), len(step["pks"]) - len(pks))
    if step["do"] == "remove":
        standing = set(_matching(rows.all(), sorted(beside for _row, beside in step["rows"] if beside is not None)))
        back = [row for row, beside in step["rows"] if beside is None or beside in standing]
        if not dry_run:
            insert_rows(model, back)
        return Turned(len(back), len(step["rows"]) - len(back))
    if step["do"] == "add":
        found = rows.filter(pk=step["row"]["id"])
        count = found.count() if dry_run else found.delete()[1].get(model._meta.label, 0)
        return Turned(count, 1 - count)
    raise ValueError(step["do"])


def _matching(rows: QuerySet[Any], pks: Sequence[int]) -> list[int]:
    """Return those of the keys that `rows` holds."""
    return [pk for keys in batches(pks) for pk in rows.filter(pk__in=keys).order_by("pk").values_list("pk", flat=True)]


def pack_row(row: Any) -> dict[str, Any]:  # Any: values of columns
    """Return the columns of a row as JSON can hold them."""
    values = {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}


def insert_rows(model: Model, packed: Collection[Mapping[str, Any]]) -> None:
    """Write packed rows as they were, with their keys and their moments."""
    columns = {each.attname: each for each in model._meta.concrete_fields}
    made = [model(**{name: columns[name].to_python(value) for name, value in row.items()}) for row in packed]
    stamped = [name for name, each in columns.items() if getattr(each, "auto_now_add", False)]
    moments = [{name: getattr(row, name) for name in stamped} for row in made]
    model._base_manager.bulk_create(made)
    for row, moment in zip(made, moments, strict=True):
        if moment:
            model._base_manager.filter(pk=row.pk).update(**moment)
