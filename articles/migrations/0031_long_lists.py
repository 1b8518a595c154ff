"""Saved views, chosen columns, and what the list of articles is filtered by."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0030_fill_title_pinyin"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("model", models.CharField(editable=False, max_length=40, verbose_name="哪个列表")),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                (
                    "query",
                    models.CharField(blank=True, editable=False, max_length=2000, verbose_name="筛选、查找、列和次序"),
                ),
                (
                    "shared",
                    models.BooleanField(
                        default=False, help_text="勾上，全社的人都在列表上方看到它。", verbose_name="全社共用"
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="建立")),
            ],
            options={
                "verbose_name": "视图",
                "verbose_name_plural": "视图",
                "ordering": ["model", "name", "pk"],
                "permissions": [("share_savedview", "让全社共用视图")],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="length",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.text.Length("body"),
                output_field=models.PositiveIntegerField(),
                verbose_name="字数",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="list_columns",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["state", "script"], name="article_state_script"),
        ),
        migrations.AddIndex(
            model_name="reading",
            index=models.Index(fields=["shape", "encoding", "reader", "outcome"], name="reading_kinds"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["dated_from"], name="article_dated"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["changed_at"], name="article_changed"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["created_at"], name="article_created"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["length"], name="article_length"),
        ),
        migrations.AddField(
            model_name="savedview",
            name="owner",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="saved_views",
                to=settings.AUTH_USER_MODEL,
                verbose_name="谁的",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(fields=("owner", "model", "name"), name="view_name_once_a_person"),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("shared", True)), fields=("model", "name"), name="shared_view_name_once"
            ),
        ),
    ]
