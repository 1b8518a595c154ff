"""One list of what is wrong with an article: the reading's findings carried to the working copy, what a newer reading
says otherwise, and lint's.

Not for deciding on them (`decide`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from articles.editorial.lint import CHECKS
from articles.editorial.rereading import propose
from articles.models import Article
from articles.text.diff import carry
from articles.text.finding import Finding, find
from articles.wording import in_words

_LEVELS = {"block": 0, "reason": 1, "note": 2}


def open_findings(article: Article) -> tuple[Finding, ...]:
    """Return the findings on `article` nobody has decided on, worst first, then by place. Two queries, and lint's."""
    decided = {one.key for one in article.decisions.all() if one.undone_at is None and one.decision == "dismissed"}
    return tuple(finding for finding in all_findings(article) if finding.key not in decided)


def all_findings(article: Article) -> tuple[Finding, ...]:
    """Return every finding on `article`, decided or not, worst first, then by place."""
    linted = [finding for check in CHECKS for finding in check.check(article)]
    merged = _merge([*_carried(article), *propose(article), *linted])
    return tuple(sorted(merged, key=lambda f: (_LEVELS[f.level], f.field, f.start, f.code)))


def _carried(article: Article) -> Iterable[Finding]:
    """Return the reading's findings where their quotation still stands untouched in the working copy."""
    if article.reading is None:
        return
    read = article.reading.document
    for finding in read.findings:
        if finding.field not in read.texts:
            continue
        text = str(getattr(article, finding.field))
        place = carry(read.texts[finding.field], text, finding.start, finding.end)
        if place is not None:
            yield _moved(finding, text, *place)


def _moved(finding: Finding, text: str, start: int, end: int) -> Finding:
    """Return `finding` at its new place, with the context that stands there, its words in the language of the desk."""
    return find(
        finding.code,
        finding.level,
        finding.field,
        text,
        start,
        end,
        in_words(finding.message),
        fix=finding.fix,
        choices=finding.choices,
        proof=in_words(finding.proof),
    )


def _merge(findings: Sequence[Finding]) -> list[Finding]:
    """Return `findings` with those that speak of the same or an overlapping place made one, at the worse level."""
    kept: list[Finding] = []
    for finding in findings:
        at = next((n for n, other in enumerate(kept) if _same(finding, other)), None)
        if at is None:
            kept.append(finding)
        elif _LEVELS[finding.level] < _LEVELS[kept[at].level]:
            kept[at] = replace(kept[at], level=finding.level)
    return kept


def _same(one: Finding, other: Finding) -> bool:
    overlap = one.start < other.end and other.start < one.end
    return one.code == other.code and one.field == other.field and (overlap or one.key == other.key)
