"""The sections of a collection with their pieces as the page shows them: the boxes of its form, the acts as buttons."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from articles.admin.record import headline_of
from articles.admin.shown import SHOWN, sign_rows
from articles.editorial.arrange import FIRST
from articles.editorial.caution import Cautions
from articles.models import Collection, Placement, Section


@dataclass(slots=True)
class Piece:
    """A piece in its place: its boxes, its number, what there is to warn of, and the acts that move it ("" for none)."""

    form: Any  # Any: a form made at run time
    placement: Placement
    number: int
    cautions: tuple[str, ...] = ()
    up: str = ""
    down: str = ""

    @property
    def name(self) -> str:
        return headline_of(self.placement.article)


@dataclass(slots=True)
class Part:
    """A section with its pieces, and the acts that move it ("" for none)."""

    form: Any  # Any: a form made at run time
    section: Section
    pieces: list[Piece]
    number: int
    up: str = ""
    down: str = ""


def parts_of(sections: Any, placements: Any, found: Cautions) -> tuple[list[Part], list[Any]]:
    """Return the sections as two formsets show them, with their pieces; and the forms of pieces that are not stored yet."""
    rows = [form for form in sections.initial_forms if form.instance.pk]
    parts = [Part(form, form.instance, [], number) for number, form in enumerate(rows, 1)]
    by_key = {part.section.pk: part for part in parts}
    new = [form for form in placements.extra_forms if form.has_changed()]
    for form in placements.initial_forms:
        placement = form.instance
        part = by_key.get(_section_of(form), by_key.get(placement.section_id))
        if part is not None:
            part.pieces.append(Piece(form, placement, 0, found.pieces.get(placement.pk, ())))
    _number(parts)
    return parts, new


def _section_of(form: Any) -> int:
    """Return the section that the form has a piece in: in one that was refused it may not be the stored one."""
    chosen = str(form["section"].value() or "") if form.is_bound else ""
    return int(chosen) if chosen.isdecimal() else form.instance.section_id


def _number(parts: Sequence[Part]) -> None:
    """Number the pieces through all sections, and say where up and down lead."""
    number = 0
    for at, part in enumerate(parts):
        part.up = f"section-move:{part.section.pk}:{parts[at - 2].section.pk if at > 1 else FIRST}" if at else ""
        part.down = f"section-move:{part.section.pk}:{parts[at + 1].section.pk}" if at + 1 < len(parts) else ""
        for place, piece in enumerate(part.pieces):
            number += 1
            piece.number = number
            piece.up = _up(parts, at, place, piece.placement.pk)
            piece.down = _down(parts, at, place, piece.placement.pk)


def _up(parts: Sequence[Part], at: int, place: int, pk: int) -> str:
    if place:
        behind = parts[at].pieces[place - 2].placement.pk if place > 1 else FIRST
        return f"move:{pk}:{parts[at].section.pk}:{behind}"
    if not at:
        return ""
    above = parts[at - 1]
    return f"move:{pk}:{above.section.pk}:{above.pieces[-1].placement.pk if above.pieces else FIRST}"


def _down(parts: Sequence[Part], at: int, place: int, pk: int) -> str:
    pieces = parts[at].pieces
    if place + 1 < len(pieces):
        return f"move:{pk}:{parts[at].section.pk}:{pieces[place + 1].placement.pk}"
    return f"move:{pk}:{parts[at + 1].section.pk}:{FIRST}" if at + 1 < len(parts) else ""


def pane_of(collection: Collection, formsets: Sequence[Any], found: Cautions, token: str = "") -> dict[str, Any]:
    """Return what the template of sections and pieces shows. `token`: what a form that is shown again had shown. No query."""
    sections, placements = formsets
    parts, new = parts_of(sections, placements, found)
    fetched: Any = collection  # Any: its rows are fetched along
    return {
        "row": collection,
        "parts": parts,
        "new_pieces": new,
        "formsets": (sections, placements),
        "piece_count": sum(len(part.pieces) for part in parts),
        "cautions": found,
        SHOWN: token or sign_rows(collection, fetched.sections.all(), fetched.placements.all()),
    }
