from django.db import models

from survey.models.campaign import Campaign
from survey.models.invitation import new_token
from survey.models.team import Team


class OpenLink(models.Model):
    """One link for a whole team: whoever follows it and asks gets a personal link of their own,
    until `limit` of them are made or `closed_at` is set. `made` counts them."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="open_links")
    team = models.ForeignKey(Team, models.CASCADE, related_name="open_links")
    token = models.CharField(max_length=43, unique=True, default=new_token)
    limit = models.PositiveSmallIntegerField()
    made = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["campaign", "team__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(made__lte=models.F("limit")), name="open_link_within_its_limit"
            ),
            models.UniqueConstraint(
                fields=["campaign", "team"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_link_a_team",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign} / {self.team}"
