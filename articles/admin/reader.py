"""A revision as a reader would see it: the page of an article or a collection made from a snapshot, nothing beside it.

No edition is made and nothing is linked: who looks from outside sees this revision and no other page of the desk.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from articles.editorial.digest import canonical
from articles.models import Article, Attribution, Contribution, Edition, Source
from articles.text.body import to_html

#: Characters a minute, as the public page counts.
READING_SPEED = 400


def reader_page(request: HttpRequest, target: Any, snapshot: Mapping[str, Any], more: dict[str, Any]) -> HttpResponse:
    """Return the page of `target` (an article or a collection) as `snapshot` has it, in the language that `?in=` names.

    `more` is for the line above the page. Never kept, never indexed, and no other site hears of the address.
    """
    asked = request.GET.get("in", "")
    language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    is_article = isinstance(target, Article)
    shown = _article(snapshot) if is_article else _collection(snapshot)
    with translation.override(language):
        template = "articles/preview.html" if is_article else "articles/preview_collection.html"
        response = render(request, template, {**shown, **more, "languages": _languages(language)})
    response.headers["Content-Language"] = language
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _languages(current: str) -> list[tuple[str, str, bool]]:
    """Return code, own name, and whether it is the one shown, of each language."""
    return [(code, name, code == current) for code, name in settings.LANGUAGES]


def _article(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    content, beside = snapshot["payload"], snapshot["more"]
    edition = Edition(
        payload=canonical(dict(content)),
        title=content["title"],
        standfirst=content["standfirst"],
        html=to_html(content["text"]),
        date=content["date"],
        date_certainty=beside.get("date_certainty", "stated"),
        source_name=content["source"] or "",
        script=content["script"],
        original_url=beside.get("original_url", ""),
        reprint=_reprint(content, beside),
        characters=sum(not char.isspace() for char in content["text"]),
    )
    people = _people(content["people"])
    return {
        "edition": edition,
        "content": content,
        "people": [(label, members) for role, label, members in people if role != "editor"],
        "editors": [person for role, _label, members in people if role == "editor" for person in members],
        "minutes": max(1, round(edition.characters / READING_SPEED)),
        "chain": [(Attribution.Role(row["role"]).label, row["name"]) for row in content["chain"]],
    }


def _reprint(content: Mapping[str, Any], beside: Mapping[str, Any]) -> str:
    """Return how much of the text the publisher lets us print. One query where it has a record."""
    rows = zip(content["chain"], beside.get("chain", ()), strict=False)
    key = next((source for row, source in rows if row["role"] == Attribution.Role.PUBLISHED_BY), None)
    source = Source.objects.filter(pk=key).first() if key else None
    return source.reprint if source else "full"


def _people(printed: list[dict[str, str]]) -> list[tuple[str, Any, list[dict[str, Any]]]]:
    """Return role, its label, and the people of the role as the byline prints them, without a record to lead to."""
    found = []
    for role in dict.fromkeys(person["role"] for person in printed):
        members = [
            {"name": p["name"], "aside": " ".join(filter(None, (p["outlet"], p["affiliation"]))), "author": None}
            for p in printed
            if p["role"] == role
        ]
        found.append((role, Contribution.Role(role).label, members))
    return found


def _collection(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page of a collection shows; of a piece its own title here, or that of its live edition. One query."""
    content = snapshot["payload"]
    keys = [row["article"] for section in content["sections"] for row in section["placements"]]
    live = {edition.article_id: edition for edition in Edition.objects.live().filter(article__in=keys).for_lists()}
    number = 0
    parts = []
    for section in content["sections"]:
        pieces = []
        for row in section["placements"]:
            number += 1
            edition = live.get(row["article"])
            pieces.append({**row, "number": number, "edition": edition, "headline": row["title"] or _title(edition)})
        parts.append({**section, "pieces": pieces})
    return {"content": content, "parts": parts, "count": number}


def _title(edition: Edition | None) -> str:
    return edition.title if edition else ""
