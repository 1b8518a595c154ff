"""What of a reading has room at the desk: the facts that fit their columns, each name in each role once.

What has no room is flagged, not cut; it stays in the reading.
"""

import re
from collections.abc import Iterator

from articles.ingest.records import Fact, Fields, Flag, Outlet, Person
from articles.text.tags import tag_identity

#: The most code points each fact may have: the room of its column.
ROOM = {
    "标题": 300,
    "副题": 300,
    "栏目": 100,
    "网址": 2000,
    "署名": 120,
    "单位": 200,
    "媒体": 120,
    "来源": 120,
    "标签": 100,
}
#: What no database takes inside a text.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def misfits(fields: Fields) -> Iterator[Flag]:
    """Yield a flag for every fact that cannot be filled in as read; it stays in the reading for the editor."""
    for label, fact in _labelled(fields):
        if fact is None or fits(label, fact):
            continue
        if len(fact.value) > ROOM[label]:
            message = f"{label}有{len(fact.value)}字，最多可填{ROOM[label]}字，没有填入。"
            yield Flag("too-long", message, fact.start, fact.end)
        else:
            yield Flag("not-fillable", f"{label}里有不能用的内容，没有填入。", fact.start, fact.end)


def _labelled(fields: Fields) -> Iterator[tuple[str, Fact | None]]:
    yield from (("标题", fields.title), ("副题", fields.subtitle), ("栏目", fields.section), ("网址", fields.url))
    for person in fields.people:
        yield from (("署名", person.name), ("单位", person.affiliation), ("媒体", person.outlet))
    yield from (("来源", outlet.name) for outlet in fields.outlets)
    yield from (("标签", tag) for tag in fields.tags)


def fits(label: str, fact: Fact) -> bool:
    """Return whether the fact can stand in its column: short enough, storable, an address that is one."""
    value = fact.value
    if label == "网址" and not value.startswith(("http://", "https://")):
        return False
    folded = tag_identity(value) if label == "标签" else ""
    return max(len(value), len(folded)) <= ROOM[label] and not _UNSTORABLE.search(value)


def fitting(label: str, fact: Fact | None) -> str:
    """Return what stands in the column of the fact; empty where there is none, or no room for it."""
    return fact.value if fact is not None and fits(label, fact) else ""


def storable(text: str) -> str:
    """Return `text` with what no database takes (NUL, lone surrogates) as U+FFFD; the reading keeps them."""
    return _UNSTORABLE.sub("\ufffd", text)


def fitting_people(fields: Fields) -> tuple[tuple[int, Person], ...]:
    """Return the people there is room for, with their places in `fields`: each name in each role once, the first."""
    found: dict[tuple[str, str], tuple[int, Person]] = {}
    for place, person in enumerate(fields.people):
        if fits("署名", person.name):
            found.setdefault((person.name.value, person.role), (place, person))
    return tuple(found.values())


def fitting_outlets(fields: Fields) -> tuple[tuple[int, Outlet], ...]:
    """Return the outlets there is room for, with their places in `fields`."""
    return tuple((place, outlet) for place, outlet in enumerate(fields.outlets) if fits("来源", outlet.name))


def fitting_tags(fields: Fields) -> tuple[str, ...]:
    """Return the tags there is room for."""
    return tuple(tag.value for tag in fields.tags if fits("标签", tag))


def names_of(fields: Fields) -> Iterator[str]:
    """Yield every name that the desk's search finds the article by, as its people and its chain are written down."""
    for _place, person in fitting_people(fields):
        yield from (person.name.value, fitting("单位", person.affiliation), fitting("媒体", person.outlet))
    yield from (outlet.name.value for _place, outlet in fitting_outlets(fields))
