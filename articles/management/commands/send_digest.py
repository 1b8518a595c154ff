"""Send everybody the mail of what is new in their inbox, once. For a timer of the machine, such as each morning."""

import smtplib
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.editorial.mailing import Letter, begin, finish, letter, news_for, people_to_tell, take_back
from articles.models import Mailing, User

#: What is told to who runs it too early.
UNREADY = gettext_lazy(
    "邮件还没有设好。请设 NEWSROOM_EMAIL_URL（如 smtp+tls://USER:PASSWORD@HOST:587）、NEWSROOM_EMAIL_FROM（发信的地址）"
    "和 NEWSROOM_SITE_URL（信中的链接以它开头）；--dry-run 只说会发什么。"
)


class Command(BaseCommand):
    requires_system_checks = ()  # of the code, which no run changes: half of the start

    def add_arguments(self, parser: CommandParser) -> None:
        parser.description = _(
            "给每人发一封信，说上一封之后收件箱里的新事。退出状态：0 都发了；1 有信没发出（下次运行再发），或缺设置；2 用法不对。"
        )
        parser.add_argument("--dry-run", action="store_true", help=_("只说会给谁发几件，不发也不记"))
        parser.add_argument("--since", metavar="DATE", help=_("更早的不发，日期如 2026-11-01"))

    def handle(self, *args: object, **options: Any) -> None:  # Any: Django's own signature
        since = _day(options["since"]) if options["since"] else None
        if not options["dry_run"] and not (settings.MAIL_READY and settings.SITE_URL):
            raise CommandError(str(UNREADY))
        told = failed = 0
        for person in people_to_tell():
            if options["dry_run"]:
                count = len(news_for(person, since))
                told += bool(count)
                if count:
                    self._say(person, _("会收到 %(count)d 件") % {"count": count})
                continue
            begun = begin(person, since)
            if begun is None:
                continue
            mailing, news = begun
            why = self._send(letter(person, news), mailing)
            told, failed = told + (not why), failed + bool(why)
            sent = _("已发 %(count)d 件") % {"count": len(news)}
            self._say(person, _("没有发出：%(why)s") % {"why": why} if why else sent)
        total = (
            _("待发 %(told)d 封，没有发出 %(failed)d 封")
            if options["dry_run"]
            else _("已发 %(told)d 封，没有发出 %(failed)d 封")
        )
        self.stdout.write(total % {"told": told, "failed": failed})
        if failed:
            raise CommandError(_("有的信没有发出；再运行一次就会补发。"))

    def _say(self, person: User, what: str) -> None:
        self.stdout.write(f"{person.username}\t{person.email}\t{what}")

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
        raise CommandError(_("%(written)s 不是日期；请写成 2026-11-01。") % {"written": written})
    return timezone.make_aware(datetime.combine(found, time.min))
