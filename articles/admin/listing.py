"""How the desk lists rows by ten thousands: counted up to a bound, found by their keys, then read without a text.

What is shown in a column is the model's own; which columns a person wants is `columns`' business.
"""

from typing import Any

from django.contrib.admin.views.main import ORDER_VAR, SEARCH_VAR, ChangeList
from django.core.paginator import Paginator
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.functional import cached_property

#: As far as rows are counted beyond the page that is looked at: what is more is called "more".
COUNTED = 10_000
#: In an address, beside Django's own: the columns to show, and the order by their names. No lookups of rows.
COLUMNS_VAR, BY_VAR = "_cols", "_by"
OWN_VARS = (COLUMNS_VAR, BY_VAR)


def count_of(rows: Any, column: str) -> Coalesce:  # Any: a manager
    """Return how many of `rows` name the outer row in `column`, to annotate with: no join, so nothing to group by."""
    mine = rows.filter(**{column: OuterRef("pk")}).order_by().values(column)
    return Coalesce(Subquery(mine.annotate(_n=Count("pk")).values("_n"), output_field=IntegerField()), 0)


class BoundedPaginator(Paginator):  # type: ignore[type-arg]  # the class takes no parameter when it runs
    """Counts as far as `COUNTED` rows beyond the page asked for, so that a later page is always there to go to."""

    def __init__(self, rows: Any, per_page: int, page_asked: int = 1, *, is_search: bool = False) -> None:
        super().__init__(rows, per_page)
        self.most = COUNTED + max(page_asked, 1) * per_page
        self.is_search = is_search

    @cached_property
    def _keys(self) -> list[Any]:  # Any: primary keys
        """Return the keys of all rows as far as they are counted, in order: what costs is to find them, and is done once."""
        rows: QuerySet[Any] = self.object_list  # type: ignore[assignment]  # a list of the desk pages querysets alone
        return list(rows.values_list("pk", flat=True)[: self.most + 1])

    def keys_of(self, number: int) -> list[Any] | None:  # Any: primary keys
        """Return the keys of a page of what a search found, None of a list that was not searched. No query of its own."""
        start = (number - 1) * self.per_page
        return self._keys[start : start + self.per_page] if self.is_search else None

    @cached_property
    def _found(self) -> int:
        if self.is_search:
            return len(self._keys)
        rows: QuerySet[Any] = self.object_list  # type: ignore[assignment]  # a list of the desk pages querysets alone
        return rows.order_by().values("pk")[: self.most + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self._found, self.most)

    @property
    def has_more(self) -> bool:
        """Return whether there are more rows than were counted."""
        return self._found > self.most


class DeskList(ChangeList):
    """A list in which a page costs the same wherever it is: first the keys of its rows, then the rows."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:  # Any: Django's own signature
        self.request = request
        self._filters: Any = None
        super().__init__(request, *args, **kwargs)

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        found: dict[str, Any] = super().get_filters_params(params)
        return {name: value for name, value in found.items() if name not in OWN_VARS}

    def get_filters(self, request: HttpRequest) -> Any:
        """Make the filters once: facets ask for the rows again, and would make them anew for each."""
        if self._filters is None:
            self._filters = super().get_filters(request)
        specs, has, remaining, twice, active = self._filters
        return specs, has, dict(remaining), twice, active

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        if BY_VAR in self.params and ORDER_VAR not in self.params:
            self.params[ORDER_VAR] = self._numbered(self.params[BY_VAR])
        rows: QuerySet[Any] = super().get_queryset(request, exclude_parameters)
        return rows

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        paginator: Any = self.paginator
        whole = self.show_all and self.can_show_all
        keys = None if whole else paginator.keys_of(self.page_num)
        if keys is None:
            keys = list(self.result_list.values_list("pk", flat=True))
        lister: Any = self.model_admin  # Any: an admin that is Listed
        rows = lister.list_rows(request, self.root_queryset.filter(pk__in=keys), self.list_display)
        rows = rows if rows.query.select_related else self.apply_select_related(rows)
        self.result_list = rows.order_by(*self.get_ordering(request, rows))

    @property
    def has_more(self) -> bool:
        paginator: Any = self.paginator
        return bool(paginator.has_more)

    @property
    def troubles(self) -> list[str]:
        """Return in words what was typed into filters and is nothing they can look for."""
        return [trouble for spec in self.filter_specs for trouble in getattr(spec, "troubles", ())]

    def order_by_name(self) -> str:
        """Return the order a person chose, by the names of columns, as an address carries it; empty for the usual one."""
        if not self.params.get(ORDER_VAR):
            return ""
        named = []
        for number, way in self.get_ordering_field_columns().items():
            if 0 <= number < len(self.list_display):
                named.append(("-" if way == "desc" else "") + str(self.list_display[number]))
        return ".".join(named)

    def _numbered(self, named: str) -> str:
        """Return an order by the names of columns as Django writes it, by their numbers; unknown names are left out."""
        shown = list(self.list_display)
        parts = [(part[:1] == "-", part.removeprefix("-")) for part in named.split(".")]
        return ".".join(f"{'-' if back else ''}{shown.index(name)}" for back, name in parts if name in shown)


class Listed:
    """Gives an admin lists of the desk."""

    list_per_page = 50
    show_full_result_count = False
    #: Columns beyond `list_display` that a person may choose.
    more_columns: tuple[str, ...] = ()
    #: By column, what is fetched along where it is shown: by joins, and by queries of their own.
    column_joins: dict[str, tuple[str, ...]] = {}
    column_fetches: dict[str, tuple[str, ...]] = {}
    #: Columns that no list shows.
    never_listed: tuple[str, ...] = ()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return DeskList

    def get_paginator(self, request: HttpRequest, queryset: Any, per_page: int, *args: Any, **kwargs: Any) -> Any:
        asked = request.GET.get("p", "")
        number = int(asked) if asked.isdecimal() and len(asked) < 8 else 1
        return BoundedPaginator(queryset, per_page, number, is_search=bool(request.GET.get(SEARCH_VAR, "").strip()))

    def list_rows(self, request: HttpRequest, rows: QuerySet[Any], columns: Any) -> QuerySet[Any]:
        """Return `rows` with what their `columns` show fetched along, and no text."""
        joins = [name for column in columns for name in self.column_joins.get(str(column), ())]
        fetches = [name for column in columns for name in self.column_fetches.get(str(column), ())]
        if joins:
            rows = rows.select_related(*joins)
        if fetches:
            rows = rows.prefetch_related(*fetches)
        heavy = [name for name in self.never_listed if "__" not in name or name.split("__")[0] in joins]
        return rows.defer(*heavy) if heavy else rows
