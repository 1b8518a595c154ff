"""The index on SQLite: an FTS5 table over the tokens of each passage table, kept in step by triggers."""

from django.db import DatabaseError, connection, models, transaction
from django.db.models.expressions import RawSQL

from articles.search.query import Phrase


def matching(model: type[models.Model], phrases: tuple[Phrase, ...]) -> RawSQL:
    """Return, for `pk__in`, the passages of `model` that hold any of `phrases`."""
    index = _index(model)
    wanted = " OR ".join(f'"{" ".join(phrase.tokens)}"{" *" if phrase.prefix else ""}' for phrase in phrases)
    return RawSQL(f"SELECT rowid FROM {index} WHERE {index} MATCH %s", [wanted])


def is_in_step(model: type[models.Model]) -> bool:
    """Return whether the index says of every passage what its row says. Reads all of it."""
    index = _index(model)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
    except DatabaseError:
        return False
    return True


def rebuild(model: type[models.Model]) -> None:
    """Make the index anew from the rows."""
    index = _index(model)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")


def _index(model: type[models.Model]) -> str:
    return f"{model._meta.db_table}_index"
