"""Write the log to standard output, oldest first, for the archive."""

from datetime import datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from articles.editorial.log import FORMATS
from articles.models import Event


class Command(BaseCommand):
    requires_system_checks = ()  # of the code, which no run changes: half of the start

    def add_arguments(self, parser: CommandParser) -> None:
        parser.description = _("把日志写到标准输出，先旧后新。退出状态：0；1 日期看不懂；2 用法不对。")
        parser.add_argument("--format", choices=sorted(FORMATS), default="jsonl", help=_("jsonl（默认）或 csv"))
        parser.add_argument("--since", metavar="DATE", help=_("起始日，如 2026-11-01"))
        parser.add_argument("--until", metavar="DATE", help=_("截止日，当天也算"))
        parser.add_argument("--kind", help=_("只要一种事，如 publish、rights"))

    def handle(self, *args: object, **options: Any) -> None:  # Any: Django's own signature
        events = Event.objects.order_by("pk")
        if options["since"]:
            events = events.filter(at__gte=_moment(options["since"], time.min))
        if options["until"]:
            events = events.filter(at__lte=_moment(options["until"], time.max))
        if options["kind"]:
            events = events.filter(kind=options["kind"])
        lines, _media = FORMATS[options["format"]]
        for line in lines(events.iterator(chunk_size=500)):
            self.stdout.write(line, ending="")


def _moment(day: str, at: time) -> datetime:
    try:
        found = parse_date(day)
    except ValueError:
        found = None
    if found is None:
        raise CommandError(_("%(written)s 不是日期；请写成 2026-11-01。") % {"written": day})
    return timezone.make_aware(datetime.combine(found, at))
