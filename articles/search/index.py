"""Keeping the passages: which text of an article or edition is searched, and the writing of what changed of it."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from typing import Any, TypeVar

from django.db import models, transaction

from articles.models import Article, DeskPassage, Edition, Passage, PressPassage, TextPrint
from articles.text.body import blocks
from articles.text.passages import winnow
from articles.text.tokens import cut_passages

_BLANK_LINE = re.compile(r"\n\s*\n")
# Neither prints anything, and PostgreSQL stores neither.
_UNPRINTABLE = re.compile("[\0\ud800-\udfff]")
#: Coarser than the verdict's window, for a fifth of the rows: what shares 41 letters is still always found.
_PRINT_WINDOW = 32

Owner = TypeVar("Owner", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Row:
    """What a passage holds, apart from whose it is."""

    ordinal: int
    field: str
    as_printed: bool
    text: str
    tokens: str


def desk_rows(article: Article) -> tuple[Row, ...]:
    """Return the passages of the working copy. Two queries, none where `with_people` fetched the relations."""
    people = [
        part
        for contribution in article.contributions.all()
        for part in (contribution.name, contribution.affiliation, contribution.outlet)
    ]
    chain = [attribution.name for attribution in article.attributions.all()]
    return _rows(article.title, article.subtitle, article.standfirst, article.body, [*people, *chain])


def press_rows(edition: Edition) -> tuple[Row, ...]:
    """Return the passages of what was signed. No query."""
    content = edition.content
    people = [part for one in content["people"] for part in (one["name"], one["affiliation"], one["outlet"])]
    chain = [one["name"] for one in content["chain"]]
    return _rows(
        content["title"],
        content["subtitle"],
        content["standfirst"],
        content["text"],
        [*people, content["source"], *chain],
    )


def _rows(title: str, subtitle: str, standfirst: str, body: str, names: Iterable[str | None]) -> tuple[Row, ...]:
    """Return the passages, the body's first: where only the title answers, passage 0 is the text to show."""
    found_blocks = blocks(body)
    paragraphs = [*_BLANK_LINE.split(standfirst), *(block.text for block in found_blocks if block.kind == "p")]
    parts = (
        (Passage.Field.BODY, paragraphs),
        (Passage.Field.HEADING, [block.text for block in found_blocks if block.kind == "h2"]),
        (Passage.Field.TITLE, [title, subtitle]),
        (Passage.Field.PEOPLE, list(dict.fromkeys(name for name in names if name))),
    )
    found = (
        (field.value, cut)
        for field, texts in parts
        for cut in cut_passages(_UNPRINTABLE.sub("\ufffd", text).strip() for text in texts)
    )
    return tuple(Row(at, field, cut.as_printed, cut.text, cut.tokens) for at, (field, cut) in enumerate(found))


def index_article(article: Article, *, dry_run: bool = False) -> bool:
    """Bring the desk's index and prints in step with `article` as it is stored; return whether anything differed.

    Five queries, up to four more where something differs. `dry_run` writes nothing.
    """
    with transaction.atomic(savepoint=False):
        stored = _locked(Article.objects.all(), article.pk, dry_run)
        if stored is None:
            return False
        rows = desk_rows(stored)
        stale, fresh = _differences(DeskPassage.objects.filter(article=stored), rows)
        gone, made = _print_differences(stored)
        if not dry_run:
            _replace(DeskPassage, stale, [DeskPassage(article=stored, **asdict(row)) for row in fresh])
            _replace(TextPrint, gone, [TextPrint(article=stored, hash=number) for number in made])
        return bool(stale or fresh or gone or made)


def index_edition(edition: Edition, *, dry_run: bool = False) -> bool:
    """Bring the press index in step with `edition`; return whether anything differed.

    Two queries, up to two more where something differs. `dry_run` writes nothing.
    """
    with transaction.atomic(savepoint=False):
        stored = _locked(Edition.objects.all(), edition.pk, dry_run)
        if stored is None:
            return False
        stale, fresh = _differences(PressPassage.objects.filter(edition=stored), press_rows(stored))
        if not dry_run:
            _replace(PressPassage, stale, [PressPassage(edition=stored, **asdict(row)) for row in fresh])
        return bool(stale or fresh)


def _locked(owners: models.QuerySet[Owner], pk: int, dry_run: bool) -> Owner | None:
    """Return the row as stored, held against a second writer of its passages; None where it is gone."""
    # Not the full lock: rows that point here may just have been written, by two transactions at once.
    return (owners if dry_run else owners.select_for_update(no_key=True)).filter(pk=pk).first()


def _differences(passages: models.QuerySet[Any], rows: tuple[Row, ...]) -> tuple[list[int], list[Row]]:
    """Return the keys of the stored passages that `rows` no longer holds, and the rows that are not stored."""
    columns = [field.name for field in fields(Row)]
    stored = {Row(*row): pk for pk, *row in passages.values_list("pk", *columns)}
    wanted = set(rows)
    return [pk for row, pk in stored.items() if row not in wanted], [row for row in rows if row not in stored]


def _print_differences(article: Article) -> tuple[list[int], list[int]]:
    """Return the keys of the stored prints that the body no longer has, and the prints that are not stored."""
    stored = dict(article.prints.values_list("hash", "pk"))
    wanted = _prints(article.body)
    return [pk for number, pk in stored.items() if number not in wanted], sorted(wanted - stored.keys())


@lru_cache(maxsize=4)  # an import writes one article several times over
def _prints(body: str) -> frozenset[int]:
    return winnow(body, window=_PRINT_WINDOW)


def _replace(model: type[models.Model], stale: list[int], fresh: list[Any]) -> None:
    if stale:
        model._default_manager.filter(pk__in=stale).delete()
    if fresh:
        model._default_manager.bulk_create(fresh)
