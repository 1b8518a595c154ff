"""Write the log to standard output, oldest first, for the archive."""

from datetime import datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date

from articles.editorial.log import FORMATS
from articles.models import Event


class Command(BaseCommand):
    help = "Write the log to standard output, oldest first. Exit status: 0, or 1 where a date cannot be read."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=sorted(FORMATS), default="jsonl", help="jsonl (default) or csv")
        parser.add_argument("--since", metavar="DATE", help="first day, as 2026-11-01")
        parser.add_argument("--until", metavar="DATE", help="last day, included")
        parser.add_argument("--kind", help="one kind of event, such as publish or rights")

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
        raise CommandError(f"{day} is no date: write it as 2026-11-01.")
    return timezone.make_aware(datetime.combine(found, at))
