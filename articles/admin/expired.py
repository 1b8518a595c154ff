"""A form that is sent when nobody is signed in any more: it waits in the login page and comes back after signing in.

It is carried by the page itself, so that nobody can fill the database without signing in. Nothing is saved by coming
back: a form of an article or a collection returns as a draft, any other with a button to send it again.
"""

import base64
import binascii
import json
import secrets
import zlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from articles.admin.draft import TOKEN, DraftKeeping, words_of
from articles.models import Draft

#: The field of the login page that holds the form, and the longest form that is unpacked from it.
KEPT = "kept"
MAX_FORM = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """A form that waits: the address it was sent to, its words, and whether files were sent that cannot wait."""

    page: str
    words: QueryDict
    had_files: bool


def packed(request: HttpRequest) -> str:
    """Return the form a request sends, packed for a field of the login page; empty where nothing was typed."""
    words = words_of(request.POST)
    if not any(value.strip() for _name, values in words.lists() for value in values):
        return ""
    row = [request.get_full_path(), words.urlencode(), bool(request.FILES)]
    return base64.urlsafe_b64encode(zlib.compress(json.dumps(row).encode())).decode()


def unpacked(field: str) -> Kept | None:
    """Return the form that a field of the login page holds; None where it holds none of ours."""
    try:
        raw = zlib.decompressobj().decompress(base64.urlsafe_b64decode(field), MAX_FORM)
        page, words, had_files = json.loads(raw)
        return Kept(str(page), QueryDict(str(words)), bool(had_files))
    except (ValueError, TypeError, binascii.Error, zlib.error):
        return None


def give_back(request: HttpRequest, field: str, shared: dict[str, Any]) -> HttpResponse | None:
    """Answer somebody who has signed in with the form that waited; None where there is none, or it is no page of the desk.

    `shared` is the context of every page of the desk.
    """
    kept = unpacked(field)
    match = _place(kept.page) if kept else None
    if kept is None or match is None:
        return None
    page = getattr(match.func, "model_admin", None)
    if isinstance(page, DraftKeeping) and str(match.url_name).endswith(("_change", "_add")):
        token = kept.words.get(TOKEN, "") or secrets.token_hex(8)
        Draft.keep(request.user, page.place(match.kwargs.get("object_id")), token, kept.words)  # type: ignore[arg-type]  # signed in
        messages.info(request, _("您已重新登录。刚才写的在表单里，还没有保存。"))
        return HttpResponseRedirect(f"{urlsplit(kept.page).path}?draft={token}")
    fields = [(name, value) for name, values in kept.words.lists() for value in values]
    shown = {**shared, "title": _("接着提交"), "page": kept.page, "fields": fields, "had_files": kept.had_files}
    return TemplateResponse(request, "admin/articles/again.html", shown)


def _place(page: str) -> Any:  # Any: Django's match, or None
    """Return what answers at an address, if that is the desk."""
    try:
        match = resolve(urlsplit(page).path)
    except Resolver404:
        return None
    return match if page.startswith("/") and not page.startswith("//") and "admin" in match.namespaces else None
