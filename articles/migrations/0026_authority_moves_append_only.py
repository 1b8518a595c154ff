"""What merges, splits and undos recorded refuses to be changed, in the database itself; on PostgreSQL also to be deleted.

SQLite has no such trigger on deletion: emptying all tables, as tests do, is a deletion row by row there.
"""

from django.db import migrations

SQLITE = """
CREATE TRIGGER articles_authoritymove_unchanged BEFORE UPDATE ON articles_authoritymove
BEGIN SELECT RAISE(ABORT, 'a merge or split is never changed'); END
"""
POSTGRESQL = """
CREATE FUNCTION articles_authoritymove_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a merge or split is never changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER articles_authoritymove_append_only BEFORE UPDATE OR DELETE ON articles_authoritymove
FOR EACH ROW EXECUTE FUNCTION articles_authoritymove_append_only();
"""


def forwards(apps, schema_editor):
    schema_editor.execute({"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor])


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER articles_authoritymove_unchanged")
    else:
        schema_editor.execute("DROP TRIGGER articles_authoritymove_append_only ON articles_authoritymove")
        schema_editor.execute("DROP FUNCTION articles_authoritymove_append_only()")


class Migration(migrations.Migration):
    dependencies = [("articles", "0025_fill_tag_forms")]

    operations = [migrations.RunPython(forwards, backwards)]
