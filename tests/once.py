"""What runs with SQLite alone, as no database changes its answer: tests that ask for none, and those marked `once`."""

import os
from pathlib import Path

import pytest

#: With DATABASE_URL the suite runs on that database only; elsewhere this is the run that has every test.
IS_SECOND_RUN = os.environ.get("DATABASE_URL", "").startswith("postgres")
#: For long tests that ask for a database and do not depend on which: how pages look, what rules find, what a browser does
#: with a key, a mouse or a finger (the requests they end in are sent to both databases by tests/admin and tests/views, and the
#: whole day of an editor is walked on both by keyboard).
once = pytest.mark.once

#: Here tests start programs that use the database of the run, and do not ask for it themselves.
_PROGRAMS = ("browser", "management")
_TESTS = Path(__file__).parent
_FIXTURES = frozenset({"db", "transactional_db", "live_server"})


def starts_programs(item: pytest.Item) -> bool:
    """Return whether a test is one of those that start programs: browsers, servers, commands."""
    place = item.path.relative_to(_TESTS).parts if item.path.is_relative_to(_TESTS) else ()
    return bool(place) and place[0] in _PROGRAMS


def belongs_to_another_run(item: pytest.Item) -> bool:
    """Return whether this is the second run, and the one on SQLite has the test."""
    return IS_SECOND_RUN and (item.get_closest_marker("once") is not None or not asks_for_a_database(item))


def asks_for_a_database(item: pytest.Item) -> bool:
    """Return whether a test uses the database of the run, itself or by a program that it starts."""
    if starts_programs(item):
        return True
    return item.get_closest_marker("django_db") is not None or not _FIXTURES.isdisjoint(
        getattr(item, "fixturenames", ())
    )
