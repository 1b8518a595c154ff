"""What browsers keep for ever unless they are told not to: permanent redirects and notices of what is gone.

An address may lead elsewhere when a title changes back, and a withdrawn piece may come out anew: each is asked for anew.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

#: The statuses that RFC 9111 lets anybody keep and that Chromium keeps without end.
LASTING = (301, 308, 410)


class FreshnessMiddleware:
    """Say `no-cache` with an answer that would be kept for ever and says nothing of it itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in LASTING and not response.has_header("Cache-Control"):
            patch_cache_control(response, no_cache=True)
        return response
