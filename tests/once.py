"""A mark for long tests that ask for no database: they would say the same on every one, so the run on SQLite has them."""

import os

import pytest

once = pytest.mark.skipif(
    os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="asks for no database: the run on SQLite has it"
)
