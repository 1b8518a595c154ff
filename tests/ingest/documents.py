"""Documents made by hand, for tests of matching and storing: what a reader might have read."""

from typing import Any

from articles.ingest.records import Document, Fact, Fields, Flag, Outlet, Person

BODY = "界江的早市，天不亮就开了。"


def make_fact(value: str, **changes: Any) -> Fact:
    return Fact(**{"value": value, "start": 0, "end": len(value), "rule": "test", **changes})


def make_person(name: str, *, role: Any = "reporter", affiliation: str = "", **changes: Any) -> Person:
    return Person(make_fact(name), role, make_fact(affiliation) if affiliation else None, **changes)


def make_outlet(name: str, role: Any = "published_by") -> Outlet:
    return Outlet(make_fact(name), role)


def make_flag(code: str) -> Flag:
    return Flag(code, f"请看{code}。")


def make_document(*, body: str = BODY, item: int = 0, flags: tuple[Flag, ...] = (), **fields: Any) -> Document:
    """A document with a title and a date; `fields` are those of `Fields`, strings where a fact is wanted."""
    facts = {name: make_fact(value) if isinstance(value, str) else value for name, value in fields.items()}
    read = Fields(**{"title": make_fact("界江早市"), "date": make_fact("2024-06-28"), "precision": "day", **facts})
    return Document(
        item=item,
        start=0,
        end=len(body),
        shape="plain",
        encoding="utf-8",
        encoding_found_by="valid",
        script="zh-Hans",
        language="zh",
        fields=read,
        body=body,
        headings=(),
        layers=(),
        field_layers=0,
        flags=flags,
    )
