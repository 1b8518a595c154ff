"""The pages of what the public sees of a piece: when it is public, and what readers are told of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path

from articles.admin.revisions import HistoryPages
from articles.admin.telling import HEADINGS, NoticeForm, look_at, outcome_of, tell
from articles.admin.timing import MOVES, TimingForm, change_time, initial_of, standing_of
from articles.editorial import workflow
from articles.editorial.log import said_by
from articles.editorial.workflow import Refused
from articles.models import Event


class PressPages(HistoryPages):
    def schedule_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show a piece's editions on the clock, and change what is still to come by one of the page's forms."""
        target, by = self.seen(request, object_id), _person(request)
        may = {move for move in MOVES if workflow.allowed(target, move, by)}
        form = TimingForm(request.POST or None, initial=initial_of(target))
        if request.method == "POST":
            move = request.POST.get("_move", "")
            _refuse_without_right(target, move, MOVES, by)
            try:
                messages.success(request, change_time(target, move, by, form, _opened(request)))
            except Refused as refused:
                _say(request, refused)
            else:
                return HttpResponseRedirect(request.path)
        editions = target.editions.defer("payload").select_related("published_by")
        coming, live = editions.scheduled().order_by("-live_from").first(), editions.live().first()
        shown = {
            "form": form,
            "may": may if target.state != "withdrawn" else (),
            "standing": standing_of(target, coming or live),
            "coming": coming,
            "live": live,
            "editions": editions.order_by("-number"),
            "moments": [(event, said_by(event)) for event in _told_of(target)],
        }
        return self.page(request, "admin/articles/schedule.html", target, shown)

    def notice_view(self, request: HttpRequest, object_id: str, move: str) -> HttpResponse:
        """Ask for the words of a correction or withdrawal, show what readers will see, and do it when confirmed."""
        if move not in HEADINGS:
            raise Http404
        target, by = self.seen(request, object_id), _person(request)
        _refuse_without_right(target, move, tuple(HEADINGS), by)
        if not workflow.allowed(target, move, by):
            messages.error(request, workflow.not_from_here(target, move))
            return HttpResponseRedirect(self.address(target))
        form = NoticeForm(request.POST or None, move=move)
        valid = request.method == "POST" and form.is_valid()
        if valid and "_confirm" in request.POST:
            try:
                messages.success(request, tell(target, move, by, form.cleaned_data, _opened(request)))
                return HttpResponseRedirect(self.address(target))
            except Refused as refused:
                _say(request, refused)
        reason, text = (form.cleaned_data["reason"], form.cleaned_data["text"]) if valid else ("", "")
        heading, confirm = HEADINGS[move]
        shown = {
            "form": form,
            "move": move,
            "heading": heading,
            "confirm": confirm,
            "outcome": outcome_of(target, move, reason),
            "looks": look_at(target, move, reason, text) if valid else (),
        }
        return self.page(request, "admin/articles/notice.html", target, shown)

    def get_urls(self) -> list[URLPattern]:
        name, guard = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("<path:object_id>/schedule/", guard(self.schedule_view), name=f"{name}_schedule"),
            path("<path:object_id>/notice/<slug:move>/", guard(self.notice_view), name=f"{name}_notice"),
            *super().get_urls(),
        ]


def _told_of(target: Any) -> Any:
    """Return the log of what was done about when the piece is public, the last first. Any: a record; a queryset."""
    kinds = ("publish", "correct", "withdraw", "seal", *MOVES)
    return Event.objects.filter(model=target._meta.model_name, row=target.pk, kind__in=kinds)


def _refuse_without_right(target: Any, move: str, moves: tuple[str, ...], by: Any) -> None:
    """Raise PermissionDenied where `by` may not make `move`, whatever the state. Any: a record, and who is signed in."""
    if move not in moves or not workflow.has_right(target, move, by):
        raise PermissionDenied


def _say(request: HttpRequest, refused: Refused) -> None:
    for reason in refused.reasons:
        messages.error(request, reason)


def _opened(request: HttpRequest) -> int:
    opened = request.POST.get("opened_version", "")
    return int(opened) if opened.isdecimal() else 0


def _person(request: HttpRequest) -> Any:  # Any: signed in, or the site shows the login page
    return request.user
