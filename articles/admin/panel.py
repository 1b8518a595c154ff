"""What stands beside the article's form: findings with their buttons, suggested topics, decisions that can be undone."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.acts import choices_of
from articles.admin.clean import Mark, carried, marked_lines, placed
from articles.admin.evidence import evidence_of
from articles.admin.opening import Opened
from articles.admin.thread import Panel
from articles.admin.unfolding import records_named, settled_links
from articles.editorial.decide import decided_findings
from articles.editorial.findings import open_findings
from articles.editorial.kinship import suggest_links
from articles.editorial.queue import FOUND
from articles.editorial.suggest import suggest_topics
from articles.models import Article, FindingDecision, LinkDecision, User
from articles.text.finding import Finding

LEVELS: dict[str, Any] = {
    "block": gettext_lazy("挡住发布"),
    "reason": gettext_lazy("须改或说明"),
    "note": gettext_lazy("提醒"),
}
#: The fields whose text is shown with its findings marked.
MARKED = ("title", "body")
#: Where on the page the fields are filled in that are no box of the form.
BOXES = {
    "author": "contributions-group",
    "editor": "contributions-group",
    "people": "contributions-group",
    "source": "attributions-group",
    "links": "links-group",
}


#: And the roles that are asked for there.
ROLES = {"author": "author", "editor": "editor", "source": "published_by"}


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with its number on the page, the fixes it offers, and whether this person may leave it.

    `name` is what may be filled in: a responsible editor is, as a rule, who asks.
    """

    number: int
    finding: Finding
    choices: tuple[str, ...]
    may_dismiss: bool
    typed: str
    name: str = ""

    @property
    def level(self) -> str:
        return str(LEVELS[self.finding.level])

    @property
    def is_doubtful(self) -> bool:
        """Return whether a person has to answer it: it is more than a note, or a doubt of the reading."""
        return self.finding.level != "note" or self.finding.code in FOUND

    @property
    def box(self) -> str:
        """Return where in the form the words are changed."""
        return BOXES.get(self.finding.field, f"id_{self.finding.field}")

    @property
    def role(self) -> str:
        """Return the role that the row of the list to be filled in has; empty where the finding is of none."""
        return ROLES.get(self.finding.field, "")

    @property
    def anchor(self) -> str:
        return f"finding-{self.number}"

    @property
    def place(self) -> str:
        """Return the anchor of the marked words, or of the box where something missing is to be filled in."""
        marked = self.finding.quote and self.finding.field in MARKED
        return f"{self.anchor}-text" if marked else self.box


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """A decision that stands, with the finding it was taken on."""

    decision: FindingDecision
    finding: Finding


def article_panels(opened: Opened, by: User, typed: Mapping[str, str], comments: Panel) -> dict[str, Any]:
    """Return the context of the article page's panels. One query."""
    article: Article = opened.row
    found = open_findings(article)
    findings = finding_rows(found, by, typed)
    evidence = evidence_of(article, found, records_named(opened))
    changed = carried(evidence.body, article.body, evidence.changed) if evidence else []
    places = carried(evidence.body, article.body, evidence.places) if evidence else []
    marks = [*(Mark(a, b, why) for a, b, why in changed), *_marks(findings, "body"), *comments.marks("body")]
    return {
        "evidence": evidence,
        "headline": marked_lines(article.title, [*_marks(findings, "title"), *comments.marks("title")]),
        "clean": placed(_marked(article.body, tuple(marks)), places),
        "findings": findings,
        "to_mend": sum(row.finding.level != "note" for row in findings),
        "decided": [DecidedRow(decision, finding) for decision, finding in decided_findings(article)],
        "suggestions": suggest_topics(article),
        "kin": [(one, LinkDecision.Kind(one.kind).label) for one in suggest_links(article, settled_links(opened))],
        "tabs": [
            ("raw", _("采集件")),
            ("read", _("清稿")),
            ("form", _("表单")),
            ("proof", _("校对")),
            ("signing", _("审签")),
        ],
    }


#: Kept for who comes back to a piece after every fix.
_marked = lru_cache(maxsize=24)(marked_lines)


def _marks(findings: list[FindingRow], field: str) -> list[Mark]:
    return [
        Mark(row.finding.start, row.finding.end, finding=row.number)
        for row in findings
        if row.finding.field == field and row.finding.quote
    ]


def finding_rows(findings: tuple[Finding, ...], by: User, typed: Mapping[str, str]) -> list[FindingRow]:
    """Return the rows of `findings` in their order; `typed` holds reasons typed before a refusal."""
    publisher = by.has_perm("articles.publish_article")
    return [
        FindingRow(
            number,
            finding,
            choices_of(finding),
            finding.level != "block" or (publisher and bool(finding.quote)),
            typed.get(f"reason-{finding.key}", ""),
            str(by) if finding.field == "editor" else "",
        )
        for number, finding in enumerate(findings, 1)
    ]
