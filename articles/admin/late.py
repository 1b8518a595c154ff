"""The late list: every piece past its day, by the person who has it, the longest late first; and where to assign it anew."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.admin.cards import Card, Count, cards, tally
from articles.editorial.spot import Asker, Spot, asker, spots
from articles.models import User

#: The most pieces shown of one person, and in all.
MOST_EACH, MOST = 30, 200


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody (None: nobody) with what is past its day in their hands: the first pieces, and how many of each kind."""

    name: str
    counts: tuple[Count, ...]
    cards: tuple[Card, ...]

    @property
    def count(self) -> int:
        return sum(each.count for each in self.counts)

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


def late_people(who: Asker) -> tuple[Person, ...]:
    """Return the people who have late pieces, who has the longest late first, nobody before all. Four queries, no text."""
    found = sorted((spot for spot in spots(who) if spot.late), key=lambda spot: (spot.due_on, spot.kind, spot.pk))
    groups: dict[int | None, list[Spot]] = {None: []}
    for spot in found:
        groups.setdefault(spot.assignee, []).append(spot)
    made = cards(list(_shown(groups)), who)
    names: dict[int | None, str] = {user.pk: str(user) for user in User.objects.filter(pk__in=[*filter(None, groups)])}
    return tuple(
        Person(
            names.get(person, _("没有人经手")),
            tally([spot.kind for spot in group], where="late", hand=str(person or "none")),
            tuple(made[key] for spot in group if (key := (spot.kind, spot.pk)) in made),
        )
        for person, group in groups.items()
        if group
    )


def late_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:  # Any: a template context
    """Show the late list; to those who give pieces out, with the way to do it."""
    by: Any = request.user  # Any: signed in, or the site shows the login page
    if not by.has_perm("articles.view_article"):
        raise PermissionDenied
    people = late_people(asker(by))
    assigns = {kind for kind in ("article", "collection") if by.has_perm(f"articles.assign_{kind}")}
    more = {
        "title": pgettext("page", "逾期"),
        "people": people,
        "count": sum(each.count for each in people),
        "assigns": assigns,
    }
    return TemplateResponse(request, "admin/articles/late.html", {**context, **more})


def _shown(groups: dict[int | None, list[Spot]]) -> Iterator[Spot]:
    """Yield the pieces that are shown: of each person the longest late, so many in all."""
    left = MOST
    for group in groups.values():
        yield from group[: min(MOST_EACH, left)]
        left -= min(MOST_EACH, left, len(group))
