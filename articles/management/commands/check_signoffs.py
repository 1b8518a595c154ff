"""`manage.py check_signoffs`: prove that no stored sign-off was changed, moved or taken away. Reads only."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from articles.editorial.workflow import check_chains


class Command(BaseCommand):
    requires_system_checks = ()  # of the code, which no run changes: half of the start

    def add_arguments(self, parser: CommandParser) -> None:
        parser.description = _("验审签：逐条核对审签的哈希、链和所签的内容。退出状态：0 都对；1 有不符，一行一条。")

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own signature
        count = wrong = 0
        for target, signed, faults in check_chains():
            count += signed
            wrong += len(faults)
            for fault in faults:
                number = "—" if fault.number is None else f"#{fault.number}"
                self.stdout.write(f"{target._meta.model_name} {target.pk} {number} {fault.why}")
        self.stdout.write(_("共 %(count)d 条审签，%(wrong)d 处不符。") % {"count": count, "wrong": wrong})
        if wrong:
            raise SystemExit(1)
