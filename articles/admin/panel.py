"""What stands beside the article's form: findings with their buttons, suggested topics, decisions that can be undone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from articles.admin.acts import choices_of
from articles.editorial.decide import decided_findings
from articles.editorial.findings import open_findings
from articles.editorial.suggest import suggest_topics
from articles.models import Article, FindingDecision, User
from articles.text.finding import Finding


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with its number on the page, the fixes it offers, and whether this person may leave it."""

    number: int
    finding: Finding
    choices: tuple[str, ...]
    may_dismiss: bool
    typed: str

    @property
    def anchor(self) -> str:
        return f"finding-{self.number}"


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """A decision that stands, with the finding it was taken on."""

    decision: FindingDecision
    finding: Finding


def article_panels(article: Article, by: User, typed: Mapping[str, str]) -> dict[str, Any]:
    """Return the context of the article page's panels."""
    findings = finding_rows(open_findings(article), by, typed)
    return {
        "findings": findings,
        "to_mend": sum(row.finding.level != "note" for row in findings),
        "decided": [DecidedRow(decision, finding) for decision, finding in decided_findings(article)],
        "suggestions": suggest_topics(article),
    }


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
        )
        for number, finding in enumerate(findings, 1)
    ]
