"""Everything an import writes, without keys of rows and times: equal for two imports that came to the same."""

import hashlib
from collections.abc import Iterator
from typing import Any

from articles.models import (
    Article,
    ArticleTag,
    Attribution,
    Author,
    AuthorForm,
    Capture,
    Contribution,
    DeskPassage,
    Reading,
    Receipt,
    Revision,
    Source,
    SourceForm,
    Tag,
    TextPrint,
)

#: The columns of each table; a row that belongs to an article is told by its capture and item.
COLUMNS: dict[type[Any], tuple[str, ...]] = {
    Capture: ("sha256", "size", "packed"),
    Receipt: ("capture__sha256", "name"),
    Reading: (
        "capture__sha256",
        *("item", "reader", "outcome", "shape", "encoding", "encoding_found_by", "flags", "packed"),
    ),
    Article: (
        *("reading__capture__sha256", "reading__item", "title", "subtitle", "standfirst", "body", "section", "date"),
        *("original_url", "date_certainty", "dated_from", "dated_until", "language", "script", "state", "version"),
        *("round", "fingerprint"),
    ),
    Attribution: ("source__slug", "name", "role", "order"),
    Contribution: ("author__slug", "name", "role", "affiliation", "outlet", "order", "confirm", "alternatives"),
    ArticleTag: ("tag__slug",),
    DeskPassage: ("ordinal", "field", "text", "tokens", "as_printed"),
    TextPrint: ("hash",),
    Source: ("key", "slug", "name", "kind"),
    SourceForm: ("source__slug", "form", "folded"),
    Author: ("slug", "name", "kind", "affiliation"),
    AuthorForm: ("author__slug", "form", "folded"),
    Tag: ("slug", "name", "identity"),
}


def digests() -> dict[str, str]:
    """The number of rows of each table, and a digest of all they say."""
    return {
        **{model.__name__: _digest(_rows(model, columns)) for model, columns in COLUMNS.items()},
        "Revision": _digest(_revisions()),
    }


def _digest(rows: Iterator[object]) -> str:
    lines = sorted(hashlib.sha256(repr(row).encode("utf-8", "surrogatepass")).hexdigest() for row in rows)
    return f"{len(lines)} {hashlib.sha256(''.join(lines).encode()).hexdigest()[:16]}"


def _rows(model: type[Any], columns: tuple[str, ...]) -> Iterator[object]:
    names = {field.name for field in model._meta.fields}
    owner = next((name for name in ("article", "content_object") if name in names), "")
    whose = [f"{owner}__reading__capture__sha256", f"{owner}__reading__item"] if owner else []
    for row in model.objects.values_list(*whose, *columns).order_by("pk").iterator():
        yield tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)


def _revisions() -> Iterator[object]:
    authors, sources = (dict(model.objects.values_list("pk", "slug")) for model in (Author, Source))
    for revision in Revision.objects.select_related("article__reading__capture").iterator():
        content = revision.content
        content["more"]["people"] = [(authors.get(p["author"]), p["confirm"]) for p in content["more"]["people"]]
        content["more"]["chain"] = [sources.get(pk) for pk in content["more"]["chain"]]
        reading = revision.article.reading
        assert reading is not None
        yield (reading.capture.sha256, reading.item, revision.number, revision.digest, revision.reason, content)
