"""The report of an import: what became of each path and what was read of it, as JSON, written while the run goes.

Nothing is held but the row in hand. Not for what is printed meanwhile, which is the command's.
"""

import base64
import json
import os
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from django.utils.translation import gettext as _

from articles.ingest import reader
from articles.ingest.pipeline import OUTCOMES, Outcome, Result
from articles.ingest.records import Document
from articles.ingest.walk import printable

Row = dict[str, Any]  # Any: JSON

#: Digits kept free for each count, which is known only at the end and stands at the beginning.
_DIGITS = 12


class NotWritable(Exception):
    """The report cannot be made or written; says why."""


class Report:
    """A report that grows beside `path` under a name of its own, `partial`, and takes its place when it is whole.

    A run that is interrupted keeps there the rows there are, as sound; one that is killed leaves them without an end.
    Every method raises NotWritable.
    """

    def __init__(self, path: Path) -> None:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise NotWritable(_("不是普通文件"))
        self.path, self.partial = path, path.with_name(f"{path.name}.{secrets.token_hex(4)}.partial")
        self.is_kept = False
        self._totals: dict[Outcome, int] = dict.fromkeys(OUTCOMES, 0)
        with _saying_why():
            self._file = self.partial.open("xb")
            self._file.write(f'{{\n "reader": {json.dumps(reader.READER)},\n "totals": '.encode())
            self._at = self._file.tell()
            self._file.write(f'{_padded(self._totals)},\n "captures": ['.encode())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Keep what is not whole, as `is_kept` says, where it holds anything and can be written."""
        if not self._file.closed:
            with suppress(NotWritable):
                self._end()
        if not self.is_kept:
            self.partial.unlink(missing_ok=True)

    def add(self, result: Result) -> None:
        """Write the row of a result."""
        opening = ",\n  " if any(self._totals.values()) else "\n  "
        row = opening + json.dumps(report_row(result), ensure_ascii=False)
        with _saying_why():
            self._file.write(row.encode("utf-8", "backslashreplace"))
        self._totals[result.outcome] += 1

    def finish(self) -> None:
        """Put the report in its place, in one piece: a reader of the file sees the old one or the whole new one."""
        self._end()
        with _saying_why():
            self.partial.replace(self.path)
        self.is_kept = False

    def _end(self) -> None:
        """Write what comes last, and the totals, and close the file in any case."""
        with _saying_why():
            try:
                self._file.write(b"\n ]\n}\n")
                self._file.seek(self._at)
                self._file.write(_padded(self._totals).encode())
                self._file.flush()
                os.fsync(self._file.fileno())
            finally:
                self._file.close()
        self.is_kept = any(self._totals.values())


@contextmanager
def _saying_why() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NotWritable(error.strerror) from error


def _padded(totals: Mapping[Outcome, int]) -> str:
    """Return the counts as JSON, always of one length."""
    return json.dumps(totals).ljust(len(json.dumps(dict.fromkeys(OUTCOMES, 10**_DIGITS - 1))))


def report_row(result: Result) -> Row:
    """Return a result as the report shows it: every key, empty where nothing was read."""
    document = result.document
    return {
        "path": printable(result.path),
        "path_b64": base64.b64encode(os.fsencode(result.path)).decode(),
        "item": document.item if document else None,
        "outcome": result.outcome,
        "message": one_line(result.message),
        "sha256": result.sha256,
        "article_id": result.article_id,
        "seconds": round(result.seconds, 3),
        "read_seconds": round(result.read_seconds, 3),
        **(_read_row(document) if document else _NOTHING_READ),
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


def one_line(text: str) -> str:
    """Return `text` on one line, without anything a terminal would act on."""
    return "".join(char if char.isprintable() else " " for char in text)
