"""Who may be called by `@` about a piece: colleagues in service who may look at it. Not for how a name is read (`text.mention`)."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from articles.models import Article, Collection, User
from articles.text.mention import calls, folded

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, slots=True)
class Called:
    """Whom a note calls; the names that nobody bears who could look; and those that several bear."""

    people: tuple[User, ...] = ()
    unknown: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()


def colleagues(kind: str) -> QuerySet[User]:
    """Return the people in service who may look at every `article` or `collection`, by name."""
    seers = User.objects.none()
    for verb in ("view", "change"):
        seers |= User.objects.with_perm(f"articles.{verb}_{kind}", backend=_BACKEND)
    return seers.filter(is_active=True, is_staff=True).order_by("username")


def called(text: str, target: Article | Collection) -> Called:
    """Return whom `text` calls. One query, none where it has no `@`."""
    if "@" not in text and "＠" not in text:
        return Called()
    bearers: defaultdict[str, list[User]] = defaultdict(list)
    for person in colleagues(str(target._meta.model_name)):
        for name in {folded(person.username), folded(person.display_name)} - {""}:
            bearers[name].append(person)
    found = calls(text, bearers)
    borne = [bearers[call.name] for call in found if call.name is not None]
    people = {bearer[0].pk: bearer[0] for bearer in borne if len(bearer) == 1}
    return Called(
        tuple(people.values()),
        tuple(dict.fromkeys(text[call.start + 1 : call.end] for call in found if call.name is None)),
        tuple(dict.fromkeys(call.name for call in found if call.name and len(bearers[call.name]) > 1)),
    )
