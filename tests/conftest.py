"""What every test shares."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from hypothesis import settings as properties

from tests.writes import watch

# Generated examples are judged by what they give, never by the clock of a busy machine.
properties.register_profile("unhurried", properties(), deadline=None)
properties.load_profile("unhurried")


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:  # Any: pytest-django does not name the type
    """Hash passwords cheaply: the suite makes hundreds of users."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def watched_writes() -> Iterator[None]:
    """Let nobody but the workflow write a state, in any test (each in the thread it runs in)."""
    with connection.execute_wrapper(watch):
        yield
