"""Captures that are kept and that this reader has not read yet, as if they were met on a walk. Nothing is written."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from django.db.models import QuerySet

from articles.ingest import columns, reader
from articles.ingest.standing import is_older
from articles.ingest.walk import Found
from articles.models import Capture, Reading

#: So many captures are fetched together: their bytes are held, and no more than these.
TOGETHER = 20


@dataclass(frozen=True, slots=True)
class Stale:
    """Captures that only older readers have read. The list is drawn up once, so that storing does not move it."""

    keys: tuple[int, ...]

    @classmethod
    def find(cls) -> "Stale":
        """Return what is to be read again. Two queries."""
        versions = Reading.objects.values_list("reader", flat=True).distinct().order_by()
        done = [version for version in versions if not is_older(version)]
        kept = Capture.objects.filter(readings__isnull=False).exclude(readings__reader__in=done)
        return cls(tuple(kept.order_by("pk").values_list("pk", flat=True).distinct()))

    def __len__(self) -> int:
        return len(self.keys)

    def __iter__(self) -> Iterator[Found]:
        """Yield each capture under the name it last came by, with what was said of its columns; its `end` is its number.

        Three queries for TOGETHER.
        """
        for start in range(0, len(self.keys), TOGETHER):
            some = Capture.objects.filter(pk__in=self.keys[start : start + TOGETHER]).order_by("pk")
            found = _as_found(some.prefetch_related("receipts", "readings"))
            yield from (replace(each, end=end) for end, each in enumerate(found, start + 1))


def _as_found(captures: QuerySet[Capture]) -> Iterator[Found]:
    for capture in captures:
        receipt = max(capture.receipts.all(), key=lambda one: one.pk, default=None)
        name = bytes(receipt.name) if receipt else capture.sha256.encode()
        newest = max(capture.readings.all(), key=lambda one: one.pk)
        said = reader.from_json(newest.content).columns
        yield Found(Path(os.fsdecode(name)), name, content=capture.content, columns=columns.parse(said) if said else ())
