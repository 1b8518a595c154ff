"""Filters of the article's list by how an article came: its doubts, its batch, its day. What it became is not here."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.capture import FLAGS, batch_name
from articles.admin.facets import GroupedFilter
from articles.admin.ranges import DateRange
from articles.models import Batch, Receipt


class FlagFilter(GroupedFilter):
    title = _("疑点")
    parameter_name = "flag"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(FLAGS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        # As text: SQLite has no `contains` on JSON, and a code in quotes stands nowhere else in the list.
        code = self.value()
        return queryset.filter(reading__flags__icontains=f'"{code}"') if code else queryset

    def counted(self, rows: QuerySet[Any]) -> Mapping[str, int]:
        found: Counter[str] = Counter()
        for flags, count in rows.values_list("reading__flags").annotate(_rows=Count("pk")).order_by():
            found.update(dict.fromkeys(flags or (), count))
        return found


class BatchFilter(GroupedFilter):
    title = _("导入批次")
    parameter_name = "batch"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(batch.pk), batch_name(batch)) for batch in Batch.objects.all()[:20]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        number = self.value() or ""
        if not number.isdecimal():
            return queryset
        return queryset.filter(reading__capture__in=Receipt.objects.filter(batch=int(number)).values("capture"))

    def counted(self, rows: QuerySet[Any]) -> Mapping[str, int]:
        arrived = "reading__capture__receipts__batch"
        known = rows.filter(**{f"{arrived}__in": [int(value) for value, _name in self.lookup_choices]})
        found = known.values_list(arrived).annotate(_rows=Count("pk", distinct=True)).order_by()
        return {str(batch): int(count) for batch, count in found}


class ImportedRange(DateRange):
    def titled(self, field: Any) -> Any:  # Any: a field, a lazy translation
        return _("导入")
