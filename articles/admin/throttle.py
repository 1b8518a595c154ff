"""What is said to somebody whose login is locked: for how long, and that nothing typed is lost.

How often and how long is in the settings; a name is locked for the address that failed, not for other addresses.
"""

from datetime import timedelta
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import ngettext

from articles.admin import desk, expired
from articles.models import CAME_FROM


def locked_out(request: HttpRequest, _response: HttpResponse, credentials: dict[str, Any] | None) -> HttpResponse:
    """Return the login page (429) that says how long to wait, with the form that waits in it."""
    left = wait(str((credentials or {}).get("username", "")), CAME_FROM.get())
    minutes = max(1, -(-int(left.total_seconds()) // 60))
    said = ngettext(
        "密码错了太多次，这个用户名从您这里暂时不能登录。请过 %(minutes)d 分钟再试；别处登录不受影响。",
        "密码错了太多次，这个用户名从您这里暂时不能登录。请过 %(minutes)d 分钟再试；别处登录不受影响。",
        minutes,
    ) % {"minutes": minutes}
    response = desk.keeping_login(request, request.POST.get(expired.KEPT, ""), {"locked": said})
    response.status_code = 429
    response.headers["Retry-After"] = str(max(1, int(left.total_seconds())))
    return response


def wait(username: str, address: str) -> timedelta:
    """Return how long `username` stays locked for `address`; nothing where it is not. One query."""
    failures = AccessAttempt.objects.filter(username=username, ip_address=address)
    last = failures.aggregate(last=Max("attempt_time"))["last"]
    ends = last + settings.AXES_COOLOFF_TIME if last else timezone.now()
    return max(ends - timezone.now(), timedelta())
