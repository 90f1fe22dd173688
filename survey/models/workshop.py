import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from survey.models.campaign import Campaign
from survey.models.invitation import new_token
from survey.models.team import Team


class Workshop(models.Model):
    """A team's talk about its joint answer: private votes, shown together, then one answer.

    Whoever has `token` may take a seat. `names_shown` says that people give a name, which the
    others see beside their vote once votes are shown. The joint answers are those of the team's
    only link. `version` counts everything that a screen could show anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="workshops")
    team = models.ForeignKey(Team, models.CASCADE, related_name="workshops")
    token = models.CharField(max_length=43, unique=True, default=new_token)
    names_shown = models.BooleanField(default=False)
    facilitator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["campaign", "team__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "team"], name="one_workshop_a_team"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("started_at")),
                name="workshop_finishes_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign} / {self.team}"


class Point(models.Model):
    """One question of a workshop. Voting goes on in `round`, until `shown_at` is set; voting once
    more begins another round, and what was voted before is kept."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="points")
    practice = models.CharField(max_length=60)
    round = models.PositiveSmallIntegerField(default=1)
    shown_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["workshop", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "practice"], name="one_point_a_practice")
        ]

    def __str__(self) -> str:
        return f"{self.practice} round {self.round}"
