"""Editions that end by expiry keep the moment as their planned end too; what had none planned stays without."""

from django.db import migrations, models


def fill(apps, schema_editor):
    for name in ("Edition", "CollectionEdition"):
        rows = apps.get_model("articles", name).objects.filter(ended_by="expired", expires_at__isnull=True)
        rows.update(expires_at=models.F("live_until"))


class Migration(migrations.Migration):
    dependencies = [("articles", "0027_intervals_and_notices")]

    # Backwards the column goes, and with it what was filled in.
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
