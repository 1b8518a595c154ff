"""Tags for the addresses of the public pages: in full, in every language, and of the site's sections."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from articles.templatetags.press import LANGUAGES, page_tag

register = template.Library()

_SECTIONS = (
    ("collections", pgettext_lazy("plural", "专题")),
    ("articles", pgettext_lazy("plural", "文章")),
    ("topics", pgettext_lazy("plural", "主题")),
    ("sources", pgettext_lazy("plural", "来源")),
    ("archive", gettext_lazy("归档")),
)


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in one of the site's languages."""

    tag: str
    name: str
    path: str
    url: str
    current: bool


def absolute_url(path: str, request: Any = None) -> str:  # Any: an HttpRequest, or none on the page for errors
    """Return the full address of `path`: under the site's own address, else under the one that was asked."""
    if settings.SITE_URL:
        return f"{settings.SITE_URL}{path}"
    return request.build_absolute_uri(path) if request else path


@register.simple_tag(takes_context=True)
def language_links(context: Mapping[str, Any]) -> tuple[LanguageLink, ...]:  # Any: a template's context
    """Return this page in every language; none outside the public site.

    `canonical_path` in the context is the address that search engines shall keep, where it is not the page's own.
    """
    request = context.get("request")
    if request is None:
        return ()
    path, query = bare_path(request.path), request.META.get("QUERY_STRING", "")
    kept = bare_path(context.get("canonical_path") or "") or path + _leaf_query(request.GET.get("page", ""))
    return tuple(
        LanguageLink(
            tag,
            name,
            _prefixed(code, f"{path}?{query}" if query else path),
            absolute_url(_prefixed(code, kept), request),
            tag == page_tag(),
        )
        for code, (tag, name) in LANGUAGES.items()
    )


@register.simple_tag(takes_context=True)
def nav_links(context: Mapping[str, Any]) -> tuple[tuple[str, str, bool], ...]:  # Any: a template's context
    """Return address and name of the site's sections, and whether the page is in them."""
    request = context.get("request")
    here = request.path if request else ""
    links = ((reverse(f"articles:{name}"), str(label)) for name, label in _SECTIONS)
    return tuple((path, label, here.startswith(path)) for path, label in links)


def bare_path(path: str) -> str:
    """Return the path without the prefix of a language."""
    for code in LANGUAGES:
        if path.startswith(f"/{code}/"):
            return path.removeprefix(f"/{code}")
    return path


def _prefixed(code: str, path: str) -> str:
    return path if code == settings.LANGUAGE_CODE else f"/{code}{path}"


def _leaf_query(page: str) -> str:
    return f"?page={page}" if page.isascii() and page.isdigit() and page != "1" else ""
