"""What the desk shows of a reading: the capture line by line with what became of it, and each fact with its evidence.

Pure values made from the reading's record; the templates only print them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.words import worded
from articles.ingest.decode import decode
from articles.ingest.reader import from_json
from articles.ingest.records import Document, Fact, NotACapture, NotReadable, source_of
from articles.models import Article, Attribution, Contribution, Reading
from articles.templatetags.press import press_date
from articles.text.ledger import RULES, Segment, trace

#: Rules by which text leaves the body for a field.
INTO_FIELDS = frozenset({"affiliation", "byline", "credit", "date", "link", "section", "subtitle", "tags", "title"})
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
#: Flags of matching and filling in, which no check of the text repeats.
NOTED = frozenset({"author-to-choose", "not-fillable", "source-to-choose", "too-long"})
#: Characters of a capture shown on the page; the whole of a longer one can be downloaded.
SHOWN = 60_000


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a capture's line: kept, dropped (`del`), changed (`chg`) or moved into a field (`field`), and by which rule."""

    kind: Literal["kept", "del", "chg", "field"]
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact of the reading with its evidence; `value` empty: the capture does not say. `now`: what stands instead."""

    label: Any  # Any: a lazy translation
    value: str
    quote: str = ""
    line: int = 0
    found: str = ""
    certainty: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A reading laid open beside the article made from it."""

    reading: Reading
    lines: tuple[tuple[Run, ...], ...]
    cut: bool
    facts: tuple[FactRow, ...]
    body: str
    changed: tuple[tuple[int, int, str], ...]
    notes: tuple[str, ...] = ()

    @property
    def container(self) -> str:
        """Return the encoding and the shape of the capture, in words."""
        return f"{worded('encoding', self.reading.encoding)} · {worded('shape', self.reading.shape)}"


def evidence_of(article: Article) -> Evidence | None:
    """Return the reading the article was made from, laid open; None for one written at the desk. Two queries."""
    reading = article.reading
    if reading is None:
        return None
    document = from_json(reading.content)
    try:
        text = decode(reading.capture.content).text
    except (NotReadable, NotACapture):  # read by an older reader that took what this one refuses
        return Evidence(reading, (), True, (), document.body, ())
    source = source_of(text, document)
    segments = trace(source, document.layers)
    facts = fact_rows(document, source, article)
    return Evidence(
        reading,
        raw_lines(source, segments),
        len(source) > SHOWN,
        facts,
        document.body,
        tuple(_changed(source, segments)),
        tuple(_(flag.message) for flag in document.flags if flag.code in NOTED),
    )


def raw_lines(source: str, segments: Iterable[Segment]) -> tuple[tuple[Run, ...], ...]:
    """Return the first SHOWN characters of `source` as lines of runs, each with what became of it."""
    lines: list[list[Run]] = [[]]
    for segment in segments:
        if segment.start >= SHOWN:
            break
        kind, why = _fate(segment)
        for n, part in enumerate(source[segment.start : segment.end].split("\n")):
            if n:
                lines.append([])
            if shown := printable(part):
                lines[-1].append(Run(kind, shown, why))
    return tuple(tuple(line) for line in lines)


def _fate(segment: Segment) -> tuple[Literal["kept", "del", "chg", "field"], str]:
    """Return what became of a segment, and why in words."""
    if segment.kept:
        return "kept", ""
    why = _("、").join(_(RULES.get(rule, rule)) for rule in segment.rules)
    if segment.text:
        return "chg", f"{why}：{printable(segment.text)}" if segment.text.strip() else why
    return ("field" if INTO_FIELDS.intersection(segment.rules) else "del"), why


def _changed(source: str, segments: Iterable[Segment]) -> Iterable[tuple[int, int, str]]:
    """Yield the spans of the clean text that differ from the capture, with the rule and what stood there."""
    at = 0
    for segment in segments:
        end = at + len(segment.text)
        if not segment.kept and segment.text.strip():
            why = _("、").join(_(RULES.get(rule, rule)) for rule in segment.rules)
            yield at, end, f"{why}：{printable(source[segment.start : segment.end])}"
        at = end


def fact_rows(document: Document, source: str, article: Article) -> tuple[FactRow, ...]:
    """Return a row for each fact of the reading, and for each of those every article needs that is missing."""
    fields = document.fields
    rows = [
        _one(_("标题"), fields.title, source, article.title),
        _one(_("副题"), fields.subtitle, source, article.subtitle),
        _printed(_one(_("日期"), fields.date, source, article.date)),
        *(_row(_role(Contribution.Role, person.role), person.name, source) for person in fields.people),
        *([] if fields.people else [FactRow(_("作者"), "")]),
        *(_row(_role(Attribution.Role, outlet.role), outlet.name, source) for outlet in fields.outlets),
        *([] if any(o.role == "published_by" for o in fields.outlets) else [FactRow(_("首发"), "")]),
        _one(_("栏目"), fields.section, source, article.section),
        _one(_("网址"), fields.url, source, article.original_url),
        *(_row(_("标签"), tag, source) for tag in fields.tags),
    ]
    proposed = [
        FactRow(_("可推断"), printable(proposal.value), found=_(proposal.reason), certainty=str(CERTAINTY["inferred"]))
        for proposal in fields.proposals
    ]
    return tuple(row for row in [*rows, *proposed] if row.value or row.now or row.label in _needed())


def _needed() -> tuple[str, ...]:
    """Return the labels of the facts whose absence is worth a row."""
    return _("标题"), _("日期"), _("作者"), _("首发")


def _one(label: str, fact: Fact | None, source: str, now: str) -> FactRow:
    """Return the row of a fact that an article has once, with what the editors have made of it."""
    row = _row(label, fact, source) if fact else FactRow(label, "")
    return row if now == (fact.value if fact else "") else _with_now(row, now)


def _printed(row: FactRow) -> FactRow:
    """Return the row of a date as people read it."""
    return replace(row, value=printed_date(row.value), now=printed_date(row.now))


def printed_date(edtf: str) -> str:
    """Return an EDTF date as people read it, to its own precision; anything else as it stands."""
    try:
        return press_date(edtf) if edtf else ""
    except ValueError:
        return edtf


def _with_now(row: FactRow, now: str) -> FactRow:
    return replace(row, now=now or _("（删去）"))


def _row(label: str, fact: Fact, source: str) -> FactRow:
    quote = " ".join(printable(source[fact.start : fact.end]).split())
    return FactRow(
        label,
        printable(fact.value),
        quote if len(quote) <= 48 else f"{quote[:47]}…",
        source.count("\n", 0, fact.start) + 1,
        str(FOUND_IN.get(fact.rule) or _(RULES.get(fact.rule, fact.rule))),
        str(CERTAINTY.get(fact.certainty, fact.certainty)),
    )


def _role(roles: Any, role: str) -> str:  # Any: one of two enumerations
    return str(roles(role).label)


def printable(text: str) -> str:
    """Return `text` as a page can carry it: lone surrogates replaced, carriage returns left out.

    >>> printable("一\\r\\ud800")
    '一?'
    """
    return text.replace("\r", "").encode("utf-8", "replace").decode("utf-8")
