"""The index on PostgreSQL: a tsvector that the database makes of a passage's tokens and their places, with GIN."""

from django.db import connection, models
from django.db.models.expressions import RawSQL

from articles.search.query import Phrase


def matching(model: type[models.Model], phrases: tuple[Phrase, ...]) -> RawSQL:
    """Return, for `pk__in`, the passages of `model` that hold any of `phrases`."""
    wanted = " | ".join(f"({_tsquery(phrase)})" for phrase in phrases)
    return RawSQL(f"SELECT id FROM {model._meta.db_table} WHERE vector @@ %s::tsquery", [wanted])


def _tsquery(phrase: Phrase) -> str:
    return " <-> ".join(f"'{token}'" for token in phrase.tokens) + (":*" if phrase.prefix else "")


def is_in_step(model: type[models.Model]) -> bool:
    """Return True: the database itself makes the vector whenever the tokens change."""
    return True


def rebuild(model: type[models.Model]) -> None:
    """Make the index anew from the rows."""
    with connection.cursor() as cursor:
        cursor.execute(f"REINDEX TABLE {model._meta.db_table}")
