from django.db import models

from survey.models.campaign import Campaign
from survey.models.team import Team


class TeamResult(models.Model):
    """What closing a campaign froze for one team; never computed again.

    `score` and `level` are the overall ones of the payload, kept beside it for lists of teams.
    `payload` is the result in the format plumbline-result/1, or "" where nothing may be shown;
    `hidden_reason` then says why: too_few or no_answers. `excerpt` is what lists of teams read of
    the payload (assessment.core.excerpt); None where it is empty.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="results")
    team = models.ForeignKey(Team, models.CASCADE, related_name="results")
    engine = models.CharField(max_length=20)
    model_sha256 = models.CharField(max_length=64)
    answers_sha256 = models.CharField(max_length=64)
    payload = models.TextField(blank=True)
    result_sha256 = models.CharField(max_length=64, blank=True)
    hidden_reason = models.CharField(max_length=20, blank=True)
    score = models.FloatField(null=True, blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    answered = models.PositiveIntegerField()
    invited = models.PositiveIntegerField()
    frozen_at = models.DateTimeField()
    excerpt = models.JSONField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["campaign", "team"]
        indexes = [
            # All that a list of many campaigns reads, so that it never opens the long payloads.
            models.Index(
                fields=["campaign", "team", "score", "level", "answered", "hidden_reason"],
                name="results_without_payload",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "team"], name="one_result_a_team"),
            models.CheckConstraint(
                condition=models.Q(payload="", result_sha256="") & ~models.Q(hidden_reason="")
                | ~models.Q(payload="") & ~models.Q(result_sha256="") & models.Q(hidden_reason=""),
                name="shown_or_hidden_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign} / {self.team}"
