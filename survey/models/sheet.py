import uuid

from django.db import models

from survey.models.campaign import Campaign
from survey.models.team import Team


class AnswerSheet(models.Model):
    """One respondent's answers. It names nobody; only the invitation may point at it.

    `test` answers were made to try the form out; they never count.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="sheets")
    team = models.ForeignKey(Team, models.CASCADE, related_name="sheets")
    role = models.CharField(max_length=60, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    test = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.id)
