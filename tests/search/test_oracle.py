"""Both searches over the five real captures, read in place: what each query must find, in each of its spellings."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.editorial import freeze
from articles.models import Article
from articles.search import search_desk, search_press
from tests.factories import make_user

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
EXPECTED = SEEDS / "expected.json"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not EXPECTED.exists() and not (os.environ.get("CI") and SEEDS.exists()),
        reason="the real captures are not beside the project",
    ),
]


def queries() -> list[dict[str, Any]]:
    return json.loads(EXPECTED.read_text("utf-8"))["search_oracle"]["queries"] if EXPECTED.exists() else []


@pytest.fixture
def names() -> dict[int, str]:
    """The file that each article at the desk was read from."""
    call_command("ingest", str(SEEDS), verbosity=0)
    rows = Article.objects.values_list("pk", "reading__capture__receipts__name")
    return {pk: Path(os.fsdecode(bytes(name))).name for pk, name in rows}


def test_every_query_finds_exactly_its_captures_in_every_spelling(names: dict[int, str]) -> None:
    for query in queries():
        answers = [[hit.article_id for hit in search_desk(spelling).hits] for spelling in query["spellings"]]

        assert sorted(names[pk] for pk in answers[0]) == query["found"], query["spellings"]
        assert answers == [answers[0]] * len(answers)


def test_the_order_is_the_same_on_every_database(names: dict[int, str]) -> None:
    found = [[names[hit.article_id][:3] for hit in search_desk(query["spellings"][0]).hits] for query in queries()]

    assert found == [["004", "001", "003"], ["000", "003"], ["004", "003"]]


def test_the_public_search_does_the_same_over_what_is_published(names: dict[int, str]) -> None:
    editor, now = make_user(), timezone.now()
    published = {pk: name for pk, name in names.items() if not name.startswith("004")}
    editions = {freeze.make_edition(Article.objects.get(pk=pk), by=editor, now=now).pk: pk for pk in published}

    for query in queries():
        answers = [[editions[hit.edition_id] for hit in search_press(words).hits] for words in query["spellings"]]
        desk = [hit.article_id for hit in search_desk(query["spellings"][0]).hits if hit.article_id in published]

        assert sorted(names[pk] for pk in answers[0]) == [name for name in query["found"] if name in published.values()]
        assert answers == [desk] * len(answers)
