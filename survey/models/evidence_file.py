from django.conf import settings
from django.db import models

from survey.models.campaign import Campaign
from survey.models.team import Team


class EvidenceFile(models.Model):
    """What checks of one repository, or an assessor, found about a team's practices.

    `content` is the file's text as it was given (format plumbline-evidence/1), `sha256` the digest
    of its bytes. `head` is the commit that was read and `checks` how many checks tell something,
    kept beside the content for lists.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="evidence_files")
    team = models.ForeignKey(Team, models.CASCADE, related_name="evidence_files")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.TextField()
    head = models.CharField(max_length=64)
    checks = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["uploaded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "team", "sha256"], name="evidence_of_a_team_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
