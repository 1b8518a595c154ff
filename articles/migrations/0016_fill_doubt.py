"""Put the drafts that nobody has touched since they were imported into the queue, by the flags of their reading."""

from django.db import migrations

BATCH = 500
#: The weights of `text.doubt` when this was written.
WEIGHTS = {
    "no-text": 12, "undecodable": 10, "damaged-bytes": 10, "elided-name": 8, "no-title": 8, "no-source": 8,
    "unresolved-benbao": 8, "names-to-confirm": 8, "no-author": 6, "source-to-choose": 5, "author-to-choose": 5,
    "no-date": 5, "too-long": 4, "not-fillable": 4, "outlet-differs": 2, "partial-date": 2, "assumed-zone": 0,
}  # fmt: skip


def fill_doubt(apps, schema_editor):
    """Weigh the drafts not weighed yet; a second run finds nothing to do but what nobody looked over."""
    article = apps.get_model("articles", "Article")
    untouched = article.objects.filter(state="draft", doubt=None, reading__isnull=False).exclude(
        pk__in=apps.get_model("articles", "Revision").objects.filter(by__isnull=False).values("article")
    )
    last = 0
    while rows := list(untouched.filter(pk__gt=last).order_by("pk").values_list("pk", "reading__flags")[:BATCH]):
        for pk, flags in rows:
            article.objects.filter(pk=pk).update(doubt=sum(WEIGHTS.get(flag, 3) for flag in set(flags)))
        last = rows[-1][0]


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_queue")]
    #: Going back, the column goes with its values.
    operations = [migrations.RunPython(fill_doubt, migrations.RunPython.noop)]
