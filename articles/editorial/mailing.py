"""The daily mail of what is new in a person's inbox: what goes into it, that it is told once, and the words.

A row says that a mail is on its way before it is, so that two runs at once tell nothing twice; the row of one that could not
be sent is taken back. Not for the sending itself (`manage.py send_digest`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from articles.models import Mailing, Reminder, User

#: How many rows a mail lists; the rest are counted.
LISTED = 40
#: A mail that has been on its way for longer was cut short with its program.
UNFINISHED = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to be sent: to whom, and the words in their language."""

    person: User
    subject: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class News:
    """What a person is to be told: what is new and unread, and what has come due, the late among them."""

    new: tuple[Reminder, ...]
    due: tuple[Reminder, ...]

    def __len__(self) -> int:
        return len({row.pk for row in (*self.new, *self.due)})


def people_to_tell() -> QuerySet[User]:
    """Return the people in service who want the mail and have an address, by name. One query."""
    return User.objects.filter(is_active=True, is_staff=True, digest=True).exclude(email="").order_by("username")


def news_for(person: User, since: datetime | None = None) -> News:
    """Return what `person` has not been told by mail yet, only what came from `since` on. Three queries."""
    told = Mailing.objects.filter(person=person).order_by("-due_through").values_list("due_through", flat=True).first()
    mine = Reminder.objects.filter(person=person).light()
    mine = mine if since is None else mine.filter(at__gte=since)
    due = mine.due().filter(due_on__lte=_soon())
    due = due if told is None else due.filter(due_on__gt=told)
    return News(tuple(mine.unread().filter(mailing=None).order_by("pk")), tuple(due))


@transaction.atomic
def begin(person: User, since: datetime | None = None) -> tuple[Mailing, News] | None:
    """Take what is to be told as told by a mail now on its way; None where there is nothing. Seven queries."""
    User.objects.select_for_update().get(pk=person.pk)
    _take_back(Mailing.objects.filter(person=person, sent_at=None, begun_at__lt=timezone.now() - UNFINISHED))
    news = news_for(person, since)
    if not len(news):
        return None
    mailing = Mailing.objects.create(person=person, due_through=_soon(), count=len(news))
    Reminder.objects.filter(pk__in=[row.pk for row in news.new]).update(mailing=mailing)
    return mailing, news


def finish(mailing: Mailing) -> None:
    """Note that a mail has been sent."""
    Mailing.objects.filter(pk=mailing.pk).update(sent_at=timezone.now())


def take_back(mailing: Mailing) -> None:
    """Note that a mail could not be sent: what it would have told is told by the next."""
    _take_back(Mailing.objects.filter(pk=mailing.pk))


def letter(person: User, news: News) -> Letter:
    """Return the mail of `news` in the language of `person`. No query."""
    with translation.override(person.language):
        number = len(news)
        subject = ngettext("%(site)s：%(n)d 条新提醒", "%(site)s：%(n)d 条新提醒", number)
        rows = _lines(row for row in news.new if row not in news.due)
        context = {
            "person": person,
            "due": _lines(news.due)[:LISTED],
            "new": rows[:LISTED],
            "left": max(0, len(rows) - LISTED) + max(0, len(news.due) - LISTED),
            "inbox": _absolute(reverse("admin:inbox")),
            "site": settings.SITE_NAME,
        }
        text = render_to_string("admin/articles/digest.txt", context)
        return Letter(person, subject % {"site": settings.SITE_NAME, "n": number}, text, number)


def _lines(rows: Iterable[Reminder]) -> list[tuple[Reminder, str]]:
    return [(row, _absolute(address_of(row))) for row in rows]


def address_of(row: Reminder) -> str:
    """Return the place at the desk that a reminder is about."""
    kind, number = ("article", row.article_id) if row.article_id else ("collection", row.collection_id)
    page = reverse(f"admin:articles_{kind}_change", args=[number])
    return f"{page}#comment-{row.comment_id}" if row.comment_id else page


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def _soon() -> date:
    """Return the last day that counts as due now: tomorrow."""
    return timezone.localdate() + timedelta(days=1)


def _take_back(mailings: QuerySet[Mailing]) -> None:
    mailings.delete()
