"""A mark for long tests whose answer no database changes: pure rules, and how pages look. The run on SQLite has them."""

import os

import pytest

once = pytest.mark.skipif(
    os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="no database changes it: the run on SQLite has it"
)
