"""A person's inbox at the desk: what they were called for, given, sent back and are to fix, in one list. And who can be called."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.editorial import reminder as verbs
from articles.editorial.mailing import address_of
from articles.editorial.mention import colleagues
from articles.models import Reminder, User
from articles.text.mention import folded

A_PAGE = 50
#: Beyond this many unread the header does not say how many.
COUNTED = 99
#: How many names the box behind an `@` offers.
OFFERED = 8
SHOWS: dict[str, Any] = {  # Any: lazy translations
    "unread": gettext_lazy("未读"),
    "due": gettext_lazy("有限期的"),
    "all": gettext_lazy("全部"),
}


def unread(user: Any) -> str:  # Any: a user or nobody
    """Return how many are unread, as the header prints it; empty for none. No query: the count came with the person."""
    number = getattr(user, "unread_count", None) or 0
    return f"{COUNTED}+" if number > COUNTED else str(number or "")


def inbox_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:  # Any: a template context
    """Show a page of the inbox; asked by its buttons, mark as read, go to the place, or turn the daily mail on or off."""
    person: Any = request.user  # Any: signed in, or the site shows the login page
    if request.method == "POST":
        return _act(request, person)
    show = request.GET.get("show", "")
    show = show if show in SHOWS else "unread"
    page = Paginator(_rows(person, show), A_PAGE).get_page(request.GET.get("p"))
    more = {
        "title": _("收件箱"),
        "shows": [(name, label, name == show) for name, label in SHOWS.items()],
        "show": show,
        "shown": page,
        "today": timezone.localdate(),
        "digest": person.digest,
        "email": person.email,
    }
    return TemplateResponse(request, "admin/articles/inbox.html", {**context, **more})


def _rows(person: User, show: str) -> Any:  # Any: the queryset that the related manager gives
    rows = Reminder.objects.filter(person=person).light()
    if show == "due":
        return rows.due()
    return (rows.unread() if show == "unread" else rows).order_by("-pk")


def _act(request: HttpRequest, person: Any) -> HttpResponse:
    here = HttpResponseRedirect(f"{reverse('admin:inbox')}?show={_shown(request)}")
    if "_digest" in request.POST:
        wanted = request.POST["_digest"] == "on"
        User.objects.filter(pk=person.pk).update(digest=wanted)
        messages.success(request, _("每天给您发邮件汇总。") if wanted else _("不再给您发邮件汇总。"))
        return here
    if "_read_all" in request.POST:
        count = verbs.read(person)
        messages.success(request, _("%(count)d 条已记作已读。") % {"count": count})
        return here
    row = _named(request, person)
    if row is None:
        messages.error(request, _("没有这一条提醒。"))
        return here
    verbs.read(person, row.pk)
    return HttpResponseRedirect(address_of(row)) if "_open" in request.POST else here


def _shown(request: HttpRequest) -> str:
    show = request.GET.get("show", "")
    return show if show in SHOWS else "unread"


def _named(request: HttpRequest, person: User) -> Reminder | None:
    number = request.POST.get("_open") or request.POST.get("_read") or ""
    if not number.isdecimal() or len(number) > 18:
        return None
    return Reminder.objects.filter(person=person, pk=int(number)).select_related("comment").first()


@require_safe
def people_view(request: HttpRequest) -> HttpResponse:
    """Return the colleagues who can be called about a kind of piece and whose names hold what was typed.

    `call` is the name that means one of them alone.
    """
    kind = "collection" if request.GET.get("of") == "collection" else "article"
    person: Any = request.user  # Any: signed in, or the site shows the login page
    if not any(person.has_perm(f"articles.{verb}_{kind}") for verb in ("view", "change")):
        raise PermissionDenied
    typed = folded(request.GET.get("q", "")[:60])
    rows = list(colleagues(kind).values_list("username", "display_name"))
    shown = Counter(folded(name) for _username, name in rows)
    offered = [
        {
            "name": name or username,
            "username": username,
            "call": name if name and shown[folded(name)] == 1 else username,
        }
        for username, name in rows
        if typed in folded(username) or typed in folded(name)
    ]
    return JsonResponse({"people": offered[:OFFERED]})
