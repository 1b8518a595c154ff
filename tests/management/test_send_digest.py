"""The daily mail: once a person, in their language, with whole links; twice nothing; one failure keeps nobody else waiting."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from articles.editorial import mailing
from articles.models import Mailing, Reminder
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


class Fickle(EmailBackend):
    """Refuses one address, as a server may, and keeps the rest."""

    def send_messages(self, messages):
        if any("refused@example.org" in message.to for message in messages):
            raise smtplib.SMTPRecipientsRefused({"refused@example.org": (550, b"no such user")})
        return super().send_messages(messages)


@pytest.fixture(autouse=True)
def spoken():
    """Let the command speak English."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def ready(settings):
    settings.MAIL_READY, settings.SITE_URL, settings.SITE_NAME = True, "https://desk.example.org", "编研室"
    settings.DEFAULT_FROM_EMAIL = "desk@example.org"


@pytest.fixture
def boss(db):
    return make_user("主编", ("终审",))


@pytest.fixture
def lin(db):
    return make_user("linyz", ("编辑",), email="lin@example.org", display_name="林远舟")


def remind(person, by, note="请核对", **more):
    article = make_article(title="一条产线")
    return Reminder.objects.create(person=person, by=by, kind="mention", article=article, note=note, **more)


def run(capsys, *args):
    call_command("send_digest", *args)
    return capsys.readouterr().out


def test_one_mail_tells_what_is_new_with_whole_links(capsys, lin, boss):
    row, other = remind(lin, boss), remind(lin, boss, "再看一处", due_on=timezone.localdate())

    assert run(capsys).splitlines() == ["linyz\tlin@example.org\tsent 2", "1 sent, 0 failed"]

    (message,) = mail.outbox
    assert (message.to, message.from_email) == (["lin@example.org"], "desk@example.org")
    assert message.subject == "编研室：2 条新提醒"
    assert f"https://desk.example.org/admin/articles/article/{row.article_id}/change/" in message.body
    assert "林远舟，您好" in message.body and "https://desk.example.org/admin/inbox/" in message.body
    assert message.body.index("再看一处") < message.body.index("请核对"), "what is due comes first"
    assert message.body.count("再看一处") == 1
    assert other.mailing_id is None and Reminder.objects.get(pk=other.pk).mailing == Mailing.objects.get()


def test_a_second_run_sends_nothing(capsys, lin, boss):
    remind(lin, boss)
    remind(lin, boss, due_on=timezone.localdate(), read_at=timezone.now())
    run(capsys)

    assert run(capsys) == "0 sent, 0 failed\n"
    remind(lin, boss, "后来的")
    assert "sent 1" in run(capsys)
    assert "请核对" not in mail.outbox[-1].body


def test_what_comes_due_later_is_told_once_when_it_does(capsys, lin, boss):
    row = remind(lin, boss, due_on=timezone.localdate() + timedelta(days=2))
    run(capsys)
    assert "sent" not in run(capsys).splitlines()[0] or mail.outbox[1:] == []

    Reminder.objects.filter(pk=row.pk).update(due_on=timezone.localdate() + timedelta(days=1))
    Mailing.objects.update(due_through=timezone.localdate())

    assert "sent 1" in run(capsys)
    assert run(capsys) == "0 sent, 0 failed\n"


@pytest.mark.parametrize(
    "changes",
    [{"digest": False}, {"email": ""}, {"is_active": False}, {"is_staff": False}],
    ids=lambda changes: next(iter(changes)),
)
def test_who_wants_none_or_can_get_none_gets_none(capsys, boss, changes):
    person = make_user("a", ("编辑",), **{"email": "a@example.org", **changes})
    remind(person, boss)

    assert (run(capsys), mail.outbox) == ("0 sent, 0 failed\n", [])


@pytest.mark.parametrize("done", ["read_at", "done_at"])
def test_what_was_read_or_done_is_not_told(capsys, lin, boss, done):
    remind(
        lin,
        boss,
        due_on=timezone.localdate(),
        **{"read_at": timezone.now(), done: timezone.now()} if done == "done_at" else {},
    )
    if done == "read_at":
        Reminder.objects.update(read_at=timezone.now(), due_on=None)

    assert run(capsys) == "0 sent, 0 failed\n"


def test_the_mail_is_in_the_language_of_its_reader(capsys, boss):
    for name, language in (("a", "en"), ("b", "zh-hant")):
        remind(make_user(name, ("编辑",), email=f"{name}@example.org", language=language), boss)
    run(capsys)

    assert (mail.outbox[0].subject, mail.outbox[1].subject) == ("编研室: 1 new reminder", "编研室：1 條新提醒")
    assert "Dear a," in mail.outbox[0].body and "Mention" in mail.outbox[0].body
    assert "新的提醒" in mail.outbox[1].body


def test_words_are_sent_as_they_are_written(capsys, lin, boss):
    remind(lin, boss, "A & B <注>")
    run(capsys)

    assert "A & B <注>" in mail.outbox[0].body


def test_one_that_is_refused_keeps_no_other_waiting_and_is_sent_by_the_next_run(capsys, settings, lin, boss):
    settings.EMAIL_BACKEND = f"{__name__}.Fickle"
    refused = make_user("aaa", ("编辑",), email="refused@example.org")
    for person in (refused, lin):
        remind(person, boss)

    with pytest.raises(CommandError, match="could not be sent") as ended:
        call_command("send_digest")

    assert ended.value.returncode == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("aaa\trefused@example.org\tfailed: SMTPRecipientsRefused")
    assert lines[1:] == ["linyz\tlin@example.org\tsent 1", "1 sent, 1 failed"]
    refused.email = "right@example.org"
    refused.save()
    assert "aaa\tright@example.org\tsent 1" in run(capsys)


def test_a_mail_that_a_killed_run_had_on_its_way_is_told_again_after_a_while(capsys, lin, boss):
    remind(lin, boss)
    mailing.begin(lin)
    assert run(capsys) == "0 sent, 0 failed\n"

    Mailing.objects.update(begun_at=timezone.now() - timedelta(hours=1))

    assert "sent 1" in run(capsys)


def test_a_rehearsal_sends_and_stores_nothing_and_needs_no_settings(capsys, settings, lin, boss):
    settings.MAIL_READY = False
    remind(lin, boss)

    assert run(capsys, "--dry-run").splitlines() == ["linyz\tlin@example.org\twould get 1", "1 to send, 0 failed"]
    assert (mail.outbox, Mailing.objects.count()) == ([], 0)


@pytest.mark.parametrize("changes", [{"MAIL_READY": False}, {"SITE_URL": ""}])
def test_without_settings_it_says_which(settings, changes):
    for name, value in changes.items():
        setattr(settings, name, value)

    with pytest.raises(CommandError, match=r"NEWSROOM_EMAIL_URL.*NEWSROOM_EMAIL_FROM.*NEWSROOM_SITE_URL"):
        call_command("send_digest")


def test_since_leaves_out_what_is_older(capsys, lin, boss):
    remind(lin, boss, "很旧", at=timezone.now() - timedelta(days=30))
    remind(lin, boss, "新")

    assert "sent 1" in run(capsys, "--since", f"{timezone.localdate():%Y-%m-%d}")
    assert "很旧" not in mail.outbox[0].body
    with pytest.raises(CommandError, match="no date"):
        call_command("send_digest", "--since", "昨天")


def test_very_many_are_counted_not_listed(capsys, lin, boss):
    article = make_article()
    Reminder.objects.bulk_create(
        Reminder(person=lin, by=boss, kind="answer", article=article, note=f"第{n}条") for n in range(100)
    )
    run(capsys)

    assert "另有 60 条" in mail.outbox[0].body
    assert mail.outbox[0].body.count("有答复") == 40


def test_what_is_to_be_told_takes_few_queries_however_much_it_is(lin, boss, django_assert_max_num_queries):
    for n in range(30):
        remind(lin, boss, f"{n}")

    with django_assert_max_num_queries(9):  # two of them the savepoint
        begun = mailing.begin(lin)
        assert begun and len(begun[1]) == 30
        mailing.letter(lin, begun[1])
