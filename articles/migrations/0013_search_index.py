"""The search index of each database: FTS5 tables with triggers on SQLite, a generated tsvector with GIN on PostgreSQL."""

from django.db import migrations, models

TABLES = ("articles_deskpassage", "articles_presspassage")

# `ascii` takes every character beyond ASCII for part of a token, so that the blanks alone divide, whatever Unicode
# the library was built with. External content: the passages hold the tokens already.
SQLITE = [
    """CREATE VIRTUAL TABLE {0}_index USING fts5(
    tokens, content='{0}', content_rowid='id', columnsize=0, tokenize="ascii tokenchars '.'")""",
    """CREATE TRIGGER {0}_insert AFTER INSERT ON {0} BEGIN
    INSERT INTO {0}_index(rowid, tokens) VALUES (new.id, new.tokens); END""",
    """CREATE TRIGGER {0}_delete AFTER DELETE ON {0} BEGIN
    INSERT INTO {0}_index({0}_index, rowid, tokens) VALUES ('delete', old.id, old.tokens); END""",
    """CREATE TRIGGER {0}_update AFTER UPDATE OF tokens ON {0} BEGIN
    INSERT INTO {0}_index({0}_index, rowid, tokens) VALUES ('delete', old.id, old.tokens);
    INSERT INTO {0}_index(rowid, tokens) VALUES (new.id, new.tokens); END""",
    "INSERT INTO {0}_index({0}_index) VALUES ('rebuild')",
]
SQLITE_BACK = [
    "DROP TRIGGER {0}_insert",
    "DROP TRIGGER {0}_delete",
    "DROP TRIGGER {0}_update",
    "DROP TABLE {0}_index",
]
# Tokens are letters, figures and full stops, so that quoting them is enough. No parser: it would read them its own way.
POSTGRES_FUNCTION = """CREATE FUNCTION articles_tokens_vector(tokens text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(quote_literal(token) || ':' || place, ' '), '')::tsvector
    FROM unnest(string_to_array(tokens, ' ')) WITH ORDINALITY AS numbered(token, place)
    WHERE token NOT IN ('', '¶') $$"""
# A desk reads far more than it writes: entries are not left for the readers to go through one by one.
POSTGRES = [
    "ALTER TABLE {0} ADD COLUMN vector tsvector GENERATED ALWAYS AS (articles_tokens_vector(tokens)) STORED",
    "CREATE INDEX {0}_vector ON {0} USING gin (vector) WITH (fastupdate = off)",
]


def make(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(POSTGRES_FUNCTION)
    for table in TABLES:
        for statement in {"sqlite": SQLITE, "postgresql": POSTGRES}[vendor]:
            schema_editor.execute(statement.format(table))


def drop(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for table in TABLES:
        for statement in {"sqlite": SQLITE_BACK, "postgresql": ["ALTER TABLE {0} DROP COLUMN vector"]}[vendor]:
            schema_editor.execute(statement.format(table))
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION articles_tokens_vector(text)")


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_site_version")]

    operations = [
        migrations.AddField("deskpassage", "as_printed", models.BooleanField(default=False)),
        migrations.AddField("presspassage", "as_printed", models.BooleanField(default=False)),
        migrations.RunPython(make, drop),
    ]
