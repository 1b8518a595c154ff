"""`manage.py reindex`: bring the search index in step with the articles and the editions that are or will be live."""

from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from articles.models import Article, DeskPassage, Edition, Passage, PressPassage
from articles.search.base import backend
from articles.search.index import index_article, index_edition


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two indexes: its name, whose passages it holds, how one owner is brought in step, and what is left over."""

    name: str
    owners: QuerySet[Any]  # Any: articles or editions
    keep: Callable[..., bool]
    model: type[Passage]
    leftover: QuerySet[Any]


class Command(BaseCommand):
    requires_system_checks = ()  # of the code, which no run changes: half of the start

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.description = _(
            "检索：重建索引，只写有出入的。退出状态：0 已经一致（或已补齐）；1 --dry-run 发现有出入；2 用法不对。"
        )
        parser.add_argument("--desk", action="store_true", help=_("只查编辑台的索引（默认两个都查）。"))
        parser.add_argument("--press", action="store_true", help=_("只查已发布版次的索引。"))
        parser.add_argument("--dry-run", action="store_true", help=_("只说有多少出入，不写。"))

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own signature
        both = options["desk"] == options["press"]
        sides = [_desk()] if both or options["desk"] else []
        sides += [_press()] if both or options["press"] else []
        differ = [self._bring_in_step(side, options["dry_run"]) for side in sides]
        if options["dry_run"] and any(differ):
            raise SystemExit(1)

    def _bring_in_step(self, side: Side, dry_run: bool) -> bool:
        """Write what differs, say how much it was, and return whether anything did."""
        total = side.owners.count()
        keys = side.owners.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=1000)
        shown = tqdm(keys, total=total, desc=side.name, leave=False, disable=None)
        differing = sum(side.keep(side.owners.model(pk=pk), dry_run=dry_run) for pk in shown)
        leftover = side.leftover.count()
        if leftover and not dry_run:
            side.leftover.delete()
        broken = not backend().is_in_step(side.model)
        if broken and not dry_run:
            backend().rebuild(side.model)
        line = _("%(name)s：共 %(total)s，有出入 %(differing)s，多余段落 %(leftover)s，索引表%(state)s。")
        state = _("完好") if not broken else _("损坏") if dry_run else _("已重建")
        counts = {"name": side.name, "total": total, "differing": differing, "leftover": leftover, "state": state}
        self.stdout.write(line % counts)
        return bool(differing or leftover or broken)


def _desk() -> Side:
    return Side(_("编辑台"), Article.objects.all(), index_article, DeskPassage, DeskPassage.objects.none())


def _press() -> Side:
    # An interval that has ended never opens again.
    over = Edition.objects.filter(live_until__lte=timezone.now())
    leftover = PressPassage.objects.filter(edition__in=over)
    return Side(_("已发布"), Edition.objects.exclude(pk__in=over), index_edition, PressPassage, leftover)
