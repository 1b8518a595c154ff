"""The language of a page: from the path on the public site, from the user at the desk, never from headers.

So a public page varies by its address alone and can be kept by any cache.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from newsroom.urls import DESK_PREFIXES


class LanguageMiddleware:
    """Activate the language of the path's prefix, or of the signed-in user under the desk's paths."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(self.language(request)):
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response

    def language(self, request: HttpRequest) -> str:
        if request.path_info.startswith(DESK_PREFIXES):
            return getattr(request.user, "language", "") or settings.LANGUAGE_CODE
        return translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
