"""The desk's pages of what the public sees: corrections, withdrawals and when a piece is public; rights, look, and record."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.editorial import workflow
from articles.models import Article, Event, Notice
from tests.admin.conftest import NAMES
from tests.admin.forms import told
from tests.factories import make_collection, make_complete_article, make_people

pytestmark = pytest.mark.django_db
SIGNERS = ("初审", "复审", "终审")


def page_of(piece: Any, move: str) -> str:
    name = piece._meta.model_name
    if move in ("reschedule", "cancel", "embargo"):
        return reverse(f"admin:articles_{name}_schedule", args=[piece.pk])
    return reverse(f"admin:articles_{name}_notice", args=[piece.pk, move])


def sign_all(piece: Any, people: dict[str, Any]) -> None:
    workflow.submit(piece, by=people["编辑"])
    for name in SIGNERS:
        workflow.sign(piece, by=people[name])


@pytest.fixture(scope="module")
def made(rows_of_the_module: None) -> dict[str, Any]:
    """The people, a published article and a published collection of it; nothing that a test does to them stays."""
    people = make_people(*NAMES)
    article = make_complete_article(title="口岸账本")
    collection = make_collection(article, title="口岸")
    for each in (article, collection):
        sign_all(each, people)
        workflow.publish(each, by=people["终审"])
    return {"people": people, "article": article, "collection": collection}


@pytest.fixture
def people(made: dict[str, Any]) -> dict[str, Any]:
    return made["people"]


@pytest.fixture(params=["article", "collection"])
def piece(request: pytest.FixtureRequest, made: dict[str, Any]) -> Any:
    """A published article, or a published collection of it."""
    kept = made[request.param]
    return type(kept)._default_manager.get(pk=kept.pk)


def revised(piece: Any, people: dict[str, Any]) -> Any:
    piece.title += "（改）"
    piece.save()
    workflow.record(piece, by=people["编辑"], reason="改")
    piece.refresh_from_db()
    sign_all(piece, people)
    return piece


def scheduled(people: dict[str, Any]) -> Article:
    article = make_complete_article()
    sign_all(article, people)
    workflow.publish(article, by=people["终审"], at=timezone.now() + timedelta(days=1))
    return article


def post(client: Client, piece: Any, move: str, **data: Any) -> Any:
    shared = {"opened_version": type(piece).objects.get(pk=piece.pk).version}
    return client.post(page_of(piece, move), {**shared, **data}, follow=True)


def test_a_withdrawal_is_looked_at_before_it_is_done(piece, as_person):
    page = post(as_person("终审"), piece, "withdraw", reason="fact", text="查无此事。", _preview="1")

    shown = page.content.decode()
    assert [look.tag for look in page.context["looks"]] == ["zh-Hans", "zh-Hant", "en"]
    assert re.findall(r"<b>(撤稿|Withdrawal|Withdrawn)</b>", shown)[:2] == ["撤稿", "撤稿"]
    assert "查無此事。" in shown
    assert "事實有誤" in shown
    assert "Wrong fact" in shown
    assert "旧版（第 1 版）在告示之后仍可查阅" in shown
    assert not Notice.objects.exists()
    assert piece.live_edition is not None


def test_confirmed_it_is_withdrawn_with_reason_and_words(piece, as_person):
    page = post(as_person("终审"), piece, "withdraw", reason="fact", text="查无此事。", _confirm="1")

    notice = Notice.objects.get()
    assert "已撤下" in told(page)
    assert (notice.reason, notice.text, notice.by.username) == ("fact", "查无此事。", "终审")
    assert piece.live_edition is None


@pytest.mark.parametrize("reason", ["legal", "rights"])
def test_a_legal_reason_says_beforehand_that_nothing_will_be_left(piece, as_person, reason):
    page = post(as_person("终审"), piece, "withdraw", reason=reason, text="依法撤下。", _preview="1")

    assert "原网址只剩这则告示" in page.content.decode()
    assert "仍可查阅" not in page.content.decode()


def test_a_withdrawal_names_the_collections_and_links_it_touches(people, as_person):
    article, other = make_complete_article(), make_complete_article()
    other.links.create(to_article=article, kind="background")
    collection = make_collection(article, other)
    for each in (article, other, collection):
        sign_all(each, people)
        workflow.publish(each, by=people["终审"])

    page = as_person("终审").get(page_of(article, "withdraw")).content.decode()

    assert "收了它的 1 个专题在原处显示这则告示" in page
    assert "1 篇在线文章关联到它" in page


@pytest.mark.parametrize(("reason", "text"), [("", "撤。"), ("fact", "  "), ("wording", "撤。"), ("fact", "长" * 2001)])
def test_without_a_fitting_reason_or_words_nothing_is_done(piece, as_person, reason, text):
    page = post(as_person("终审"), piece, "withdraw", reason=reason, text=text, _confirm="1")

    assert page.context["form"].errors
    assert piece.live_edition is not None


def test_a_correction_shows_the_changed_words_and_the_edition_before(piece, people, as_person):
    revised(piece, people)

    page = as_person("终审").get(page_of(piece, "correct")).content.decode()
    looked = post(as_person("终审"), piece, "correct", reason="wording", text="改了题目。", _preview="1")

    assert re.findall(r"<ins>(.*?)</ins>", page) == ["（改）"]
    assert looked.content.decode().count("editions/1/") >= 3
    assert not Notice.objects.exists()


def test_confirmed_the_correction_is_the_next_edition(piece, people, as_person):
    revised(piece, people)

    page = post(as_person("终审"), piece, "correct", reason="wording", text="改了题目。", _confirm="1")

    assert "更正已公布，作为第 2 版" in told(page)
    assert piece.live_edition.number == Notice.objects.get().edition_number == 2


def test_a_correction_can_be_set_for_later(piece, people, as_person):
    revised(piece, people)

    page = post(
        as_person("终审"), piece, "correct", reason="wording", text="改了题目。", at="2999-01-01T08:00:07", _confirm="1"
    )

    assert "更正定于 2999-01-01 08:00:07 公布" in told(page)
    assert not Notice.objects.shown().exists()


def test_on_a_page_opened_before_another_change_nothing_is_done(piece, as_person):
    page = as_person("终审").post(
        page_of(piece, "withdraw"),
        {"opened_version": piece.version + 1, "reason": "fact", "text": "撤。", "_confirm": "1"},
        follow=True,
    )

    assert "已被改动" in told(page)
    assert piece.live_edition is not None


def test_a_move_that_does_not_start_from_here_leads_back_with_the_reason(piece, as_person):
    page = as_person("终审").get(page_of(piece, "correct"), follow=True)

    assert "现在是“已发布”，不能“更正”" in told(page)
    assert page.redirect_chain[-1][0].endswith("/change/")


def test_what_was_withdrawn_is_sealed_later(piece, people, as_person):
    workflow.withdraw(piece, by=people["终审"], text="查无此事。", reason="fact")

    page = post(as_person("终审"), piece, "seal", reason="legal", text="依法封存。", _confirm="1")

    assert "已封存" in told(page)
    assert not piece.editions.behind_notice().exists()


@pytest.mark.parametrize("move", ["correct", "withdraw", "seal", "reschedule", "cancel"])
@pytest.mark.parametrize("name", ["只读", "见习", "编辑", "初审", "复审"])
def test_who_may_not_publish_or_withdraw_is_refused(people, as_person, name, move):
    article = scheduled(people)
    client, data = as_person(name), {"reason": "fact", "text": "撤。", "_confirm": "1", "_move": move}

    answer = client.post(page_of(article, move), {"opened_version": article.version, **data})

    assert answer.status_code == 403
    assert not Notice.objects.exists()
    assert not Event.objects.filter(kind__in=["reschedule", "cancel", "withdraw"]).exists()


def test_a_page_of_no_such_move_is_not_there(piece, as_person):
    assert as_person("终审").get(page_of(piece, "explode")).status_code == 404


@pytest.mark.parametrize("move", ["withdraw", "reschedule"])
def test_opening_the_pages_writes_nothing(piece, as_person, move):
    client = as_person("终审")

    with CaptureQueriesContext(connection) as queries:
        client.get(page_of(piece, move), {"_confirm": "1", "_move": "cancel", "reason": "fact", "text": "撤。"})

    assert not [q["sql"] for q in queries.captured_queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_the_scheduled_edition_is_moved_to_the_second(people, as_person):
    article = scheduled(people)

    page = post(
        as_person("终审"),
        article,
        "reschedule",
        _move="reschedule",
        at="2999-01-01T08:00:07",
        until="",
        reason="等通稿",
    )

    assert "第 1 版：定于 2999-01-01 08:00:07 发布" in told(page)
    assert article.editions.get().live_from.isoformat() == "2999-01-01T00:00:07+00:00"
    assert Event.objects.get(kind="reschedule").detail["reason"] == "等通稿"
    assert "等通稿" in page.content.decode()


def test_the_scheduled_edition_is_taken_back(people, as_person):
    article = scheduled(people)

    page = post(as_person("终审"), article, "cancel", _move="cancel", reason="")

    assert "第 1 版的定时已取消" in told(page)
    assert not article.editions.scheduled().exists()


def test_an_end_is_set_for_what_is_live(piece, as_person):
    page = post(as_person("终审"), piece, "reschedule", _move="reschedule", until="2999-01-01T08:00")

    assert "在线，到 2999-01-01 08:00 为止" in told(page)


def test_a_trainee_holds_a_draft_back_and_may_not_let_it_go(as_person):
    article = make_complete_article()
    trainee = as_person("见习")

    held = post(trainee, article, "embargo", _move="embargo", embargo="2999-01-01T08:00", reason="来稿注明")
    refused = post(trainee, article, "embargo", _move="embargo", embargo="", reason="")

    assert "禁发至 2999-01-01 08:00" in told(held)
    assert "须有发布的权限" in told(refused)
    assert Article.objects.get(pk=article.pk).embargo_until is not None


def test_a_moment_that_is_none_is_refused_in_words(people, as_person):
    article = scheduled(people)

    page = post(as_person("终审"), article, "reschedule", _move="reschedule", at="明天")

    assert "输入一个有效的日期/时间" in told(page)


def test_the_article_page_says_when_and_what_expired_is_published_anew(people, as_person):
    article = scheduled(people)
    page = reverse("admin:articles_article_change", args=[article.pk])
    coming = as_person("终审").get(page)
    past = timezone.now() - timedelta(minutes=1)
    article.editions.update(live_from=past, live_until=past, expires_at=past, ended_by="expired")

    expired = as_person("终审").get(page)

    assert "定于" in coming.context["public_time"]
    assert coming.context["bar"].main is None
    assert expired.context["public_time"] == "已到期，不在线"
    assert expired.context["bar"].main == ("publish", "重新发布")


def test_the_front_page_lists_what_comes_and_what_ends(people, as_person):
    article = scheduled(people)
    ending = make_complete_article(title="快到期的")
    sign_all(ending, people)
    workflow.publish(ending, by=people["终审"], until=timezone.now() + timedelta(hours=1))

    planned = as_person("终审").get(reverse("admin:index")).context["home"].scheduled

    assert [(one.title, one.comes) for one in planned] == [("快到期的", False), (article.title, True)]
