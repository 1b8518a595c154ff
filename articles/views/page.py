"""What several pages share: turning leaves, and printed names beside living records."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

from articles.text.tags import tag_identity

Record = TypeVar("Record", bound=Model)

PER_PAGE = 20


def leaf(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], per_page: int = PER_PAGE) -> Page[Any]:
    """Return the page of `rows` that the address asks for. Raises Http404 for one that is not there."""
    try:
        return Paginator(rows, per_page).page(leaf_number(request))
    except EmptyPage as error:
        raise Http404 from error


def leaf_number(request: HttpRequest) -> int:
    """Return the number of the page that the address asks for, 1 where it asks for none. Raises Http404 for nonsense."""
    asked = request.GET.get("page", "1")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 7 and int(asked)):
        raise Http404
    return int(asked)


def match_printed(printed: Sequence[str], living: Sequence[Record]) -> list[Record | None]:
    """Return, for every printed name, the living record it belongs to: the one of that name, else the only one left.

    A record renamed or merged since has another name than the signed text; where that leaves a doubt, None.
    """
    by_name = {tag_identity(str(row)): row for row in living}
    found = [by_name.get(tag_identity(name)) for name in printed]
    left = [row for row in living if row not in found]
    if found.count(None) == 1 and len(left) == 1:
        found[found.index(None)] = left[0]
    return found
