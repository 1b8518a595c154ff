"""What a look at a row shows, for any model: the facts of all its columns, and whatever its own admin adds."""

from typing import Any

from django.contrib.admin.utils import display_for_field, display_for_value, lookup_field
from django.core.exceptions import ValidationError
from django.db.models import ForeignObjectRel, QuerySet
from django.http import HttpRequest

from articles.admin.columns import ChosenColumns
from articles.admin.listing import Listed

#: Characters of a text that a look shows.
FIRST = 420


class Peeked(ChosenColumns, Listed):
    """Shows its rows in short."""

    def peek_row(self, request: HttpRequest, pk: str) -> Any:
        """Return the row with all its columns show fetched along, or None."""
        try:
            return self.peek_rows(request).filter(pk=pk).first()
        except (ValueError, ValidationError):
            return None

    def peek_rows(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows that may be looked at, with what all their columns show fetched along."""
        return self.list_rows(request, self.get_queryset(request), self.all_columns())

    def peek_facts(self, row: Any) -> list[tuple[str, Any]]:
        """Return label and value of each column that has one."""
        found = [(self.column_label(name), self._value(name, row)) for name in self.all_columns()]
        return [(label, value) for label, value in found if value not in ("", self.get_empty_value_display())]

    def peek(self, row: Any) -> dict[str, Any]:
        """Return what else the look shows: `text` in paragraphs, `findings`, `more` about them."""
        return {}

    def _value(self, name: str, row: Any) -> Any:
        field, attr, value = lookup_field(name, row, self)
        empty = self.get_empty_value_display()
        if field is None or isinstance(field, ForeignObjectRel):
            return display_for_value(value, empty, bool(getattr(attr, "boolean", False)))
        return display_for_field(value, field, empty) if not field.remote_field else value or empty


def first_lines(*texts: str) -> list[str]:
    """Return the paragraphs at the beginning of `texts`, cut off after `FIRST` characters.

    >>> first_lines("", "一。\\n\\n二。")
    ['一。', '二。']
    """
    left, found = FIRST, []
    for paragraph in (part.strip() for text in texts for part in text.split("\n") if part.strip()):
        if left <= 0:
            break
        found.append(paragraph if len(paragraph) <= left else f"{paragraph[:left]}……")
        left -= len(paragraph)
    return found
