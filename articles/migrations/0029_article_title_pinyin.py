from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0028_fill_expires_at")]

    operations = [
        migrations.AddField("article", "title_pinyin", models.CharField(blank=True, default="", editable=False, max_length=300), False),
        migrations.AddIndex("article", models.Index(fields=["title_pinyin"], name="article_pinyin")),
    ]
