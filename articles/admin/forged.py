"""What is answered to a form whose token does not hold: often a page opened before signing in anew in another tab.

A form that came from this very site is not thrown away: it comes back, unsaved, to be looked at and sent again.
"""

from django.http import HttpRequest, HttpResponse
from django.views.csrf import csrf_failure

from articles.admin import desk
from articles.admin.expired import give_back, packed


def token_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the form with a good token, the login page that holds it, or Django's refusal where it came from elsewhere."""
    came_from = request.headers.get("Origin")
    field = packed(request) if came_from == f"{request.scheme}://{request.get_host()}" else ""
    if not field:
        return csrf_failure(request, reason)
    if not desk.has_permission(request):
        return desk.keeping_login(request, field)
    return give_back(request, field, desk.each_context(request)) or csrf_failure(request, reason)
