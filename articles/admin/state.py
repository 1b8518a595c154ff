"""What a form of the desk holds at one version, read from the snapshot of that version: fields, and rows of its lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from articles.models import Article, Author, Collection, Source, Topic, living, living_keys
from articles.text.tags import tag_identity

Value = Any  # a text, a set of keys or identities, or a tuple of rows
Row = dict[str, Any]  # Any: a text, a key, a truth


@dataclass(frozen=True, slots=True)
class State:
    """What a form holds at one version: by its name each field's value, by its prefix each list's rows in order."""

    values: Mapping[str, Value]
    rows: Mapping[str, tuple[Row, ...]]
    #: How a set is posted: by the name of its field, each member's words.
    posted: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)


def state_of(target: Article | Collection, snapshot: Mapping[str, Any]) -> State:
    """Return what a form on `target` holds where `snapshot` stands. A query each for topics, authors and sources, if any."""
    return _article_state(snapshot) if isinstance(target, Article) else _collection_state(snapshot)


def _article_state(snapshot: Mapping[str, Any]) -> State:
    payload, more = snapshot["payload"], snapshot["more"]
    named = ("title", "subtitle", "standfirst", "date", "language", "script")
    topics = _topics(payload["topics"])
    tags = {tag_identity(name): name for name in payload["tags"]}
    authors = living(Author, (row["author"] for row in more["people"]))
    sources = living(Source, more["chain"])
    people = [{**row, "author": authors.get(row["author"], row["author"])} for row in more["people"]]
    chain = [sources.get(pk, pk) for pk in more["chain"]]
    return State(
        {
            **{name: payload[name] for name in named},
            **{name: more[name] for name in ("section", "original_url", "date_certainty")},
            "body": payload["text"],
            "topics": frozenset(topics),
            "tags": frozenset(tags),
        },
        {
            "contributions": tuple({**a, **b} for a, b in zip(payload["people"], people, strict=True)),
            "attributions": tuple({**a, "source": b} for a, b in zip(payload["chain"], chain, strict=True)),
            "links": tuple(
                sorted(
                    ({"to_article": row["to"], "kind": row["kind"], "note": row["note"]} for row in payload["links"]),
                    key=link_order,
                )
            ),
        },
        {"topics": topics, "tags": tags},
    )


def _collection_state(snapshot: Mapping[str, Any]) -> State:
    payload, more = snapshot["payload"], snapshot["more"]
    topics = _topics(more["topics"])
    sections = payload["sections"]
    return State(
        {
            **{name: payload[name] for name in ("title", "standfirst", "introduction")},
            "slug": more["slug"],
            "topics": frozenset(topics),
        },
        {
            "sections": tuple({name: row[name] for name in ("title", "introduction")} for row in sections),
            "placements": tuple(
                {"section": number, **row} for number, section in enumerate(sections) for row in section["placements"]
            ),
        },
        {"topics": topics},
    )


def _topics(keys: Iterable[str]) -> dict[str, str]:
    """Return the keys of topics, as numbers in words, with themselves: that is how they are posted."""
    return {str(pk): str(pk) for pk in living_keys(Topic, keys).values()}


def link_order(row: Row) -> tuple[str, int]:
    return row["kind"], int(row["to_article"] or 0)
