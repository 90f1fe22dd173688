"""What lists of teams read of a frozen result, kept beside it."""

import json

from django.db import migrations, models

from assessment.core.excerpt import excerpt


def fill(apps, schema_editor):
    """Of results that were frozen before; the payloads themselves stay as they are."""
    results = apps.get_model("survey", "TeamResult").objects.exclude(payload="")
    for row in results.only("payload").iterator(chunk_size=50):
        results.filter(pk=row.pk).update(excerpt=excerpt(json.loads(row.payload)))


class Migration(migrations.Migration):
    dependencies = [("survey", "0006_campaigns")]

    operations = [
        migrations.AddField(
            model_name="teamresult",
            name="excerpt",
            field=models.JSONField(blank=True, editable=False, null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="teamresult",
            index=models.Index(
                fields=["campaign", "team", "score", "level", "answered", "hidden_reason"],
                name="results_without_payload",
            ),
        ),
    ]
