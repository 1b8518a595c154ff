"""Read captures from files and folders and store them at the desk; one line a capture, one of totals, a report."""

import time
from argparse import ArgumentTypeError
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import InterfaceError, OperationalError, connection
from django.utils.translation import gettext as _
from tqdm import tqdm

from articles.editorial import workflow
from articles.ingest import columns
from articles.ingest.columns import Columns
from articles.ingest.pipeline import OUTCOMES, Outcome, Result, Run, ingest
from articles.ingest.report import NotWritable, Report, one_line
from articles.ingest.walk import Found, measure, printable, walk
from articles.models import Batch
from articles.wording import in_words

WRONG_USE = 2


class Command(BaseCommand):
    requires_system_checks = ()  # of the code, which no run changes: half of the start
    how = "ingest"
    on_stored = staticmethod(workflow.record_import)

    def add_arguments(self, parser: CommandParser) -> None:
        self.explain(parser, _("读取文件或文件夹里的采集件，存入编辑台；同样的字节再读一次不会重复入库。"))
        parser.add_argument("paths", nargs="+", type=as_path, metavar="PATH", help=_("文件或文件夹，可给多个"))
        self.add_options(parser)

    def explain(self, parser: CommandParser, words: str) -> None:
        """Say what the command does, in `words`, and what its exit statuses mean."""
        parser.description = words
        parser.epilog = _("退出状态：0 全部收下；1 有拒收的，或数据库出错；2 用法不对。")

    def add_options(self, parser: CommandParser) -> None:
        words = "title=COLUMN,body=COLUMN"
        parser.add_argument("--map", type=as_columns, default=(), metavar=words, help=_("数据文件里哪一栏是什么"))
        self.add_common(parser)

    def add_common(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help=_("只说会怎样，什么也不写"))
        parser.add_argument("--report", type=as_path, metavar="FILE", help=_("把读到的一切写成 JSON"))
        parser.add_argument("--jobs", type=as_count, default=1, metavar="N", help=_("用几个进程读取（默认 1）"))

    def handle(self, *args: object, **options: Any) -> None:  # Any: Django's own signature
        self.take(options["paths"], options)

    def take(self, roots: Iterable[Path], options: dict[str, Any]) -> None:  # Any: the parsed options
        """Import what `roots` hold, say so, and write the report. Raises CommandError with the status to end by."""
        self.take_in(walk(roots, options["map"]), measure(roots), options)

    def take_in(self, found: Iterable[Found], total: int, options: dict[str, Any]) -> None:  # Any: the parsed options
        """Import what was found, say so, and write the report. `total` is the `end` of the last. Raises as `take` does."""
        path: Path | None = options["report"]
        try:
            report = Report(path) if path else None
        except NotWritable as error:
            raise CommandError(_unwritable(path, error), returncode=WRONG_USE) from error
        _spare_memory()
        try:
            with report or nullcontext():
                totals = self._follow(found, total, report, options)
        except (OperationalError, InterfaceError) as error:
            said = _("数据库出错，导入停下；已存的都完整，修好后重跑即可：%(error)s") % {"error": error}
            raise CommandError(said + _kept(report)) from error
        except KeyboardInterrupt as error:
            raise CommandError(_("中断了；已存的都完整，重跑即可接着导入。") + _kept(report)) from error
        except NotWritable as error:
            raise CommandError(_unwritable(path, error) + _("；已存的都完整，重跑即可接着导入。")) from error
        if totals["rejected"]:
            raise CommandError(_("%(count)d 件被拒收，原因见上。") % {"count": totals["rejected"]})

    def _follow(
        self,
        found: Iterable[Found],
        total: int,
        report: Report | None,
        options: dict[str, Any],  # Any: the parsed options
    ) -> dict[Outcome, int]:
        """Import what was found, a line a result, and return the totals, which stand in the batch and the report too."""
        run = Run(Batch(how=self.how), options["jobs"], options["dry_run"], self.on_stored)
        totals = dict.fromkeys(OUTCOMES, 0)
        with Progress(total, is_shown=self.stderr.isatty()) as progress:
            for result in ingest(found, run):
                totals[result.outcome] += 1
                if report:
                    report.add(result)
                self.say(result, options["verbosity"])
                progress.step(result.end)
        if run.batch.pk:
            Batch.objects.filter(pk=run.batch.pk).update(totals=totals)
        self.stdout.write(_total_line(totals, dry_run=options["dry_run"]))
        if report:
            report.finish()
        return totals

    def say(self, result: Result, verbosity: int) -> None:
        """Print one line for a result, around the progress bar; when told to be quiet, only for what was rejected."""
        if verbosity or result.outcome == "rejected":
            with tqdm.external_write_mode():
                self.stdout.write(f"{result.outcome:<9} {printable(result.path)}: {one_line(in_words(result.message))}")


class Progress:
    """A line on a terminal, and nothing elsewhere: how far it is, how many results at what rate, and the time that remains.

    How far is told by what was passed of the files, so one that holds thousands of captures shows it as well as many.
    """

    _EVERY = 0.5  # seconds between two looks of it

    def __init__(self, total: int, *, is_shown: bool) -> None:
        shape = "{percentage:3.0f}%|{bar}| {desc} [{elapsed}<{remaining}]"
        self._bar = tqdm(total=max(total, 1), bar_format=shape, miniters=1, leave=False, disable=not is_shown)
        self._count, self._since, self._shown_at = 0, time.monotonic(), 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bar.close()

    def step(self, end: int) -> None:
        """Count a result, which ends `end` into the whole."""
        self._count += 1
        now = time.monotonic()
        if self._bar.disable:
            return
        rate = self._count / max(now - self._since, 0.001)
        said = _("%(count)d 件，每秒 %(rate).1f 件") % {"count": self._count, "rate": rate}
        self._bar.set_description_str(said, refresh=False)
        self._bar.update(max(end - self._bar.n, 0))
        if now - self._shown_at >= self._EVERY:
            self._shown_at = now
            self._bar.refresh()


def _spare_memory() -> None:
    """Map no SQLite file into this process for the run, and keep more of its pages: memory stays flat, and an index in order of prints is written all over."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        connection.connection.execute("PRAGMA mmap_size = 0")
        connection.connection.execute("PRAGMA cache_size = -32000")


def _unwritable(path: Path | None, error: NotWritable) -> str:
    return _("报告写不到 %(path)s：%(reason)s") % {"path": printable(path) if path else "", "reason": error}


def _kept(report: Report | None) -> str:
    """Return where what there is of a report was left; empty where nothing was."""
    if report is None or not report.is_kept:
        return ""
    return _("已读部分的报告留在 %(path)s。") % {"path": printable(report.partial)}


def _total_line(totals: dict[Any, int], *, dry_run: bool) -> str:  # Any: the outcomes, a literal type
    counts = _("，").join(f"{outcome} {count}" for outcome, count in totals.items())
    opening = _("试运行，什么也没写：共 %(sum)d：") if dry_run else _("共 %(sum)d：")
    return opening % {"sum": sum(totals.values())} + counts


def as_path(word: str) -> Path:
    """Return the path an argument names; an empty one would mean the folder one happens to be in."""
    if not word or "\0" in word:
        raise ArgumentTypeError(_("路径是空的"))
    return Path(word)


def as_columns(word: str) -> Columns:
    """Return what is said of the columns of records."""
    try:
        return columns.parse(word)
    except ValueError as error:
        known = " ".join(columns.KINDS)
        raise ArgumentTypeError(
            _("“%(word)s”看不懂；写成 种类=栏名，种类有：%(known)s") % {"word": error, "known": known}
        ) from error


def as_count(word: str) -> int:
    if not (word.isascii() and word.isdigit() and int(word)):
        raise ArgumentTypeError(_("“%(word)s”不是大于零的整数") % {"word": word})
    return int(word)
