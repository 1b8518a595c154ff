"""The whole reading of a capture, its check, and its storage form: bytes in, documents out.

Not for matching to known people and sources, and not for storing.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import fields as attributes
from dataclasses import is_dataclass, replace
from functools import cache
from types import ModuleType, NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from articles.ingest.columns import Columns, write
from articles.ingest.decode import decode
from articles.ingest.fields import read_fields
from articles.ingest.genre import check_article, check_changes, check_credits, check_items, check_length
from articles.ingest.normalise import clean
from articles.ingest.records import Decoded, Document, Draft, Fact, Flag, NotReadable, Part, source_of
from articles.ingest.shapes import HOLDING, SEVERAL, SHAPES, TITLED, webpage
from articles.text import ledger, script, segment
from articles.text.ledger import Edit

#: Raised whenever a capture may be read differently than before.
READER = "4"
#: Of an item that has a heading and nothing under it.
NO_TEXT = Flag("no-text", "这一条没有正文。")


def read(content: bytes, columns: Columns = ()) -> tuple[Document, ...]:
    """Return the documents in a capture, one for each article it holds.

    `columns` is what the operator says of the columns of a record; of other captures it says nothing. Raises NotReadable
    for a capture that cannot be read, NotACapture for bytes that are none. An item without text is read all the same and
    flagged, as its neighbours are articles.
    """
    return tuple(sealed(document)[0] for document in read_open(content, columns))


def read_open(content: bytes, columns: Columns = ()) -> tuple[Document, ...]:
    """Return what `read` does, not yet sealed: for a caller who adds to it and seals it then."""
    decoded = decode(content, columns)
    shape = _shape_of(decoded.main, columns)
    if shape not in SEVERAL:
        document = _read_item(decoded, shape, 0, Part(0, len(decoded.text)), columns)
        if not document.body.strip():
            raise NotReadable("没有找到正文：整份资料只有栏目、元数据或署名。")
        check_article(document.fields.title.value if document.fields.title else "", document.body)
        return (document,)
    parts = shape.split(decoded.main)
    check_items(parts)
    return tuple(_read_item(decoded, shape, n, part) for n, part in enumerate(parts))


def _shape_of(text: str, columns: Columns) -> ModuleType:
    holds = next((shape for shape in HOLDING if shape.recognises(text, columns)), None)
    return holds or next(shape for shape in SHAPES if shape not in HOLDING and shape.recognises(text))


def _draft_within(text: str, title: str) -> Draft:
    """Return the draft of a text that a record holds, under the title that the record gives it."""
    inside = (shape for shape in SHAPES if shape not in HOLDING and shape not in SEVERAL)
    shape = next(shape for shape in inside if shape.recognises(text))
    draft: Draft = shape.read(text, title) if shape in TITLED else shape.read(text)
    return draft


def _read_item(decoded: Decoded, shape: ModuleType, item: int, part: Part, columns: Columns = ()) -> Document:
    """Return what is read of one part of a capture."""
    mine = _part_of(decoded, part)
    if shape is not webpage:
        check_length(mine.text)
    if shape in HOLDING:
        draft = shape.read(mine.text, columns, _draft_within)
    elif shape in SEVERAL:
        draft = shape.read(mine.main, part.head[1] - part.head[0] + max(part.begin - part.start, 0))
    elif shape is webpage:
        draft = webpage.read(mine.main, _draft_within)
    else:
        draft = shape.read(mine.main)
    check_changes(len(draft.pieces) + len(draft.edits))
    check_credits(draft.pieces)
    tidy = clean(mine.text, draft)
    found = read_fields(mine, tidy)
    empty = () if found.body.strip() else (NO_TEXT,)
    return Document(
        item=item,
        start=part.start,
        end=part.end,
        shape=shape.__name__.rpartition(".")[2],
        encoding=decoded.encoding,
        encoding_found_by=decoded.found_by,
        script=script.detect(found.body),
        language="zh",
        fields=found.fields,
        body=found.body,
        headings=found.headings,
        layers=(*tidy.layers, *([found.layer] if found.layer else ())),
        field_layers=len(tidy.layers),
        findings=found.fields.findings,
        flags=(*found.fields.flags, *draft.flags, *empty),
        head=part.head,
        columns=write(columns) if shape in HOLDING else "",
    )


def _part_of(decoded: Decoded, part: Part) -> Decoded:
    """Return a part of a capture as if it were one."""
    if (part.start, part.end) == (0, len(decoded.text)):
        return decoded
    shift = part.head[1] - part.head[0] - part.start
    inside = [(low + shift, high + shift) for low, high in decoded.undecodable if part.start <= low < part.end]
    return replace(decoded, text=source_of(decoded.text, part), undecodable=tuple(inside), foot=None)


def check(content_text: str, document: Document) -> tuple[str, ...]:
    """Return every way in which the ledger of `document` fails on the decoded capture; an empty tuple when it holds."""
    found = [problem for layer in document.layers for problem in ledger.problems(layer)]
    if seal(document) != document.seal:
        found.append("the seal is broken: something of the reading was changed")
    source = source_of(content_text, document)
    try:
        if ledger.replay(source, document.layers) != document.body:
            found.append("replaying the ledger does not give the body")
        if ledger.undo(document.body, document.layers) != source:
            found.append("undoing the ledger does not give the capture back")
        segments = segment.trace(source, document.layers)
        account = segment.account(segments)
        if account.kept + account.dropped + account.changed != len(source):
            found.append("kept, dropped and changed characters do not add up to the capture")
        if "".join(one.text for one in segments) != document.body:
            found.append("the segments do not make up the body")
        found += _check_facts(source, document)
    except ledger.LedgerError as error:
        found.append(str(error))
    return tuple(found)


def seal(document: Document) -> str:
    """Return the sha256 over everything of `document` but the seal itself."""
    return hashlib.sha256(to_json(replace(document, seal=""))).hexdigest()


def sealed(document: Document) -> tuple[Document, bytes]:
    """Return `document` with its seal, and the storage form of that."""
    whole = to_json(replace(document, seal=""))
    mark = hashlib.sha256(whole).hexdigest()
    # No text holds these bytes: its quotation marks are escaped.
    return replace(document, seal=mark), whole.replace(b'"seal":""', b'"seal":"%s"' % mark.encode(), 1)


def to_json(document: Document) -> bytes:
    """Return the storage form of a reading: canonical JSON in ASCII, lone surrogates and all.

    Records are objects by attribute, edits and tuples are lists.
    """
    return json.dumps(document, default=_by_name, separators=(",", ":"), check_circular=False).encode("ascii")


def from_json(stored: bytes) -> Document:
    """Return the document that `to_json` wrote. Raises ValueError for anything else."""
    try:
        document = _build(Document, json.loads(stored))
    except (TypeError, KeyError, LookupError) as error:
        raise ValueError(f"not a stored reading: {error}") from error
    if not isinstance(document, Document):
        raise ValueError("not a stored reading")
    return document


def _check_facts(source: str, document: Document) -> Iterator[str]:
    segments = segment.trace(source, document.layers[: document.field_layers])
    for fact in _facts(document.fields):
        quote = segment.read_span(segments, fact.start, fact.end)
        if ledger.apply(quote, fact.edits) != fact.value:
            yield f"the evidence of {fact.value[:20]!r} at {fact.start} does not give the value"


def _facts(value: Any) -> Iterator[Fact]:  # Any: walks whatever the records hold
    """Yield every fact in a value of records."""
    if isinstance(value, Fact):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _facts(item)
    elif is_dataclass(value):
        for attribute in attributes(value):
            yield from _facts(getattr(value, attribute.name))


def _by_name(value: Any) -> dict[str, Any]:  # Any: whatever the records hold
    """Return a record by its attributes, in the order of their names; edits, of which there are hundreds, are tuples."""
    kind: Any = type(value)  # Any: mypy takes no type[Any] for hashable
    return {name: getattr(value, name) for name in _names(kind)}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(sorted(attribute.name for attribute in attributes(kind)))


@cache
def _hints(kind: type) -> dict[str, Any]:  # Any: annotations are of every kind
    return get_type_hints(kind)


def _edit(start: int, end: int, rule: str, before: str, after: str) -> Edit:
    """Return an edit, of which there are thousands: checked by hand."""
    if not (type(start) is type(end) is int and type(rule) is type(before) is type(after) is str):
        raise TypeError(f"{(start, end, rule, before, after)!r:.40} is no Edit")
    return Edit(start, end, rule, before, after)


def _build(kind: Any, value: Any) -> Any:  # Any: the annotation decides
    """Return the value of type `kind` that `_plain` made into `value`."""
    if kind is Edit:
        return _edit(*value)
    if is_dataclass(kind) and isinstance(kind, type):
        if not isinstance(value, dict):
            raise TypeError(f"{value!r:.40} is no {kind.__name__}")
        hints = _hints(kind)
        return kind(**{name: _build(hints[name], item) for name, item in value.items()})
    origin, args = get_origin(kind), get_args(kind)
    if origin is tuple:
        kinds = [args[0]] * len(value) if args[-1:] == (Ellipsis,) else args
        return tuple(_build(one, item) for one, item in zip(kinds, value, strict=True))
    if origin in (Union, UnionType):
        return None if value is None else _build(next(one for one in args if one is not NoneType), value)
    if origin is not Literal and not isinstance(value, kind):
        raise TypeError(f"{value!r:.40} is no {kind.__name__}")
    return value
