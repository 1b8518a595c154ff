"""The archive, by the pieces' own dates: what is stated decides, and a date without its month stands under the year."""

from collections import Counter
from itertools import groupby

from django.db.models import Value
from django.db.models.functions import Left, Replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Edition
from articles.views.page import leaf

PER_PAGE = 50


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """List the years, each with its months and how many pieces they hold, and the pieces without a year."""
    live = Edition.objects.live()
    years: dict[int, Counter[int]] = {}
    for stated, count in live.count_months():
        years.setdefault(int(stated[:4]), Counter())[_month_of(stated)] += count
    listed = [(year, months.total(), sorted(months.items(), reverse=True)) for year, months in years.items()]
    return render(request, "articles/archive.html", {"years": listed, "undated": live.undated().count()})


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """List a year's pieces by month, those without a month last."""
    month_stated = Replace(Left("date", 7), Value("XX"), Value(""))
    editions = Edition.objects.live().dated_in(year).annotate(month=month_stated).for_lists()
    page = leaf(request, editions.order_by("-month", "-dated_from", "-pk"), PER_PAGE)
    if not page.paginator.count:
        raise Http404
    months = [(number, list(rows)) for number, rows in groupby(page, key=lambda edition: _month_of(edition.month))]
    return render(request, "articles/archive_year.html", {"year": year, "page": page, "months": months})


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    page = leaf(request, Edition.objects.live().dated_in(year, month).newest_first().for_lists(), PER_PAGE)
    if not page.paginator.count:
        raise Http404
    return render(request, "articles/archive_month.html", {"year": year, "month": month, "page": page})


@require_safe
def undated(request: HttpRequest) -> HttpResponse:
    page = leaf(request, Edition.objects.live().undated().latest_first().for_lists(), PER_PAGE)
    if not page.paginator.count:
        raise Http404
    return render(request, "articles/archive_undated.html", {"page": page})


def _month_of(stated: str) -> int:
    """Return the month that a date's first seven signs state, 0 where they state the year alone.

    >>> _month_of("2024-06"), _month_of("2024-XX"), _month_of("2024-"), _month_of("2024")
    (6, 0, 0, 0)
    """
    return int(stated[5:]) if stated[5:].isdigit() else 0
