"""The facts of a reading as the desk shows them: each with its evidence, and what may stand in its place at one press.

What may stand there comes from the reading, from a newer one or from the records of the desk; pressing is `acts`'.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.acts import choices_of
from articles.admin.words import printable, printed_date
from articles.editorial.byline import READ, fits, run_of
from articles.ingest.records import Document, Fact, Outlet, Person, Proposal
from articles.models import Article, Attribution, Author, Contribution, RetiredSlug, Source
from articles.text.finding import Finding
from articles.text.ledger import RULES
from articles.wording import in_words

#: Where the readers find facts, in an editor's words; other rules are the ledger's.
FOUND_IN: dict[str, Any] = {  # Any: lazy translations
    "affiliation": gettext_lazy("单位"),
    "byline": gettext_lazy("署名行"),
    "captured_from": gettext_lazy("网站名"),
    "credit": gettext_lazy("来源栏"),
    "date": gettext_lazy("日期行"),
    "dateline": gettext_lazy("电头"),
    "interview": gettext_lazy("访谈体例"),
    "link": gettext_lazy("网址"),
    "reprint": gettext_lazy("转载说明"),
    "section": gettext_lazy("栏目行"),
    "subtitle": gettext_lazy("副题行"),
    "tags": gettext_lazy("标签行"),
    "title": gettext_lazy("标题行"),
}
CERTAINTY: dict[str, Any] = dict(Article.Certainty.choices)  # Any: lazy translations
#: The longest quotation shown beside a fact.
QUOTED = 48


#: By what a proposal may name, `author` or `source-record`, the keys of records by the addresses they have or had.
Addresses = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that may stand in a fact's place: the name and value its button posts, its words, and why it is offered.

    `fill`: what its field in the form would hold, where that is one value.
    """

    name: str
    value: str
    label: str
    why: str = ""
    fill: str = ""

    @property
    def is_way_back(self) -> bool:
        """Return whether it puts back what was read, in place of what an editor has chosen."""
        return self.value.startswith("read:")


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact of the reading with its evidence; `value` empty: the capture does not say. `now`: what stands instead.

    `[start, end)` is its span in the source, `line` the line it begins in (0: none), `box` the field of the form that
    holds it.
    """

    label: Any  # Any: a lazy translation
    value: str
    quote: str = ""
    line: int = 0
    found: str = ""
    certainty: str = ""
    now: str = ""
    start: int = 0
    end: int = 0
    box: str = ""
    candidates: tuple[Candidate, ...] = ()
    number: int = 0

    @property
    def is_doubtful(self) -> bool:
        """Return whether a person is asked: something is missing, or there is a choice other than going back."""
        return self.is_missing or any(not one.is_way_back for one in self.candidates)

    @property
    def is_missing(self) -> bool:
        return not (self.value or self.now)


def fact_rows(
    document: Document,
    source: str,
    article: Article,
    findings: Sequence[Finding] = (),
    addresses: Addresses | None = None,
) -> tuple[FactRow, ...]:
    """Return a row for each fact of the reading, and for each of those every article needs that is missing.

    Two queries where there are records to choose from, none where their `addresses` are given.
    """
    fields = document.fields
    people, chain = list(article.contributions.all()), list(article.attributions.all())
    records = _records(fields.proposals, _names(document), addresses)
    rows = [
        _column("title", _("标题"), fields.title, source, article, findings),
        _column("subtitle", _("副题"), fields.subtitle, source, article, findings),
        _printed(_column("date", _("日期"), fields.date, source, article, findings)),
        *(_named(person, source, people, records) for person in fields.people),
        *([] if fields.people else [_missing(_("作者"), [str(one) for one in people], "contributions-group")]),
        *(_credited(outlet, source, chain, records) for outlet in fields.outlets),
        *([] if any(o.role == "published_by" for o in fields.outlets) else [_publisher(chain)]),
        _column("section", _("栏目"), fields.section, source, article),
        _column("original_url", _("网址"), fields.url, source, article),
        *(_row(_("标签"), tag, source) for tag in fields.tags),
        *_inferred(fields.proposals, {one.name for one in people} | _names(document)),
    ]
    needed = _("标题"), _("日期"), _("作者"), _("首发")
    kept = [row for row in rows if row.value or row.now or row.label in needed]
    return tuple(replace(row, number=number) for number, row in enumerate(kept, 1))


def _column(
    field: str, label: str, fact: Fact | None, source: str, article: Article, findings: Sequence[Finding] = ()
) -> FactRow:
    """Return the row of a fact that an article has once, with what the editors have made of it and what may stand there."""
    now, read = str(getattr(article, field)), fact.value if fact else ""
    row = replace(_row(label, fact, source) if fact else FactRow(label, ""), box=f"id_{field}")
    fixes = [
        Candidate("_fix", f"{finding.key}:{n}", _shown(field, text), finding.message, text)
        for finding in findings
        if finding.field == field
        for n, fix in enumerate(choices_of(finding))
        if (text := now[: finding.start] + fix + now[finding.end :])
    ]
    if now != read:
        row = replace(row, now=printable(now) or _("（删去）"))
        if fits(read) and field in READ:
            fixes.append(Candidate("_use", f"read:{field}", _shown(field, read), _("读出来的"), read))
    return replace(row, candidates=tuple(fixes))


def _shown(field: str, text: str) -> str:
    return _("用“%(value)s”") % {"value": printed_date(text) if field == "date" else printable(text)}


def _printed(row: FactRow) -> FactRow:
    """Return the row of a date as people read it."""
    return replace(row, value=printed_date(row.value), now=printed_date(row.now))


def _missing(label: str, stands: Sequence[str], box: str) -> FactRow:
    return FactRow(label, "", now=_("、").join(stands), box=box)


def _publisher(chain: Sequence[Attribution]) -> FactRow:
    published = [link.name for link in chain if link.role == Attribution.Role.PUBLISHED_BY]
    return _missing(_("首发"), published, "attributions-group")


def _names(document: Document) -> set[str]:
    fields = document.fields
    return {one.name.value for one in fields.people} | {one.name.value for one in fields.outlets}


#: By kind and name, the records of that name.
Records = dict[tuple[str, str], list[Candidate]]


def _records(proposals: Iterable[Proposal], names: set[str], addresses: Addresses | None) -> Records:
    """Return the records to choose from by what they may mean. A query or two for each kind that is proposed, or none."""
    mine = [one for one in proposals if one.evidence and one.evidence[0].value in names]
    found: Records = {}
    for model, kind in ((Author, "author"), (Source, "source-record")):
        asked = [one for one in mine if one.field == kind]
        if addresses is not None:
            known = addresses[kind]
        else:
            known = _by_address(model, {one.value for one in asked}) if asked else {}
        for one in asked:
            name, number = (kind, one.evidence[0].value), str(known.get(one.value, ""))
            if number and number not in {choice.value for choice in found.get(name, ())}:
                found.setdefault(name, []).append(Candidate(kind, number, _("选这份档案"), in_words(one.reason)))
    return found


def _by_address(model: type[Author] | type[Source], slugs: set[str]) -> dict[str, int]:
    """Return the records that have, or had before they were merged or renamed, the slugs. One query, two for old ones."""
    found = dict(model._default_manager.filter(slug__in=slugs).values_list("slug", "pk"))
    if old := slugs - found.keys():
        retired = RetiredSlug.objects.filter(kind=model._meta.model_name, slug__in=old)
        found |= dict(retired.values_list("slug", "target_id"))
    return found


def _named(person: Person, source: str, people: Sequence[Contribution], records: Records) -> FactRow:
    """Return the row of a name: to be confirmed, split otherwise, or linked to one of the authors who bear it."""
    row = _row(str(Contribution.Role(person.role).label), person.name, source)
    at = next((n for n, one in enumerate(people) if (one.name, one.role) == (person.name.value, person.role)), None)
    if at is None:
        return replace(row, now=_("已改，见表单"), box="contributions-group")
    one = people[at]
    box = f"id_contributions-{at}-name"
    if one.confirm:
        right = Candidate("_use", f"name:{one.pk}", _("“%(name)s”无误") % {"name": one.name})
        splits = (
            Candidate("_use", f"split:{one.pk}:{n}", _("改作 %(names)s") % {"names": _("、").join(names)})
            for n, names in enumerate(one.alternatives)
        )
        run = [each.name for each in run_of(one, people)]
        whole = Candidate("_use", f"run:{one.pk}", _("%(names)s 都无误") % {"names": _("、").join(run)})
        return replace(row, box=box, candidates=(right, *([whole] if len(run) > 1 else []), *splits))
    bearers = records.get(("author", one.name), ())
    if one.author_id or not bearers:
        return replace(row, box=box)
    known = (replace(each, name="_use", value=f"author:{one.pk}:{each.value}") for each in bearers)
    new = Candidate("_use", f"author:{one.pk}:0", _("另立作者档案"))
    return replace(row, box=box, candidates=(*known, new))


def _credited(outlet: Outlet, source: str, chain: Sequence[Attribution], records: Records) -> FactRow:
    """Return the row of an outlet, with the records it may be where nobody has chosen."""
    row = _row(str(Attribution.Role(outlet.role).label), outlet.name, source)
    at = next((n for n, one in enumerate(chain) if (one.name, one.role) == (outlet.name.value, outlet.role)), None)
    if at is None:
        return replace(row, now=_("已改，见表单"), box="attributions-group")
    row = replace(row, box=f"id_attributions-{at}-name")
    if chain[at].source_id:
        return row
    known = records.get(("source-record", chain[at].name), ())
    return replace(
        row, candidates=tuple(replace(each, name="_use", value=f"source:{chain[at].pk}:{each.value}") for each in known)
    )


def _inferred(proposals: Sequence[Proposal], names: set[str]) -> Iterable[FactRow]:
    """Yield a row for each proposal that stands beside no other fact and has not been followed."""
    for n, proposal in enumerate(proposals):
        if proposal.field in READ or (proposal.evidence and proposal.evidence[0].value in names):
            continue
        add = (Candidate("_use", f"add:{n}", _("补作作者")),) if proposal.field == "author" else ()
        value, reason, certainty = printable(proposal.value), in_words(proposal.reason), str(CERTAINTY["inferred"])
        yield FactRow(_("可推断"), value, found=reason, certainty=certainty, candidates=add)


def _row(label: str, fact: Fact, source: str) -> FactRow:
    quote = " ".join(printable(source[fact.start : fact.end]).split())
    return FactRow(
        label,
        printable(fact.value),
        quote if len(quote) <= QUOTED else f"{quote[: QUOTED - 1]}…",
        source.count("\n", 0, fact.start) + 1,
        str(FOUND_IN.get(fact.rule) or _(RULES.get(fact.rule, fact.rule))),
        str(CERTAINTY.get(fact.certainty, fact.certainty)),
        start=fact.start,
        end=fact.end,
    )
