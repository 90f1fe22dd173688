"""Workshops: private votes of a team, shown together, and the seats that cast them."""

import django.db.models.deletion
import survey.models.invitation
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('survey', '0008_targets_and_minutes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Workshop',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('token', models.CharField(default=survey.models.invitation.new_token, max_length=43, unique=True)),
                ('names_shown', models.BooleanField(default=False)),
                ('version', models.PositiveIntegerField(default=1)),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='workshops', to='survey.campaign')),
                ('facilitator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='workshops', to='survey.team')),
            ],
            options={
                'ordering': ['campaign', 'team__name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=survey.models.invitation.new_token, max_length=43, unique=True)),
                ('name', models.CharField(blank=True, max_length=60)),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='survey.workshop')),
            ],
            options={
                'ordering': ['workshop', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Point',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('practice', models.CharField(max_length=60)),
                ('round', models.PositiveSmallIntegerField(default=1)),
                ('shown_at', models.DateTimeField(blank=True, null=True)),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='survey.workshop')),
            ],
            options={
                'ordering': ['workshop', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('practice', models.CharField(max_length=60)),
                ('round', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('rated', 'Answered'), ('na', 'Does not apply'), ('dk', 'Don’t know'), ('cleared', 'Not answered')], max_length=7)),
                ('option', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='survey.seat')),
            ],
            options={
                'ordering': ['seat', 'practice', 'round'],
                'constraints': [models.UniqueConstraint(fields=('seat', 'practice', 'round'), name='one_vote_a_seat_and_round'), models.CheckConstraint(condition=models.Q(models.Q(('option__isnull', False), ('state', 'rated')), models.Q(('state__in', ['na', 'dk']), ('option__isnull', True)), _connector='OR'), name='only_rated_votes_have_options')],
            },
        ),
        migrations.AddConstraint(
            model_name='workshop',
            constraint=models.UniqueConstraint(fields=('campaign', 'team'), name='one_workshop_a_team'),
        ),
        migrations.AddConstraint(
            model_name='workshop',
            constraint=models.CheckConstraint(condition=models.Q(('finished_at__isnull', True), ('finished_at__gte', models.F('started_at')), _connector='OR'), name='workshop_finishes_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(condition=models.Q(('name', ''), _negated=True), fields=('workshop', 'name'), name='one_seat_a_name'),
        ),
        migrations.AddConstraint(
            model_name='point',
            constraint=models.UniqueConstraint(fields=('workshop', 'practice'), name='one_point_a_practice'),
        ),
    ]
