"""What the log keeps of signing in and out. A name that nobody has is not kept: it may be a password in the wrong box."""

from typing import Any

from django.http import HttpRequest

from articles.models import Event, User


def note_login(request: HttpRequest, signed_in: bool) -> None:
    """Note a login, a wrong password of a known name, or the moment that name is locked for this address."""
    if signed_in:
        Event.note("login", by=request.user)
        return
    named = User.objects.filter(username=request.POST.get("username", "")[:150]).first()
    # Not counted where the name was locked before, nor where the form was incomplete.
    failed = getattr(request, "axes_failures_since_start", None) is not None
    if named and failed:
        Event.note("login_failed", by=None, about=named)
        if getattr(request, "axes_locked_out", False):
            Event.note("locked", by=None, about=named)


def note_logout(request: HttpRequest) -> None:
    """Note that a person signs out."""
    user: Any = request.user  # Any: whoever asks
    if request.method == "POST" and user.is_authenticated:
        Event.note("logout", by=user)
