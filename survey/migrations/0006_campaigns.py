from django.db import migrations, models


class Migration(migrations.Migration):
    """Campaigns that are opened again: who has answered, and what was shown before."""

    dependencies = [("survey", "0005_accounts")]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="answered",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="campaignteam",
            name="looks",
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
    ]
