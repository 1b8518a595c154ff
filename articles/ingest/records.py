"""The values that pass between the steps of reading a capture. All frozen, none knows the database.

Spans are half-open, in code points of the decoded capture (of an item's source, where it holds several), unless a
docstring says otherwise.
"""

from dataclasses import dataclass, field
from typing import Literal

from articles.text.finding import Finding
from articles.text.ledger import Edit, Layer

Certainty = Literal["stated", "inferred", "assumed"]
Role = Literal[
    "reporter",
    "correspondent",
    "author",
    "editor",
    "photographer",
    "interviewee",
    "speaker",
    "commentator",
    "translator",
]
Chain = Literal["captured_from", "reprinted_by", "published_by", "byline_outlet"]
Kind = Literal[
    "title",
    "subtitle",
    "heading",
    "body",
    "byline",
    "affiliation",
    "caption",
    "credit",
    "breadcrumb",
    "captured_from",
    "section",
    "date",
    "link",
    "tags",
    "source",
    "author",
    "editor",
    "account",
    "reporter",
    "photographer",
    "translator",
    "declared_title",
    "declared_date",
    "declared_source",
]


class NotReadable(ValueError):
    """Bytes meant as a capture that cannot be read. The message is one line and says what to mend."""


class NotACapture(ValueError):
    """Bytes that are no capture by content (a README, a JSON file). The message says why."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a capture, strictly decoded after the byte-order mark, line ends kept.

    `undecodable` holds the spans whose bytes did not decode; they stand in the text as U+FFFD. Of a document with pages
    the lines that stand on many of them (heads, feet, numbers) are put at the end of the text, from `foot` on.
    """

    text: str
    encoding: str
    found_by: str
    undecodable: tuple[tuple[int, int], ...] = ()
    foot: int | None = None

    @property
    def main(self) -> str:
        """The text that a shape reads: without what stands on every page."""
        return self.text[: self.foot]


@dataclass(frozen=True, slots=True)
class Part:
    """One of several items in a capture: its span, and that of the opening that all of them share (empty: none).

    `begin` is where the item itself begins in its span (0: at its start); what stands before is none of it.
    """

    start: int
    end: int
    head: tuple[int, int] = (0, 0)
    begin: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """One run of the decoded capture and what it is. Everything between pieces is dropped."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Flag:
    """A fixed code, and a message for people, with the span it rests on where there is one."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a shape made of a capture: pieces in order, not overlapping, and edits inside them.

    `rules` names the rule for what lies between pieces, as spans (`furniture` where none is given); `edits` are changes
    inside pieces (markup, entities, escapes), in coordinates of the decoded capture; `flags` say what only the shape can
    know, such as a key that was ignored. `is_local` says that the capture states to be a text of Hong Kong, Macau or Taiwan.
    """

    shape: str
    pieces: tuple[Piece, ...]
    edits: tuple[Edit, ...] = ()
    rules: tuple[tuple[int, int, str], ...] = ()
    flags: tuple[Flag, ...] = ()
    is_local: bool = False


@dataclass(frozen=True, slots=True)
class Clean:
    """A draft cut and normalised: `text` is the pieces, one blank line between two; layers replay it.

    `pieces` have spans in `text`, not in the capture. `script` is the script of the capture as received.
    """

    text: str
    pieces: tuple[Piece, ...]
    layers: tuple[Layer, ...]
    script: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with its evidence: what `[start, end)` of the capture became, with `edits` made in it, is `value`.

    `edits` are in coordinates of that normalised quotation. `rule` names the recogniser that found it.
    """

    value: str
    start: int
    end: int
    rule: str
    certainty: Certainty = "stated"
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """One contribution: a name with its role. `confirm` asks an editor; `alternatives` are other splits."""

    name: Fact
    role: Role
    affiliation: Fact | None = None
    outlet: Fact | None = None
    confirm: bool = False
    alternatives: tuple[tuple[str, ...], ...] = ()
    as_printed: str = ""


@dataclass(frozen=True, slots=True)
class Outlet:
    """One link of the chain of attributions."""

    name: Fact
    role: Chain


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value that can be inferred but is not stated: offered with its evidence, never stored as fact."""

    field: str
    value: str
    evidence: tuple[Fact, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Fields:
    """Everything read out of the cleaned pieces. None or empty: the capture does not say."""

    title: Fact | None = None
    subtitle: Fact | None = None
    date: Fact | None = None
    precision: str = "none"
    people: tuple[Person, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    section: Fact | None = None
    url: Fact | None = None
    tags: tuple[Fact, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    flags: tuple[Flag, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One article as read from a capture: fields, body, and the ledger that proves both.

    The item stands at `[start, end)` of the decoded capture, and `head` is the span of the opening that it shares with
    other items of the capture (empty: none). Both together, as `source_of` gives them, are the text it was read from:
    all other spans count in it. Replaying `layers` on it gives `body`; the first `field_layers` of them are the ones
    before what moved into fields was dropped, and facts are read through those. Findings are in `body` coordinates, or in those of
    the field they name. `columns` is what the operator said of the columns of a record, as `--map` takes it. `seal` is
    the sha256 over all the rest.
    """

    item: int
    start: int
    end: int
    shape: str
    encoding: str
    encoding_found_by: str
    script: str
    language: str
    fields: Fields
    body: str
    headings: tuple[str, ...]
    layers: tuple[Layer, ...]
    field_layers: int
    findings: tuple[Finding, ...] = field(default=())
    flags: tuple[Flag, ...] = field(default=())
    seal: str = ""
    head: tuple[int, int] = (0, 0)
    columns: str = ""


def source_of(text: str, part: Part | Document) -> str:
    """Return the text that an item was read from: the opening it shares, then the item.

    >>> source_of("日报\n一\n二\n", Part(5, 7, head=(0, 3)))
    '日报\n二\n'
    """
    return text[slice(*part.head)] + text[part.start : part.end]
