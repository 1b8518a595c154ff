"""The log of the house and links to previews. Events refuse to be changed, in the database itself; on PostgreSQL also deleted.

SQLite has no such trigger on deletion: emptying all tables, as tests do, is a deletion row by row there.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


SQLITE = """
CREATE TRIGGER articles_event_unchanged BEFORE UPDATE ON articles_event
BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END
"""
POSTGRESQL = """
CREATE FUNCTION articles_event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an event is never changed or deleted' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER articles_event_append_only BEFORE UPDATE OR DELETE ON articles_event
FOR EACH ROW EXECUTE FUNCTION articles_event_append_only();
"""


def forwards(apps, schema_editor):
    schema_editor.execute({"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor])


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER articles_event_unchanged")
    else:
        schema_editor.execute("DROP TRIGGER articles_event_append_only ON articles_event")
        schema_editor.execute("DROP FUNCTION articles_event_append_only()")


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0020_hands'),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='时间')),
                ('kind', models.CharField(db_index=True, max_length=40, verbose_name='事项')),
                ('by_name', models.CharField(blank=True, max_length=150, verbose_name='当时的名字')),
                ('model', models.CharField(blank=True, max_length=40, verbose_name='哪类')),
                ('row', models.BigIntegerField(blank=True, null=True, verbose_name='编号')),
                ('row_name', models.CharField(blank=True, max_length=300, verbose_name='对象')),
                ('detail', models.JSONField(blank=True, default=dict, verbose_name='详情')),
                ('address', models.CharField(blank=True, max_length=45, verbose_name='来自')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁')),
            ],
            options={
                'verbose_name': '日志',
                'verbose_name_plural': '日志',
                'ordering': ['-pk'],
                'permissions': [('export_event', 'Can export the log')],
                'indexes': [models.Index(fields=['model', 'row'], name='event_of_a_row')],
            },
        ),
        migrations.CreateModel(
            name='PreviewLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='发出')),
                ('expires_at', models.DateTimeField(verbose_name='到期')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='收回')),
                ('views', models.PositiveIntegerField(default=0, verbose_name='看过次数')),
                ('last_seen_at', models.DateTimeField(blank=True, null=True, verbose_name='最近一次')),
                ('collection_revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='preview_links', to='articles.collectionrevision', verbose_name='专题修订')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='发出人')),
                ('revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='preview_links', to='articles.revision', verbose_name='修订')),
            ],
            options={
                'verbose_name': '预览链接',
                'verbose_name_plural': '预览链接',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('collection_revision__isnull', True), ('revision__isnull', False)), models.Q(('collection_revision__isnull', False), ('revision__isnull', True)), _connector='OR'), name='preview_of_one_thing')],
            },
        ),
        migrations.RunPython(forwards, backwards),
    ]
