"""The figures of the desk as a page: each table drawn as bars, shown in full beneath, and sent as a file."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.capture import FLAGS, OUTCOMES
from articles.admin.chart import Chart, lying, standing
from articles.admin.words import worded
from articles.editorial import figures
from articles.editorial.figures import Span
from articles.editorial.log import harmless

#: The periods to choose from, in weeks; the first is shown where none is asked for.
PERIODS: dict[str, tuple[int, Any]] = {  # Any: lazy translations
    "quarter": (13, gettext_lazy("十三周")),
    "month": (5, gettext_lazy("五周")),
    "year": (53, gettext_lazy("一年")),
}
Rows = list[tuple[str, tuple[float, ...]]]


@dataclass(frozen=True, slots=True)
class Figure:
    """A table: its heading, what it counts, the heads of its columns, its rows; and which columns are drawn, and how."""

    name: str
    heading: str
    says: str
    heads: tuple[str, ...]
    rows: Rows
    drawn: slice
    draw: Callable[[Rows], Chart]

    @property
    def chart(self) -> Chart:
        return self.draw([(name, numbers[self.drawn]) for name, numbers in self.rows])

    @property
    def legend(self) -> tuple[str, ...]:
        return self.heads[1:][self.drawn]

    @property
    def printed(self) -> list[tuple[str, list[str]]]:
        """Return the rows as people read them: numbers without a point that says nothing."""
        return [(name, [f"{number:g}" for number in numbers]) for name, numbers in self.rows]


def _captures(span: Span) -> Figure:
    rows = [(f"{week:%m-%d}", numbers) for week, numbers in figures.captures(span)]
    heads = (_("那一周起"), *(str(OUTCOMES[name]) for name in figures.OUTCOMES))
    says = _("每周导入的采集件，按结果分。")
    return Figure("captures", _("导入的采集件"), says, heads, rows, slice(0, 6), standing)


def _waiting(span: Span) -> Figure:
    rows = [(stage.name, numbers) for stage, numbers in figures.waiting(span)]
    heads = (_("审级"), _("决定数"), _("等候中位数（小时）"), _("最长（小时）"))
    says = _("从上一审签发（或送审）到签发或退回；中间改过文字的，从改动算起。")
    return Figure("waiting", _("在各审等多久"), says, heads, rows, slice(1, 2), lying)


def _findings(span: Span) -> Figure:
    rows = [(str(FLAGS.get(code) or worded("finding", code)), numbers) for code, numbers in figures.findings(span)]
    heads = (_("种类"), _("读取时存疑"), _("已改"), _("写明理由不改"))
    says = _("读取时记下的疑点，和编辑对校对意见的决定（撤销了的不算）。")
    return Figure("findings", _("疑点和校对"), says, heads, rows, slice(0, 3), lying)


def _published(span: Span) -> Figure:
    rows = [(f"{week:%m-%d}", numbers) for week, numbers in figures.published(span)]
    heads = (_("那一周起"), _("新发文章"), _("更正和换版"), _("专题版次"), _("撤下"))
    says = _("每周上线的版次和撤下的稿件；定时未到的不算。图里不画撤下的。")
    return Figure("published", _("发布"), says, heads, rows, slice(0, 3), standing)


def _people(span: Span) -> Figure:
    heads = (_("审签人"), _("签发"), _("退回"))
    says = _("每人在这段时间的决定，最多列三十人。")
    return Figure("people", _("审签"), says, heads, figures.people(span), slice(0, 2), lying)


FIGURES: dict[str, Callable[[Span], Figure]] = {
    "captures": _captures,
    "published": _published,
    "waiting": _waiting,
    "findings": _findings,
    "people": _people,
}


def figures_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:  # Any: a template context
    """Show every figure of the period that is asked for. Twelve queries beside the login's."""
    _refuse_strangers(request)
    period = _period(request)
    span = Span(PERIODS[period][0])
    made = [make(span) for make in FIGURES.values()]
    periods = [(name, label, name == period) for name, (_weeks, label) in PERIODS.items()]
    more = {"title": _("数字"), "figures": made, "period": period, "periods": periods, "start": span.mondays[0]}
    return TemplateResponse(request, "admin/articles/figures.html", {**context, **more})


def table_view(request: HttpRequest, context: dict[str, Any], name: str) -> HttpResponse:  # Any: a template context
    """Send one table as CSV, in UTF-8 with a mark, as spreadsheets want it. No cell is a formula."""
    _refuse_strangers(request)
    if name not in FIGURES:
        raise Http404
    period = _period(request)
    figure = FIGURES[name](Span(PERIODS[period][0]))
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}-{period}.csv"'
    writer = csv.writer(answer)
    writer.writerow(harmless(head) for head in figure.heads)
    writer.writerows([harmless(label), *numbers] for label, numbers in figure.printed)
    return answer


def _refuse_strangers(request: HttpRequest) -> None:
    """Raise PermissionDenied for who may not see articles. Any other page of the desk shows as much."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied


def _period(request: HttpRequest) -> str:
    asked = request.GET.get("period", "")
    return asked if asked in PERIODS else next(iter(PERIODS))
