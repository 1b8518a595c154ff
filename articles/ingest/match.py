"""Match the outlets and people a reading names to the sources and authors of the desk, by their written forms.

Not for choosing: where the forms leave a choice nothing is linked, and an editor is asked.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from articles.ingest.records import Document, Fact, Fields, Flag, Outlet, Person, Proposal
from articles.models import Author, AuthorForm, Source, SourceForm
from articles.text.tags import tag_identity

#: The longest name a source or an author can have, as written and as folded.
MAX_NAME = 120
#: The longest affiliation an author can have; a longer one stays with the article's reading.
MAX_AFFILIATION = 200


@dataclass(slots=True)
class Known:
    """The sources and authors that a capture's names may mean, by folded form; grows with those made for it."""

    sources: dict[str, list[Source]] = field(default_factory=lambda: defaultdict(list))
    authors: dict[str, list[Author]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True, slots=True)
class Match:
    """What the names of one document mean: one source an outlet and one author a person, None where open."""

    sources: tuple[Source | None, ...]
    authors: tuple[Author | None, ...]
    flags: tuple[Flag, ...] = ()
    proposals: tuple[Proposal, ...] = ()


def find_known(documents: Iterable[Document]) -> Known:
    """Return what the desk knows of every outlet and person in `documents`. Two queries, however many they are."""
    fields = [document.fields for document in documents]
    outlets = {tag_identity(outlet.name.value) for each in fields for outlet in each.outlets}
    people = {tag_identity(person.name.value) for each in fields for person in each.people}
    known = Known()
    for source_form in SourceForm.objects.filter(folded__in=outlets - {""}).select_related("source").order_by("source"):
        known.sources[source_form.folded].append(source_form.source)
    for author_form in AuthorForm.objects.filter(folded__in=people - {""}).select_related("author").order_by("author"):
        known.authors[author_form.folded].append(author_form.author)
    return known


def match(fields: Fields, known: Known, *, create: bool = True) -> Match:
    """Return the sources and authors that `fields` names, making those nobody knows yet (unless `create` is off).

    A name with exactly one bearer is linked, unless the author is known under another affiliation. A name that
    waits for an editor's confirmation is neither linked nor made. Queries only where something is made.
    """
    sources = tuple(_source(outlet, known, create) for outlet in fields.outlets)
    authors = tuple(_author(person, known, create) for person in fields.people)
    flags: list[Flag] = []
    proposals: list[Proposal] = []
    for outlet, source in zip(fields.outlets, sources, strict=True):
        named = known.sources[_key(outlet.name)]
        if source is None and named:
            flags.append(_source_flag(outlet, named))
            proposals += (_source_proposal(outlet, each) for each in named)
    for person, author in zip(fields.people, authors, strict=True):
        bearers = known.authors[_key(person.name)]
        if author is None and bearers and not person.confirm:
            flags.append(_author_flag(person, bearers))
            proposals += (_author_proposal(person, each) for each in bearers)
    return Match(sources, authors, tuple(flags), tuple(proposals))


def _key(name: Fact) -> str:
    return tag_identity(name.value)


def _source(outlet: Outlet, known: Known, create: bool) -> Source | None:
    """Return the one source of the outlet's name, a new one of unknown kind where there is none, else None."""
    bearers = known.sources[_key(outlet.name)]
    if not bearers and create and _is_name(outlet.name):
        source = Source.objects.create(name=outlet.name.value)
        SourceForm.objects.create(source=source, form=outlet.name.value)
        bearers.append(source)
    return bearers[0] if len(bearers) == 1 else None


def _author(person: Person, known: Known, create: bool) -> Author | None:
    """Return the one author of the person's name and affiliation, a new one where there is none, else None."""
    if person.confirm:
        return None
    bearers = known.authors[_key(person.name)]
    if not bearers and create and _is_name(person.name):
        affiliation = person.affiliation.value if person.affiliation else ""
        author = Author.objects.create(
            name=person.name.value, affiliation=affiliation if len(affiliation) <= MAX_AFFILIATION else ""
        )
        AuthorForm.objects.create(author=author, form=person.name.value)
        bearers.append(author)
    return bearers[0] if len(bearers) == 1 and _same_affiliation(person, bearers[0]) else None


def _is_name(name: Fact) -> bool:
    """Return whether an authority can bear the name: printable, and not longer than there is room for."""
    return 0 < len(_key(name)) <= MAX_NAME and len(name.value) <= MAX_NAME and name.value.isprintable()


def _same_affiliation(person: Person, author: Author) -> bool:
    """Return whether nothing speaks against the two being one: the same affiliation, or one of them unknown."""
    stated = tag_identity(person.affiliation.value) if person.affiliation else ""
    return not stated or not author.affiliation or stated == tag_identity(author.affiliation)


def _source_flag(outlet: Outlet, choices: list[Source]) -> Flag:
    message = f"“{outlet.name.value}”是{len(choices)}个来源的写法，请选定是哪一个。"
    return Flag("source-to-choose", message, outlet.name.start, outlet.name.end)


def _author_flag(person: Person, choices: list[Author]) -> Flag:
    if len(choices) > 1:
        message = f"有{len(choices)}位作者都叫“{person.name.value}”，请选定是哪一位。"
    else:
        message = f"作者档案里的“{person.name.value}”单位不同，请核对是否同一人。"
    return Flag("author-to-choose", message, person.name.start, person.name.end)


def _source_proposal(outlet: Outlet, source: Source) -> Proposal:
    reason = f"来源档案里的“{source.name}”（地区：{source.region or '未填'}）有这个写法。"
    return Proposal("source-record", source.slug, (outlet.name,), reason)


def _author_proposal(person: Person, author: Author) -> Proposal:
    evidence = (person.name, person.affiliation) if person.affiliation else (person.name,)
    return Proposal(
        "author", author.slug, evidence, f"作者档案有同名的“{author.name}”，单位：{author.affiliation or '未填'}。"
    )
