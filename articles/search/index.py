"""Keeping the passages: which text of an article or edition is searched, and the writing of what changed of it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from typing import Any, TypeVar

from django.db import connection, models, transaction

from articles.models import Article, DeskPassage, Edition, PressPassage, TextPrint
from articles.text.index_entry import Row, cut_rows, find_prints

Owner = TypeVar("Owner", bound=models.Model)


def desk_rows(article: Article) -> tuple[Row, ...]:
    """Return the passages of the working copy. Two queries, none where `with_people` fetched the relations."""
    people = [
        part
        for contribution in article.contributions.all()
        for part in (contribution.name, contribution.affiliation, contribution.outlet)
    ]
    chain = [attribution.name for attribution in article.attributions.all()]
    return cut_rows(article.title, article.subtitle, article.standfirst, article.body, [*people, *chain])


def press_rows(edition: Edition) -> tuple[Row, ...]:
    """Return the passages of what was signed. No query."""
    content = edition.content
    people = [part for one in content["people"] for part in (one["name"], one["affiliation"], one["outlet"])]
    chain = [one["name"] for one in content["chain"]]
    return cut_rows(
        content["title"],
        content["subtitle"],
        content["standfirst"],
        content["text"],
        [*people, content["source"], *chain],
    )


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


def index_imported(entries: Iterable[tuple[Article, tuple[Row, ...], Iterable[int]]]) -> None:
    """Write the passages and prints, made before, of articles that were just made and have none. Two queries a batch.

    What is written must be what `index_article` would write: it is not asked again.
    """
    passages, prints = [], []
    for article, rows, numbers in entries:
        passages += [(article.pk, row.ordinal, row.field, row.text, row.tokens, row.as_printed) for row in rows]
        prints += [(article.pk, number) for number in numbers]
    _insert(DeskPassage, ("article_id", "ordinal", "field", "text", "tokens", "as_printed"), passages)
    _insert(TextPrint, ("article_id", "hash"), prints)


def _insert(
    model: type[models.Model], columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:  # Any: values of columns
    """Write rows without an object for each: an article has thirty prints, and their objects took half of its import."""
    names = ", ".join(map(connection.ops.quote_name, columns))
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({places})", rows)


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
    wanted = find_prints(article.body)
    return [pk for number, pk in stored.items() if number not in wanted], sorted(wanted - stored.keys())


def _replace(model: type[models.Model], stale: list[int], fresh: list[Any]) -> None:
    if stale:
        model._default_manager.filter(pk__in=stale).delete()
    if fresh:
        model._default_manager.bulk_create(fresh)
