"""The facts of an article, read out of the cleaned pieces, each with its evidence; and the body that is left."""

from articles.ingest.fields.assemble import Read, read_fields

__all__ = ["Read", "read_fields"]
