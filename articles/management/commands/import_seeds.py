"""Import the folder `seeds/`: its authority files first, then its captures, as `ingest` does. Safe to repeat."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.ingest.authority import NotAnAuthority, bring_in_line, read_files
from articles.ingest.report import one_line
from articles.management.commands import ingest

#: What a table of the authority files is called.
LABELS = {"source": gettext_lazy("来源"), "topic": gettext_lazy("主题")}


class Command(ingest.Command):
    how = "import_seeds"

    def add_arguments(self, parser: CommandParser) -> None:
        self.explain(parser, _("导入 seeds/：先是来源和主题（authorities/*.toml），再是采集件；重复运行不会重复入库。"))
        default = settings.BASE_DIR / "seeds"
        parser.add_argument(
            "folder", nargs="?", type=ingest.as_path, default=default, help=_("另一个文件夹（默认 seeds/）")
        )
        self.add_options(parser)

    def handle(self, *args: object, **options: Any) -> None:  # Any: Django's own signature
        try:
            tallies = bring_in_line(read_files(options["folder"] / "authorities"), dry_run=options["dry_run"])
        except NotAnAuthority as error:
            raise CommandError(one_line(str(error))) from error
        for table, tally in tallies.items():
            self.stdout.write(
                _("%(label)s：新增 %(made)d，改动 %(changed)d，不变 %(unchanged)d")
                % {"label": LABELS[table], "made": tally.made, "changed": tally.changed, "unchanged": tally.unchanged}
            )
        self.take([options["folder"]], options)
