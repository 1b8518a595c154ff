"""The button that takes a proposed article into the section chosen above it."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.editorial import arrange
from articles.editorial.workflow import Refused


def place(request: HttpRequest, collection: Any) -> str:
    """Put the proposed article at the end of the chosen section; one revision."""
    article, section = (_number(request.POST.get(name, "")) for name in ("_place", "place_section"))
    first = collection.sections.first()
    if not section and first is None:
        raise Refused(_("请先建一个部分，再选放进哪一部分。"))
    return arrange.place(collection, article, section or first.pk, by=_person(request))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _person(request: HttpRequest) -> Any:  # Any: signed in, or the site shows the login page
    return request.user
