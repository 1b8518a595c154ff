"""What every test shares."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from hypothesis import settings as properties

from tests.once import IS_SECOND_RUN, asks_for_a_database, once
from tests.writes import watch

# Generated examples are judged by what they give, never by the clock of a busy machine.
properties.register_profile("unhurried", properties(), deadline=None)
properties.load_profile("unhurried")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave to the run on SQLite what asks for no database."""
    for item in items if IS_SECOND_RUN else ():
        if not asks_for_a_database(item):
            item.add_marker(once)


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:  # Any: pytest-django does not name the type
    """Hash passwords cheaply: the suite makes hundreds of users."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def watched_writes() -> Iterator[None]:
    """Let nobody but the workflow write a state, in any test (each in the thread it runs in)."""
    with connection.execute_wrapper(watch):
        yield
