"""Send everybody the mail of what is new in their inbox, once. For a timer of the machine, such as each morning."""

import smtplib
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date

from articles.editorial.mailing import Letter, begin, finish, letter, news_for, people_to_tell, take_back
from articles.models import Mailing

#: What is told to who runs it too early.
UNREADY = (
    "Mail is not set up. Set NEWSROOM_EMAIL_URL (such as smtp+tls://USER:PASSWORD@HOST:587), NEWSROOM_EMAIL_FROM (the address "
    "mails come from) and NEWSROOM_SITE_URL (links in mails begin with it); --dry-run shows what would be sent."
)


class Command(BaseCommand):
    help = (
        "Send each person one mail of what is new in their inbox since the last one they got. Exit status: 0; 1 where a mail "
        "could not be sent (the next run sends it), or a setting is missing; 2 wrong use."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="say to whom how much would go; send and store nothing"
        )
        parser.add_argument("--since", metavar="DATE", help="leave out what is older, as 2026-11-01")

    def handle(self, *args: object, **options: Any) -> None:  # Any: Django's own signature
        since = _day(options["since"]) if options["since"] else None
        if not options["dry_run"] and not (settings.MAIL_READY and settings.SITE_URL):
            raise CommandError(UNREADY)
        told = failed = 0
        for person in people_to_tell():
            if options["dry_run"]:
                count = len(news_for(person, since))
                told += bool(count)
                if count:
                    self.stdout.write(f"{person.username}\t{person.email}\twould get {count}")
                continue
            begun = begin(person, since)
            if begun is None:
                continue
            mailing, news = begun
            why = self._send(letter(person, news), mailing)
            told, failed = told + (not why), failed + bool(why)
            self.stdout.write(f"{person.username}\t{person.email}\t{f'failed: {why}' if why else f'sent {len(news)}'}")
        self.stdout.write(f"{told} {'to send' if options['dry_run'] else 'sent'}, {failed} failed")
        if failed:
            raise CommandError("Some mails could not be sent; run the command again to send them.")

    def _send(self, to_send: Letter, mailing: Mailing) -> str:
        """Send one mail by a connection of its own. Return why it could not be sent, or nothing."""
        message = EmailMessage(to_send.subject, to_send.text, to=[to_send.person.email], connection=get_connection())
        try:
            message.send()
        except (smtplib.SMTPException, OSError, ValueError) as error:  # ValueError: an address no header can hold
            take_back(mailing)
            return f"{type(error).__name__}: {error}".replace("\n", " ")[:200]
        except BaseException:  # cut short before it was known to be sent
            take_back(mailing)
            raise
        finish(mailing)
        return ""


def _day(written: str) -> datetime:
    try:
        found = parse_date(written)
    except ValueError:
        found = None
    if found is None:
        raise CommandError(f"{written} is no date: write it as 2026-11-01.")
    return timezone.make_aware(datetime.combine(found, time.min))
