"""How a test changes what no code may: past the code, and with the database's own guard taken away for the test."""

from typing import Any

from django.db import DatabaseError, connection, models, transaction

from articles.models import AuthorityMove, Revision


def change_revision(revision: Revision, **values: Any) -> None:
    """Change a stored revision; the guard comes back with the end of the test's transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER articles_revision_unchanged")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE articles_revision DISABLE TRIGGER USER")
    models.QuerySet(Revision).filter(pk=revision.pk).update(**values)


def change_move(move: AuthorityMove, **values: Any) -> str:
    """Try to change the record of a merge past the code; return `refused` where the database itself refuses."""
    try:
        with transaction.atomic():
            models.QuerySet(AuthorityMove).filter(pk=move.pk).update(**values)
    except DatabaseError:
        return "refused"
    return "changed"
