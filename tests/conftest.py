"""What every test shares."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import override_settings
from hypothesis import settings as properties
from whitenoise.middleware import WhiteNoiseMiddleware

from tests.once import belongs_to_another_run, starts_programs
from tests.writes import watch

# Generated examples are judged by what they give, never by the clock of a busy machine.
properties.register_profile("unhurried", properties(), deadline=None)
properties.load_profile("unhurried")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave to the run on SQLite what no database changes; begin with the files that take longest for their tests.

    A worker takes file after file: one that begins with a long file at the end lets the others wait.
    """
    config.hook.pytest_deselected(items=[item for item in items if belongs_to_another_run(item)])
    items[:] = [item for item in items if not belongs_to_another_run(item)]
    items.sort(key=lambda item: not starts_programs(item))


def pytest_collection_finish() -> None:
    """Spare the collector of garbage the thousands of tests that stay, and look less often: a tenth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


#: The suite makes hundreds of users.
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hash passwords cheaply."""
    with override_settings(PASSWORD_HASHERS=QUICK):
        yield


@pytest.fixture(scope="session", autouse=True)
def static_files_once() -> Iterator[None]:
    """Look for the static files once: each client of each test would go through their folders anew."""
    look = WhiteNoiseMiddleware.add_files_from_finders
    found: dict[object, dict[str, Any]] = {}

    def remembered(middleware: Any) -> None:  # Any: WhiteNoise has no types
        settled = middleware.static_prefix, middleware.max_age
        if settled not in found:
            look(middleware)
            found[settled] = dict(middleware.files)
        middleware.files.update(found[settled])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", remembered)
        yield


@pytest.fixture(scope="module")
def rows_of_the_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Keep the rows that fixtures of a module make after this one until its last test; what a test does to them is undone.

    The objects in memory are shared: a test that changes them asks for copies of its own.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def watched_writes() -> Iterator[None]:
    """Let nobody but the workflow write a state, in any test (each in the thread it runs in)."""
    with connection.execute_wrapper(watch):
        yield
