"""Levels that capabilities should reach, and what closing learned of how long answering took."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("survey", "0007_portfolio"),
    ]

    operations = [
        migrations.AddField(
            model_name="campaign",
            name="median_minutes",
            field=models.PositiveSmallIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="campaign",
            name="targets",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
