from django.conf import settings
from django.db import models
from django.db.models import Q

from assessment.core.outcomes import FREQUENCIES, TIMES
from survey.models.campaign import Campaign
from survey.models.team import Team

FREQUENCY_KEYS = ["", *FREQUENCIES]
TIME_KEYS = ["", *TIMES]


class OutcomeFigures(models.Model):
    """A team's own delivery figures beside a campaign; nothing is scored from them.

    The texts are keys of `assessment.core.outcomes`, the rates per cent with one decimal; "" and
    null where the team does not know.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="outcomes")
    team = models.ForeignKey(Team, models.CASCADE, related_name="outcomes")
    deployment_frequency = models.CharField(max_length=20, blank=True)
    lead_time = models.CharField(max_length=20, blank=True)
    change_failure_rate = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    recovery_time = models.CharField(max_length=20, blank=True)
    rework_rate = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    note = models.TextField(blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["campaign", "team"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "team"], name="outcomes_of_a_team_once"),
            models.CheckConstraint(
                condition=Q(
                    deployment_frequency__in=FREQUENCY_KEYS,
                    lead_time__in=TIME_KEYS,
                    recovery_time__in=TIME_KEYS,
                ),
                name="outcome_choices_are_known",
            ),
            models.CheckConstraint(
                condition=(
                    Q(change_failure_rate__isnull=True) | Q(change_failure_rate__range=(0, 100))
                )
                & (Q(rework_rate__isnull=True) | Q(rework_rate__range=(0, 100))),
                name="outcome_rates_are_per_cent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign} / {self.team}"
