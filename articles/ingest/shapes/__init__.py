"""The shapes a capture can have, the most particular first; the last takes what no other knows."""

from types import ModuleType

from articles.ingest.shapes import aggregator, digest, feed, frontmatter, plain, portal, records, webpage

#: Each offers `recognises(text) -> bool` and `read(text) -> Draft`.
SHAPES: tuple[ModuleType, ...] = (records, frontmatter, feed, webpage, digest, portal, aggregator, plain)
#: Those that hold several items offer `split(text) -> tuple[Part, ...]` too, and read the source of one part at a time:
#: `read(source, begin) -> Draft`, where the item itself begins at `begin`.
SEVERAL: tuple[ModuleType, ...] = (feed, digest)
#: Those that hold a text of another shape take `(text, columns)` and `(text, columns, inner)` instead.
HOLDING: tuple[ModuleType, ...] = (records,)
#: Those that read a text whose title is known beforehand too: `read(text, title)`.
TITLED: tuple[ModuleType, ...] = (portal, aggregator, plain)
NAMES: tuple[str, ...] = tuple(shape.__name__.rpartition(".")[2] for shape in SHAPES)
