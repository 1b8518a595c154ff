"""`manage.py reindex`: what it mends, what it leaves, what it says and how it ends."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, DeskPassage, PressPassage
from articles.search import search_desk, search_press
from tests.factories import make_article
from tests.search.shared import publish

pytestmark = pytest.mark.django_db


def reindex(*options: str) -> str:
    out = StringIO()
    call_command("reindex", *options, stdout=out)
    return out.getvalue()


def test_what_went_past_the_signals_is_found_again() -> None:
    Article.objects.bulk_create([Article(title="甲", body="粮食")])
    publish(make_article(title="", body="冰雪"))
    PressPassage.objects.all().delete()

    said = reindex()

    assert said.splitlines() == [
        "编辑台：共 2，有出入 1，多余段落 0，索引表完好。",
        "已发布：共 1，有出入 1，多余段落 0，索引表完好。",
    ]
    assert (search_desk("粮食").total, search_press("冰雪").total) == (1, 1)


def test_an_index_in_step_is_not_written() -> None:
    publish(make_article(body="粮食"))

    with CaptureQueriesContext(connection) as done:
        reindex()

    assert not [q for q in done if q["sql"].startswith(("UPDATE", "DELETE", 'INSERT INTO "'))]


def test_a_dry_run_says_what_differs_and_writes_nothing() -> None:
    article = make_article(title="", body="粮食")
    DeskPassage.objects.all().delete()

    with pytest.raises(SystemExit) as ended:
        reindex("--dry-run")

    assert ended.value.code == 1
    assert article.passages.count() == 0


def test_a_dry_run_over_an_index_in_step_ends_well() -> None:
    make_article(body="粮食")

    assert "有出入 0" in reindex("--dry-run")


@pytest.mark.parametrize(("option", "desk", "press"), [("--desk", 1, 0), ("--press", 0, 1)])
def test_one_side_alone_can_be_asked_for(option: str, desk: int, press: int) -> None:
    publish(make_article(title="", body="粮食"))
    DeskPassage.objects.all().delete()
    PressPassage.objects.all().delete()

    reindex(option)

    assert (DeskPassage.objects.count(), PressPassage.objects.count()) == (desk, press)


def test_editions_that_are_over_leave_the_index_and_those_to_come_stay() -> None:
    now = timezone.now()
    over = publish(make_article(body="粮食"), live_from=now - timedelta(days=2), live_until=now - timedelta(days=1))
    coming = publish(make_article(body="粮食"), live_from=now + timedelta(days=1))

    reindex()

    assert not over.passages.exists()
    assert coming.passages.exists()
    assert reindex("--dry-run")


def test_a_wrong_option_is_told() -> None:
    with pytest.raises(CommandError, match="--nonsense"):
        call_command("reindex", "--nonsense")


def test_the_help_names_the_exit_statuses(capsys: Any) -> None:
    with pytest.raises(SystemExit):
        call_command("reindex", "--help")

    assert "退出状态：0" in "".join(capsys.readouterr().out.split())
