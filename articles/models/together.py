"""Asking much at once: rows put where a relation's would be fetched to, and several small questions in one query."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db import models
from django.db.models.functions import Cast


def hold(row: Any, relation: str, rows: Iterable[Any]) -> None:  # Any: a model's row, and rows of the related model
    """Let `row.relation.all()` be `rows`, asked for in another way. No query."""
    cache = row.__dict__.setdefault("_prefetched_objects_cache", {})
    cache.pop(relation, None)
    held = getattr(row, relation).get_queryset()
    held._result_cache, held._prefetch_done = list(rows), True
    cache[relation] = held


def is_held(row: Any, relation: str) -> bool:
    """Return whether `row.relation.all()` costs no query."""
    return relation in row.__dict__.get("_prefetched_objects_cache", {})


class Answer(NamedTuple):
    """A row of an answer. What a question does not ask for is None."""

    question: str
    key: Any = None
    number: Any = None
    rank: Any = None
    one: Any = None
    two: Any = None
    three: Any = None
    four: Any = None
    at: datetime | None = None
    until: datetime | None = None
    last: datetime | None = None


_KINDS: dict[str, Any] = {
    **dict.fromkeys(("key", "number", "rank"), models.BigIntegerField()),
    **dict.fromkeys(("one", "two", "three", "four"), models.CharField()),
    **dict.fromkeys(("at", "until", "last"), models.DateTimeField()),
}


class _Nothing(models.Expression):
    """Nothing, of a kind: what an answer says where its question does not ask for a part. Made once, shared by all."""

    def resolve_expression(self, *args: Any, **kwargs: Any) -> "_Nothing":  # Any: Django's own signature
        return self

    def as_sql(
        self, compiler: Any, connection: Any
    ) -> tuple[str, tuple[str | int, ...]]:  # Any: Django's own signature
        return f"CAST(NULL AS {self.output_field.cast_db_type(connection)})", ()


_NOTHING = {part: _Nothing(output_field=kind) for part, kind in _KINDS.items()}


class Question(NamedTuple):
    """Rows, and by the name of the answer's part the column it comes from."""

    rows: Any  # Any: a queryset, in no order and not cut
    columns: dict[str, Any]  # Any: a column's name or an expression


def question(rows: Any, **columns: Any) -> Question:
    return Question(rows, columns)


def ask(**questions: Question) -> dict[str, list[Answer]]:
    """Return the answers to all questions by their names, each in no order. One query."""
    asked = [_selected(name, one) for name, one in questions.items()]
    found: dict[str, list[Answer]] = {name: [] for name in questions}
    for row in asked[0].union(*asked[1:], all=True) if asked else ():
        answer = Answer(*row)
        found[answer.question].append(answer)
    return found


def _selected(name: str, asked: Question) -> Any:
    parts: list[Any] = [Cast(models.Value(name), models.CharField())]
    for part, kind in _KINDS.items():
        column = asked.columns.get(part)
        named: Any = models.F(column) if isinstance(column, str) else column
        parts.append(_NOTHING[part] if column is None else models.ExpressionWrapper(named, output_field=kind))
    return asked.rows.order_by().values_list(*parts)
