"""What readers are told of pieces that were corrected or withdrawn, found for a whole list at once.

Not for making notices (`editorial.workflow`), nor for the pages that show them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from articles.models import Edition, Notice


@dataclass(frozen=True, slots=True)
class Gone:
    """A withdrawn article: what stands for it, and the last edition still to be read behind that (None: sealed)."""

    article_id: int
    notices: tuple[Notice, ...]
    edition: Edition | None

    @property
    def address(self) -> str:
        """Return where the notice stands; of what is sealed without its title in the address."""
        if self.edition is None:
            return reverse("articles:article_by_id", args=[self.article_id])
        return self.edition.get_absolute_url()


def find_gone(now: datetime, articles: Iterable[int] | QuerySet[Any] | None, most: int = 200) -> dict[int, Gone]:
    """Return the withdrawn of `articles` (ids or a query of them; None: all), the last withdrawn first.

    One query, and one more where there are any.
    """
    rows = (
        Notice.objects.shown(now)
        .withdrawals()
        .filter(article_id__in=Edition.objects.withdrawn(now).values("article_id"))
    )
    rows = rows.exclude(article_id__in=Edition.objects.live(now).values("article_id"))
    if articles is not None:
        rows = rows.filter(article_id__in=articles)
    told: dict[int, list[Notice]] = {}
    for notice in rows[:most]:
        told.setdefault(notice.article_id or 0, []).append(notice)
    left = Edition.objects.behind_notice(now).for_lists().filter(article_id__in=told).order_by("number") if told else []
    readable = {edition.article_id: edition for edition in left}
    return {pk: Gone(pk, tuple(notices), readable.get(pk)) for pk, notices in told.items()}


def find_corrections(now: datetime, articles: Iterable[int]) -> dict[int, list[Notice]]:
    """Return the corrections of each of `articles` that has any, the last first. One query."""
    found: dict[int, list[Notice]] = {}
    for notice in Notice.objects.shown(now).corrections().filter(article_id__in=list(articles)):
        found.setdefault(notice.article_id or 0, []).append(notice)
    return found
