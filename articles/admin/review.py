"""The sign-offs of a text as the desk shows them: each stage, who and when, and what has changed since a void one."""

from dataclasses import dataclass
from typing import Any

from articles.admin.history import FieldChange, named_changes
from articles.editorial.digest import payload
from articles.editorial.workflow import Standing
from articles.models import Article, Collection, SignOff, is_held


@dataclass(frozen=True, slots=True)
class Void:
    """Sign-offs that count no more, and the changed words since; none where the text went to review anew."""

    sign_offs: tuple[SignOff, ...]
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """The stages as they stand, the last note of a reviewer, and what has become void."""

    stages: tuple[Standing, ...]
    note: SignOff | None
    void: Void | None


def review_of(target: Article | Collection, standing: tuple[Standing, ...]) -> Review:
    """Return the review of `target`. One query, none where sign-offs are held; where a sign-off is void its revision, and names."""
    held = is_held(target, "sign_offs")
    signed = target.sign_offs.all() if held else target.sign_offs.select_related("by", "stage")
    rows = sorted(signed, key=lambda row: -row.pk)
    counted = {row.sign_off.pk for row in standing if row.sign_off is not None}
    note = next((row for row in rows if row.note), None)
    last_signed = next((row for row in rows if row.decision == "signed"), None)
    if last_signed is None or last_signed.pk in counted:
        return Review(standing, note, None)
    alike = [
        row
        for row in rows
        if row.decision == "signed" and row.digest == last_signed.digest and row.round == last_signed.round
    ]
    revision = target.revisions.filter(number=last_signed.revision_number).first()
    changes = named_changes(revision.content["payload"], payload(target), **_known(target)) if revision else ()
    return Review(standing, note, Void(tuple(reversed(alike)), changes))


def _known(target: Article | Collection) -> dict[str, Any]:  # Any: records of two kinds
    """Return the topics and the linked articles that the page of `target` has fetched."""
    links = target.links.all() if isinstance(target, Article) and is_held(target, "links") else ()
    return {"topics": getattr(target, "vocabulary", None) or (), "articles": [link.to_article for link in links]}
