"""Every table of the database, row by row, for tests that say a thing was put back exactly."""

import hashlib
from typing import Any

from django.db import connection

#: The counter that tells the public pages of every change: it only goes up.
COUNTER = "articles_siteversion"

Tables = dict[str, list[tuple[Any, ...]]]  # Any: values of columns


def every_table(*, without: tuple[str, ...] = (COUNTER,)) -> Tables:
    """Return the rows of every table, in order, keys and all; the index that SQLite keeps of the passages too."""
    tables: Tables = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            if name not in without and not name.startswith("sqlite_"):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
                tables[name] = sorted((tuple(map(_plain, row)) for row in cursor.fetchall()), key=repr)
    return tables


def differences(before: Tables, after: Tables) -> dict[str, tuple[list[Any], list[Any]]]:
    """Return, by table, the rows that are gone and those that are new; an empty dict where all is as it was."""
    found = {}
    for name in before.keys() | after.keys():
        gone = [row for row in before.get(name, []) if row not in after.get(name, [])]
        new = [row for row in after.get(name, []) if row not in before.get(name, [])]
        if gone or new or len(before.get(name, [])) != len(after.get(name, [])):
            found[name] = (gone, new)
    return found


def _plain(value: Any) -> Any:
    """Return a value as it can be compared: bytes by their digest."""
    return hashlib.sha256(bytes(value)).hexdigest() if isinstance(value, bytes | memoryview) else value
