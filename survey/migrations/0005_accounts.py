"""The table of the cache that all processes share."""

from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("survey", "0004_campaigns_and_reports")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
