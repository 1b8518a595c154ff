"""Read captures from files and folders and store them at the desk; one line a capture, one of totals, a report."""

import base64
import json
import os
import tempfile
from argparse import ArgumentTypeError
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import InterfaceError, OperationalError, connection
from django.utils.translation import gettext as _
from tqdm import tqdm

from articles.editorial import workflow
from articles.ingest import columns, reader
from articles.ingest.columns import Columns
from articles.ingest.pipeline import OUTCOMES, Result, Run, ingest
from articles.ingest.records import Document
from articles.ingest.walk import Found, count, printable, walk
from articles.models import Batch

Row = dict[str, Any]  # Any: JSON

WRONG_USE = 2
STATUSES = "退出状态：0 全部收下；1 有拒收的，或数据库出错；2 用法不对。"


class Command(BaseCommand):
    help = "读取文件或文件夹里的采集件，存入编辑台；同样的字节再读一次不会重复入库。"
    how = "ingest"
    on_stored = staticmethod(workflow.record_import)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.epilog = STATUSES
        parser.add_argument("paths", nargs="+", type=as_path, metavar="PATH", help=_("文件或文件夹，可给多个"))
        self.add_options(parser)

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
        self.take_in(walk(roots, options["map"]), count(roots), options)

    def take_in(self, found: Iterable[Found], total: int, options: dict[str, Any]) -> None:  # Any: the parsed options
        """Import what was found, `total` paths of it, say so, and write the report. Raises as `take` does."""
        if options["report"]:
            _check_writable(options["report"])
        _spare_memory()
        run = Run(Batch(how=self.how), options["jobs"], options["dry_run"], self.on_stored)
        totals = dict.fromkeys(OUTCOMES, 0)
        rows: list[Row] = []
        try:
            for result in tqdm(
                ingest(found, run),
                total=total,
                unit=_("件"),
                leave=False,
                disable=not self.stderr.isatty(),
            ):
                totals[result.outcome] += 1
                self.say(result, options["verbosity"])
                if options["report"]:
                    rows.append(report_row(result))
        except (OperationalError, InterfaceError) as error:
            raise CommandError(
                _("数据库出错，导入停下；已存的都完整，修好后重跑即可：%(error)s") % {"error": error}
            ) from error
        except KeyboardInterrupt as error:
            raise CommandError(_("中断了；已存的都完整，重跑即可接着导入。")) from error
        if run.batch.pk:
            Batch.objects.filter(pk=run.batch.pk).update(totals=totals)
        self.stdout.write(_total_line(totals, dry_run=options["dry_run"]))
        if options["report"]:
            write_report(options["report"], {"reader": reader.READER, "totals": totals, "captures": rows})
        if totals["rejected"]:
            raise CommandError(_("%(count)d 件被拒收，原因见上。") % {"count": totals["rejected"]})

    def say(self, result: Result, verbosity: int) -> None:
        """Print one line for a result, around the progress bar; when told to be quiet, only for what was rejected."""
        if verbosity or result.outcome == "rejected":
            with tqdm.external_write_mode():
                self.stdout.write(f"{result.outcome:<9} {printable(result.path)}: {one_line(result.message)}")


def _spare_memory() -> None:
    """Map no SQLite file into this process for the run: an import writes more than it reads, and memory stays flat."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        connection.connection.execute("PRAGMA mmap_size = 0")


def report_row(result: Result) -> Row:
    """Return a result as the report shows it: every key, empty where nothing was read."""
    return {
        "path": printable(result.path),
        "path_b64": base64.b64encode(os.fsencode(result.path)).decode(),
        "item": result.document.item if result.document else None,
        "outcome": result.outcome,
        "message": one_line(result.message),
        "sha256": result.sha256,
        "article_id": result.article_id,
        "seconds": round(result.seconds, 3),
        **(_read_row(result.document) if result.document else _NOTHING_READ),
    }


_NOTHING_READ: Row = {
    **dict.fromkeys(("shape", "encoding", "script", "title", "subtitle", "date", "precision", "source")),
    **{"attributions": [], "contributions": [], "body": None, "headings": [], "tags": [], "url": None},
    **{"flags": [], "edits": {}, "date_proposal": None},
}


def _read_row(document: Document) -> Row:
    fields = document.fields
    rules = Counter(edit.rule for layer in document.layers for edit in layer.edits)
    return {
        "shape": document.shape,
        "encoding": document.encoding,
        "script": document.script,
        "title": fields.title.value if fields.title else None,
        "subtitle": fields.subtitle.value if fields.subtitle else None,
        "date": fields.date.value if fields.date else None,
        "precision": fields.precision,
        "source": next((outlet.name.value for outlet in fields.outlets if outlet.role == "published_by"), None),
        "attributions": [{"name": outlet.name.value, "role": outlet.role} for outlet in fields.outlets],
        "contributions": [
            {
                "name": person.name.value,
                "role": person.role,
                "affiliation": person.affiliation.value if person.affiliation else None,
                "outlet": person.outlet.value if person.outlet else None,
                "confirm": person.confirm,
            }
            for person in fields.people
        ],
        "body": document.body,
        "headings": list(document.headings),
        "tags": [tag.value for tag in fields.tags],
        "url": fields.url.value if fields.url else None,
        "flags": [{"code": flag.code, "message": one_line(flag.message)} for flag in document.flags],
        "edits": dict(sorted(rules.items())),
        "date_proposal": next((offer.value for offer in fields.proposals if offer.field == "date"), None),
    }


def write_report(path: Path, report: Row) -> None:
    """Write the report in one piece: a reader of the file sees the old one or the whole new one."""
    text = json.dumps(report, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with aside.open("xb") as file:
            file.write(text + b"\n")
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise CommandError(_unwritable(path, error), returncode=WRONG_USE) from error


def _check_writable(path: Path) -> None:
    """Raise CommandError, before anything is read, where no report can be put at `path`."""
    try:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise IsADirectoryError(0, _("不是普通文件"))
        tempfile.TemporaryFile(dir=path.parent).close()
    except OSError as error:
        raise CommandError(_unwritable(path, error), returncode=WRONG_USE) from error


def _unwritable(path: Path, error: OSError) -> str:
    return _("报告写不到 %(path)s：%(reason)s") % {"path": printable(path), "reason": error.strerror}


def one_line(text: str) -> str:
    """Return `text` on one line, without anything a terminal would act on."""
    return "".join(char if char.isprintable() else " " for char in text)


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
