"""Every tag gets its own spelling as its first written form, as each new tag does when it is saved."""

from django.db import migrations

BATCH = 500


def forwards(apps, schema_editor):
    tag, form = apps.get_model("articles", "Tag"), apps.get_model("articles", "TagForm")
    waiting = tag.objects.filter(forms__isnull=True).order_by("pk").values_list("pk", "name", "identity")
    while rows := list(waiting[:BATCH]):
        form.objects.bulk_create(form(tag_id=pk, form=name, folded=identity) for pk, name, identity in rows)


class Migration(migrations.Migration):
    dependencies = [("articles", "0024_authority_moves")]

    # Nothing to take back: the forms go with their table.
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
