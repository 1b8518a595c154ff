"""Settings refuse nonsense with a plain line, and production refuses what only suits a demo."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SECRET = "k9-Vw2_qLx7ZpT4mRb8YcN1dHf6JgS3aUe5oQi0tXyBzMvKrWnPj"
PRODUCTION = {"NEWSROOM_SECRET_KEY": SECRET, "NEWSROOM_ALLOWED_HOSTS": "news.example.org"}


def start(tmp_path: Path, printed: str = "ENGINE", **variables: str) -> subprocess.CompletedProcess[str]:
    """Load the settings in a fresh interpreter with nothing but `variables`, and print one of the database's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSROOM_", "DATABASE_URL"))}
    return subprocess.run(
        [sys.executable, "-c", f"import newsroom.settings as s; print(s.DATABASES['default'].get('{printed}'))"],
        env={**kept, "NEWSROOM_DATA_DIR": str(tmp_path), **variables},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("variables", "reason"),
    [
        ({}, "NEWSROOM_SECRET_KEY is not set"),
        ({"NEWSROOM_SECRET_KEY": "change-me" * 8}, "example or too short"),
        ({"NEWSROOM_SECRET_KEY": "short"}, "example or too short"),
        ({**PRODUCTION, "NEWSROOM_ALLOWED_HOSTS": ""}, "NEWSROOM_ALLOWED_HOSTS is empty"),
        ({**PRODUCTION, "NEWSROOM_ALLOWED_HOSTS": "*"}, "name each host"),
        ({"NEWSROOM_DEMO": "1", "NEWSROOM_ALLOWED_HOSTS": "*.example.org"}, "name each host"),
        ({**PRODUCTION, "NEWSROOM_DEBUG": "1"}, "production never shows tracebacks"),
        ({"NEWSROOM_DEMO": "maybe"}, "write 1 or 0"),
        ({"NEWSROOM_DEMO": "1", "DATABASE_URL": "mysql://localhost/x"}, "DATABASE_URL begins with 'mysql'"),
        ({"NEWSROOM_DEMO": "1", "DATABASE_URL": "postgres://localhost/"}, "names no database"),
        ({**PRODUCTION, "NEWSROOM_SITE_URL": "news"}, "write an address"),
    ],
)
def test_nonsense_is_refused_with_a_plain_line(tmp_path, variables, reason):
    done = start(tmp_path, **variables)

    assert done.returncode != 0
    assert reason in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("variables", "engine"),
    [
        (PRODUCTION, "django.db.backends.sqlite3"),
        ({"NEWSROOM_DEMO": "1"}, "django.db.backends.sqlite3"),
        ({**PRODUCTION, "DATABASE_URL": "postgres://u:p@db:5432/news"}, "django.db.backends.postgresql"),
    ],
)
def test_sound_settings_start(tmp_path, variables, engine):
    done = start(tmp_path, **variables)

    assert (done.returncode, done.stdout.strip()) == (0, engine)


@pytest.mark.parametrize(
    ("address", "options"),
    [
        ("postgres://u:p@db:5432/news", {"options": "-c jit=off"}),
        ("postgres://u:p@db/news?sslmode=require", {"sslmode": "require", "options": "-c jit=off"}),
        ("postgres://u:p@db/news?options=-c%20jit%3Don", {"options": "-c jit=on"}),
    ],
)
def test_postgresql_compiles_no_query_unless_its_address_says_so(tmp_path, address, options):
    done = start(tmp_path, "OPTIONS", **PRODUCTION, DATABASE_URL=address)

    assert done.stdout.strip() == str(options)
