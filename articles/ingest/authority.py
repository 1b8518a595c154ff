"""Read authority files (sources and topics as TOML) and bring the desk's records in line with them, by key.

Not for removing: records and written forms that the files do not name stay as the desk has them.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.ingest.match import MAX_NAME
from articles.ingest.store import importing
from articles.models import SiteVersion, Source, SourceForm, Topic, TopicTerm, living_keys
from articles.text.tags import tag_identity

#: File, its table, the columns an entry may give, and the lists of written forms with the kind they have.
FILES: tuple[tuple[str, str, tuple[str, ...], tuple[tuple[str, str], ...]], ...] = (
    ("sources.toml", "source", ("name", "slug", "kind", "region", "homepage", "reprint", "note"), (("forms", ""),)),
    (
        "topics.toml",
        "topic",
        ("name", "slug", "scope", "since"),
        (("preferred", "preferred"), ("variants", "variant"), ("avoided", "avoided")),
    ),
)


class NotAnAuthority(ValueError):
    """An entry that cannot be taken. The message names the file, the entry and the reason, on one line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One source or topic as a file gives it. `forms` maps the folded form to (form, kind), each once."""

    place: str
    table: str
    key: str
    columns: Mapping[str, str]
    forms: Mapping[str, tuple[str, str]]
    parent: str | None = None


@dataclass(slots=True)
class Tally:
    """How many entries were made, changed or found as they are."""

    made: int = 0
    changed: int = 0
    unchanged: int = 0


def read_files(folder: Path) -> tuple[Entry, ...]:
    """Return the entries of the authority files in `folder`, parents before children; a missing file has none.

    Raises NotAnAuthority.
    """
    entries: list[Entry] = []
    for name, table, columns, forms in FILES:
        path = folder / name
        if path.exists():
            entries += _in_order([_entry(row, place, table, columns, forms) for place, row in _rows(path, table)])
    return tuple(entries)


def bring_in_line(entries: Sequence[Entry], *, dry_run: bool = False) -> dict[str, Tally]:
    """Make or change the records the entries name, all or none, and tell how many of each table.

    Opens no transaction where all are as the entries say (four queries); a dry run is rolled back. Raises
    NotAnAuthority, and nothing has been written then.
    """
    rows = _rows_by_key(entries)
    if not any(_differs(entry, rows) for entry in entries):
        return {table: Tally(unchanged=sum(e.table == table for e in entries)) for _name, table, *_rest in FILES}
    with importing():
        tallies = _write(entries)
        SiteVersion.bump()
        if dry_run:
            transaction.set_rollback(True)
    return tallies


def _rows(path: Path, table: str) -> Iterator[tuple[str, dict[str, Any]]]:  # Any: TOML
    """Yield the rows of `table`, each with what to call its place. Raises NotAnAuthority."""
    try:
        with path.open("rb") as file:
            content = tomllib.load(file)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise NotAnAuthority(_("%(file)s：读不出：%(error)s") % {"file": path, "error": error}) from error
    rows = content.pop(table, [])
    if content or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise NotAnAuthority(_("%(file)s：只应有 [[%(table)s]]") % {"file": path, "table": table})
    for number, row in enumerate(rows, 1):
        yield f"{path}: [[{table}]] {number} ({row.get('key', '?')})", row


def _entry(
    row: dict[str, Any],  # Any: TOML
    place: str,
    table: str,
    columns: Sequence[str],
    lists: Sequence[tuple[str, str]],
) -> Entry:
    """Return one row as an entry. Raises NotAnAuthority where it has too little, too much or the wrong type."""
    words = {name: row.pop(name) for name in ("key", "parent", *columns) if name in row}
    forms = [(form, kind) for name, kind in lists for form in _as_list(row.pop(name, []))]
    for name in row:
        raise NotAnAuthority(_("%(place)s：不认识“%(name)s”") % {"place": place, "name": name})
    for name, value in (*words.items(), *((lists[0][0], form) for form, _kind in forms)):
        if not isinstance(value, str):
            raise NotAnAuthority(_("%(place)s：“%(name)s”应是文字") % {"place": place, "name": name})
    for form, _kind in forms:
        if not tag_identity(form) or max(len(form), len(tag_identity(form))) > MAX_NAME:
            raise NotAnAuthority(_("%(place)s：写法“%(form)s”是空的或太长") % {"place": place, "form": form[:20]})
    for name in ("key", "name"):
        if not words.get(name):
            raise NotAnAuthority(_("%(place)s：缺“%(name)s”") % {"place": place, "name": name})
    if "parent" in words and table != "topic":
        raise NotAnAuthority(_("%(place)s：不认识“%(name)s”") % {"place": place, "name": "parent"})
    folded: dict[str, tuple[str, str]] = {}
    for form, kind in forms or [(words["name"], lists[0][1])]:
        folded.setdefault(tag_identity(form), (form, kind))
    key, parent = words.pop("key"), words.pop("parent", None)
    return Entry(place, table, key, words, folded, parent)


def _as_list(value: object) -> list[Any]:  # Any: checked by the caller
    return value if isinstance(value, list) else [value]


def _in_order(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries with every parent before its children. Raises NotAnAuthority for a key given twice, a circle."""
    waiting: dict[str, Entry] = {}
    for entry in entries:
        if entry.key in waiting:
            raise NotAnAuthority(_("%(place)s：这个标识已用过") % {"place": entry.place})
        waiting[entry.key] = entry
    placed: list[Entry] = []
    while waiting:
        ready = [entry for entry in waiting.values() if entry.parent not in waiting]
        if not ready:
            raise NotAnAuthority(_("%(place)s：上位主题绕成了圈") % {"place": next(iter(waiting.values())).place})
        for entry in ready:
            placed.append(waiting.pop(entry.key))
    return placed


def _rows_by_key(entries: Sequence[Entry]) -> dict[tuple[str, str], Source | Topic]:
    """Return the records the entries and their parents name, for the merged those they are part of. Four queries, and up
    to two for each kind where some are not there."""
    keys = {key for entry in entries for key in (entry.key, entry.parent) if key}
    sources = Source.objects.filter(key__in=keys).prefetch_related("forms")
    topics = Topic.objects.filter(key__in=keys).select_related("parent").prefetch_related("terms")
    found: dict[tuple[str, str], Source | Topic] = {("source", row.key): row for row in sources}
    found |= {("topic", row.key): row for row in topics}
    named = {(entry.table, entry.key) for entry in entries}
    named |= {("topic", entry.parent) for entry in entries if entry.parent}
    for kind, model in (("source", Source), ("topic", Topic)):
        missing = {key for table, key in named - found.keys() if table == kind}
        for key, pk in living_keys(model, missing).items():
            found[kind, key] = model._default_manager.get(pk=pk)
    return found


def _differs(entry: Entry, rows: Mapping[tuple[str, str], Source | Topic]) -> bool:
    """Return whether the record is not as the entry says; one that was merged into another is left to the desk. No query
    where forms were fetched along."""
    row, parent = rows.get((entry.table, entry.key)), rows.get(("topic", entry.parent or ""))
    if row is None or row.key != entry.key:
        return row is None
    has = _forms_of(row)
    return (
        any(getattr(row, name) != value for name, value in entry.columns.items())
        or bool(entry.parent and parent is None)
        or (isinstance(row, Topic) and row.parent_id != (parent.pk if parent else None))
        or any(has.get(folded) != kind for folded, (_form, kind) in entry.forms.items())
    )


def _forms_of(row: Source | Topic) -> dict[str, str]:
    """Return the record's written forms, folded, each with its kind ("" for a source's)."""
    if isinstance(row, Source):
        return {form.folded: "" for form in row.forms.all()}
    return {term.folded: term.kind for term in row.terms.all()}


def _write(entries: Iterable[Entry]) -> dict[str, Tally]:
    tallies = {table: Tally() for _name, table, *_rest in FILES}
    for entry in entries:
        rows = _rows_by_key([entry])  # again, under the lock, and with the parents made just now
        row = rows.get((entry.table, entry.key))
        if row is not None and not _differs(entry, rows):
            tallies[entry.table].unchanged += 1
            continue
        if row is None:
            tallies[entry.table].made += 1
        else:
            tallies[entry.table].changed += 1
        _save(entry, row, rows)
    return tallies


def _save(entry: Entry, row: Source | Topic | None, rows: Mapping[tuple[str, str], Source | Topic]) -> None:
    """Make or change one record and the forms it lacks. Raises NotAnAuthority where it is not valid."""
    row = row or (Source(key=entry.key) if entry.table == "source" else Topic(key=entry.key))
    for name, value in entry.columns.items():
        setattr(row, name, value)
    if isinstance(row, Topic):
        parent = rows.get(("topic", entry.parent or ""))
        if entry.parent and parent is None:
            raise NotAnAuthority(
                _("%(place)s：没有上位主题“%(parent)s”") % {"place": entry.place, "parent": entry.parent}
            )
        row.parent = parent if isinstance(parent, Topic) else None
    try:
        row.full_clean()
    except ValidationError as error:
        reasons = "；".join(f"{name}：{'，'.join(texts)}" for name, texts in error.message_dict.items())
        raise NotAnAuthority(f"{entry.place}：{reasons}") from error
    row.save()
    for folded, (form, kind) in entry.forms.items():
        if isinstance(row, Source):
            SourceForm.objects.get_or_create(source=row, folded=folded, defaults={"form": form})
        else:
            TopicTerm.objects.update_or_create(
                topic=row, folded=folded, defaults={"kind": kind}, create_defaults={"form": form, "kind": kind}
            )
