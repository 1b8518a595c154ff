"""Commands speak the language that the settings name, help and output alike; codes in their output stay as they are."""

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command, load_command_class
from django.utils import translation

from articles.management.commands import ingest
from tests.catalogues import simplified_only

HAN = re.compile(r"[㐀-鿿]")
COMMANDS = sorted(path.stem for path in Path(ingest.__file__).parent.glob("[a-z]*.py"))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_is_in_each_language(name: str) -> None:
    told = {}
    for language in ("zh-hans", "zh-hant", "en"):
        with translation.override(language):
            parser = load_command_class("articles", name).create_parser("manage.py", name)
            own = [action.help or "" for action in parser._actions if "--no-color" not in action.option_strings]
            told[language] = " ".join((parser.description or "", parser.epilog or "", *own))

    assert HAN.search(told["zh-hans"])
    assert simplified_only(told["zh-hant"]) == []
    assert HAN.findall(told["en"]) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_checks_the_code_before_it_starts(name: str) -> None:
    assert load_command_class("articles", name).requires_system_checks == ()


@pytest.mark.django_db
def test_an_import_says_why_in_the_language_in_force(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    out = StringIO()

    with translation.override("en"), pytest.raises(CommandError) as ended:
        call_command("ingest", tmp_path / "empty.txt", stdout=out)

    assert "The file is empty." in out.getvalue()
    assert HAN.findall(f"{out.getvalue()} {ended.value}") == []
    assert out.getvalue().startswith("rejected ")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["lint", "reindex", "check_signoffs", "send_digest", "export_log"])
def test_what_a_command_prints_is_english_in_english(name: str, settings) -> None:
    settings.MAIL_READY, settings.SITE_URL = True, "https://desk.example.org"
    out = StringIO()

    with translation.override("en"):
        call_command(name, stdout=out)

    assert HAN.findall(out.getvalue()) == []


def run(language: str, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run `manage.py` in a fresh interpreter."""
    return subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", *words],
        env={**os.environ, "NEWSROOM_DEMO": "1", "NEWSROOM_LANGUAGE": language},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("", "gestern 不是日期；请写成 2026-11-01。"),
        ("zh-hant", "gestern 不是日期；請寫成 2026-11-01。"),
        ("en", "gestern is no date: write it as 2026-11-01."),
    ],
)
def test_the_setting_names_the_language(language: str, expected: str) -> None:
    assert run(language, "export_log", "--since", "gestern").stderr.rstrip().endswith(expected)


def test_a_setting_that_is_wrong_is_told_in_one_line() -> None:
    done = run("fr", "export_log")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "NEWSROOM_LANGUAGE is 'fr': write one of zh-hans, zh-hant, en.\n"
