"""Revisions refuse to be changed, in the database itself; on PostgreSQL also to be deleted once a text was signed or published.

A draft that was never signed takes its revisions along when it is deleted. SQLite has no such trigger on deletion: emptying
all tables, as tests do, is a deletion row by row there. A later migration that makes a table of revisions anew on SQLite must
run `forwards` again; the tests say so.
"""

from django.db import migrations

TABLES = (("articles_revision", "article_id"), ("articles_collectionrevision", "collection_id"))
SQLITE = """
CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END
"""
POSTGRESQL = """
CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'a revision is never changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM articles_signoff WHERE {owner} = OLD.{owner})
  OR EXISTS (SELECT 1 FROM {edition} WHERE {owner} = OLD.{owner}) THEN
    RAISE EXCEPTION 'a revision of a signed text is never deleted' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_append_only();
"""
EDITIONS = {"article_id": "articles_edition", "collection_id": "articles_collectionedition"}


def forwards(apps, schema_editor):
    written = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for table, owner in TABLES:
        schema_editor.execute(written.format(table=table, owner=owner, edition=EDITIONS[owner]))


def backwards(apps, schema_editor):
    for table, _owner in TABLES:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {table}_unchanged")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_append_only ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_append_only()")


class Migration(migrations.Migration):
    dependencies = [("articles", "0018_drafts")]

    operations = [migrations.RunPython(forwards, backwards)]
