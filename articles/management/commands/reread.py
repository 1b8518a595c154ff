"""Read kept captures again that only older versions of the reader have read. Stored articles are proposed to, not overwritten."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from articles.editorial import workflow
from articles.ingest.kept import Stale
from articles.management.commands import ingest


class Command(ingest.Command):
    how = "reread"
    on_stored = staticmethod(workflow.record_rereading)

    def add_arguments(self, parser: CommandParser) -> None:
        self.explain(
            parser,
            _("用新版读取器重读库中的采集件：没人动过的文章随之更新；有人编辑过的一字不动，不同之处在编辑台列为建议。"),
        )
        self.add_common(parser)

    def handle(self, *args: object, **options: Any) -> None:  # Any: Django's own signature
        stale = Stale.find()
        self.take_in(stale, len(stale), options)
