"""What a newer reading of the same capture says otherwise: proposals on the working copy, never changes.

Only where nobody has touched the place since the reading that the article was made from. Not for reading again
(`ingest`).
"""

from collections.abc import Iterator

from articles.models import Article, Contribution, ReadDocument
from articles.text.diff import carry, replacements
from articles.text.finding import Finding, find
from articles.told import told as _

CODE = "newer-reading"
#: With more differences than this a text is proposed as one: nobody answers a hundred questions on one piece.
MOST = 60


def propose(article: Article) -> Iterator[Finding]:
    """Yield a finding with a fix for each place of a text that a newer reading reads otherwise, one for each new name.

    One query, and two more where there is a newer reading. Nothing where a person has changed the place.
    """
    newer = article.reading.newer if article.reading else None
    if article.reading is None or newer is None:
        return
    before, now = article.reading.document, newer.document
    for field, text in before.texts.items():
        yield from _differences(field, text, now.texts[field], str(getattr(article, field)))
    yield from _names(article, before, now)


def _differences(field: str, before: str, now: str, standing: str) -> Iterator[Finding]:
    found = replacements(before, now)
    if len(found) > MOST:
        found = ((0, len(before), now),)
    for start, end, fix in found:
        place = carry(before, standing, start, end)
        if place is not None and standing[slice(*place)] != fix:
            yield find(CODE, "note", field, standing, *place, _said(before[start:end], fix), fix=fix)


def _said(before: str, fix: str) -> str:
    if not before:
        return _("新版读取器在这里多读出了文字，可采纳，也可不改。")
    if not fix:
        return _("新版读取器认为这里不是正文，可采纳（删去），也可不改。")
    return _("新版读取器把这里读作别的文字，可采纳，也可不改。")


def _names(article: Article, before: ReadDocument, now: ReadDocument) -> Iterator[Finding]:
    """Yield what a person has to fill in by hand: contributors and outlets that only the newer reading found."""
    people = {(row.name, row.role) for row in article.contributions.all()}
    chain = {(row.name, row.role) for row in article.attributions.all()}
    for name, role in now.people:
        if (name, role) not in people and (name, role) not in before.people:
            message = _("新版读取器另读出署名：%(role)s %(name)s。属实请补上。")
            label = dict(Contribution.Role.choices).get(role, role)
            yield find(CODE, "note", "people", name, len(name), len(name), message % {"role": label, "name": name})
    for name, role in now.outlets:
        if (name, role) not in chain and (name, role) not in before.outlets:
            message = _("新版读取器另读出来源：%(name)s。属实请补上。")
            yield find(CODE, "note", "source", name, len(name), len(name), message % {"name": name})
