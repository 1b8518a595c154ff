"""Filters from one boundary to another: days in any form people write, and numbers. What is neither is told in words.

A range that cannot be read lists nothing: rows that were not asked for would be taken for those that were.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.contrib.admin import FieldListFilter
from django.db.models import DateTimeField, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.text.dates import PressDate, read_date

#: The largest number that a column of the database holds.
_LARGEST = 2**31 - 1
#: Days that are typed as words.
_DAYS: dict[str, int] = {"今天": 0, "昨天": 1, "前天": 2, "today": 0, "yesterday": 1}


class RangeFilter(FieldListFilter):
    """A filter with two boxes. `troubles` is what is wrong with what was typed, in words."""

    template = "admin/articles/range_filter.html"
    hint: Any = ""  # Any: a lazy translation

    def __init__(
        self, field: Any, request: HttpRequest, params: Any, model: Any, model_admin: Any, field_path: str
    ) -> None:
        self.names = self.parameters(field_path)
        super().__init__(field, request, params, model, model_admin, field_path)
        self.title = self.titled(field)
        used: Any = self.used_parameters  # Any: lists of texts here
        typed = [str(used.get(name, [""])[-1]).strip() for name in self.names]
        self.typed = (typed[0], typed[1])
        self.troubles: list[str] = []
        self.condition = self._condition()

    @staticmethod
    def parameters(field_path: str) -> tuple[str, str]:
        """Return the names in the address of the two boundaries."""
        return f"{field_path}_from", f"{field_path}_until"

    def titled(self, field: Any) -> Any:  # Any: a field, a lazy translation
        return field.verbose_name

    def expected_parameters(self) -> list[str | None]:
        return list(self.names)

    def has_output(self) -> bool:
        return True

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.none() if self.troubles else queryset.filter(self.condition)

    def choices(self, changelist: Any) -> Iterator[Any]:  # Any: rows of this filter's own template
        kept = {name: value for name, value in changelist.filter_params.items() if name not in self.names}
        yield {
            "boxes": list(zip(self.names, (_("从"), _("到")), self.typed, strict=True)),
            "hidden": [(name, each) for name, values in kept.items() for each in values],
            "clear": changelist.get_query_string(remove=list(self.names)) if any(self.typed) else "",
            "hint": self.hint,
            "troubles": self.troubles,
            "used": any(self.typed),
        }

    def get_facet_counts(self, pk_attname: str, filtered_qs: Any) -> dict[str, Any]:
        return {}

    def _condition(self) -> Q:
        first, last = (self._read(text) if text else None for text in self.typed)
        if first is not None and last is not None and self._is_reversed(first, last):
            self._complain(_("“从”在“到”之后。"))
        return self._between(first, last) if not self.troubles else Q()

    def _complain(self, said: str) -> None:
        self.troubles.append(_("%(filter)s：%(said)s") % {"filter": self.title, "said": said})

    def _read(self, text: str) -> Any:  # Any: what a boundary is, of each kind its own
        raise NotImplementedError

    def _is_reversed(self, first: Any, last: Any) -> bool:
        raise NotImplementedError

    def _between(self, first: Any, last: Any) -> Q:
        raise NotImplementedError


class DateRange(RangeFilter):
    """From the first moment of a day, a month or a year to the last moment of one, in the house's time."""

    hint = gettext_lazy("如 2024、2024-06、2024年6月28日、今天")

    def _read(self, text: str) -> tuple[datetime, datetime] | None:
        """Return the first moment of what `text` leaves open, and the one after its last; None, and a trouble, for no date."""
        ago = _DAYS.get(text.lower())
        found = read_date(text) if ago is None else _day(ago)
        span = found.bounds() if found is not None else None
        if span is None:
            shown = text if len(text) <= 20 else f"{text[:20]}……"
            self._complain(_("“%(text)s”不是日期。可以写 2024、2024-06、2024-06-28 或“今天”。") % {"text": shown})
        return span

    def _is_reversed(self, first: Any, last: Any) -> bool:
        return bool(first[0] >= last[1])

    def _between(self, first: Any, last: Any) -> Q:
        name = self.field_path
        is_moment = isinstance(self.field, DateTimeField)
        found = Q()
        if first is not None:
            found &= Q(**{f"{name}__gte": first[0] if is_moment else timezone.localdate(first[0])})
        if last is not None:
            found &= Q(**{f"{name}__lt": last[1] if is_moment else timezone.localdate(last[1])})
        return found


class SpanRange(DateRange):
    """Of a date that leaves something open, such as a year, all that may lie in the range. `dated_from` stands for both ends."""

    def titled(self, field: Any) -> Any:
        return _("日期")

    @staticmethod
    def parameters(field_path: str) -> tuple[str, str]:
        return "dated_from", "dated_until"

    def _between(self, first: Any, last: Any) -> Q:
        found = Q()
        if first is not None:
            found &= Q(dated_until__gt=first[0])
        if last is not None:
            found &= Q(dated_from__lt=last[1])
        return found


class NumberRange(RangeFilter):
    """From one whole number to another, both among those found."""

    hint = gettext_lazy("整数，如 800；只填一格也行")

    def _read(self, text: str) -> int | None:
        plain = text.replace(",", "").replace("，", "").replace(" ", "")
        if not plain.isdecimal() or len(plain) > 18:
            self._complain(_("“%(text)s”不是整数。") % {"text": text[:20]})
            return None
        return min(int(plain), _LARGEST)

    def _is_reversed(self, first: Any, last: Any) -> bool:
        return bool(first > last)

    def _between(self, first: Any, last: Any) -> Q:
        found = Q()
        if first is not None:
            found &= Q(**{f"{self.field_path}__gte": first})
        if last is not None:
            found &= Q(**{f"{self.field_path}__lte": last})
        return found


def _day(ago: int) -> PressDate:
    then = timezone.localdate() - timedelta(days=ago)
    return PressDate(then.year, then.month, then.day)
