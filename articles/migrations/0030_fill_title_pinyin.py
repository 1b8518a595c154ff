"""Spell the titles of the articles that stand already; saving keeps them in step from here on."""

import re

from django.db import migrations
from pypinyin import lazy_pinyin


def spell(title):
    syllables = "-".join(lazy_pinyin(title))
    return re.sub(r"[^a-z0-9]+", "-", syllables.lower()).strip("-")[:300]


def fill(apps, schema_editor):
    articles = apps.get_model("articles", "Article")._default_manager.using(schema_editor.connection.alias)
    last = 0
    while batch := list(articles.filter(pk__gt=last).order_by("pk").only("pk", "title")[:1000]):
        for article in batch:
            article.title_pinyin = spell(article.title)
        articles.bulk_update(batch, ["title_pinyin"])
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("articles", "0029_article_title_pinyin")]

    # Backwards the column itself goes.
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
