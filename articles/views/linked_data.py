"""What search engines and cards are told of a page: schema.org as JSON-LD, in the script of the page."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from articles.models import CollectionEdition, Edition, Notice
from articles.templatetags.press import as_read, html_date, shown_script

LinkedData = dict[str, Any]  # Any: JSON

_ROLES = {
    "reporter": "author",
    "correspondent": "author",
    "author": "author",
    "commentator": "author",
    "editor": "editor",
    "translator": "translator",
}


def describe_article(
    edition: Edition, content: LinkedData, url: str, notices: Sequence[Notice], *, withdrawn: bool = False
) -> LinkedData:
    """Return the NewsArticle of an edition; a date with unknown parts, like anything unknown, is left out."""
    script = edition.script
    people: dict[str, list[LinkedData]] = {}
    for person in content["people"]:
        if role := _ROLES.get(person["role"]):
            people.setdefault(role, []).append({"@type": "Person", "name": as_read(person["name"], script)})
    source = {"@type": "Organization", "name": as_read(edition.source_name, script)} if edition.source_name else None
    described = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": as_read(edition.title, script),
        "alternativeHeadline": as_read(content["subtitle"], script),
        "description": "" if withdrawn else as_read(edition.teaser, script),
        "inLanguage": shown_script(script),
        "url": url,
        "mainEntityOfPage": url,
        "datePublished": html_date(edition.date),
        "dateModified": edition.live_from.isoformat(timespec="seconds"),
        "version": edition.number,
        "creativeWorkStatus": "Withdrawn" if withdrawn else "Published",
        **people,
        "sourceOrganization": source,
        "publisher": _publisher(url),
        "isBasedOn": edition.original_url,
        "keywords": [as_read(tag) for tag in content["tags"]],
        "correction": _comments(notices),
    }
    return {key: value for key, value in described.items() if value}


def _comments(notices: Sequence[Notice]) -> list[LinkedData]:
    return [
        {
            "@type": "CorrectionComment",
            "name": as_read(notice.get_kind_display()),
            "text": as_read(notice.text),
            "datePublished": notice.at.isoformat(timespec="seconds"),
        }
        for notice in notices
    ]


def _publisher(url: str) -> LinkedData:
    """Return who publishes the page at `url`, and where corrections and withdrawals are listed."""
    policy = urljoin(url, reverse("articles:corrections"))
    return {"@type": "NewsMediaOrganization", "name": as_read(settings.SITE_NAME), "correctionsPolicy": policy}


def describe_collection(
    edition: CollectionEdition,
    url: str,
    parts: Sequence[tuple[str, str]],
    notices: Sequence[Notice] = (),
) -> LinkedData:
    """Return the Collection of an edition; `parts` are title and address of its articles."""
    described = {
        "@context": "https://schema.org",
        "@type": "Collection",
        "name": as_read(edition.title),
        "description": "" if edition.is_withdrawn else as_read(edition.standfirst),
        "inLanguage": shown_script(),
        "url": url,
        "dateModified": edition.live_from.isoformat(timespec="seconds"),
        "version": edition.number,
        "creativeWorkStatus": "Withdrawn" if edition.is_withdrawn else "Published",
        "publisher": _publisher(url),
        "hasPart": [{"@type": "NewsArticle", "headline": title, "url": address} for title, address in parts],
        "correction": _comments(notices),
    }
    return {key: value for key, value in described.items() if value}
