"""What the database holds of captures that came: asked for many at once, and nothing written."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from articles.ingest import reader
from articles.ingest.parcel import Item, Parcel
from articles.models import Article, Capture, Reading, Receipt


@dataclass(frozen=True, slots=True)
class Arrival:
    """A capture that came by a name."""

    name: bytes
    parcel: Parcel


@dataclass(frozen=True, slots=True)
class Standing:
    """What the database holds of a capture: by item its readers and its article, and whether it came by this name."""

    capture_id: int | None = None
    received: bool = False
    readers: Mapping[int, Collection[str]] = field(default_factory=dict)
    articles: Mapping[int, int] = field(default_factory=dict)

    def has_read(self, item: Item) -> bool:
        """Return whether this version of the reader, or a newer one, has read the item."""
        return any(not is_older(version) for version in self.readers.get(item.number, ()))

    def holds(self, arrival: Arrival) -> bool:
        """Return whether all of the arrival is there already, the receipt included."""
        return self.received and all(map(self.has_read, arrival.parcel.items))


def is_older(version: str) -> bool:
    """Return whether a version of the reader came before this one.

    >>> is_older("0"), is_older(reader.READER), is_older("9999.1")
    (True, False, False)
    """
    return _age(version) < _age(reader.READER)


@cache
def _age(version: str) -> list[int]:
    return [int(part) for part in re.findall("[0-9]+", version)]


def read_before(digests: Iterable[str]) -> dict[str, Parcel]:
    """Return by digest what this version of the reader made of captures, of those it has read. One query."""
    rows = Reading.objects.filter(capture__sha256__in=list(digests), reader=reader.READER).order_by("item")
    found: dict[str, list[Item]] = defaultdict(list)
    for sha256, number, packed in rows.values_list("capture__sha256", "item", "packed"):
        found[sha256].append(Item(number, bytes(packed)))
    return {sha256: Parcel(sha256, tuple(items)) for sha256, items in found.items()}


def find_standings(arrivals: Sequence[Arrival]) -> list[Standing]:
    """Return what the database holds of each capture. One query where all are new, else four."""
    digests = [arrival.parcel.sha256 for arrival in arrivals]
    captures = dict(Capture.objects.filter(sha256__in=digests).values_list("sha256", "pk"))
    if not captures:
        return [Standing()] * len(arrivals)
    keys = list(captures.values())
    readers: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for key, item, version in Reading.objects.filter(capture__in=keys).values_list("capture", "item", "reader"):
        readers[key][item].add(version)
    articles: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Article.objects.filter(reading__capture__in=keys).order_by("-pk")
    for key, item, pk in rows.values_list("reading__capture", "reading__item", "pk"):
        articles[key][item] = pk
    names = {arrival.name for arrival in arrivals}
    receipts = Receipt.objects.filter(capture__in=keys, name__in=names).values_list("capture", "name")
    received = {(key, bytes(name)) for key, name in receipts}
    return [
        Standing(key, (key, arrival.name) in received, readers[key], articles[key]) if key else Standing()
        for arrival, key in zip(arrivals, map(captures.get, digests), strict=True)
    ]
