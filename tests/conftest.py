"""What every test shares."""

from typing import Any

import pytest
from hypothesis import settings as properties

# Generated examples are judged by what they give, never by the clock of a busy machine.
properties.register_profile("unhurried", properties(), deadline=None)
properties.load_profile("unhurried")


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:  # Any: pytest-django does not name the type
    """Hash passwords cheaply: the suite makes hundreds of users."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
