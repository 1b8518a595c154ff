"""Counts beside the choices of a filter, asked for on demand: each filter's by one query that groups."""

from collections.abc import Mapping
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Count, QuerySet


class GroupedFilter(SimpleListFilter):
    """A filter by a parameter of its own that counts its choices by `counted`, and not by a condition for each."""

    def counted(self, rows: QuerySet[Any]) -> Mapping[str, int]:
        """Return how many of `rows` each choice holds, by its value in the address. One query."""
        raise NotImplementedError

    def get_facet_queryset(self, changelist: Any) -> dict[str, int]:
        rows = changelist.get_queryset(self.request, exclude_parameters=self.expected_parameters())
        counts = self.counted(rows.order_by())
        return {f"{n}__c": counts.get(str(value), 0) for n, (value, _name) in enumerate(self.lookup_choices)}


def grouped(rows: QuerySet[Any], column: str) -> dict[str, int]:
    """Return how many of `rows` bear each value of `column`. One query."""
    found = rows.values_list(column).annotate(_rows=Count("pk")).order_by()
    return {str(value): int(count) for value, count in found}
