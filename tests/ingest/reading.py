"""What tests of reading share: a text read from its bytes, and what was read in short."""

from articles.ingest.normalise import clean
from articles.ingest.reader import read
from articles.ingest.records import Clean, Document
from articles.ingest.shapes import SHAPES


def document(text: str) -> Document:
    (only,) = read(text.encode("utf-8", "surrogatepass"))
    return only


def cleaned(text: str) -> Clean:
    shape = next(shape for shape in SHAPES if shape.recognises(text))
    return clean(text, shape.read(text))


def kinds(text: str) -> list[tuple[str, str]]:
    """The pieces of `text` as (kind, quote), as its shape cut them."""
    shape = next(shape for shape in SHAPES if shape.recognises(text))
    return [(piece.kind, text[piece.start : piece.end]) for piece in shape.read(text).pieces]


def flags(read_as: Document) -> list[str]:
    return [flag.code for flag in read_as.flags]


def people(read_as: Document) -> list[tuple[str, str]]:
    return [(person.name.value, person.role) for person in read_as.fields.people]


def outlets(read_as: Document) -> list[tuple[str, str]]:
    return [(outlet.name.value, outlet.role) for outlet in read_as.fields.outlets]
