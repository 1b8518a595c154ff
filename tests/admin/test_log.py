"""The log: every move and what administrators do is in it, nobody changes it, those who may filter and export it."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from articles.editorial import workflow
from articles.editorial.log import MOVED, as_csv, as_json_lines, said_by
from articles.models import KINDS, Event, Source, User
from tests.admin.forms import read_form, send
from tests.factories import make_article, make_complete_article, make_source, make_user

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_event_changelist")


def kinds():
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def exported(client, asked=""):
    answer = client.post(f"{reverse('admin:articles_event_export', args=['csv'])}?{asked}")
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def test_every_move_of_the_table_has_words():
    assert set(MOVED) == {move.name for move in workflow.MOVES}
    assert set(MOVED) <= set(KINDS)


def test_the_whole_way_of_a_piece_is_in_the_log(people):
    article = make_complete_article()
    workflow.record(article, by=None, reason="导入")
    workflow.assign(article, by=people["终审"], to=people["编辑"])
    workflow.release(article, by=people["编辑"])
    workflow.claim(article, by=people["编辑"])
    workflow.submit(article, by=people["编辑"])
    workflow.recall(article, by=people["编辑"])
    workflow.submit(article, by=people["编辑"])
    workflow.send_back(article, by=people["初审"], note="请核对。")
    workflow.submit(article, by=people["编辑"])
    for name in ("初审", "复审", "终审"):
        workflow.sign(article, by=people[name])
    workflow.embargo(article, by=people["编辑"], until=timezone.now() + timedelta(days=1))
    workflow.embargo(article, by=people["终审"], until=None)
    workflow.publish(article, by=people["终审"], at=timezone.now() + timedelta(days=1))
    workflow.cancel(article, by=people["终审"])
    workflow.publish(article, by=people["终审"])
    workflow.reschedule(article, by=people["终审"], until=timezone.now() + timedelta(days=1))
    article.refresh_from_db()
    article.title += "（改）"
    article.save()
    workflow.record(article, by=people["编辑"], reason="改")
    workflow.submit(article, by=people["编辑"])
    for name in ("初审", "复审", "终审"):
        workflow.sign(article, by=people[name])
    workflow.correct(article, by=people["终审"], text="改一字。")
    workflow.withdraw(article, by=people["终审"], text="撤。")
    workflow.seal(article, by=people["终审"], text="封。")
    workflow.reopen(article, by=people["编辑"])

    assert kinds() == [
        *("assign", "release", "claim", "submit", "recall", "submit", "send_back", "submit", "sign", "sign", "sign"),
        *(
            "embargo",
            "embargo",
            "publish",
            "cancel",
            "publish",
            "reschedule",
            "revise",
            "submit",
            "sign",
            "sign",
            "sign",
        ),
        *("correct", "withdraw", "seal", "reopen"),
    ]
    assert {row.row for row in Event.objects.all()} == {article.pk}


def test_a_move_says_who_from_where_to_where(people):
    article = make_complete_article()

    workflow.submit(article, by=people["编辑"])

    event = Event.objects.get()
    assert (event.by, event.by_name, event.row_name) == (people["编辑"], "编辑", article.title)
    assert (event.detail["before"], event.detail["after"]) == ("draft", "review")


def test_a_merge_undone_is_named_in_words_and_a_name_that_is_such_a_word_is_not():
    undone = Event(kind="unmerge", detail={"undoes": {"merge": "冰 → 雪"}})
    named = Event(kind="merge", detail={"joined": "merge"})

    assert (said_by(undone), said_by(named)) == ("撤销的是 合并 冰 → 雪", "并入的 merge")


def test_when_an_edition_is_public_is_said_in_the_house_s_time():
    event = Event(
        kind="publish", detail={"from": "2026-11-26T19:06:28.732301+00:00", "note": "2026-11-26T19:06:28 见附件"}
    )

    assert said_by(event) == "起 2026-11-27 03:06:28；意见 2026-11-26T19:06:28 见附件"


def test_an_override_is_in_the_log_with_its_reason(people):
    article = make_complete_article()
    workflow.submit(article, by=people["编辑"])

    workflow.sign(article, by=make_user("chief", is_superuser=True), override="值班只有一人")

    assert Event.objects.get(kind="sign").detail["override"] == "值班只有一人"


def test_what_is_refused_leaves_no_line(people):
    article = make_complete_article()

    with pytest.raises(workflow.Refused):
        workflow.submit(article, by=people["只读"])

    assert kinds() == []


def test_a_stale_object_does_not_lie_about_what_stood(people):
    article = make_complete_article()
    stale = type(article).objects.get(pk=article.pk)
    workflow.submit(article, by=people["编辑"])

    workflow.recall(stale, by=people["编辑"])

    assert Event.objects.get(kind="recall").detail["before"] == "review"


def test_a_change_of_groups_says_before_and_after(as_person, people):
    groups = {group.name: group.pk for group in people["复审"].groups.model.objects.all()}

    send(
        as_person("管理员"), reverse("admin:articles_user_change", args=[people["编辑"].pk]),
        groups=[str(groups["终审"])],
    )  # fmt: skip

    event = Event.objects.get(kind="rights")
    assert event.detail == {"before": {"groups": ["编辑"]}, "after": {"groups": ["终审"]}}
    assert (event.by, event.row, event.address) == (people["管理员"], people["编辑"].pk, "127.0.0.1")
    assert "组 编辑" in said_by(event)


def test_a_change_that_touches_no_right_is_no_change_of_rights(as_person, people):
    send(as_person("管理员"), reverse("admin:articles_user_change", args=[people["编辑"].pk]), display_name="沈一白")

    assert kinds() == ["changed"]


def test_who_is_put_out_of_service_is_in_the_log(as_person, people):
    page = reverse("admin:articles_user_change", args=[people["编辑"].pk])
    client = as_person("管理员")
    form = read_form(client.get(page))
    form.pop("is_active")
    client.post(page, form)

    assert Event.objects.get(kind="rights").detail["after"] == {"flags": ["is_staff"]}


def test_a_password_set_by_another_is_in_the_log(as_person, people):
    page = reverse("admin:auth_user_password_change", args=[people["编辑"].pk])

    as_person("管理员").post(page, {"password1": "a-long-pass-word", "password2": "a-long-pass-word"})

    assert "password" in kinds()


def test_the_rights_of_a_group_are_in_the_log(as_person, people):
    group = people["只读"].groups.get()
    page = reverse("admin:auth_group_change", args=[group.pk])

    send(as_person("管理员"), page, permissions=[])

    event = Event.objects.get(kind="rights")
    assert "view_article" in event.detail["before"]["single"]
    assert event.detail["after"] == {"single": []}


def test_records_made_changed_and_deleted_are_in_the_log(as_person):
    client, source = as_person("管理员"), make_source()

    send(client, reverse("admin:articles_source_change", args=[source.pk]), region="黑龙江")
    client.post(reverse("admin:articles_source_delete", args=[source.pk]), {"post": "yes"})

    assert kinds() == ["changed", "deleted"]
    assert not Source.objects.exists()


def test_a_draft_deleted_with_its_history_leaves_its_line(as_person):
    article = make_article()

    as_person("管理员").post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})

    event = Event.objects.get()
    assert (event.kind, event.model, event.row_name) == ("deleted", "article", article.title)


def test_signing_in_and_out_is_in_the_log(people, client):
    client.post(reverse("admin:login"), {"username": "编辑", "password": "pass-word-for-tests"})
    client.post(reverse("admin:logout"))

    assert kinds() == ["login", "logout"]


# Nobody changes it


@pytest.mark.parametrize(
    "act",
    [
        lambda event: event.save(),
        lambda event: event.delete(),
        lambda _event: Event.objects.update(kind="x"),
        lambda _event: Event.objects.all().delete(),
        lambda event: Event.objects.bulk_update([event], ["kind"]),
    ],
)
def test_an_event_is_neither_changed_nor_deleted(act):
    event = Event.note("login", by=None)

    with pytest.raises(TypeError, match="never"), transaction.atomic():
        act(event)


def test_the_database_itself_refuses_a_change():
    Event.note("login", by=None)

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE articles_event SET kind = 'x'")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite emptying all tables deletes row by row")
def test_the_database_itself_refuses_to_delete():
    Event.note("login", by=None)

    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic(), connection.cursor() as c:
        c.execute("DELETE FROM articles_event")


def test_who_is_in_the_log_is_not_deleted(as_person, people):
    Event.note("login", by=people["编辑"])

    as_person("管理员").post(reverse("admin:articles_user_delete", args=[people["编辑"].pk]), {"post": "yes"})

    assert User.objects.filter(username="编辑").exists()


# The page and the files


def test_the_house_admin_sees_the_log_and_others_do_not(as_person):
    seen = {name: as_person(name).get(LIST).status_code for name in ("只读", "编辑", "终审", "管理员")}

    assert seen == {"只读": 403, "编辑": 403, "终审": 403, "管理员": 200}


def test_the_list_is_filtered_by_kind_and_found_by_name(as_person, people):
    Event.note("login", by=people["编辑"])
    Event.note("logout", by=people["终审"])
    client = as_person("管理员")

    assert [row.kind for row in client.get(LIST, {"kind": "login"}).context["cl"].result_list] == ["login"]
    assert [row.kind for row in client.get(LIST, {"q": "终审"}).context["cl"].result_list] == ["logout"]


def test_the_list_asks_the_same_number_of_queries_however_long(as_person, people, django_assert_max_num_queries):
    client = as_person("管理员")
    for _n in range(60):
        Event.note("login", by=people["编辑"])

    with django_assert_max_num_queries(11):
        client.get(LIST)


def test_the_export_holds_what_the_list_shows_and_is_itself_in_the_log(as_person, people):
    Event.note("login", by=people["编辑"])
    Event.note("logout", by=people["编辑"])

    rows = list(csv.DictReader(io.StringIO(exported(as_person("管理员"), "kind=login"))))

    assert [row["kind"] for row in rows] == ["login"]
    assert Event.objects.get(kind="exported").detail == {"format": "csv", "count": 1}


def test_the_export_needs_its_own_right_and_a_pressed_button(as_person, people):
    looker = make_user("看日志")
    looker.user_permissions.add(*looker.user_permissions.model.objects.filter(codename="view_event"))
    client = Client()
    client.force_login(looker)
    page = reverse("admin:articles_event_export", args=["csv"])

    assert client.get(LIST).status_code == 200
    assert client.post(page).status_code == 403
    assert as_person("管理员").get(page).status_code == 405
    assert as_person("编辑").post(page).status_code == 403
    assert as_person("管理员").post(reverse("admin:articles_event_export", args=["xml"])).status_code == 404


@pytest.mark.parametrize("title", ["=HYPERLINK(1)", "+1", "-1", "@x", "\t=1"])
def test_no_cell_of_the_table_is_a_formula(title):
    event = Event.note("deleted", by=None, about=make_article(title=title))

    rows = list(csv.reader(io.StringIO("".join(as_csv([event])).removeprefix("\ufeff"))))

    assert f"'{title}" in rows[1]


def test_a_cell_that_only_holds_such_a_sign_is_left_alone():
    event = Event.note("deleted", by=None, about=make_article(title="投入=产出"))

    assert "投入=产出" in "".join(as_csv([event])) and "'投入" not in "".join(as_csv([event]))


def test_the_lines_of_json_hold_the_detail_as_it_is():
    event = Event.note("publish", by=None, edition=3)

    (line,) = as_json_lines([event])

    assert json.loads(line)["detail"] == {"edition": 3}


def test_the_command_writes_what_is_asked_for(people):
    Event.note("login", by=people["编辑"])
    Event.note("logout", by=people["编辑"])
    out = io.StringIO()

    call_command("export_log", "--kind", "logout", "--since", "2020-01-01", stdout=out)

    assert [json.loads(line)["kind"] for line in out.getvalue().splitlines()] == ["logout"]


def test_the_command_writes_nothing_of_another_day_and_refuses_no_date(people):
    Event.note("login", by=people["编辑"])
    out = io.StringIO()

    call_command("export_log", "--until", "2020-01-01", stdout=out)

    assert out.getvalue() == ""
    with translation.override("en"), pytest.raises(CommandError, match="no date"):
        call_command("export_log", "--since", "gestern")
