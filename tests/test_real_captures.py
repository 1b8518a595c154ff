"""The acceptance of reading: the five real captures, through the command, against every key of expected.json.

They are third-party press text and stay outside the project: read in place, where they are.
"""

import json
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.editorial import decide
from articles.editorial.findings import open_findings
from articles.ingest import reader
from articles.ingest.decode import decode
from articles.models import Article, Capture, Reading
from articles.search import search_desk
from tests.factories import make_user

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir() and not os.environ.get("CI"), reason="the real captures are not beside the project"
)

#: Keys of expected.json whose value stands in the report as it is.
EQUAL = ("outcome", "shape", "script", "title", "date", "precision", "source", "attributions", "contributions")
LISTS = ("headings", "tags")
#: Every other key, checked in a test of its own. The notes are for people.
OTHERS = (
    *("url_contains", "flags_include", "edits", "date_proposal", "paragraphs", "characters", "first", "last"),
    *("in_body", "not_in_body", "after_fix", "notes"),
)
NAMES = (
    "000_418d5a339a09f186.txt",
    "001_41a7319db6d8dc8c.txt",
    "002_58d41d821893c613.txt",
    "003_e66abb5cadeda4b5.txt",
    "004_36a701c65de62d57.txt",
)
captures = pytest.mark.parametrize("name", NAMES)


def expected() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((SEEDS / "expected.json").read_text(encoding="utf-8"))
    return read


def ingest(folder: Path) -> dict[str, Any]:
    call_command("ingest", str(SEEDS), report=folder / "report.json", stdout=StringIO())
    read: dict[str, Any] = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return read


def by_name(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {Path(row["path"]).name: row for row in report["captures"]}


@pytest.fixture(scope="module")
def report(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The report of one run on an empty database, for the tests that need no more than it."""
    with django_db_blocker.unblock(), transaction.atomic():
        read = ingest(tmp_path_factory.mktemp("report"))
        transaction.set_rollback(True)
    return read


@pytest.fixture(scope="module")
def rows(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The rows of that report by the name of the file."""
    return by_name(report)


@pytest.fixture
def stored(db: None, tmp_path: Path) -> dict[str, dict[str, Any]]:
    """The same rows, with what they tell of in the database."""
    return by_name(ingest(tmp_path))


def test_expected_holds_nothing_that_is_not_checked() -> None:
    assert set(expected()) == {"about", "captures", "search_oracle", "shared_passages"}
    assert sorted(expected()["captures"]) == sorted(NAMES)
    assert {key for each in expected()["captures"].values() for key in each} <= {*EQUAL, *LISTS, *OTHERS}


@captures
def test_facts_are_exactly_the_expected(rows: dict[str, Any], name: str) -> None:
    wanted = expected()["captures"][name]

    assert {key: rows[name][key] for key in (*EQUAL, *LISTS)} == {key: wanted[key] for key in (*EQUAL, *LISTS)}


@captures
def test_address_flags_edits_and_proposal_are_the_expected(rows: dict[str, Any], name: str) -> None:
    wanted, row = expected()["captures"][name], rows[name]

    assert (wanted["url_contains"] or "") in (row["url"] or "")
    assert (row["url"] is None) == (wanted["url_contains"] is None)
    assert set(wanted["flags_include"]) <= {flag["code"] for flag in row["flags"]}
    assert {rule: row["edits"].get(rule) for rule in wanted.get("edits", {})} == wanted.get("edits", {})
    assert row["date_proposal"] == wanted.get("date_proposal")


@captures
def test_body_is_the_expected(rows: dict[str, Any], name: str) -> None:
    wanted, body = expected()["captures"][name], rows[name]["body"]
    paragraphs = [block for block in body.split("\n\n") if not block.startswith("## ")]

    assert len(paragraphs) == wanted["paragraphs"]
    characters = sum(not char.isspace() for block in paragraphs for char in block)
    assert abs(characters - wanted["characters"]) <= wanted["characters"] / 100  # as expected.json allows
    assert paragraphs[0].startswith(wanted["first"])
    assert paragraphs[-1].endswith(wanted["last"])


@captures
def test_body_holds_what_it_should_and_nothing_else(rows: dict[str, Any], name: str) -> None:
    wanted, body = expected()["captures"][name], rows[name]["body"]

    assert [words for words in wanted["in_body"] if words not in body] == []
    assert [words for words in wanted["not_in_body"] if words in body] == []


def test_ledgers_of_the_stored_readings_hold(stored: dict[str, Any]) -> None:
    readings = Reading.objects.select_related("capture")

    problems = [reader.check(decode(r.capture.content).text, reader.from_json(r.content)) for r in readings]

    assert problems == [()] * len(NAMES)
    assert {r.capture.content for r in readings} == {(SEEDS / name).read_bytes() for name in NAMES}


def test_articles_hold_what_the_report_says(stored: dict[str, Any]) -> None:
    for row in map(stored.get, NAMES):
        article = Article.objects.get(pk=row["article_id"])
        assert (article.title, article.date, article.body) == (row["title"] or "", row["date"] or "", row["body"])
        assert [c.name for c in article.contributions.all()] == [person["name"] for person in row["contributions"]]
        assert [a.name for a in article.attributions.all()] == [outlet["name"] for outlet in row["attributions"]]
        assert [tag.name for tag in article.tags.all()] == row["tags"]


def test_one_click_on_the_damage_gives_the_expected_text(stored: dict[str, Any]) -> None:
    (name,) = [name for name, wanted in expected()["captures"].items() if "after_fix" in wanted]
    wanted = expected()["captures"][name]["after_fix"]
    article = Article.objects.get(pk=stored[name]["article_id"])
    (damage,) = [finding for finding in open_findings(article) if finding.code == "damaged-bytes"]

    decide.apply_fix(article, damage.key, by=make_user(is_superuser=True))

    article.refresh_from_db()
    assert [words for words in wanted["in_body"] if words not in article.body] == []
    assert [words for words in wanted["not_in_body"] if words in article.body] == []


def test_shared_passages_stand_in_each(rows: dict[str, Any]) -> None:
    bodies = {name[:3]: rows[name]["body"] for name in NAMES}

    for *numbers, passage in expected()["shared_passages"]:
        assert [number for number in numbers if passage not in bodies[number]] == []


def test_desk_search_finds_exactly_the_named_captures_in_every_spelling(stored: dict[str, Any]) -> None:
    named = {row["article_id"]: name for name, row in stored.items()}

    for query in expected()["search_oracle"]["queries"]:
        answers = [[named[hit.article_id] for hit in search_desk(words).hits] for words in query["spellings"]]
        assert sorted(answers[0]) == sorted(query["found"])
        assert answers == [answers[0]] * len(answers)


def test_what_is_no_capture_is_ignored_with_the_reason(report: dict[str, Any], rows: dict[str, Any]) -> None:
    ignored = {name for name, row in rows.items() if row["outcome"] == "ignored" and row["message"]}

    assert ignored == {"README.md", "expected.json"}
    assert report["totals"] == {
        "imported": 1, "flagged": 4, "updated": 0, "unchanged": 0, "rejected": 0, "ignored": 2
    }  # fmt: skip
    assert sum(report["totals"].values()) == len(report["captures"])


def test_second_run_is_unchanged_and_writes_nothing(stored: dict[str, Any], tmp_path: Path) -> None:
    with CaptureQueriesContext(connection) as queries:
        totals = ingest(tmp_path)["totals"]

    assert (totals["unchanged"], totals["ignored"]) == (5, 2)
    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}
    assert Capture.objects.count() == 5
